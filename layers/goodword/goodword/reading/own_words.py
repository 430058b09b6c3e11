"""A brand's own words: what they mean for that brand, whatever they mean elsewhere. They need no training."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from goodword.mention import Label, Sentiment
from goodword.reading.marked import fold_each, mark, unmarked
from goodword.reading.plain import MAX_CHARACTERS, fold
from goodword.sentiment.scorer import MAX_BECAUSE

STEP = 2.0
"""How far one word moves the log odds of its label: an even chance becomes 0.88."""

MOST = 4.0
"""The most that all words of one label move it, because a text says more than its words."""

STAND_IN = "it"  # replaces a removed word, so that the sentence keeps its shape

_UNSURE_BELOW = 0.5
_LEAST = 1e-6  # probability, so that a probability of 0 can change too
_ORDER: tuple[Label, ...] = ("negative", "positive", "neutral")  # if a word is in two lists, the last one counts


class _Found(NamedTuple):
    """A listed word in a marked text: its label, how the configuration writes it, and its position."""

    label: Label
    word: str
    start: int
    end: int


class OwnWords:
    """Each brand's words by `negative`, `neutral` and `positive`, compiled once. A brand without any costs nothing.

    Case, accents and width are ignored, and only whole words match. Of overlapping words the first counts, or the
    longest. Only the first 25,000 characters of a text are searched, in linear time.
    """

    def __init__(self, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._lists = {brand: _List(words) for brand, words in lists.items() if any(words.values())}

    def masked(self, text: str, brand: str) -> str:
        """The text for a model, with `it` for each of the brand's words: the model only knows their usual meaning."""
        words = self._lists.get(brand)
        if words is None or not any(words.found(mark(fold(text)))):
            return text
        folded, places = fold_each(text[:MAX_CHARACTERS])
        marked, places = mark(folded), [*places, places[-1] + 1]
        back, pieces, end = unmarked(marked), [], 0
        for found in words.found(marked):
            pieces += [text[end : places[back[found.start]]], STAND_IN]
            end = places[back[found.end]]  # includes what folding removed after the last letter
        return "".join([*pieces, text[end:]])

    def apply(self, text: str, brand: str, sentiment: Sentiment) -> Sentiment:
        """The sentiment after the brand's negative and positive words are counted, each once.

        Words that support the resulting label come first among the words that decided.
        """
        words = self._lists.get(brand)
        meant = {found.word: found.label for found in (words.found(mark(fold(text))) if words else ())}
        loaded = {word: label for word, label in meant.items() if label != "neutral"}
        if not loaded:
            return sentiment
        probabilities = _moved(sentiment.probabilities, list(loaded.values()))
        best = max(_ORDER, key=lambda label: probabilities[label])
        label = best if probabilities[best] >= _UNSURE_BELOW else "unsure"
        own = [word for word, meaning in loaded.items() if label in (meaning, "unsure")]
        because = tuple(dict.fromkeys([*own, *sentiment.because]))[:MAX_BECAUSE]
        return Sentiment(label, probabilities, because)


class _List:
    """One brand's words."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        spelled = {fold(word): (label, word) for label in _ORDER for word in words.get(label, ())}
        known = {mark(folded): meant for folded, meant in spelled.items() if folded}
        self._meant = list(known.values())
        self._automaton = AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest)

    def found(self, marked: str) -> Iterator[_Found]:
        for place, start, end in self._automaton.find_matches_as_indexes(marked):
            yield _Found(*self._meant[place], start, end)


def _moved(probabilities: Mapping[str, float], labels: Sequence[Label]) -> dict[str, float]:
    weights = {
        label: max(before, _LEAST) * math.exp(min(STEP * sum(other == label for other in labels), MOST))
        for label, before in probabilities.items()
    }
    return {label: weight / sum(weights.values()) for label, weight in weights.items()}
