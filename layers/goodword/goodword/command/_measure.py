"""How right it was, where a person says what is right: shares with their intervals, confusion, calibration."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from goodword.alerting.corrections import LABELS, Correction
from goodword.mention import Label

NEEDED = 30
"""Fewer mentions say nothing: even half of thirty may be a third or two thirds of all."""

BINS = 10
SAID: tuple[Label, ...] = (*LABELS, "unsure")
_Z = 1.96  # 95 %


class Share(NamedTuple):
    """So many of so many, and between which shares 95 of 100 such samples would have it."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.hits / self.of


class Bin(NamedTuple):
    """Mentions of which it was about as sure: how many, how sure on average, and which share was right."""

    start: float
    n: int
    sure: float
    right: float


@dataclass(frozen=True, slots=True)
class Measured:
    """`pairs` counts mentions by what is right and what was read; `bins` leave out what it could not read at all."""

    pairs: Counter[tuple[Label, Label]]
    bins: tuple[Bin, ...]

    @property
    def n(self) -> int:
        """Mentions in all."""
        return self.pairs.total()

    @property
    def enough(self) -> bool:
        """Whether anything can be said."""
        return self.n >= NEEDED

    @property
    def accuracy(self) -> Share | None:
        """The right ones of those that it was sure of; None where there are none."""
        sure = sum(count for (_, value), count in self.pairs.items() if value != "unsure")
        return share(sum(self.pairs[label, label] for label in LABELS), sure)

    @property
    def unsure(self) -> Share | None:
        """Those of which it did not say."""
        return share(sum(self.pairs[label, "unsure"] for label in LABELS), self.n)

    def recall(self, label: Label) -> Share | None:
        """Of what is so, what was read so; unsure is not."""
        return share(self.pairs[label, label], sum(self.pairs[label, value] for value in SAID))

    def precision(self, label: Label) -> Share | None:
        """Of what was read so, what is so."""
        return share(self.pairs[label, label], sum(self.pairs[right, label] for right in LABELS))

    @property
    def calibration_error(self) -> float | None:
        """By how many points it is surer than right, or less sure, on average (ECE); None where nothing was read."""
        n = sum(item.n for item in self.bins)
        return 100 * sum(item.n * abs(item.sure - item.right) for item in self.bins) / n if n else None


def measure(corrections: Iterable[Correction]) -> Measured:
    """Each correction counts once, also where its label was unsure: its probabilities said something all the same."""
    known, pairs = list(corrections), Counter[tuple[Label, Label]]()
    pairs.update((item.correct, item.predicted) for item in known)
    return Measured(pairs, tuple(_bins(known)))


def share(hits: int, of: int) -> Share | None:
    """With Wilson's interval, which holds for few and for shares near 0 and 1."""
    if not of:
        return None
    middle, half = hits + _Z**2 / 2, _Z * math.sqrt(hits * (of - hits) / of + _Z**2 / 4)
    return Share(hits, of, max(0.0, (middle - half) / (of + _Z**2)), min(1.0, (middle + half) / (of + _Z**2)))


def last_words(corrections: Iterable[Correction]) -> list[Correction]:
    """One for each mention, by time: what was said of it last, whoever said so."""
    by_time = sorted(corrections, key=lambda item: item.at)
    last = {(item.brand, item.platform, item.external_id): item for item in by_time}
    return sorted(last.values(), key=lambda item: item.at)


def _bins(corrections: Iterable[Correction]) -> Iterator[Bin]:
    found: dict[int, list[tuple[float, bool]]] = {}
    for correction in corrections:
        guess = max(LABELS, key=lambda label: correction.probabilities[label])
        sure = correction.probabilities[guess]
        if sure > min(correction.probabilities.values()):
            found.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, guess == correction.correct))
    for place, some in sorted(found.items()):
        yield Bin(place / BINS, len(some), *(sum(column) / len(some) for column in zip(*some, strict=True)))
