"""Words that mean something only near each other: "brake" and "snapped", "soup" and "screw"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[&'][^\W_]+)*|[.!?;]")
_SENTENCE_END = 3
"""The end of a sentence counts as so many words, so the next sentence is further away."""
_NEAR = 30
"""`near` and `unless` apply within so many words of a pair."""


class Together(NamedTuple):
    """Words of two groups at most `within` words apart, or one word of one group, and what that `means`.

    With `near`, another word of that group must be near them. `in_order`: the first group's word comes first.
    """

    groups: str
    within: int
    near: str | None = None
    means: str = "safety"
    in_order: bool = False


class Named(NamedTuple):
    """A word or phrase and its groups: its position in words, and its start and end in the text."""

    place: int
    start: int
    end: int
    groups: tuple[str, ...]


class Found(NamedTuple):
    """The first and last word of a rule that holds; the same word if the rule has one group."""

    rule: Together
    first: Named
    last: Named


class Neighbours:
    """Finds words near each other, in any order, in linear time.

    `groups` maps a name to words and phrases (`"let_go"`, up to three words). A word also matches with a plural or
    possessive s. Nothing matches near words of the group `unless`.
    """

    def __init__(self, groups: Mapping[str, str], rules: Iterable[Together], unless: str) -> None:
        self._unless = unless
        self._groups: dict[str, tuple[str, ...]] = {}
        for name, words in groups.items():
            for word in set(words.split()):
                spelled = word.replace("_", " ")
                self._groups[spelled] = (*self._groups.get(spelled, ()), name)
        self._starts = {" ".join(spelled.split()[:2]) for spelled in self._groups if " " in spelled}
        self._rules: dict[str, list[tuple[str | None, Together]]] = {}
        for rule in rules:
            names = rule.groups.split()
            others = (*names[1:], None)  # None for a rule of one group
            if not rule.in_order:
                self._rules.setdefault(names[0], []).append((others[0], rule))
            if len(set(names)) == 2:
                self._rules.setdefault(names[1], []).append((names[0], rule))

    def find(self, text: str) -> Iterator[Found]:
        """What holds in the folded text, from left to right."""
        words = list(self._named(text))
        places: dict[str, list[int]] = {}
        for word in words:
            for group in word.groups:
                places.setdefault(group, []).append(word.place)
        latest: dict[str, Named] = {}
        for word in words:
            for group in word.groups:
                for other, rule in self._rules.get(group, ()):
                    first = latest.get(other) if other else word
                    if first and _stand_together(first, word, rule, places, self._unless):
                        yield Found(rule, first, word)
            latest.update((group, word) for group in word.groups)

    def _named(self, text: str) -> Iterator[Named]:
        place, before, second, third = 0, "", (0, ""), (0, "")
        for found in _WORD.finditer(text):
            word, start, end = found.group().removesuffix("'s"), found.start(), found.end()
            if word in ".!?;":
                place, second, third = place + _SENTENCE_END, (0, ""), (0, "")
                continue
            place += 1
            phrases = [(start, word)]
            if second[1]:
                phrases.append((second[0], before := f"{second[1]} {word}"))
            if third[1] in self._starts:
                phrases.append((third[0], f"{third[1]} {word}"))
            for begins, phrase in phrases:
                if groups := self._groups_of(phrase):
                    yield Named(place, begins, end, groups)
            third = (second[0], before) if second[1] else (0, "")
            second = (start, word)

    def _groups_of(self, phrase: str) -> tuple[str, ...]:
        found = self._groups.get(phrase)
        return found or (self._groups.get(phrase[:-1], ()) if phrase.endswith("s") else ())


def _stand_together(first: Named, last: Named, rule: Together, places: Mapping[str, list[int]], unless: str) -> bool:
    return (
        last.place - first.place <= rule.within
        and (first is last or first.end <= last.start)
        and not _are_near(places.get(unless, []), first, last)
        and (rule.near is None or _are_near(places.get(rule.near, []), first, last))
    )


def _are_near(places: list[int], first: Named, last: Named) -> bool:
    """Whether one of these places is near the pair and not one of its own words, which are two at most."""
    at = bisect_left(places, first.place - _NEAR)
    return any(place <= last.place + _NEAR for place in places[at : at + 5] if place not in (first.place, last.place))
