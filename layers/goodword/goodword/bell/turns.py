"""The turn of each P1 that waits: once there is room, it is rung for by itself, the fairest first, until none waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goodword.aws.held import Kept
from goodword.aws.outbox import Ring
from goodword.bell.answers import Find
from goodword.bell.ringing import Ringing
from goodword.bell.waiting import Waiting
from goodword.config.configuration import Configuration

MOST_AT_ONCE = 200  # a round; the next round goes on where this one stopped
_NOBODY = Kept("muted", "none")  # it stands no longer, or is nobody's: DynamoDB takes no key without a character


@dataclass(frozen=True, slots=True)
class Turns:
    """One round over the P1 that wait."""

    ringing: Ringing
    current: Configuration
    now: datetime
    find: Find

    def all(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        """Ring for as many as there is room for; returns those that wait on."""
        full, left = set[tuple[bool, str]](), list[Waiting]()
        for place, one in enumerate(waiting):
            lane = one.first, one.brand
            if lane in full or place >= MOST_AT_ONCE:
                left.append(one)
            elif not self._ring(one):
                full.add(lane)
                left.append(one)
        return left

    def _ring(self, one: Waiting) -> bool:
        """Whether it waits no longer: it is rung for, joined a case, or there is nothing left to ring for."""
        known = one.brand in self.current.brands  # else it was taken out of the configuration since
        mention = self.find(one.who.platform, one.who.external_id) if known else None
        if one.ring:
            if mention is not None:
                return self.ringing.ring_the_rest(one.ring, self.current, self.now)
            self.ringing.outbox.drop_rest(one.ring)
            return True
        if mention is None or mention.priority != "P1":
            self.ringing.held.keep(one.brand, [(_NOBODY, one.who)], self.now)
            return True
        outcome = self.ringing.decide(mention, self.current, self.now, wake=True)
        if isinstance(outcome, Ring):
            return True
        if outcome is not None and outcome.why == "P1":
            return False
        self.ringing.hold([(mention, outcome or _NOBODY)], self.now)
        return True
