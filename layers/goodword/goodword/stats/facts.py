"""What is counted of a mention, and the totals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from goodword.storage.document_store import Document
from goodword.storage.keys import from_ms, minute_of

DIMENSIONS = ("platform", "touchpoint", "intent", "sentiment", "priority")
COUNTED = ("pk", "type", "f", "t", "p", "se", "in", "to")
"""The attributes of an item that `facts` reads."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of a mention. `place` is its partition in the feed, `counts` are (dimension, value) pairs."""

    place: str
    minute: str
    counts: tuple[tuple[str, str], ...]

    @property
    def brand(self) -> str:
        """The mention's brand."""
        return self.place.rsplit("#", 2)[0]


def facts(item: Mapping[str, Any] | None) -> Facts | None:
    """What is counted of an item in DynamoDB's JSON; None when there is none, or it is not a mention."""
    if not item or item["type"]["S"] != "mention":
        return None
    counts = [("platform", item["pk"]["S"].split("#", 2)[1]), ("priority", item["p"]["S"])]
    counts += [("sentiment", item["se"]["L"][0]["S"])]
    counts += [("intent", intent["S"]) for intent in item.get("in", {"L": []})["L"]]
    counts += [("touchpoint", item["to"]["S"])] if "to" in item else []
    return Facts(item["f"]["S"], minute_of(from_ms(item["t"]["N"])), tuple(counts))


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of mentions by (dimension, value). A mention has one platform, and any number of intents."""

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All mentions."""
        return sum(self.by("platform").values())

    def by(self, dimension: str) -> dict[str, int]:
        """The numbers of one dimension; values without mentions are left out."""
        return {value: number for (name, value), number in sorted(self.counts.items()) if name == dimension}

    def __add__(self, other: Self) -> "Tally":
        return Tally(Counter(self.counts) + Counter(other.counts))

    def as_plain(self) -> dict[str, Any]:
        """The attributes of an item; `read_tally` reads them back."""
        return {"total": self.total} | {name: found for name in DIMENSIONS if (found := self.by(name))}


def read_tally(plain: Document) -> Tally:
    """Read what `as_plain` wrote."""
    return Tally(
        {(dimension, value): int(n) for dimension in DIMENSIONS for value, n in plain.get(dimension, {}).items()}
    )
