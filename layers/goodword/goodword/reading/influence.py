"""How far a mention carries, for sorting and counting. It has no effect on the priority and notifies nobody."""

from collections.abc import Mapping, Sequence
from math import log1p
from typing import Literal

from goodword.mention import BrandMatch, Mention, Role
from goodword.reading.roles import is_bot

type Relevance = Literal["named", "source", "category"]
"""`named`: by a handle or term. `source`: the source alone gives the brand. `category`: only a category matches."""

_RELEVANCE: dict[Relevance, float] = {"named": 1.0, "source": 0.6, "category": 0.3}
_REACH, _CLOSENESS, _ANYBODY = 70, 25, 5  # points, 100 together
_ENOUGH_FOLLOWERS = 10_000_000
_ENOUGH_CONTACTS = 100  # author history counts no more


def influence(mention: Mention, *, role: Role, relevance: Relevance, earlier: int = 0) -> int:
    """0 to 100. `earlier` is how often the author wrote before. More followers or contacts never lower it.

    Ten times as many followers add ten points. If the platform does not report followers, none count. Bots and your own
    people get 0.
    """
    if role in ("employee", "brand") or is_bot(mention):
        return 0
    reach = _damped(mention.audience or 0, _ENOUGH_FOLLOWERS)
    closeness = _damped(earlier, _ENOUGH_CONTACTS)
    return round(_RELEVANCE[relevance] * (_ANYBODY + _REACH * reach + _CLOSENESS * closeness))


def relevance_of(mention: Mention, brands: Sequence[BrandMatch], kinds: Mapping[str, str]) -> Relevance:
    """How the mention relates to what matched. `kinds`: by brand key, `brand` or something else."""
    ours = [match for match in brands if kinds.get(match.brand, "brand") == "brand"]
    if not ours:
        return "category"
    return "source" if all(match.because == f"source {mention.source}" for match in ours) else "named"


def _damped(count: int, enough: int) -> float:
    """0 for none, 1 for `enough` or more, logarithmic in between."""
    return log1p(min(max(count, 0), enough)) / log1p(enough)
