"""A text in which plain strings find whole words: each word stands between two marks, which no folded text has."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, batched, islice

from goodword.reading.plain import MAX_CHARACTERS, fold
from goodword.reading.query import Span

MARK = "\x01"  # on both sides of a word; `fold` lets no control character through
_SIGN = "\x02"  # before a # or @ that begins something
_APART = "\ue000"  # nobody's letter: between letters that are folded one by one

# Scripts written without spaces, or (Hangul) with particles glued to the noun: a name in them may stand inside a run,
# and one in other letters may touch it. So their characters get no marks, and count as a word each.
_RUNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Vowel signs of Indian scripts are no \w for `re`; U+0964 and U+0965 between them are full stops.
_WORD = re.compile(rf"(?:[^\W{_RUNS}]++|[\u0900-\u0963\u0966-\u0dff]++)++")
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_BEGINNING = re.compile(rf"(?<![{MARK}{_RUNS}])[#@]")
_COUNTED = re.compile(rf"{MARK}[^{MARK}]+{MARK}|[{_RUNS}]")

_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_HASHTAG = re.compile(r"#(\w{3,100}+)")
_PART = re.compile(rf"[{_UPPER}]+(?![{_LOWER}])|[{_UPPER}]?[{_LOWER}]+|[0-9]+")


def mark(folded: str) -> str:
    """The folded text with its marks."""
    words = (_ASCII_WORD if folded.isascii() else _WORD).sub(rf"{MARK}\g<0>{MARK}", folded)
    return _BEGINNING.sub(rf"{_SIGN}\g<0>", words) if "#" in words or "@" in words else words


def unmarked(marked: str) -> list[int]:
    """For each place of the marked text, and its end, the place without marks."""
    return list(accumulate((character not in (MARK, _SIGN) for character in marked), initial=0))


def fold_each(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place it came from. Slower than `fold`, and as linear.

    Letters that make one only together (the parts of a Hangul syllable, half-width kana and their marks) stay apart.
    """
    letters = {_APART: _APART}
    for some in batched(set(text) - {_APART}, 1000, strict=False):
        letters |= zip(some, fold(_APART.join(["", *some, ""])).split(_APART)[1:-1], strict=True)
    found = ((letter, place) for place, item in enumerate(text) for letter in letters[item])
    pairs = list(islice(found, MAX_CHARACTERS))
    single = [pair for pair, last in zip(pairs, [(" ", 0), *pairs], strict=False) if (pair[0], last[0]) != (" ", " ")]
    return "".join(letter for letter, _ in single), [place for _, place in single]


def word_starts(marked: str) -> list[int]:
    """Where its words begin, of which each character of a script without spaces is one."""
    return [found.start() for found in _COUNTED.finditer(marked)]


def as_words(starts: Sequence[int], start: int, end: int) -> Span:
    """The same place counted in words."""
    return bisect_left(starts, start), bisect_left(starts, end) - 1


def compounds(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a hashtag is made of words that capitals, digits or _ tell apart, and these: #LoveAcme is `Love Acme`."""
    for hashtag in _HASHTAG.finditer(text):
        parts = _PART.findall(hashtag[1])
        whole = "".join(parts) == hashtag[1].replace("_", "")  # letters that have no capitals leave a gap
        if len(parts) > 1 and whole and not (len(parts[0]) == 1 and parts[0].islower()):  # as in #iPhone
            yield hashtag.start(), hashtag.end(), " ".join(parts)


def spelled_out(text: str) -> str:
    """The text with the words of such hashtags behind them."""
    pieces, end = [], 0
    for _, stop, words in compounds(text):
        pieces += [text[end:stop], " ", words]
        end = stop
    return "".join([*pieces, text[end:]])
