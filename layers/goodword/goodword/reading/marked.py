"""Marks words so that plain string search finds whole words only: no folded text contains the marks."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, batched, islice

from goodword.reading.plain import MAX_CHARACTERS, fold
from goodword.reading.query import Span

MARK = "\x01"  # on both sides of a word; `fold` removes control characters
_SIGN = "\x02"  # before a # or @ that starts a tag or handle
_APART = "\ue000"  # a private-use character, between letters that are folded one by one

# Scripts without spaces, or with particles attached to the noun (Hangul). A name may be inside a run of them, and one
# in other letters may touch it. So these characters get no marks, and each counts as a word.
_RUNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# `\w` of `re` does not match vowel signs of Indian scripts; U+0964 and U+0965 between them are full stops.
_WORD = re.compile(rf"(?:[^\W{_RUNS}]++|[\u0900-\u0963\u0966-\u0dff]++)++")
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_BEGINNING = re.compile(rf"(?<![{MARK}{_RUNS}])[#@]")
_COUNTED = re.compile(rf"{MARK}[^{MARK}]+{MARK}|[{_RUNS}]")

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_HASHTAG = re.compile(r"#(\w{3,100}+)")
_PART = re.compile(rf"[{_UPPER}]+(?![{_LOWER}])|[{_UPPER}]?[{_LOWER}]+|[0-9]+")


def mark(folded: str) -> str:
    """The folded text with marks."""
    words = (_ASCII_WORD if folded.isascii() else _WORD).sub(rf"{MARK}\g<0>{MARK}", folded)
    return _BEGINNING.sub(rf"{_SIGN}\g<0>", words) if "#" in words or "@" in words else words


def unmarked(marked: str) -> list[int]:
    """For each position in the marked text, and its end, the position without marks."""
    return list(accumulate((character not in (MARK, _SIGN) for character in marked), initial=0))


def fold_each(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each character its original position. Slower than `fold`, but also linear.

    Letters that form one only together (parts of a Hangul syllable, half-width kana and their marks) stay separate.
    """
    letters = {_APART: _APART}
    for some in batched(set(text) - {_APART}, 1000, strict=False):
        letters |= zip(some, fold(_APART.join(["", *some, ""])).split(_APART)[1:-1], strict=True)
    found = ((letter, place) for place, character in enumerate(text) for letter in letters[character])
    pairs = list(islice(found, MAX_CHARACTERS))
    single = [pair for pair, last in zip(pairs, [(" ", 0), *pairs], strict=False) if (pair[0], last[0]) != (" ", " ")]
    return "".join(letter for letter, _ in single), [place for _, place in single]


def word_starts(marked: str) -> list[int]:
    """The start of each word. In scripts without spaces, each character is a word."""
    return [found.start() for found in _COUNTED.finditer(marked)]


def as_words(starts: Sequence[int], start: int, end: int) -> Span:
    """The same range, counted in words."""
    return bisect_left(starts, start), bisect_left(starts, end) - 1


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """The position and words of each hashtag that capitals, digits or _ divide: #LoveAcme is `Love Acme`."""
    for hashtag in _HASHTAG.finditer(text):
        parts = _PART.findall(hashtag[1])
        whole = "".join(parts) == hashtag[1].replace("_", "")  # letters without capitals leave a gap
        if len(parts) > 1 and whole and not (len(parts[0]) == 1 and parts[0].islower()):  # #iPhone
            yield hashtag.start(), hashtag.end(), " ".join(parts)


def spelled_out(text: str) -> str:
    """The text with the words of such hashtags after them."""
    pieces, end = [], 0
    for _, stop, words in compounds(text):
        pieces += [text[end:stop], " ", words]
        end = stop
    return "".join([*pieces, text[end:]])
