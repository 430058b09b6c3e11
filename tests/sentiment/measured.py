"""How good a scorer is on labelled tweets."""

from collections.abc import Sequence
from pathlib import Path

from goodword.mention import Sentiment
from goodword.sentiment.scorer import LABELS, Text


def tweets(file: Path, language: str = "en") -> tuple[list[Text], list[str]]:
    """Texts and labels of a file with `number, tab, text`."""
    rows = [line.split("\t", 1) for line in file.read_text("utf-8").split("\n") if line]
    return [Text(text, language) for _, text in rows], [LABELS[int(number)] for number, _ in rows]


def best(sentiment: Sentiment) -> str:
    """The most probable label, even if it is unsure."""
    return max(sentiment.probabilities, key=sentiment.probabilities.__getitem__)


def macro_recall(found: Sequence[Sentiment], labels: Sequence[str]) -> float:
    """The mean of the three labels' recalls, 0 to 1."""
    right = [best(sentiment) == label for sentiment, label in zip(found, labels, strict=True)]
    return sum(_mean([hit for hit, guess in zip(right, labels, strict=True) if guess == label]) for label in LABELS) / 3


def macro_f1(found: Sequence[Sentiment], labels: Sequence[str]) -> float:
    """The mean of the three labels' F1, 0 to 1."""
    labelled = [best(sentiment) for sentiment in found]
    return sum(_f1(labelled, labels, label) for label in LABELS) / 3


def _f1(text: Sequence[str], labels: Sequence[str], label: str) -> float:
    both = sum(guess == other == label for guess, other in zip(text, labels, strict=True))
    return 2 * both / (list(text).count(label) + list(labels).count(label))


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values)
