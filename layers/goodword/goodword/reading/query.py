"""The query language: what a text must contain, beyond a name, to be about a brand.

    acme NEAR/3 (charger OR cable)      at most three words from one to the other, in either order
    "power bank" charg* NOT spirit      a phrase, any word that begins so, and a word that must be absent

A blank means AND. NEAR binds closest, then NOT, then AND, then OR; use brackets to change that.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

type Span = tuple[int, int]
"""The first and last word of a match, counted from the start of the text."""

type Places = Callable[[Term], Sequence[Span]]
"""Returns the places of a term in a text."""

type Query = Term | Near | Not | And | Or

WORD = re.compile(r"[^\s()\"]+")
OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/(?P<distance>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; as a `prefix`, any word that begins so."""

    words: str
    prefix: bool = False

    def __str__(self) -> str:
        bare = WORD.fullmatch(self.words) and "*" not in self.words and not OPERATOR.fullmatch(self.words)
        return f"{self.words}*" if self.prefix else self.words if bare else f'"{self.words}"'


@dataclass(frozen=True, slots=True)
class Near:
    """Two places at most so many words apart, in either order. Overlapping places are not near."""

    left: Query
    right: Query
    distance: int

    def __str__(self) -> str:
        return f"{_inner(self.left, self)} NEAR/{self.distance} {_inner(self.right, self)}"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Query

    def __str__(self) -> str:
        return f"NOT {_inner(self.part, self)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of at least two parts hold."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " AND ".join(_inner(part, self) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """One or more of at least two parts hold."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(_inner(part, self) for part in self.parts)


_TIGHTNESS: dict[type, int] = {Or: 1, And: 2, Not: 3, Near: 4, Term: 5}


def _inner(part: Query, outer: Query) -> str:
    looser = _TIGHTNESS[type(part)] < _TIGHTNESS[type(outer)]
    list_in_list = type(part) is type(outer) and not isinstance(part, Not)
    return f"({part})" if looser or list_in_list else str(part)


def holds(query: Query, places: Places) -> bool:
    """Whether the query holds for the text with these places."""
    match query:
        case Term():
            return bool(places(query))
        case Near(left, right, distance):
            return _near(_all(left, places), _all(right, places), distance)
        case Not(part):
            return not holds(part, places)
        case And(parts):
            return all(holds(part, places) for part in parts)
        case Or(parts):
            return any(holds(part, places) for part in parts)


def terms(query: Query) -> Iterator[Term]:
    """Every term of the query, as often as it occurs there."""
    match query:
        case Term():
            yield query
        case Near(left, right):
            yield from (*terms(left), *terms(right))
        case Not(part):
            yield from terms(part)
        case And(parts) | Or(parts):
            yield from (term for part in parts for term in terms(part))


def _all(alternatives: Query, places: Places) -> list[Span]:
    return [span for term in terms(alternatives) for span in places(term)]


def _near(left: Sequence[Span], right: Sequence[Span], distance: int) -> bool:
    """Compares each place on the left only with the nearest ones on the right, so the time is not quadratic."""
    starts, ends = sorted(start for start, _ in right), sorted(end for _, end in right)
    for start, end in left:
        behind, before = bisect_right(starts, end), bisect_left(ends, start) - 1
        if behind < len(starts) and starts[behind] - end <= distance:
            return True
        if before >= 0 and start - ends[before] <= distance:
            return True
    return False
