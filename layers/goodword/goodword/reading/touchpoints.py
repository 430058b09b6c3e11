"""Finds the touchpoint of a mention, such as the app, delivery or staff, by a word list that you can edit."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Self

from ahocorasick_rs import AhoCorasick, MatchKind

from goodword.reading.marked import MARK, mark
from goodword.reading.plain import bare_text, fold

CORE = "core"
PACKS = ("retail", "software", "food", "hospitality", "travel")

_MORE = 0.75  # added to the first word's 1 for each further word of a phrase
_SIGNED = {"?": 0.4, "!": 2.0}
_OWN = 2.0

type Taxonomy = Mapping[str, Sequence[str]]
"""Words and phrases of each touchpoint. `deliver*`: any word that begins so; `card?` weighs less, `courier!` more."""


class Touchpoints:
    """Finds the touchpoint. Case, accents and width are ignored; only whole words match, the longest phrase first."""

    def __init__(self, taxonomy: Taxonomy, own: Taxonomy | None = None) -> None:
        """Words in `own` count double."""
        own = own or {}
        self.links = tuple({**taxonomy, **own})
        self._says: dict[str, dict[str, float]] = {}
        for listed, worth in ((taxonomy, 1.0), (own, _OWN)):
            for link, words in listed.items():
                for word in words:
                    self._learn(link, word, worth)
        self._patterns = list(self._says)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    @classmethod
    def of_packs(cls, packs: Iterable[str], own: Taxonomy, without: Iterable[str] = ()) -> Self:
        """Touchpoints of the core and these packs, less those in `without`, plus your own words and touchpoints."""
        left_out = frozenset(without)
        return cls({link: words for link, words in starter(packs).items() if link not in left_out}, own)

    def find(self, text: str, brand_names: Iterable[str] = ()) -> tuple[str, str] | None:
        """The touchpoint with the highest weight and the words that decided; of equals the earliest.

        Words in a brand's name do not count.
        """
        marked = mark(fold(bare_text(text)))
        for name in filter(None, (mark(fold(name)) for name in brand_names)):
            marked = marked.replace(name, "~")
        numbers = dict.fromkeys(number for number, _, _ in self._automaton.find_matches_as_indexes(marked))
        worth: dict[str, float] = {}
        for number in numbers:
            for link, more in self._says[self._patterns[number]].items():
                worth[link] = worth.get(link, 0.0) + more
        if not worth:
            return None
        best = max(worth, key=worth.__getitem__)
        telling = (self._patterns[number] for number in numbers)
        return best, ", ".join(words.replace(MARK, "") for words in telling if best in self._says[words])

    def _learn(self, link: str, word: str, worth: float) -> None:
        pattern, factor = _read(word)
        if pattern:
            known = self._says.setdefault(pattern, {})
            known[link] = max(worth * factor, known.get(link, 0.0))


@cache
def _read(word: str) -> tuple[str, float]:
    """The word and its weight, cached: all brands and new configurations share most words."""
    bare = word.rstrip("*?!")
    signs = word[len(bare) :]
    pattern = mark(fold(bare))
    if "*" in signs:
        pattern = pattern.removesuffix(MARK)
    return pattern, _SIGNED.get(signs[-1:], 1.0) * (1 + _MORE * pattern.count(" "))


def starter(packs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Touchpoints of the core and these packs; one in several packs has the words of all."""
    links: dict[str, tuple[str, ...]] = {}
    for pack in (*dict.fromkeys(packs), CORE):
        for link, words in _pack(pack).items():
            links[link] = (*links.get(link, ()), *words)
    return links


@cache
def _pack(name: str) -> dict[str, tuple[str, ...]]:
    import yaml  # only functions that read mentions or check a configuration load it

    with (Path(__file__).parent / "packs" / f"{name}.yaml").open(encoding="utf-8") as pack:
        # The loader in C is as safe and ten times as fast, but not every build of the package has it.
        links: dict[str, str] = yaml.load(pack, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {link: tuple(word.strip() for word in words.split(",")) for link, words in links.items()}
