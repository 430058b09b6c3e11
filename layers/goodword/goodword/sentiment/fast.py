"""The fast tier: linear models in pure Python. English in full; seven other languages, labelled `basic`."""

import json
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from goodword.mention import Sentiment
from goodword.sentiment.explain import Words, decided, weighty
from goodword.sentiment.languages import quality_of
from goodword.sentiment.linear import LinearModel
from goodword.sentiment.normalise import worded
from goodword.sentiment.scorer import LABELS, Text, sentiment_of, unsure

WEIGHTS = Path(__file__).parent / "weights"

type Logits = Sequence[float]


class FastScorer:
    """The folder holds the two models and `fast.json`.

    It needs neither numpy nor the model layer. We use it for bulk, for a first estimate, and if the layer is missing.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._folder = weights
        self._english = LinearModel(weights / "english.bin")
        data = json.loads((weights / "fast.json").read_text())
        self.name: str = data["name"]
        self._unsure_below: Sequence[float] = data["unsure_below"]
        self._scale, self._bias = data["alone"]["scale"], data["alone"]["bias"]

    def score_all(self, texts: Sequence[Text]) -> list[Sentiment]:
        """See `ReadingScorer`."""
        return [self.score(text) for text in texts]

    def score(self, text: Text) -> Sentiment:
        """The sentiment of one text; unsure in a language that the tier does not read."""
        quality = quality_of(text.language)
        normalised = worded(text.words)
        if quality == "none" or not normalised:
            return unsure()
        if quality == "basic":
            return sentiment_of(self._others.sums(normalised)[:3], self._unsure_below)
        return sentiment_of(self.calibrated(self.look(normalised)), self._unsure_below)

    def because(self, text: Text, sentiment: Sentiment) -> tuple[str, ...]:
        """See `Scorer`."""
        if sentiment.label not in LABELS:
            return ()
        at = LABELS.index(sentiment.label)
        return decided(Words(text), at, self._probabilities, self._probabilities)

    def tilt(self, text: Text) -> float:
        """See `ReadingScorer`."""
        shares = self.score(text).probabilities
        return shares["positive"] - shares["negative"]

    def danger(self, text: Text) -> float:
        """See `ReadingScorer`; only for English."""
        if quality_of(text.language) != "full":
            return 0.0
        return 1 / (1 + math.exp(-self.look(worded(text.words))[3]))

    def feared(self, text: Text) -> tuple[str, ...]:
        """See `ReadingScorer`."""
        words = Words(text)
        return weighty(words, lambda texts: [self.look(worded(text.words))[3] for text in texts])

    def look(self, text: str) -> Logits:
        """Logits of the three labels and of danger for a normalised English text."""
        return self._english.sums(text)

    def calibrated(self, look: Logits) -> Logits:
        """Calibrated logits of the three labels."""
        return [self._scale * logit + shift for logit, shift in zip(look, self._bias, strict=False)]

    def _probabilities(self, texts: Sequence[Text]) -> list[Sequence[float]]:
        return [tuple(self.score(text).probabilities.values()) for text in texts]

    @cached_property
    def _others(self) -> LinearModel:
        return LinearModel(self._folder / "others.bin")
