"""From a promised ring to what each person is told: whatever alerts say is looked up here, at the moment of sending."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from goodword.alerting.action_links import ActionLinks
from goodword.alerting.capacity import left_today
from goodword.alerting.case import DELETED, OPEN_FOR, Case
from goodword.alerting.moot import cancellation_reason, is_late
from goodword.alerting.outbox import Notification
from goodword.alerting.ports import AuthorHistory, Feed, HealthLine, Mentions
from goodword.alerting.replies import note_earlier_answer
from goodword.alerting.routing import rule_of
from goodword.alerting.suppressed import WAITING, SuppressedBatch
from goodword.alerting.triage import Triage
from goodword.alerting.voices import Names, count, joined
from goodword.alerting.waiting_list import who_of
from goodword.config.configuration import Configuration
from goodword.id_scope import scope_of
from goodword.mention import Priority, ScoredMention, instant
from goodword.messages.alert import Alert, Bundle, Flood, How, Notice, Turn
from goodword.reading.priority import due

LATE_AFTER = timedelta(minutes=5)  # a ring later than this says so

type Content = Alert | Notice | Bundle
type ContentFor = Callable[[str, tuple[str, ...]], Content]
"""What a person is told by these ways, such as ("ana", ("ana:mail", "ana:sms"))."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Everything that a ring's words are made of, but for the words."""

    ringing: Triage
    mentions: Mentions
    feed: Feed
    earlier: AuthorHistory
    links: ActionLinks
    health: HealthLine
    link_base: str

    def about(
        self, ring: Notification, current: Configuration, now: datetime
    ) -> ContentFor | Literal["withdrawn", "dropped"]:
        """How to tell each person of it; or why nobody need be told any more."""
        if ring.kind == "bundle":
            return self._bundle(ring, current, now)
        case, mention = self.ringing.cases.get(ring.trouble), self.mentions.find(ring.platform, ring.external_id)
        if case and mention and is_late(ring, now):
            said = (key for brand in current.brands for key in self.feed.own(brand, mention.received_at, now))
            allies = current.allies_of(mention.source)
            case = note_earlier_answer(mention, case, self.ringing.cases, said, self.mentions.find, allies)
        done = cancellation_reason(ring, case, mention)
        if done or case is None:
            return done or "dropped"
        if ring.kind in ("taken", "over") or mention is None:
            return self._notice(ring, case, current, now)
        return self._alert(ring, case, mention, current, now)

    def _alert(
        self, ring: Notification, case: Case, mention: ScoredMention, current: Configuration, now: datetime
    ) -> ContentFor:
        rule, names = rule_of(current, mention), self._joined(case) if _kind(ring) != "new" else {}
        voices = count(case, names)
        late = ring.kind in ("new", "late") and now - ring.made_at > LATE_AFTER
        earlier = self._earlier(mention)

        def alert(person: str, to: tuple[str, ...]) -> Alert:
            return Alert(
                case=ring.tag,
                brand=current.name_of(ring.brand),
                priority=case.priority,
                mention=mention,
                to=to,
                zone=current.zone_of(ring.brand, person),
                first_answer_due=due(case.priority, mention.received_at),
                sent_at=now,
                delayed_since=ring.made_at if late else None,
                person=person,
                kind=_kind(ring),
                flood=cast(Flood | None, case.flood),
                opened_at=case.opened_at,
                by=case.handed_by if ring.kind == "handed" else None,
                rule=rule.name if rule else None,
                runbook=rule.runbook if rule else (),
                earlier=earlier,
                voices=voices,
                more=max(0, voices - ring.told_before) if names else 0,
                held_since=instant(f"{ring.since}:00Z") if names else None,
                budget=left_today(person, self.ringing.outbox.day(now), current, ring.brand, now),
                link=self._link(case, person, ring, now),
                health=self.health.line(now),
            )

        return alert

    def _notice(self, ring: Notification, case: Case, current: Configuration, now: datetime) -> ContentFor:
        how: How | None = None
        if ring.kind == "over":
            how = "answered" if case.answered_at else closed(case) if case.closed_at else "taken and quiet"
        others = self._open_cases(case, current, now) if ring.kind == "over" else None
        voices = count(case, self._joined(case))

        def notice(person: str, to: tuple[str, ...]) -> Notice:
            return Notice(
                kind="over" if ring.kind == "over" else "taken",
                case=ring.tag,
                brand=current.name_of(ring.brand),
                brand_key=ring.brand,
                priority=case.priority,
                person=person,
                to=to,
                zone=current.zone_of(ring.brand, person),
                opened_at=case.opened_at,
                sent_at=now,
                since=(case.answered_at or case.closed_at) if how else case.owned_at,
                by="us" if how == "answered" else case.closed_by or case.owner,
                how=how,
                voices=voices,
                open_cases=others,
            )

        return notice

    def _bundle(self, ring: Notification, current: Configuration, now: datetime) -> ContentFor:
        """The P1 in it as they stand now, and the count of the rest, recounted."""
        since = instant(f"{ring.since}:00Z")
        batches = [batch for batch in self.ringing.held.since(since) if batch.brand == ring.brand]
        named = self._named(ring, batches)
        found = _counted(ring, batches) | dict.fromkeys(named, "P1")
        counts = {priority: list(found.values()).count(priority) for priority in dict.fromkeys(found.values())}

        def bundle(person: str, to: tuple[str, ...]) -> Bundle:
            return Bundle(
                brand=current.name_of(ring.brand),
                brand_key=ring.brand,
                held=len(found),
                counts=counts,
                named=tuple(named.values()),
                left=ring.left,
                behind=timedelta(minutes=ring.behind) if ring.behind else None,
                to=to,
                zone=current.zone_of(ring.brand, person),
                since=since,
                sent_at=now,
                person=person,
                budget=left_today(person, self.ringing.outbox.day(now), current, ring.brand, now),
                health=self.health.line(now),
            )

        return bundle

    def _named(self, ring: Notification, batches: Iterable[SuppressedBatch]) -> dict[str, ScoredMention]:
        """The P1 that a bundle names and that still stand, by short name."""
        who = {one.short: one for one in map(who_of, self.ringing.outbox.since(instant(f"{ring.since}:00Z")))}
        who |= {short: one for batch in batches for short, one in batch.who.items()}
        known = {short: who[short] for short in ring.named if short in who}
        told = ((short, self.mentions.find(one.platform, one.external_id)) for short, one in known.items())
        return {short: mention for short, mention in told if mention}

    def _joined(self, case: Case) -> Names:
        """Who joined this opening of the case: counted now."""
        return joined(case, self.ringing.held.since(case.opened_at))

    def _earlier(self, mention: ScoredMention) -> int | None:
        if not mention.author_id:
            return None
        return self.earlier.contacts(scope_of(mention), mention.author_id, mention.received_at)

    def _link(self, case: Case, person: str, ring: Notification, now: datetime) -> str:
        token = self.links.make(
            trouble=case.trouble,
            person=person,
            brand=case.brand,
            reference=ring.reference,
            opened=case.opened_at,
            now=now,
        )
        return f"{self.link_base}{token}"

    def _open_cases(self, case: Case, current: Configuration, now: datetime) -> tuple[str, ...]:
        """The tags of the team's other P1 cases that nobody answered yet."""
        team = current.brands[case.brand].team
        rung = {
            ring.trouble
            for ring in self.ringing.outbox.day(now)
            if ring.kind == "new" and ring.priority == "P1" and ring.trouble != case.trouble
            if ring.brand in current.brands and current.brands[ring.brand].team == team
        }
        cases = self.ringing.cases.of(rung)
        return tuple(one.tag for one in cases if one.over_at is None and now < one.opened_at + OPEN_FOR)


def _kind(ring: Notification) -> Turn:
    """Why it rings; what is late says the same as when there was no room for it."""
    if ring.kind == "late":
        return "step" if ring.told_before else "new"
    return cast(Turn, ring.kind)  # the others were told apart before


def _counted(ring: Notification, batches: Iterable[SuppressedBatch]) -> dict[str, Priority]:
    """What a bundle only counts: the gravest first, so that what waited twice is counted once."""
    found: dict[str, Priority] = {}
    counted = [batch for batch in batches if ring.after < batch.minute <= ring.through]
    for priority in WAITING:
        for one in frozenset[str]().union(*(batch.of(priority) & batch.counted for batch in counted)):
            found.setdefault(one, priority)  # type: ignore[arg-type] # the reasons to wait are the priorities
    return found


def closed(case: Case) -> How:
    """How a case ended that was closed."""
    return "deleted" if case.closed_why == DELETED else "not about us"
