"""The weight of each model and the thresholds, measured on validation texts that no model was trained on.

Class frequencies differ: 16 % of the training texts are negative, 32 % of TweetEval's test, 63 % of posts to brands.
So we fit to a mix between the last two, and report both, by weighting the texts.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

TWEETS, BRANDS = (0.32, 0.48, 0.20), (0.63, 0.21, 0.16)
MIX = (0.45, 0.35, 0.20)
MOST_UNSURE = 0.249  # of the validation texts
SHARE = 0.3  # of the linear model in the sum: a quarter is most accurate, more is better calibrated
MOST_ASKED = 0.85  # certainty that a label may need
MOST_LOST = 0.9  # points of macro recall that the cascade may cost: the fast tier answers three texts of five
CALM = -2.5  # log odds of danger by the linear model; below it, the encoder does not check for danger
MOST_FEARED = 0.002  # of validation texts that the models alone may flag as danger; the rules flag some more
BINS = 10


def weights(labels: np.ndarray, mix: Sequence[float]) -> np.ndarray:
    """One weight per text, so that the classes have the frequencies of the mix; they add up to 1."""
    found = np.array([mix[label] / (labels == label).sum() for label in labels])
    return found / found.sum()  # type: ignore[no-any-return]


def fitted(logits: np.ndarray, labels: np.ndarray, mix: Sequence[float] = MIX) -> dict[str, Any]:
    """The scale and bias that calibrate the logits best in that mix."""
    counts = weights(labels, mix)

    def loss(value: np.ndarray) -> float:
        right = shares(value[0] * logits + np.append(value[1:], 0.0))[np.arange(len(labels)), labels]
        return float(-(counts * np.log(right)).sum())

    scale, *bias = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return {"scale": round(float(scale), 4), "bias": [*(round(float(bia), 4) for bia in bias), 0.0]}


def calibrated(logits: np.ndarray, text: dict[str, Any]) -> np.ndarray:
    """Probabilities with a scale and a bias."""
    return shares(text["scale"] * logits + np.array(text["bias"]))


def shares(logits: np.ndarray) -> np.ndarray:
    """Softmax by row."""
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def scores(found: np.ndarray, labels: np.ndarray, mix: Sequence[float]) -> dict[str, float]:
    """Macro recall, macro F1, accuracy and calibration error in that mix, in points."""
    counts, best = weights(labels, mix), found.argmax(axis=1)
    recalls = [counts[(labels == item) & (best == item)].sum() / counts[labels == item].sum() for item in range(3)]
    precisions = [counts[(labels == item) & (best == item)].sum() / counts[best == item].sum() for item in range(3)]
    harmonic = [
        2 * recall * precision / (recall + precision) for recall, precision in zip(recalls, precisions, strict=True)
    ]
    return {
        "recall": 100 * float(np.mean(recalls)),
        "F1": 100 * float(np.mean(harmonic)),
        "accuracy": 100 * float(counts[best == labels].sum()),
        "ECE": 100 * calibration_error(found, labels, counts),
        "negative recall": 100 * float(recalls[0]),
        "negative precision": 100 * float(precisions[0]),
    }


def calibration_error(found: np.ndarray, labels: np.ndarray, counts: np.ndarray) -> float:
    """The mean difference between certainty and accuracy, over ten bins of certainty."""
    sure, right = found.max(axis=1), found.argmax(axis=1) == labels
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = (abs((counts * (sure - right))[bins == item].sum()) for item in range(BINS))
    return float(sum(gaps))


def unsure_below(found: np.ndarray, labels: np.ndarray) -> list[float]:
    """The probability per label below which a text is unsure, chosen so that the sure ones are as accurate as possible.

    It uses the validation texts unweighted, because abstaining is measured on them. At most MOST_UNSURE may be unsure.
    """
    best, sure = found.argmax(axis=1), found.max(axis=1)
    grid = np.arange(0.4, MOST_ASKED, 0.02)
    passed = {(label, item): (best == label) & (sure >= item) for label in range(3) for item in grid}
    right = {key: (chosen & (best == labels)).sum() for key, chosen in passed.items()}
    count = {key: chosen.sum() for key, chosen in passed.items()}
    least = (1 - MOST_UNSURE) * len(labels)

    def accuracy(keys: Sequence[tuple[int, float]]) -> float:
        kept = sum(count[key] for key in keys)
        return float(sum(right[key] for key in keys) / kept) if kept >= least else 0.0

    each = ([(label, item) for item in grid] for label in range(3))
    return [round(float(item), 2) for _, item in max(product(*each), key=accuracy)]


def threshold(danger: np.ndarray, most: float) -> float:
    """The log odds above which at most so many ordinary tweets are flagged as danger."""
    return float(np.quantile(danger, 1 - most))


class Numbers(NamedTuple):
    """The numbers for both tiers, and the measurements."""

    fast: dict[str, Any]
    standard: dict[str, Any]
    measured: dict[str, Any]


def numbers(deep: np.ndarray, flat: np.ndarray, labels: np.ndarray) -> Numbers:
    """From the logits of validation texts: three labels and danger, by the encoder and by the linear model."""
    alone = fitted(flat[:, :3], labels)
    first = calibrated(flat[:, :3], alone)
    summed = (1 - SHARE) * deep[:, :3] + SHARE * flat[:, :3]
    both = fitted(summed, labels)
    second = calibrated(summed, both)
    sure = _sure(first, second, flat[:, 3] < CALM, labels)
    answered = (first.max(axis=1) >= sure) & (flat[:, 3] < CALM)
    found = np.where(answered[:, None], first, second)
    unsure = unsure_below(found, labels)
    fear = threshold((deep[:, 3] + flat[:, 3]) / 2, MOST_FEARED)
    fast = {"alone": alone, "unsure_below": unsure_below(first, labels)}
    standard = {
        "share": SHARE,
        **both,
        "sure": sure,
        "calm": CALM,
        "fear": round(fear, 3),
        "unsure_below": unsure,
    }
    measured = {
        "fast": _in_mixes(first, labels),
        "both": _in_mixes(second, labels),
        "cascade": _in_mixes(found, labels),
    }
    measured["answered by the fast tier alone"] = round(100 * float(answered.mean()), 1)
    measured["unsure"] = _abstaining(found, labels, unsure)
    return Numbers(fast, standard, measured)


def _sure(first: np.ndarray, second: np.ndarray, calm: np.ndarray, labels: np.ndarray) -> float:
    """The least certainty at which the fast tier alone costs no more than MOST_LOST."""
    whole = scores(second, labels, MIX)["recall"]
    for sure in np.arange(0.6, 1.0, 0.01):
        found = np.where(((first.max(axis=1) >= sure) & calm)[:, None], first, second)
        if scores(found, labels, MIX)["recall"] >= whole - MOST_LOST:
            return round(float(sure), 2)
    return 1.0


def _in_mixes(found: np.ndarray, labels: np.ndarray) -> dict[str, dict[str, float]]:
    mixes = {"TweetEval's test": TWEETS, "what is said to brands": BRANDS}
    return {
        name: {what: round(item, 1) for what, item in scores(found, labels, mix).items()} for name, mix in mixes.items()
    }


def _abstaining(found: np.ndarray, labels: np.ndarray, unsure: Sequence[float]) -> dict[str, float]:
    """The share of unsure validation texts, and the accuracy on all texts and on the sure ones."""
    best = found.argmax(axis=1)
    sure, right = found.max(axis=1) >= np.array(unsure)[best], best == labels
    parts = {"share": 1 - sure.mean(), "right in all": right.mean(), "right where sure": right[sure].mean()}
    return {what: round(100 * float(part), 1) for what, part in parts.items()}
