"""Finds the words that decided: without them, the label would lose its lead."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from goodword.sentiment.scorer import MAX_BECAUSE, Text

LEAST_DROP = 0.1
"""How much probability the label must lose without the words. If it loses less, no words are named."""

_ENOUGH = 0.15  # a group of words that costs so much is enough
_MAX_TRIED = 24
_MAX_CHARACTERS = 400  # the 45 words that are read have about 250; each attempt reads the text again
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\s\w]+")
_SKIPPED = re.compile(r"https?:\S*|www\.\S+|@\w+")
_MARKS = re.compile(r"[.,;:\"'’()\[\]/\\|@#&*_~<>-]+")

type Probabilities = Callable[[Sequence[Text]], Sequence[Sequence[float]]]
"""Returns the probabilities of negative, neutral and positive for each text."""


class Words:
    """The different words of a text's first 400 characters, and the text without some of them."""

    def __init__(self, text: Text) -> None:
        self._text = text._replace(words=text.words[:_MAX_CHARACTERS])
        spared = [found.span() for found in _SKIPPED.finditer(self._text.words)]
        self.places: dict[str, list[tuple[int, int]]] = {}
        for found in _WORD.finditer(self._text.words):
            if _MARKS.fullmatch(found[0]) or any(start <= found.start() < end for start, end in spared):
                continue
            self.places.setdefault(found[0].lower(), []).append(found.span())

    def without(self, words: Sequence[str]) -> Text:
        """The text without any occurrence of these words."""
        cuts = sorted(span for word in words for span in self.places[word])
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(self._text.words)]
        kept = "".join(self._text.words[start:end] for start, end in zip(starts, ends, strict=True))
        return self._text._replace(words=kept)

    def whole(self) -> Text:
        """The text with all words."""
        return self._text


def decided(
    words: Words, label: int, guess: Probabilities, judge: Probabilities, most: int = MAX_BECAUSE
) -> tuple[str, ...]:
    """The fewest words, at most five, that lower the label by 0.1 if left out, in reading order.

    `guess` is cheap and ranks the words one at a time. `judge` decides: it tests the likeliest words together, as few
    times as possible.
    """
    tried = list(words.places)[:_MAX_TRIED]
    if not tried:
        return ()
    whole, *alone = guess([words.whole(), *(words.without([word]) for word in tried)])
    drops = {word: whole[label] - left[label] for word, left in zip(tried, alone, strict=True)}
    likely = sorted((word for word in tried if drops[word] > 0), key=lambda word: -drops[word])[:most]
    before = judge([words.whole()])[0][label]
    enough: list[str] = []
    for group in accumulate([word] for word in likely):
        lost = before - judge([words.without(group)])[0][label]
        enough = group if lost >= LEAST_DROP and not enough else enough
        if lost >= _ENOUGH:
            enough = group
            break
    return tuple(word for word in words.places if word in enough)


def weighty(words: Words, weigh: Callable[[Sequence[Text]], Sequence[float]], most: int = 3) -> tuple[str, ...]:
    """The words whose removal, one at a time, lowers the weight most, in reading order; at least one."""
    tried = list(words.places)[:_MAX_TRIED]
    if not tried:
        return ()
    whole, *alone = weigh([words.whole(), *(words.without([word]) for word in tried)])
    drops = {word: whole - left for word, left in zip(tried, alone, strict=True)}
    heaviest = sorted(tried, key=lambda word: -drops[word])[:most]
    chosen = [word for word in heaviest if drops[word] > 0] or heaviest[:1]
    return tuple(word for word in tried if word in chosen)
