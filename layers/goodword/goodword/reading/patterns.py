"""All that is looked for in texts, whoever wants it, as one automaton; and what of it one text holds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, Implementation

from goodword.reading.marked import MARK, as_words, mark, word_starts
from goodword.reading.plain import fold
from goodword.reading.query import Query, Span, Term, terms

type Hit = tuple[int, int, int]
"""The number of a pattern, and from where to where in the marked text it stands."""

type Name = tuple[int, int, str]
"""Where a name begins, minus where it ends, and the reason that it gives: the least is the first and longest."""


class Patterns:
    """Names of brands and terms of queries, every string once. Brands are numbers here, and so are their queries."""

    def __init__(
        self,
        names: Iterable[tuple[int, str, str]],
        queries: Iterable[tuple[int, int, Query]],
        excluded: Iterable[Query],
    ) -> None:
        """`names`: whose, as written, which reason. `queries`: whose, which. `excluded`: asked only of what matched."""
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
        # ahocorasick_rs rather than pyahocorasick: half the time and memory, typed, Apache-2.0, a thin cover of the
        # Rust crate that ripgrep searches with. Of its automata this one is small and built soon, and its speed hardly
        # hangs on how many patterns there are.
        self._automaton = AhoCorasick(self._numbers, store_patterns=False, implementation=Implementation.ContiguousNFA)

    def hear(self, marked: str) -> "Heard":
        """What a marked text holds, in a time that grows as its length does."""
        hits = self._automaton.find_matches_as_indexes(marked, overlapping=True)
        received = Heard(marked, hits, self._terms)
        for number, start, end in hits:
            for brand, because in self._names.get(number, ()):
                received.names[brand].append((start, -end, because))
            for brand, which in self._queries.get(number, ()):
                received.queries[brand].add(which)
        return received

    def _learn(self, query: Query) -> list[int]:
        self._terms |= {term: self._number(_pattern(term)) for term in terms(query)}
        return [self._terms[term] for term in terms(query)]

    def _number(self, pattern: str) -> int:
        return self._numbers.setdefault(pattern, len(self._numbers)) if pattern else -1  # nothing is found nowhere


class Heard:
    """What one text holds, by brand: `names`, and which of its `queries` a word of them is in."""

    def __init__(self, marked: str, hits: Sequence[Hit], numbers: dict[Term, int]) -> None:
        self.names: dict[int, list[Name]] = defaultdict(list)
        self.queries: dict[int, set[int]] = defaultdict(set)
        self._marked, self._hits, self._numbers = marked, hits, numbers

    def places(self, term: Term) -> Sequence[Span]:
        """Where a term of a query stands, in words."""
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
