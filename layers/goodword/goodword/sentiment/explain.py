"""The words that decided, found by leaving them out: without them it would not sound as it does."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from goodword.sentiment.scorer import MAX_BECAUSE, Text

LEAST_DROP = 0.1
"""What the label's probability has to lose without the words; fewer points, and no words are named."""

_ENOUGH = 0.15  # where so much is lost, fewer words are named rather than more
_MAX_TRIED = 24
_MAX_CHARACTERS = 400  # the 45 words that are read have some 250; the text is read again without each that is tried
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\s\w]+")
_SKIPPED = re.compile(r"https?:\S*|www\.\S+|@\w+")
_MARKS = re.compile(r"[.,;:\"'’()\[\]/\\|@#&*_~<>-]+")

type Probabilities = Callable[[Sequence[Text]], Sequence[Sequence[float]]]
"""Of texts, the probabilities of negative, neutral and positive."""


class Words:
    """The words of a text's first 400 characters, each once however often it stands there, and these without some."""

    def __init__(self, text: Text) -> None:
        self._text = text._replace(words=text.words[:_MAX_CHARACTERS])
        spared = [found.span() for found in _SKIPPED.finditer(self._text.words)]
        self.places: dict[str, list[tuple[int, int]]] = {}
        for found in _WORD.finditer(self._text.words):
            if _MARKS.fullmatch(found[0]) or any(start <= found.start() < end for start, end in spared):
                continue
            self.places.setdefault(found[0].lower(), []).append(found.span())

    def without(self, words: Sequence[str]) -> Text:
        """The text with every occurrence of these words taken out."""
        cuts = sorted(span for word in words for span in self.places[word])
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(self._text.words)]
        kept = "".join(self._text.words[start:end] for start, end in zip(starts, ends, strict=True))
        return self._text._replace(words=kept)

    def whole(self) -> Text:
        """All of them."""
        return self._text


def decided(
    words: Words, label: int, guess: Probabilities, judge: Probabilities, most: int = MAX_BECAUSE
) -> tuple[str, ...]:
    """The fewest words, at most five, that bring the label down by a tenth when they are left out; in reading order.

    `guess` says cheaply which words those may be, one at a time; `judge`, who has to be believed, is asked about the
    likeliest together, no more often than it takes.
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
    """The words without which the text weighs least, one at a time, in reading order; at least one of them."""
    tried = list(words.places)[:_MAX_TRIED]
    if not tried:
        return ()
    whole, *alone = weigh([words.whole(), *(words.without([word]) for word in tried)])
    drops = {word: whole - left for word, left in zip(tried, alone, strict=True)}
    heaviest = sorted(tried, key=lambda word: -drops[word])[:most]
    chosen = [word for word in heaviest if drops[word] > 0] or heaviest[:1]
    return tuple(word for word in tried if word in chosen)
