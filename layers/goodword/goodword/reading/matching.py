"""Finds the brands that a mention is about, and quotes the reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args

from goodword.mention import BrandMatch
from goodword.reading.links import APART, typed_out
from goodword.reading.marked import compounds, fold_each, mark, spelled_out, unmarked
from goodword.reading.patterns import Matches, Name, Patterns
from goodword.reading.plain import MAX_CHARACTERS, fold
from goodword.reading.query import holds
from goodword.reading.query_parser import parse

type BrandKind = Literal["brand", "category", "competitor"]

_KINDS: tuple[BrandKind, ...] = get_args(BrandKind.__value__)
_SHOWN = 60  # characters of a query that a reason quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSpec:
    """What matches a brand. `exclude` cancels a match; `languages`, `platforms`: only in these (None: all)."""

    key: str
    kind: BrandKind = "brand"
    terms: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] | None = None
    platforms: tuple[str, ...] | None = None

    def names(self) -> Iterator[tuple[str, str]]:
        """Each name, and the reason that a mention gives for it."""
        yield from ((term, term) for term in self.terms)
        yield from ((name, name) for name in (f"@{handle.lstrip('@')}" for handle in self.handles))
        yield from ((name, name) for name in (f"#{hashtag.lstrip('#')}" for hashtag in self.hashtags))
        yield from ((name, f"product {name}") for name in self.products)
        yield from ((name, f"campaign {name}") for name in self.campaigns)
        yield from ((name, f"place {name}") for name in self.places)
        yield from ((name, f"misspelling {name}") for name in self.misspellings)

    def listens(self, language: str | None, platform: str | None) -> bool:
        """Whether the brand listens there. True if the language or platform is unknown."""
        return (language is None or self.languages is None or language in self.languages) and (
            platform is None or self.platforms is None or platform in self.platforms
        )


class Brands:
    """All brands, compiled once. Case, accents and width are ignored; only whole words match.

    `source_brands` maps a source to its brand. `keys` are all brands in the given order; `kinds` has the kind of each.
    Raises QueryFault if a query is invalid.
    """

    def __init__(self, specs: Sequence[BrandSpec], source_brands: Mapping[str, str]) -> None:
        self.source_brands = source_brands
        self.keys = tuple(dict.fromkeys([*(spec.key for spec in specs), *source_brands.values()]))
        own: dict[str, BrandKind] = dict.fromkeys(self.keys, "brand")
        self.kinds: Mapping[str, BrandKind] = own | {spec.key: spec.kind for spec in specs}
        self._listeners = [_Listener(spec) for spec in specs]
        numbered = list(enumerate(self._listeners))
        names = [(number, *name) for number, brand in numbered for name in brand.spec.names()]
        queries = [(number, which, query) for number, brand in numbered for which, query in enumerate(brand.queries)]
        self._patterns = Patterns(
            names, queries, [query for listener in self._listeners for query in listener.excluded]
        )

    @classmethod
    def of_terms(cls, terms: Mapping[str, Sequence[str]], source_brands: Mapping[str, str]) -> Self:
        """Brands with terms only."""
        return cls([BrandSpec(key=key, terms=tuple(listed)) for key, listed in terms.items()], source_brands)

    def match(
        self,
        text: str,
        source: str | None = None,
        language: str | None = None,
        platform: str | None = None,
        links: Sequence[str] = (),
    ) -> tuple[BrandMatch, ...]:
        """Each matching brand once: our own first, then categories, then competitors.

        Within a kind, the source's brand comes first, then the others in the given order. A match in `links` counts
        like one in the text, and its reason names the link.
        """
        found: dict[str, str] = {}
        if source and (own := self.source_brands.get(source)):
            found[own] = f"source {source}"
        written = mark(fold(spelled_out(text[:MAX_CHARACTERS])))
        hidden = mark(fold(spelled_out(typed_out(links)))) if links else ""
        matches = self._patterns.find(f"{written}{APART}{hidden}" if hidden else written)
        end = len(written)
        for number in sorted(matches.names.keys() | matches.queries.keys()):
            spec = self._listeners[number].spec
            if spec.key in found or not spec.listens(language, platform):
                continue
            if because := self._listeners[number].why(matches, number, end):
                found[spec.key] = because
        return tuple(
            BrandMatch(key, found[key]) for key in sorted(found, key=lambda key: _KINDS.index(self.kinds[key]))
        )

    def spans(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """The positions of brand names in the text, in reading order.

        Names are what a brand lists, not the words of its queries. They count even if a limit or an exclusion cancels
        the match. A name inside a longer name of the same brand is left out. A hashtag of several words counts whole.
        """
        text = text[:MAX_CHARACTERS]
        folded, origins = fold_each(text)
        marked = mark(folded)
        before = unmarked(marked)
        spans = [(origins[before[at]], origins[before[to] - 1] + 1, key) for at, to, key in self._names(marked)]
        for at, to, words in compounds(text):
            spans += [(at, to, key) for _, _, key in self._names(mark(fold(words)))]
        return tuple(_outermost(spans))

    def _names(self, marked: str) -> Iterator[tuple[int, int, str]]:
        for number, names in self._patterns.find(marked).names.items():
            yield from ((start, -end, self._listeners[number].spec.key) for start, end, _ in names)


class _Listener:
    """A brand with its parsed queries."""

    def __init__(self, spec: BrandSpec) -> None:
        self.spec = spec
        self.queries = [parse(query) for query in spec.queries]
        self.excluded = [parse(query) for query in spec.exclude]

    def why(self, matches: Matches, number: int, end: int) -> str | None:
        """The reason for a match: the first and longest name, else the first query that holds; None: no match.

        The text ends at `end`; its links follow.
        """
        names = matches.names.get(number, [])
        because = _first(names, end) or self._query(matches, number)
        if because and any(holds(query, matches.places) for query in self.excluded):
            return _first([name for name in names if name[-1].startswith("@")], end)
        return because

    def _query(self, matches: Matches, number: int) -> str | None:
        """The first query that holds. A query without any of its words in the text cannot hold."""
        asked = sorted(matches.queries.get(number, ()))
        held = (which for which in asked if holds(self.queries[which], matches.places))
        return next((_shortened(self.spec.queries[which]) for which in held), None)


def _first(names: Sequence[Name], end: int) -> str | None:
    if not names:
        return None
    start, _, because = min(names)
    return because if start < end else f"{because}, in a link"


def _shortened(query: str) -> str:
    words = " ".join(query.split())
    return f"query: {words if len(words) <= _SHOWN else f'{words[: _SHOWN - 3]}...'}"


def _outermost(spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    ends: dict[str, int] = {}
    for start, end, key in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > ends.get(key, -1):
            ends[key] = end
            yield start, end, key
