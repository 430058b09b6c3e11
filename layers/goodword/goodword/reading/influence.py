"""How far a voice carries, for sorting and counting. It rings nobody: no priority is made from it."""

from collections.abc import Mapping, Sequence
from math import log1p
from typing import Literal

from goodword.mention import BrandMatch, Mention, Role
from goodword.reading.roles import is_bot

type Relevance = Literal["named", "source", "category"]
"""The brand is named (a handle, a term), or given by the source alone, or only its category or a competitor is."""

_RELEVANCE: dict[Relevance, float] = {"named": 1.0, "source": 0.6, "category": 0.3}
_REACH, _CLOSENESS, _ANYBODY = 70, 25, 5  # points, 100 together
_ENOUGH_FOLLOWERS = 10_000_000
_ENOUGH_CONTACTS = 100  # as many as are counted


def influence(mention: Mention, *, role: Role, relevance: Relevance, earlier: int = 0) -> int:
    """0 to 100; `earlier` is how often its author was heard before. More followers or contacts never make it less.

    Each ten times as many followers add ten points; followers that the platform does not say count as none. 0 for bots
    and for our own people.
    """
    if role in ("employee", "brand") or is_bot(mention):
        return 0
    reach = _damped(mention.audience or 0, _ENOUGH_FOLLOWERS)
    closeness = _damped(earlier, _ENOUGH_CONTACTS)
    return round(_RELEVANCE[relevance] * (_ANYBODY + _REACH * reach + _CLOSENESS * closeness))


def relevance_of(mention: Mention, brands: Sequence[BrandMatch], kinds: Mapping[str, str]) -> Relevance:
    """How it is about what matched; `kinds` says of each key of a brand whether it is a `brand` or something else."""
    ours = [match for match in brands if kinds.get(match.brand, "brand") == "brand"]
    if not ours:
        return "category"
    return "source" if all(match.because == f"source {mention.source}" for match in ours) else "named"


def _damped(count: int, enough: int) -> float:
    """0 for none, 1 for enough and more, by the logarithm."""
    return log1p(min(max(count, 0), enough)) / log1p(enough)
