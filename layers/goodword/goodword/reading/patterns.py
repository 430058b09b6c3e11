"""One automaton for every string that any brand looks for, and what it finds in a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation

from goodword.reading.marked import MARK, as_words, mark, word_starts
from goodword.reading.plain import fold
from goodword.reading.query import Query, Span, Term, terms

type Hit = tuple[int, int, int]
"""The number of a pattern, and its start and end in the marked text."""

type Name = tuple[int, int, str]
"""The start of a name, its negative end, and its reason: the least is the first and longest."""


class Patterns:
    """Brand names and query terms, each string once. Brands and their queries are numbers here."""

    def __init__(
        self,
        names: Iterable[tuple[int, str, str]],
        queries: Iterable[tuple[int, int, Query]],
        excluded: Iterable[Query],
    ) -> None:
        """`names`: brand, text, reason. `queries`: brand, query. `excluded`: only tested if a brand matched."""
        self._numbers: dict[str, int] = {}
        self._names: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._terms: dict[Term, int] = {}
        self._queries: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for brand, name, because in names:
            self._names[self._number(mark(fold(name)))].append((brand, because))
        for brand, which, query in queries:
            for number in self._learn(query):
                self._queries[number].add((brand, which))
        for query in excluded:
            self._learn(query)
        # We use ahocorasick_rs, not pyahocorasick: half the time and memory, typed, Apache-2.0, a thin wrapper of the
        # Rust crate behind ripgrep. This one of its automata is small and quick to build, and the number of patterns
        # hardly changes its speed.
        self._automaton = AhoCorasick(self._numbers, store_patterns=False, implementation=Implementation.ContiguousNFA)

    def find(self, marked: str) -> "Matches":
        """What a marked text contains, in linear time."""
        hits = self._automaton.find_matches_as_indexes(marked, overlapping=True)
        matches = Matches(marked, hits, self._terms)
        for number, start, end in hits:
            for brand, because in self._names.get(number, ()):
                matches.names[brand].append((start, -end, because))
            for brand, which in self._queries.get(number, ()):
                matches.queries[brand].add(which)
        return matches

    def _learn(self, query: Query) -> list[int]:
        self._terms |= {term: self._number(_pattern(term)) for term in terms(query)}
        return [self._terms[term] for term in terms(query)]

    def _number(self, pattern: str) -> int:
        return self._numbers.setdefault(pattern, len(self._numbers)) if pattern else -1  # an empty one matches nothing


class Matches:
    """What one text contains, by brand: `names`, and which `queries` have a word in it."""

    def __init__(self, marked: str, hits: Sequence[Hit], numbers: dict[Term, int]) -> None:
        self.names: dict[int, list[Name]] = defaultdict(list)
        self.queries: dict[int, set[int]] = defaultdict(set)
        self._marked, self._hits, self._numbers = marked, hits, numbers

    def places(self, term: Term) -> Sequence[Span]:
        """The positions of a query's term, in words."""
        return self._spans.get(self._numbers[term], ())

    @cached_property
    def _spans(self) -> dict[int, list[Span]]:
        starts, spans = word_starts(self._marked), defaultdict(list)
        for number, start, end in self._hits:
            spans[number].append(as_words(starts, start, end))
        return spans


def _pattern(term: Term) -> str:
    pattern = mark(fold(term.words))
    return pattern.removesuffix(MARK) if term.prefix else pattern
