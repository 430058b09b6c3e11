"""Who is rung for what: a mention opens a case and rings, joins one that is open, or waits for a bundle."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, cast

from goodword.alerting.pace import allowed, recipients
from goodword.aws.cases import Case, Cases
from goodword.aws.held import Held, Why, member
from goodword.aws.items import reference_of
from goodword.aws.outbox import LEASE, Kind, Outbox, Ring
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.trouble import tag_of, trouble_of

FULL_FOR = timedelta(seconds=5)
_UNHEARD = ("dropped", "unsent", "withdrawn")


class Ringing:
    """The decision to ring, on top of cases, outbox and held items; it is taken once, however often a record comes."""

    def __init__(self, table: str) -> None:
        self.cases, self.outbox, self.held = Cases(table), Outbox(table), Held(table)
        self._full: dict[tuple[str, str], datetime] = {}

    def decide(self, mention: ScoredMention, configuration: Configuration, now: datetime) -> Ring | Why | None:
        """A ring to send now (its case is open, its lease ours), why it is held instead, or None: it was dealt with."""
        case = self.cases.get(trouble_of(mention))
        if case and case.covers(mention.priority, now):
            return self._again(case, mention, now)
        return self._open(mention, configuration, now)

    def promise(
        self, mention: ScoredMention, configuration: Configuration, now: datetime, *, wake: bool = False
    ) -> Ring | None:
        """Take a slot in the outbox for whoever may still be rung; None when every cap is full.

        A full cap is remembered for seconds: in a storm the outbox would be read for every mention, all from one key.
        """
        full = self._full.get((mention.brand, mention.priority))
        if full and now < full + FULL_FOR:
            return None
        trouble, kind = trouble_of(mention), cast(Literal["P1", "P2"], mention.priority)
        to = recipients(configuration.people_of(mention.brand), kind)
        wish = Ring(
            kind=kind,
            to=to,
            brand=mention.brand,
            trouble=trouble,
            tag=tag_of(trouble, int(now.timestamp())),
            platform=mention.platform,
            external_id=str(mention.external_id),
            made_at=mention.received_at,
            promised_at=now,
            lease_until=now + LEASE,
        )
        promised = self.outbox.promise(wish, lambda recent: still_free(to, recent, kind), wake=wake)
        if promised is None:
            self._full[mention.brand, kind] = now
        return promised

    def promise_again(self, ring: Ring, now: datetime) -> bool:
        """Move a ring whose lease ran out to this minute, as far as the caps allow; the alert room is woken by it."""
        return self._move(ring, now, wake=True) is not None

    def take(self, ring: Ring, now: datetime) -> Ring | None:
        """Lease a promised ring, to send it now; None when it is done, another run has it, or the caps are full.

        One that was promised long ago counts as of now: the caps are about what people get, not about promises.
        """
        if now < ring.promised_at + LEASE:
            return self.outbox.claim(ring, now)
        return self._move(ring, now, wake=False)

    def remind(self, mention: ScoredMention, configuration: Configuration, now: datetime) -> None:
        """For a mention that the stream lost: a ring that wakes the alert room, or a held item, as `decide` would."""
        case = self.cases.get(trouble_of(mention))
        covered = case and case.covers(mention.priority, now)
        outcome = "joined" if covered else self._open(mention, configuration, now, wake=True)
        if outcome is not None and not isinstance(outcome, Ring):
            self.hold([(mention, outcome)], now)

    def open_for(self, ring: Ring, now: datetime) -> bool:
        """Open the ring's case; when another ring's case covers it already, drop the ring and return False."""
        opened = Case(
            trouble=ring.trouble,
            tag=ring.tag,
            brand=ring.brand,
            priority=ring.kind,
            first=ring.reference,
            slot=ring.origin,
            opened_at=now,
        )
        if self.cases.open(opened):
            return True
        case = self.cases.get(ring.trouble)
        if case and case.slot == ring.origin:
            return True
        self.outbox.settle(ring, "dropped")
        return False

    def hold(self, held: Iterable[tuple[ScoredMention, Why]], now: datetime) -> None:
        """Keep what did not ring, one item for each brand."""
        by_brand: dict[str, list[tuple[Why, str]]] = defaultdict(list)
        for mention, why in held:
            by_brand[mention.brand].append((why, reference_of(mention.platform, str(mention.external_id))))
        for brand, references in by_brand.items():
            self.held.keep(brand, references, now)

    def _open(
        self, mention: ScoredMention, configuration: Configuration, now: datetime, *, wake: bool = False
    ) -> Ring | Why | None:
        if mention.brand not in configuration.brands:  # it was, when this was read: nobody answers for it any more
            return None
        ring = self.promise(mention, configuration, now, wake=wake)
        if ring is None:
            return cast(Literal["P1", "P2"], mention.priority)
        return ring if self.open_for(ring, now) else "joined"

    def _again(self, case: Case, mention: ScoredMention, now: datetime) -> Ring | Why | None:
        """A mention of an open case: one more voice in it, or the first one come again after a crash."""
        if case.first != reference_of(mention.platform, str(mention.external_id)):
            return "joined"
        ring = self.outbox.get(case.slot)
        return self.take(ring, now) if ring and ring.state == "claimed" else None

    def _move(self, ring: Ring, now: datetime, *, wake: bool) -> Ring | None:
        return self.outbox.move(ring, now, lambda recent: still_free(ring.to, recent, ring.kind), wake=wake)


def still_free(to: Sequence[str], recent: Sequence[Ring], kind: Kind) -> tuple[str, ...]:
    """Of these recipients, those whose caps leave room after the rings of the last minute."""
    return allowed(to, [(ring.kind, ring.to) for ring in recent if ring.state not in _UNHEARD], kind)


def all_free(to: tuple[str, ...], recent: Sequence[Ring], kind: Kind) -> tuple[str, ...]:
    """All of these recipients when every one may still be rung, else none: a count is told to everybody or waits."""
    return to if still_free(to, recent, kind) == to else ()


def dealt_with(rings: Iterable[Ring], held: Iterable[frozenset[str]]) -> frozenset[str]:
    """The short names of every mention that was rung for or held."""
    rung = {member(ring.reference) for ring in rings if ring.external_id}
    return frozenset(rung).union(*held)


def undone(mentions: Iterable[tuple[str, str]], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Those of the mentions (platform, external id) that nobody has dealt with."""
    return ((platform, one) for platform, one in mentions if member(reference_of(platform, one)) not in known)
