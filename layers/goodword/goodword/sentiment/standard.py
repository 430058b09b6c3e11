"""The tier in service: the fast tier answers alone if it is sure, else together with the encoder."""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from goodword.mention import Sentiment
from goodword.sentiment.encoder import Encoder
from goodword.sentiment.explain import Words, decided
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.languages import quality_of
from goodword.sentiment.normalise import worded
from goodword.sentiment.scorer import LABELS, MAX_BECAUSE, ReadingScorer, Text, sentiment_of, shares_of

_MODEL = "goodword_model"
_MOST_PIECES = 100  # read at most to find the words that decided: about 20 ms
_LONGEST_CLAUSE = 120  # characters


class _Read(NamedTuple):
    """Calibrated logits of the three labels, and the log odds of danger."""

    logits: tuple[float, ...]
    danger: float


class StandardScorer:
    """English by encoder and linear model. `basic` languages, and texts that cannot be read, by the fast tier.

    The folder holds the encoder's files and `standard.json`, measured on TweetEval's validation texts. `share` is the
    linear model's part in the sum of both logits; `scale` and `bias` calibrate that sum. The linear model answers alone
    if it is at least as certain as `sure`, with log odds of danger below `calm`. `fear`: log odds that mean danger.
    """

    def __init__(self, folder: Path) -> None:
        data = json.loads((folder / "standard.json").read_text())
        self.name: str = data["name"]
        self._data = data
        self._fast, self._encoder = FastScorer(), Encoder(folder)
        self._read = lru_cache(maxsize=256)(self._read_one)

    def score_all(self, texts: Sequence[Text]) -> list[Sentiment]:
        """See `ReadingScorer`."""
        return [self.score(text) for text in texts]

    def score(self, text: Text) -> Sentiment:
        """The sentiment of one text."""
        if not self._reads(text):
            return self._fast.score(text)
        return sentiment_of(self._read(text).logits, self._data["unsure_below"])

    def because(self, text: Text, sentiment: Sentiment) -> tuple[str, ...]:
        """See `Scorer`. The linear model proposes the words; both models judge them."""
        if not self._reads(text):
            return self._fast.because(text, sentiment)
        if sentiment.label not in LABELS:
            return ()
        most = min(MAX_BECAUSE, _MOST_PIECES // self._encoder.pieces(worded(text.words)))
        at = LABELS.index(sentiment.label)
        return decided(Words(text), at, self._guess, self._judge, most)

    def tilt(self, text: Text) -> float:
        """See `ReadingScorer`. A text longer than most clauses is read by the linear model only."""
        if len(text.words) > _LONGEST_CLAUSE:
            return self._fast.tilt(text)
        shares = self.score(text).probabilities
        return shares["positive"] - shares["negative"]

    def danger(self, text: Text) -> float:
        """See `ReadingScorer`."""
        return 1 / (1 + math.exp(-self._read(text).danger)) if self._reads(text) else 0.0

    def feared(self, text: Text) -> tuple[str, ...]:
        """See `ReadingScorer`; by the linear model, which takes almost no time."""
        return self._fast.feared(text)

    def _reads(self, text: Text) -> bool:
        return quality_of(text.language) == "full" and bool(worded(text.words))

    def _read_one(self, text: Text) -> _Read:
        words = worded(text.words)
        flat = self._fast.look(words)
        alone = tuple(self._fast.calibrated(flat))
        if flat[3] < self._data["calm"] and max(shares_of(alone)) >= self._data["sure"]:
            return _Read(alone, flat[3])
        return self._both(words, flat)

    def _both(self, text: str, flat: Sequence[float]) -> _Read:
        *second, danger = (float(logit) for logit in self._encoder.logits([text])[0])
        share = self._data["share"]
        together = [(1 - share) * deep + share * linear for deep, linear in zip(second, flat, strict=False)]
        scale, bias = self._data["scale"], self._data["bias"]
        logits = tuple(scale * logit + shift for logit, shift in zip(together, bias, strict=True))
        return _Read(logits, (danger + flat[3]) / 2 - self._data["fear"])

    def _guess(self, texts: Sequence[Text]) -> list[list[float]]:
        return [shares_of(self._fast.calibrated(self._fast.look(worded(text.words)))) for text in texts]

    def _judge(self, texts: Sequence[Text]) -> list[list[float]]:
        return [shares_of(self._read(text).logits) for text in texts]


def standard_scorer() -> ReadingScorer:
    """The scorer in service: from the model layer, or the fast one without that layer."""
    spec = find_spec(_MODEL)
    if spec is None or not spec.submodule_search_locations:
        return FastScorer()
    return StandardScorer(Path(spec.submodule_search_locations[0]))
