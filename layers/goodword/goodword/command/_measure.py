"""Accuracy by people's corrections: shares with their intervals, confusion, calibration."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from goodword.alerting.corrections import LABELS, Correction
from goodword.mention import Label

NEEDED = 30
"""Fewer mentions prove nothing: even half of thirty may be a third or two thirds of all."""

BINS = 10
PREDICTED: tuple[Label, ...] = (*LABELS, "unsure")
_Z = 1.96  # 95 %


class Share(NamedTuple):
    """A share (`hits` of `total`) and its 95 % confidence interval."""

    hits: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.hits / self.total


class Bin(NamedTuple):
    """Mentions with similar confidence: how many, the average confidence, and the share that was right."""

    start: float
    n: int
    sure: float
    right: float


@dataclass(frozen=True, slots=True)
class Measured:
    """`pairs` counts mentions by correct and predicted label; `bins` leave out unreadable mentions."""

    pairs: Counter[tuple[Label, Label]]
    bins: tuple[Bin, ...]

    @property
    def n(self) -> int:
        """All mentions."""
        return self.pairs.total()

    @property
    def enough(self) -> bool:
        """Whether there are enough mentions for a result."""
        return self.n >= NEEDED

    @property
    def accuracy(self) -> Share | None:
        """The right ones among the sure readings; None where there are none."""
        sure = sum(count for (_, predicted), count in self.pairs.items() if predicted != "unsure")
        return share(sum(self.pairs[label, label] for label in LABELS), sure)

    @property
    def unsure(self) -> Share | None:
        """The unsure ones among all readings."""
        return share(sum(self.pairs[label, "unsure"] for label in LABELS), self.n)

    def recall(self, label: Label) -> Share | None:
        """The mentions with this label that were read so; unsure does not count."""
        return share(self.pairs[label, label], sum(self.pairs[label, predicted] for predicted in PREDICTED))

    def precision(self, label: Label) -> Share | None:
        """The mentions read with this label that really have it."""
        return share(self.pairs[label, label], sum(self.pairs[right, label] for right in LABELS))

    @property
    def calibration_error(self) -> float | None:
        """The average difference between confidence and accuracy in points (ECE); None where nothing was read."""
        n = sum(group.n for group in self.bins)
        return 100 * sum(group.n * abs(group.sure - group.right) for group in self.bins) / n if n else None


def measure(corrections: Iterable[Correction]) -> Measured:
    """Each correction counts once, also if its reading was unsure, because it has probabilities too."""
    known, pairs = list(corrections), Counter[tuple[Label, Label]]()
    pairs.update((correction.correct, correction.predicted) for correction in known)
    return Measured(pairs, tuple(_bins(known)))


def share(hits: int, total: int) -> Share | None:
    """A share with Wilson's interval, which is valid for few mentions and for shares near 0 and 1."""
    if not total:
        return None
    middle, half = hits + _Z**2 / 2, _Z * math.sqrt(hits * (total - hits) / total + _Z**2 / 4)
    return Share(hits, total, max(0.0, (middle - half) / (total + _Z**2)), min(1.0, (middle + half) / (total + _Z**2)))


def last_words(corrections: Iterable[Correction]) -> list[Correction]:
    """The latest correction of each mention, by any person, sorted by time."""
    by_time = sorted(corrections, key=lambda correction: correction.at)
    last = {(correction.brand, correction.platform, correction.external_id): correction for correction in by_time}
    return sorted(last.values(), key=lambda correction: correction.at)


def _bins(corrections: Iterable[Correction]) -> Iterator[Bin]:
    found: dict[int, list[tuple[float, bool]]] = {}
    for correction in corrections:
        guess = max(LABELS, key=lambda label: correction.probabilities[label])
        sure = correction.probabilities[guess]
        if sure > min(correction.probabilities.values()):
            found.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, guess == correction.correct))
    for place, group in sorted(found.items()):
        yield Bin(place / BINS, len(group), *(sum(column) / len(group) for column in zip(*group, strict=True)))
