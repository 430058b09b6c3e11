"""What follows a notification: the case is taken, handed over, escalated, gets more mentions, or is resolved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from goodword.alerting.case import DELETED, FOLLOWED_FOR, Case
from goodword.alerting.mention_count import Names, count, since_opened
from goodword.alerting.outbox import LEASE, Notification
from goodword.alerting.rate_limits import Kind
from goodword.alerting.replies import Find
from goodword.alerting.routing import cool_down, means, reach
from goodword.alerting.suppressed import SuppressedBatch, by_incident
from goodword.alerting.triage import Triage, people_in
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention, instant
from goodword.storage.keys import minute_of, reference_of

QUIET_FOR = timedelta(minutes=30)  # a case that was taken and got no mention for so long is resolved

type AnyOf = Callable[[str, Names], ScoredMention | None]
"""Finds a mention of that brand with one of these short names that still exists."""


@dataclass(frozen=True, slots=True)
class _OpenCase:
    """A case to follow up, the notification that opened it, and the mentions that joined it since."""

    case: Case
    notification: Notification
    joined: Names

    @property
    def mention_count(self) -> int:
        return count(self.case, self.joined)


class FollowUps:
    """One sweep over the open cases. Each gets at most one more notification, promised together with its change."""

    def __init__(self, triage: Triage, current: Configuration, now: datetime, find: Find, one_of: AnyOf) -> None:
        self._triage, self._current, self._now = triage, current, now
        self._find, self._one_of = find, one_of

    def all(self, notifications: Sequence[Notification], held: Iterable[SuppressedBatch]) -> int:
        """Follow up each open case of the last days; returns the number of further notifications."""
        opened = [
            notification
            for notification in notifications
            if notification.kind == "new" and notification.state == "sent"
        ]
        opened = [
            notification for notification in opened if notification.brand in self._current.brands
        ]  # a removed brand may come back after a bad upload
        cases = {
            case.incident_key: case
            for case in self._triage.cases.of(notification.incident_key for notification in opened)
        }
        joined, further = by_incident(held, "joined"), 0
        for notification in opened:
            case = cases.get(notification.incident_key)
            if case is None or case.slot != notification.origin:
                self._triage.outbox.settle(notification, "over")  # a later case replaced its case
                continue
            case = replace(
                case, notified_at=max(case.last_notified_at, notification.promised_at)
            )  # it may have been sent late
            item = _OpenCase(case, notification, since_opened(case, joined.get(case.incident_key, {})))
            if self._follow(item):
                further += 1
            elif self._ended(item):
                self._triage.outbox.settle(notification, "over")
        return further

    def _follow(self, item: _OpenCase) -> bool:
        return self._handed(item) or self._over(item) or self._taken(item) or self._step(item) or self._more(item)

    def _handed(self, item: _OpenCase) -> bool:
        """Notify the person it was handed to."""
        case, now = item.case, self._now
        if not case.handed_to or not case.handed_at or case.over_at:
            return False
        if case.passed_on_at and case.passed_on_at >= case.handed_at:
            return False
        change = {"passed_on_at": now, "notified_at": now, "stepped_at": now}
        return self._notify_about_what_stands("handed", item, [case.handed_to], **change)

    def _over(self, item: _OpenCase) -> bool:
        """Tell everybody who was notified of a P1 that it is resolved: answered, closed, or taken and quiet."""
        case = item.case
        if case.cleared_at or not (case.over_at or self._taken_and_quiet(item)):
            return False
        if case.priority != "P1":
            self._triage.cases.apply(case, cleared_at=self._now)
            return False
        return self._notify("over", item, case.notified, whole=True, cleared_at=self._now)

    def _taken_and_quiet(self, item: _OpenCase) -> bool:
        if not item.case.owner or not item.case.owned_at:
            return False
        last = max(item.joined.values(), default="")
        spoke = instant(f"{last}:00Z") if last else item.case.opened_at
        return self._now >= max(item.case.owned_at, spoke) + QUIET_FOR

    def _taken(self, item: _OpenCase) -> bool:
        """Tell the others who took it."""
        case = item.case
        others = [person for person in case.notified if person != case.owner]
        if not case.owner or case.noticed == case.owner or case.over_at or not others:
            return False
        return self._notify("taken", item, others, whole=True, noticed=case.owner)

    def _step(self, item: _OpenCase) -> bool:
        """Notify the next escalation step about a P1 that nobody took in time."""
        case, team = item.case, self._current.team_of(item.case.brand)
        if (
            case.priority != "P1"
            or case.owner
            or case.over_at
            or case.muted(self._now)
            or case.step >= len(team.ladder)
        ):
            return False
        last = max(case.stepped_at or case.opened_at, item.notification.promised_at)
        if self._now < last + timedelta(minutes=team.escalation.after):
            return False
        change = {"notified_at": self._now, "stepped_at": self._now}
        return self._notify_about_what_stands("step", item, team.ladder[case.step], step=case.step + 1, **change)

    def _more(self, item: _OpenCase) -> bool:
        """After the cool-down, report how many more mentions joined; this reopens a resolved case."""
        case = item.case
        cool = cool_down(self._current, case.rule, case.priority)
        if item.mention_count <= case.counted or case.muted(self._now) or self._now < case.last_notified_at + cool:
            return False
        shown = self._one_of(case.brand, _heard_after(case.answered_at, item.joined))
        if shown is None:  # each of them was answered, or deleted
            self._triage.cases.apply(case, counted=item.mention_count)
            return False
        to = [case.owner] if case.owner and self._current.person(case.owner) else case.notified
        again = ("answered_at", "cleared_at") if case.over_at else ()
        about = _about(item, shown)
        return self._notify("more", about, to, whole=True, remove=again, notified_at=self._now)

    def _ended(self, item: _OpenCase) -> bool:
        """Whether no timer is left for it."""
        case = item.case
        if self._now >= case.opened_at + FOLLOWED_FOR:
            return True
        cool = cool_down(self._current, case.rule, case.priority)
        waits = item.mention_count > case.counted and not case.muted(self._now)
        return case.cleared_at is not None and self._now >= case.last_notified_at + cool and not waits

    def _notify_about_what_stands(self, kind: Kind, item: _OpenCase, people: Iterable[str], **change: Any) -> bool:
        """Notify about the first mention, or another when it was deleted; when all are deleted, close the case."""
        shown = self._find(item.notification.platform, item.notification.external_id) or self._one_of(
            item.case.brand, item.joined
        )
        if shown is None:
            self._triage.cases.apply(item.case, closed_at=self._now, closed_why=DELETED)
            return False
        return self._notify(kind, _about(item, shown), people, **change)

    def _notify(
        self,
        kind: Kind,
        item: _OpenCase,
        people: Iterable[str],
        *,
        whole: bool = False,
        remove: tuple[str, ...] = (),
        **change: Any,
    ) -> bool:
        """Promise it, together with the change of the case that prevents a second promise."""
        case = item.case
        rule = self._current.rule(case.rule) if case.rule else None
        by = means(None, "P2") if kind == "more" else means(rule, case.priority)
        to = reach(self._current, people, by)
        wish = Notification(
            kind=kind,
            priority=case.priority,
            to=to,
            brand=case.brand,
            incident_key=case.incident_key,
            tag=case.tag,
            platform=item.notification.platform,
            external_id=item.notification.external_id,
            counted_before=case.counted,
            since=minute_of(case.last_notified_at),
            made_at=self._now,
            promised_at=self._now,
            lease_until=self._now + LEASE,
        )
        notified = tuple(dict.fromkeys([*case.notified, *people_in(to)]))
        counted = case.counted if kind == "taken" else item.mention_count
        changed = self._triage.cases.change(case, remove=remove, counted=counted, notified=notified, **change)
        return self._triage.follow_up(wish, self._current, self._now, changed, whole=whole) is not None


def _about(item: _OpenCase, shown: ScoredMention) -> _OpenCase:
    """The same case, with that mention to show."""
    if item.notification.reference == reference_of(shown.platform, str(shown.external_id)):
        return item
    return replace(
        item, notification=replace(item.notification, platform=shown.platform, external_id=str(shown.external_id))
    )


def _heard_after(answered_at: datetime | None, names: Names) -> Names:
    """Those that may not be answered yet: they joined in the minute of our last answer, or later."""
    answered = minute_of(answered_at) if answered_at else ""
    return {name: minute for name, minute in names.items() if minute >= answered}
