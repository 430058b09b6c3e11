"""What follows from a notification: each open case is looked at once a minute, and gets at most one further one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from goodword.alerting.mention_count import Names, since_opened
from goodword.alerting.next_steps import FollowedCase, Step, is_finished, steps
from goodword.alerting.outbox import LEASE, Notification
from goodword.alerting.rate_limits import Kind
from goodword.alerting.replies import Find
from goodword.alerting.routing import means, reach
from goodword.alerting.suppressed import SuppressedBatch, by_incident
from goodword.alerting.triage import Triage, people_in
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.storage.keys import minute_of, reference_of

type AnyOf = Callable[[str, Names], ScoredMention | None]
"""A mention of these short names about that brand that still exists."""


class FollowUps:
    """One look at the open cases: a further notification is promised together with the change of its case."""

    def __init__(self, triage: Triage, current: Configuration, now: datetime, find: Find, any_of: AnyOf) -> None:
        self._triage, self._current, self._now = triage, current, now
        self._find, self._any_of = find, any_of

    def all(self, notifications: Sequence[Notification], batches: Iterable[SuppressedBatch]) -> int:
        """Follow every case of the last days that is not finished; returns how many notifications were promised."""
        promised = 0
        for followed in self._followed(notifications, by_incident(batches, "joined")):
            if any(self._do(followed, step) for step in steps(followed, self._current, self._now)):
                promised += 1
            elif is_finished(followed, self._current, self._now):
                self._triage.outbox.settle(followed.notification, "over")
        return promised

    def _followed(
        self, notifications: Sequence[Notification], joined: dict[str, dict[str, str]]
    ) -> Iterator[FollowedCase]:
        """Each case with the notification that opened it; one whose case was replaced by a later one is finished."""
        opened = [found for found in notifications if found.kind == "new" and found.state == "sent"]
        opened = [found for found in opened if found.brand in self._current.brands]  # it may come back: a bad upload
        cases = {case.incident_key: case for case in self._triage.cases.newest(found.incident_key for found in opened)}
        for notification in opened:
            case = cases.get(notification.incident_key)
            if case is None or case.slot != notification.origin:
                self._triage.outbox.settle(notification, "over")
                continue
            sent_at = max(case.last_notified_at, notification.promised_at)  # it may have been sent late
            case = replace(case, notified_at=sent_at)
            yield FollowedCase(case, notification, since_opened(case, joined.get(case.incident_key, {})))

    def _do(self, followed: FollowedCase, step: Step) -> bool:
        """Whether a notification was promised."""
        cases, case = self._triage.cases, followed.case
        if step.kind is None:
            cases.apply(case, **step.change)
            return False
        if step.names is None:
            return self._notify(step.kind, step, followed)
        shown = self._shown(followed, step)
        if shown is None:
            cases.apply(case, **step.otherwise)
            return False
        return self._notify(step.kind, step, _about(followed, shown))

    def _shown(self, followed: FollowedCase, step: Step) -> ScoredMention | None:
        """The mention that the notification shows; None when none exists any more."""
        notification = followed.notification
        first = self._find(notification.platform, notification.external_id) if step.first else None
        return first or self._any_of(followed.case.brand, step.names or {})

    def _notify(self, kind: Kind, step: Step, followed: FollowedCase) -> bool:
        """Promise it, with the change of the case that keeps it from being promised twice."""
        case = followed.case
        rule = self._current.rule(case.rule) if case.rule else None
        by = means(None, "P2") if kind == "more" else means(rule, case.priority)
        to = reach(self._current, step.people, by)
        wish = Notification(
            kind=kind,
            priority=case.priority,
            to=to,
            brand=case.brand,
            incident_key=case.incident_key,
            tag=case.tag,
            platform=followed.notification.platform,
            external_id=followed.notification.external_id,
            counted_before=case.counted,
            since=minute_of(case.last_notified_at),
            made_at=self._now,
            promised_at=self._now,
            lease_until=self._now + LEASE,
        )
        notified = tuple(dict.fromkeys([*case.notified, *people_in(to)]))
        counted = case.counted if kind == "taken" else followed.mention_count
        change = {"counted": counted, "notified": notified, **step.change}
        changed = self._triage.cases.change(case, remove=step.remove, **change)
        return self._triage.follow_up(wish, self._current, self._now, changed, whole=step.whole) is not None


def _about(followed: FollowedCase, shown: ScoredMention) -> FollowedCase:
    """The same case, to be shown by that mention."""
    if followed.notification.reference == reference_of(shown.platform, str(shown.external_id)):
        return followed
    named = replace(followed.notification, platform=shown.platform, external_id=str(shown.external_id))
    return replace(followed, notification=named)
