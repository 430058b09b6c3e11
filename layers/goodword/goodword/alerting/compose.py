"""Compose what each person reads in a promised notification. The data is looked up when it is sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from goodword.alerting.action_links import ActionLinks
from goodword.alerting.cancellation import cancellation_reason, is_late
from goodword.alerting.capacity import left_today
from goodword.alerting.case import DELETED, OPEN_FOR, Case
from goodword.alerting.mention_count import Names, count, joined
from goodword.alerting.outbox import Notification
from goodword.alerting.ports import AuthorHistory, Feed, HealthLine, Mentions
from goodword.alerting.replies import note_earlier_answer
from goodword.alerting.routing import rule_of
from goodword.alerting.suppressed import WAITING, SuppressedBatch
from goodword.alerting.triage import Triage
from goodword.alerting.waiting_list import who_of
from goodword.config.configuration import Configuration
from goodword.id_scope import scope_of
from goodword.mention import Priority, ScoredMention, instant
from goodword.messages.alert import Alert, AlertKind, Bundle, Flood, How, Notice
from goodword.reading.priority import due

LATE_AFTER = timedelta(minutes=5)  # a notification later than this says so

type Content = Alert | Notice | Bundle
type ContentFor = Callable[[str, tuple[str, ...]], Content]
"""The content for one person and their recipients, such as ("ana", ("ana:mail", "ana:sms"))."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Looks up the facts in a notification; `goodword.messages` writes the text."""

    triage: Triage
    mentions: Mentions
    feed: Feed
    earlier: AuthorHistory
    links: ActionLinks
    health: HealthLine
    link_base: str

    def about(
        self, notification: Notification, current: Configuration, now: datetime
    ) -> ContentFor | Literal["withdrawn", "dropped"]:
        """The content for each person, or why the notification is no longer needed."""
        if notification.kind == "bundle":
            return self._bundle(notification, current, now)
        case = self.triage.cases.get(notification.incident_key)
        mention = self.mentions.find(notification.platform, notification.external_id)
        if case and mention and is_late(notification, now):
            keys = (key for brand in current.brands for key in self.feed.own(brand, mention.received_at, now))
            allies = current.allies_of(mention.source)
            case = note_earlier_answer(mention, case, self.triage.cases, keys, self.mentions.find, allies)
        done = cancellation_reason(notification, case, mention)
        if done or case is None:
            return done or "dropped"
        if notification.kind in ("taken", "over") or mention is None:
            return self._notice(notification, case, current, now)
        return self._alert(notification, case, mention, current, now)

    def _alert(
        self, notification: Notification, case: Case, mention: ScoredMention, current: Configuration, now: datetime
    ) -> ContentFor:
        rule, names = rule_of(current, mention), self._joined(case) if _kind(notification) != "new" else {}
        mention_count = count(case, names)
        late = notification.kind in ("new", "late") and now - notification.made_at > LATE_AFTER
        earlier = self._earlier(mention)

        def alert(person: str, to: tuple[str, ...]) -> Alert:
            return Alert(
                case=notification.tag,
                brand=current.name_of(notification.brand),
                priority=case.priority,
                mention=mention,
                to=to,
                zone=current.zone_of(notification.brand, person),
                first_answer_due=due(case.priority, mention.received_at),
                sent_at=now,
                delayed_since=notification.made_at if late else None,
                person=person,
                kind=_kind(notification),
                flood=cast(Flood | None, case.flood),
                opened_at=case.opened_at,
                by=case.handed_by if notification.kind == "handed" else None,
                rule=rule.name if rule else None,
                runbook=rule.runbook if rule else (),
                earlier=earlier,
                mention_count=mention_count,
                more=max(0, mention_count - notification.counted_before) if names else 0,
                more_since=instant(f"{notification.since}:00Z") if names else None,
                budget=left_today(person, self.triage.outbox.day(now), current, notification.brand, now),
                link=self._link(case, person, notification, now),
                health=self.health.line(now),
            )

        return alert

    def _notice(self, notification: Notification, case: Case, current: Configuration, now: datetime) -> ContentFor:
        how: How | None = None
        if notification.kind == "over":
            how = "answered" if case.answered_at else closed(case) if case.closed_at else "taken and quiet"
        others = self._open_cases(case, current, now) if notification.kind == "over" else None
        mention_count = count(case, self._joined(case))

        def notice(person: str, to: tuple[str, ...]) -> Notice:
            return Notice(
                kind="over" if notification.kind == "over" else "taken",
                case=notification.tag,
                brand=current.name_of(notification.brand),
                brand_key=notification.brand,
                priority=case.priority,
                person=person,
                to=to,
                zone=current.zone_of(notification.brand, person),
                opened_at=case.opened_at,
                sent_at=now,
                since=(case.answered_at or case.closed_at) if how else case.owned_at,
                by="us" if how == "answered" else case.closed_by or case.owner,
                how=how,
                mention_count=mention_count,
                open_cases=others,
            )

        return notice

    def _bundle(self, notification: Notification, current: Configuration, now: datetime) -> ContentFor:
        """The P1 in it as they are now, and a fresh count of the rest."""
        since = instant(f"{notification.since}:00Z")
        batches = [batch for batch in self.triage.suppressed.since(since) if batch.brand == notification.brand]
        named = self._named(notification, batches)
        priorities = _counted(notification, batches) | dict.fromkeys(named, "P1")
        each = list(priorities.values())
        counts = {priority: each.count(priority) for priority in dict.fromkeys(each)}

        def bundle(person: str, to: tuple[str, ...]) -> Bundle:
            return Bundle(
                brand=current.name_of(notification.brand),
                brand_key=notification.brand,
                total=len(priorities),
                counts=counts,
                named=tuple(named.values()),
                left=notification.left,
                behind=timedelta(minutes=notification.behind) if notification.behind else None,
                to=to,
                zone=current.zone_of(notification.brand, person),
                since=since,
                sent_at=now,
                person=person,
                budget=left_today(person, self.triage.outbox.day(now), current, notification.brand, now),
                health=self.health.line(now),
            )

        return bundle

    def _named(self, notification: Notification, batches: Iterable[SuppressedBatch]) -> dict[str, ScoredMention]:
        """The P1 that a bundle names and that still exist, by short name."""
        who = {ids.short: ids for ids in map(who_of, self.triage.outbox.since(instant(f"{notification.since}:00Z")))}
        who |= {short: ids for batch in batches for short, ids in batch.who.items()}
        known = {short: who[short] for short in notification.named if short in who}
        mentions = ((short, self.mentions.find(ids.platform, ids.external_id)) for short, ids in known.items())
        return {short: mention for short, mention in mentions if mention}

    def _joined(self, case: Case) -> Names:
        """The mentions that joined the case since it was opened, counted now."""
        return joined(case, self.triage.suppressed.since(case.opened_at))

    def _earlier(self, mention: ScoredMention) -> int | None:
        if not mention.author_id:
            return None
        return self.earlier.contacts(scope_of(mention), mention.author_id, mention.received_at)

    def _link(self, case: Case, person: str, notification: Notification, now: datetime) -> str:
        token = self.links.make(
            incident_key=case.incident_key,
            person=person,
            brand=case.brand,
            reference=notification.reference,
            opened=case.opened_at,
            now=now,
        )
        return f"{self.link_base}{token}"

    def _open_cases(self, case: Case, current: Configuration, now: datetime) -> tuple[str, ...]:
        """The tags of the team's other P1 cases that nobody has answered yet."""
        team = current.brands[case.brand].team
        incident_keys = {
            notification.incident_key
            for notification in self.triage.outbox.day(now)
            if notification.kind == "new"
            and notification.priority == "P1"
            and notification.incident_key != case.incident_key
            if notification.brand in current.brands and current.brands[notification.brand].team == team
        }
        cases = self.triage.cases.newest(incident_keys)
        return tuple(case.tag for case in cases if case.over_at is None and now < case.opened_at + OPEN_FOR)


def _kind(notification: Notification) -> AlertKind:
    """Why it is sent. A late notification says the same as if it had gone out at once."""
    if notification.kind == "late":
        return "step" if notification.counted_before else "new"
    return cast(AlertKind, notification.kind)  # the caller handled the other kinds


def _counted(notification: Notification, batches: Iterable[SuppressedBatch]) -> dict[str, Priority]:
    """The mentions a bundle only counts, most urgent first, so that a mention that waited twice counts once."""
    priorities: dict[str, Priority] = {}
    counted = [batch for batch in batches if notification.after < batch.minute <= notification.through]
    for priority in WAITING:
        for short in frozenset[str]().union(*(batch.members_for(priority) & batch.counted for batch in counted)):
            priorities.setdefault(short, priority)  # type: ignore[arg-type] # the reasons to wait are the priorities
    return priorities


def closed(case: Case) -> How:
    """How a closed case ended."""
    return "deleted" if case.closed_why == DELETED else "not about us"
