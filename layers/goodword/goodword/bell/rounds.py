"""The rounds, once a minute: what should have rung and did not, what follows from what rang, bundles that are due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Protocol

from goodword.aws.held import WAITING, HeldBatch, by_trouble, member
from goodword.aws.items import minute_of, reference_of
from goodword.aws.outbox import LEASE, LOOK_BACK, Ring
from goodword.bell.following import Following
from goodword.bell.recipients import cool_down, owners_of, reach, rule_of
from goodword.bell.ringing import Ringing, dealt_with, undone
from goodword.config.configuration import Configuration
from goodword.config.rules import Way
from goodword.mention import ScoredMention, instant
from goodword.trouble import trouble_of

GRACE = timedelta(minutes=2)  # what is younger may still be on its way through the stream
GLANCE = timedelta(minutes=15)  # every round
LOOK = timedelta(hours=26)  # once an hour: longer than a stream keeps its records
MOST_AT_ONCE = 200  # rings a round; the next round goes on where this one stopped


class Heard(Protocol):
    """Where the keys of urgent mentions are read."""

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterable[tuple[str, str]]:
        """(platform, external id) of what may ring, heard in that span."""


class Found(Protocol):
    """Where a mention is read."""

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention as it stands; None when it is unknown or deleted."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What the sweep does. It can run late, twice or over itself: every step is a conditional write."""

    ringing: Ringing
    feed: Heard
    mentions: Found

    def go(self, current: Configuration, now: datetime) -> dict[str, int]:
        """One round; returns how much of each there was to do."""
        rings, held = self.ringing.outbox.since(now - LOOK_BACK), self.ringing.held.since(now - LOOK)
        return {
            "overdue": self.overdue(rings, current, now),
            "withdrawn": sum(self._pass_on(ring, current, now) for ring in rings if ring.state == "withdrawn"),
            "followed": Following(self.ringing, current, now, partial(self._one_of, current, now)).all(rings, held),
            "bundled": sum(self._bundle(brand, held, current, now) for brand in current.brands),
            "gathered": self._gather(held, current, now),
            "forgotten": self.forgotten(rings, held, current, now),
        }

    def overdue(self, rings: Sequence[Ring], current: Configuration, now: datetime) -> int:
        """Promise again, as far as the caps allow, what was not sent within its lease."""
        late = [ring for ring in rings if ring.state in ("claimed", "unsent") and ring.lease_until < now]
        return sum(self.ringing.promise_again(ring, current, now) for ring in late[:MOST_AT_ONCE])

    def forgotten(self, rings: Iterable[Ring], held: Iterable[HeldBatch], current: Configuration, now: datetime) -> int:
        """Promise a ring for urgent mentions that neither rang nor were held: their stream record was lost."""
        span = LOOK if now.minute == 0 else GLANCE
        known = dealt_with(rings, (batch.members for batch in held))
        heard = (one for brand in current.brands for one in self.feed.urgent(brand, now - span, now - GRACE))
        missed = list(islice(undone(heard, known), MOST_AT_ONCE))
        for platform, external_id in missed:
            if mention := self.mentions.find(platform, external_id):
                self._remind(mention, current, now)
        return len(missed)

    def _remind(self, mention: ScoredMention, current: Configuration, now: datetime) -> None:
        """What the alert room would have done: a ring that wakes it, or a held item."""
        outcome = self.ringing.decide(mention, current, now, wake=True)
        if outcome is not None and not isinstance(outcome, Ring):
            self.ringing.hold([(mention, outcome)], now)

    def _pass_on(self, ring: Ring, current: Configuration, now: datetime) -> bool:
        """Close the case of a mention that was deleted before it rang, and ring for the next of those who joined it."""
        self.ringing.cases.close(ring.trouble, ring.origin)
        for platform, external_id in islice(self.feed.urgent(ring.brand, ring.made_at - GRACE, now), MOST_AT_ONCE):
            mention = self.mentions.find(platform, external_id)
            if mention and trouble_of(mention) == ring.trouble:
                self._remind(mention, current, now)
                break
        self.ringing.outbox.settle(ring, "dropped")
        return True

    def _bundle(self, brand: str, held: Iterable[HeldBatch], current: Configuration, now: datetime) -> int:
        """Promise one counted bundle of a brand's mentions that waited through whole minutes not bundled yet."""
        over = minute_of(now - LEASE)  # what the alert room held in the last seconds may still be on its way
        waiting = [batch for batch in held if batch.brand == brand and batch.why.keys() & set(WAITING)]
        seen = self.ringing.held.bundled_through(brand) if waiting else ""
        waiting = [batch for batch in waiting if seen < batch.minute < over]
        if not waiting:
            return 0
        grave = any(batch.of("P1") for batch in waiting)
        by: tuple[Way, ...] = ("mail", "sms") if grave else ("mail",)
        count = len(frozenset().union(*(batch.of(why) for batch in waiting for why in WAITING)))
        wish = Ring(
            kind="bundle",
            priority="P1" if grave else "P2",
            to=reach(current, owners_of(current, brand, now), by),
            brand=brand,
            count=count,
            since=min(batch.minute for batch in waiting),
            through=max(batch.minute for batch in waiting),
            made_at=now,
            promised_at=now,
            lease_until=now + LEASE,
        )
        mark = self.ringing.held.bundled(brand, seen, wish.through)
        return count if self.ringing.follow_up(wish, current, now, mark, whole=True) else 0

    def _gather(self, held: Sequence[HeldBatch], current: Configuration, now: datetime) -> int:
        """Ring for troubles of which so many have spoken within so many minutes as their rule asks for."""
        asking = [rule.at_least for rule in current.rules if rule.at_least]
        if not asking:
            return 0
        start = minute_of(now - timedelta(minutes=max(least.minutes for least in asking)))
        few = by_trouble((batch for batch in held if batch.minute >= start), "few")
        fewest = min(least.mentions for least in asking)
        return sum(
            self._ring_for(trouble, names, current, now) for trouble, names in few.items() if len(names) >= fewest
        )

    def _ring_for(self, trouble: str, names: Mapping[str, str], current: Configuration, now: datetime) -> bool:
        case, mention = self.ringing.cases.get(trouble), self._one_of(current, now, names)
        rule = rule_of(current, mention) if mention else None
        if mention is None or rule is None or rule.at_least is None:
            return False
        if case and case.covers(mention.priority, now, cool_down(current, case.rule, case.priority)):
            return False
        start = minute_of(now - timedelta(minutes=rule.at_least.minutes))
        counted = sum(minute >= max(start, minute_of(case.opened_at) if case else "") for minute in names.values())
        if counted < rule.at_least.mentions:
            return False
        return isinstance(self.ringing.open(mention, current, now, case, wake=True, gathered=counted), Ring)

    def _one_of(self, current: Configuration, now: datetime, names: Mapping[str, str]) -> ScoredMention | None:
        """A mention of those short names that still stands."""
        since = instant(f"{min(names.values(), default=minute_of(now))}:00Z") - GRACE
        for brand in current.brands:
            for platform, external_id in self.feed.urgent(brand, since, now):
                known = member(reference_of(platform, external_id)) in names
                if known and (mention := self.mentions.find(platform, external_id)):
                    return mention
        return None
