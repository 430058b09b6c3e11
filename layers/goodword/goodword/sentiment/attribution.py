"""Which words are the author's, and which are about the brand: selects what a scorer reads."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

type Span = tuple[int, int]
type Tilt = Callable[[str], float]
"""A first estimate for a few words: from -1, negative, to 1, positive."""

MOST_WORDS = 45
"""Of a longer text, sentences are read: those about the brand first, then the last and the first."""

MOST_CHARACTERS = 400
"""45 words have about 250 characters; longer ones are no real words."""

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_REPOSTED = re.compile(r"(?<!\w)(?:RT|QT|MT)[ :]+@\w+.*", re.DOTALL)
_ATTRIBUTED = re.compile(r"[\"“]@\w+:[^\"”]*[\"”]")
_LEAST_OWN = 2  # words that an author must add to a quote before they count instead of it
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_TURN = re.compile(
    r"[.!?;:\n]+|,|(?<!\w)(?:but|and|while|whereas|although|though|however|unlike|than|instead of|vs)(?!\w)",
    re.IGNORECASE,
)
_OPPOSED = 0.2  # the least tilt of each side for a text with two opinions


def own_words(text: str) -> str:
    """The author's words without quotes and reposts; the whole text if the author adds nothing."""
    own = text
    for pattern in (_QUOTED_LINE, _ATTRIBUTED, _REPOSTED):
        left = pattern.sub(" ", own)
        if len(re.findall(r"(?<![@#\w])[^\W\d_]\w+", left)) >= _LEAST_OWN:
            own = left
    return own


def passage(text: str, named: Sequence[Span]) -> str:
    """At most 45 words of a text, by whole sentences: those about the brand, the last, the first."""
    if len(text.split()) <= MOST_WORDS:
        return text[:MOST_CHARACTERS]
    sentences = [found.span() for found in _SENTENCE.finditer(text) if found[0].strip()]
    if not sentences:
        return " ".join(text.split()[:MOST_WORDS])[:MOST_CHARACTERS]
    chosen: set[int] = set()
    left = MOST_WORDS
    for at in _by_interest(sentences, named):
        start, end = sentences[at]
        length = len(text[start:end].split())
        if at not in chosen and (length <= left or not chosen):
            chosen.add(at)
            left -= length
    kept = " ".join(text[start:end].strip() for start, end in (sentences[at] for at in sorted(chosen)))
    return " ".join(kept.split()[:MOST_WORDS])[:MOST_CHARACTERS]


def focus(text: str, named: Sequence[Span], tilt: Tilt) -> str:
    """The clauses with a name if the rest of the text says the opposite ("hate Zeta, love Acme"); else all of it."""
    clauses = _clauses(text)
    about = _about(clauses, named)
    mine = " ".join(text[start:end] for (start, end), own in zip(clauses, about, strict=True) if own)
    rest = " ".join(text[start:end] for (start, end), own in zip(clauses, about, strict=True) if not own)
    if not mine.strip() or not rest.strip():
        return text
    here, there = tilt(mine), tilt(rest)
    return mine if min(abs(here), abs(there)) >= _OPPOSED and here * there < 0 else text


def masked(text: str, named: Sequence[Span]) -> str:
    """The text without the names in these spans, because a name says nothing about sentiment."""
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
    """Whether each part contains a name: more names start before its end than end before its start."""
    starts, ends = sorted(start for start, _ in named), sorted(end for _, end in named)
    return [bisect_left(starts, end) > bisect_right(ends, start) for start, end in parts]


def _clauses(text: str) -> list[Span]:
    starts, ends = [0], []
    for found in _TURN.finditer(text):
        ends.append(found.start())
        starts.append(found.start() if found[0][0].isalpha() else found.end())
    spans = zip(starts, [*ends, len(text)], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]
