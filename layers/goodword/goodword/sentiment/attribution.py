"""Whose words they are, and which of them are about whom: what a scorer is given to read of a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

type Span = tuple[int, int]
type Tilt = Callable[[str], float]
"""From -1, negative, to 1, positive: a first look at a few words."""

MOST_WORDS = 45
"""What is longer is read by its sentences: those about the brand first, then the last and the first."""

MOST_CHARACTERS = 400
"""45 words have some 250; what has more is none that anybody says."""

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_REPOSTED = re.compile(r"(?<!\w)(?:RT|QT|MT)[ :]+@\w+.*", re.DOTALL)
_ATTRIBUTED = re.compile(r"[\"“]@\w+:[^\"”]*[\"”]")
_LEAST_OWN = 2  # words that somebody has to add to what is quoted before those count instead of it
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_TURN = re.compile(
    r"[.!?;:\n]+|,|(?<!\w)(?:but|and|while|whereas|although|though|however|unlike|than|instead of|vs)(?!\w)",
    re.IGNORECASE,
)
_OPPOSED = 0.2  # how far either side has to tilt for one text to hold two opinions


def own_words(text: str) -> str:
    """What the author says to what they quote or repost; all of it where they add nothing."""
    own = text
    for pattern in (_QUOTED_LINE, _ATTRIBUTED, _REPOSTED):
        left = pattern.sub(" ", own)
        if len(re.findall(r"(?<![@#\w])[^\W\d_]\w+", left)) >= _LEAST_OWN:
            own = left
    return own


def passage(text: str, named: Sequence[Span]) -> str:
    """At most 45 words of a text, by whole sentences: about the brand, the end, the beginning."""
    if len(text.split()) <= MOST_WORDS:
        return text[:MOST_CHARACTERS]
    sentences = [found.span() for found in _SENTENCE.finditer(text) if found[0].strip()]
    if not sentences:
        return " ".join(text.split()[:MOST_WORDS])[:MOST_CHARACTERS]
    chosen: set[int] = set()
    room = MOST_WORDS
    for at in _by_interest(sentences, named):
        start, end = sentences[at]
        length = len(text[start:end].split())
        if at not in chosen and (length <= room or not chosen):
            chosen.add(at)
            room -= length
    kept = " ".join(text[start:end].strip() for start, end in (sentences[at] for at in sorted(chosen)))
    return " ".join(kept.split()[:MOST_WORDS])[:MOST_CHARACTERS]


def focus(text: str, named: Sequence[Span], tilt: Tilt) -> str:
    """The clauses about somebody where the rest of the text says the contrary ("hate Zeta, love Acme"); else all."""
    clauses = _clauses(text)
    about = _about(clauses, named)
    mine = " ".join(text[start:end] for (start, end), own in zip(clauses, about, strict=True) if own)
    rest = " ".join(text[start:end] for (start, end), own in zip(clauses, about, strict=True) if not own)
    if not mine.strip() or not rest.strip():
        return text
    here, there = tilt(mine), tilt(rest)
    return mine if min(abs(here), abs(there)) >= _OPPOSED and here * there < 0 else text


def masked(text: str, named: Sequence[Span]) -> str:
    """The text with the names in these spans taken out: a name says nothing about how it sounds."""
    kept, at = [], 0
    for start, end in sorted(named, key=lambda span: (span[0], -span[1])):
        if start >= at:
            kept += [text[at:start], "@user"]
            at = end
    return "".join([*kept, text[at:]])


def _by_interest(sentences: Sequence[Span], named: Sequence[Span]) -> list[int]:
    about = [at for at, named_here in enumerate(_about(sentences, named)) if named_here]
    near = [at + step for at in about for step in (1, -1) if 0 <= at + step < len(sentences)]
    return [*about, *near, len(sentences) - 1, 0, *range(1, len(sentences))]


def _about(parts: Sequence[Span], named: Sequence[Span]) -> list[bool]:
    """Of each part, whether a name stands in it: more names have begun before its end than ended before its start."""
    starts, ends = sorted(start for start, _ in named), sorted(end for _, end in named)
    return [bisect_left(starts, end) > bisect_right(ends, start) for start, end in parts]


def _clauses(text: str) -> list[Span]:
    starts, ends = [0], []
    for turn in _TURN.finditer(text):
        ends.append(turn.start())
        starts.append(turn.start() if turn[0][0].isalpha() else turn.end())
    spans = zip(starts, [*ends, len(text)], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]
