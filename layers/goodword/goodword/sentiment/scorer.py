"""The contract of a scorer: texts in, a sentiment each out, and the words that decided."""

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from goodword.mention import Label, Sentiment

LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
MAX_BECAUSE = 5
_EQUAL: dict[str, float] = dict.fromkeys(LABELS, 1 / 3)


class Text(NamedTuple):
    """What is to be read: the words, and their language (ISO 639-1; None: not known)."""

    words: str
    language: str | None = None


class Scorer(Protocol):
    """Says how texts sound. One object, read-only after its making, may serve every text."""

    name: str
    """The model's version, kept with each mention that it has read."""

    def score_all(self, texts: Sequence[Text]) -> Sequence[Sentiment | None]:
        """A sentiment for each, in order; None where this scorer cannot say, and another may be asked."""

    def because(self, text: Text, sentiment: Sentiment) -> tuple[str, ...]:
        """At most five words without which it would sound otherwise; empty where no few words decide."""


class ReadingScorer(Scorer, Protocol):
    """A scorer that reads everything, and looks for danger while it does."""

    def score_all(self, texts: Sequence[Text]) -> Sequence[Sentiment]:
        """A sentiment for each, unsure where it cannot be read; in order."""

    def tilt(self, text: Text) -> float:
        """A first look: from -1, negative, to 1, positive."""

    def danger(self, text: Text) -> float:
        """How probable it is that somebody may come to harm, or threatens with the law: 0 to 1."""

    def feared(self, text: Text) -> tuple[str, ...]:
        """At most three words that tell of it, in reading order."""


def sentiment_of(logits: Sequence[float], unsure_below: Sequence[float]) -> Sentiment:
    """Logits of negative, neutral and positive as a sentiment; unsure where the best is not probable enough."""
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
    """What is said of a text that cannot be read."""
    return Sentiment("unsure", dict(_EQUAL))
