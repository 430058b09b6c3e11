"""What scoring needs from outside, by contract: AWS gives it in the function `score`, memory in tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from goodword.id_scope import AlliesOf
from goodword.jobs import Job
from goodword.mention import Mention, ScoredMention
from goodword.platforms.contract import Delivery


class Quarantine(Protocol):
    """Where unreadable deliveries and items wait."""

    def keep_delivery(self, delivery: Delivery, reason: str) -> None:
        """Keep a whole delivery."""

    def keep_item(self, delivery: Delivery, reason: str, item: Any) -> None:
        """Keep one item of a delivery whose neighbours went on."""


class Mentions(Protocol):
    """A queue of read mentions."""

    def put_all(self, mentions: Sequence[ScoredMention], allies_of: AlliesOf) -> Mapping[int, Exception]:
        """Send them; returns the positions that were not taken, and why."""

    def put_reactions(self, reactions: Sequence[Mention], allies_of: AlliesOf) -> None:
        """Send reactions. Raises at the first that was not taken."""


class Jobs(Protocol):
    """A queue of lookups or visits."""

    def put_all(self, jobs: Sequence[Job]) -> Mapping[int, Exception]:
        """Send them; returns the positions that were not taken, and why."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where what is read goes: P1 that notifies to `urgent`, the rest to `scored`, lookups to `fetch` or `visit`."""

    urgent: Mentions
    scored: Mentions
    lookups: Mapping[str, Jobs]
    quarantine: Quarantine
