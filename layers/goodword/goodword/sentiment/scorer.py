"""The contract of a scorer: texts in, one sentiment each out, and the words that decided."""

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from goodword.mention import Label, Sentiment

LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
MAX_BECAUSE = 5
_EQUAL: dict[str, float] = dict.fromkeys(LABELS, 1 / 3)


class Text(NamedTuple):
    """The words to read, and their language (ISO 639-1; None: unknown)."""

    words: str
    language: str | None = None


class Scorer(Protocol):
    """Scores the sentiment of texts. Read-only after construction: one object can serve every text."""

    name: str
    """The model's version, which each scored mention stores."""

    def score_all(self, texts: Sequence[Text]) -> Sequence[Sentiment | None]:
        """A sentiment for each, in order; None if this scorer cannot tell and another may."""

    def because(self, text: Text, sentiment: Sentiment) -> tuple[str, ...]:
        """At most five words without which the label would change; empty if no few words decide."""


class ReadingScorer(Scorer, Protocol):
    """A scorer that reads every text and also detects danger."""

    def score_all(self, texts: Sequence[Text]) -> Sequence[Sentiment]:
        """A sentiment for each, in order; unsure if it cannot read the text."""

    def tilt(self, text: Text) -> float:
        """A first estimate: from -1, negative, to 1, positive."""

    def danger(self, text: Text) -> float:
        """The probability, 0 to 1, that somebody may come to harm or makes a legal threat."""

    def feared(self, text: Text) -> tuple[str, ...]:
        """At most three words that indicate danger, in reading order."""


def sentiment_of(logits: Sequence[float], unsure_below: Sequence[float]) -> Sentiment:
    """Logits of negative, neutral and positive as a sentiment; unsure if the best is not probable enough."""
    shares = shares_of(logits)
    best = max(range(3), key=shares.__getitem__)
    label = LABELS[best] if shares[best] >= unsure_below[best] else "unsure"
    return Sentiment(label, dict(zip(LABELS, shares, strict=True)))


def shares_of(logits: Sequence[float]) -> list[float]:
    """Their probabilities, which add up to 1."""
    top = max(logits)
    odds = [math.exp(logit - top) for logit in logits]
    return [part / sum(odds) for part in odds]


def unsure() -> Sentiment:
    """The sentiment of a text that cannot be read."""
    return Sentiment("unsure", dict(_EQUAL))
