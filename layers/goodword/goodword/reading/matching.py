"""Which of our brands a mention is about, and the part of it that says so."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from goodword.mention import BrandMatch
from goodword.reading.plain import MAX_CHARACTERS, fold

# Scripts written without spaces, or (Hangul) with particles glued to the noun: a term in them may stand inside a run.
_RUNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Vowel signs of Indian scripts are no \w for `re`; U+0964 and U+0965 between them are full stops.
_WORD = r"\w\u0900-\u0963\u0966-\u0dff"


class BrandTerms:
    """The terms of every brand, compiled once. Case, accents and width make no difference; words match whole."""

    def __init__(self, terms: Mapping[str, Sequence[str]], source_brands: Mapping[str, str]) -> None:
        spellings = {brand: {fold(term): term for term in listed if fold(term)} for brand, listed in terms.items()}
        self._brands = {brand: (_pattern(list(by)), by) for brand, by in spellings.items() if by}
        self._source_brands = source_brands

    def match(self, text: str, source: str | None = None) -> tuple[BrandMatch, ...]:
        """Every brand once: the source's own first, the others in the order of the configuration."""
        found: dict[str, str] = {}
        if source and (own := self._source_brands.get(source)):
            found[own] = f"source {source}"
        folded = fold(unescape(text[:MAX_CHARACTERS]))
        for brand, (pattern, spelling) in self._brands.items():
            if brand not in found and (match := pattern.search(folded)):
                found[brand] = spelling[match.group()]
        return tuple(BrandMatch(brand, because) for brand, because in found.items())


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Any of the folded terms, the longer first; only literals, so that the time is linear in the text."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(_bounded(term) for term in longest_first))


def _bounded(term: str) -> str:
    before = f"(?<![{_WORD}])" if re.match(f"[#@]|(?![{_RUNS}])[{_WORD}]", term) else ""
    after = f"(?![{_WORD}])" if re.search(f"(?![{_RUNS}])[{_WORD}]$", term) else ""
    return before + re.escape(term) + after
