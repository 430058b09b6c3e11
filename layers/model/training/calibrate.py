"""How much each model counts, and how sure is sure: measured on validation texts, which nothing was learnt from.

Classes are not as common everywhere: 16 % of the training texts are negative, 32 % of TweetEval's test, 63 % of what is
said to brands. So numbers are fitted as if the three were equally common, and looked at in both, by weighting texts.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize

TWEETS, BRANDS = (0.32, 0.48, 0.20), (0.63, 0.21, 0.16)
MIX = (1 / 3, 1 / 3, 1 / 3)
MOST_UNSURE = 0.22  # of TweetEval's mix
BINS = 10


def weights(labels: np.ndarray, mix: Sequence[float]) -> np.ndarray:
    """One weight a text, so that the classes are as common as the mix says; they add up to 1."""
    found = np.array([mix[label] / (labels == label).sum() for label in labels])
    return found / found.sum()  # type: ignore[no-any-return]


def fitted(logits: np.ndarray, labels: np.ndarray, mix: Sequence[float] = MIX) -> dict[str, Any]:
    """Scale and bias under which the logits say their own probability best, in that mix."""
    counts = weights(labels, mix)

    def loss(said: np.ndarray) -> float:
        right = shares(said[0] * logits + np.append(said[1:], 0.0))[np.arange(len(labels)), labels]
        return float(-(counts * np.log(right)).sum())

    scale, *bias = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    return {"scale": round(float(scale), 4), "bias": [*(round(float(one), 4) for one in bias), 0.0]}


def calibrated(logits: np.ndarray, said: dict[str, Any]) -> np.ndarray:
    """Probabilities by a scale and a bias."""
    return shares(said["scale"] * logits + np.array(said["bias"]))


def shares(logits: np.ndarray) -> np.ndarray:
    """Softmax by row."""
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def scores(found: np.ndarray, labels: np.ndarray, mix: Sequence[float]) -> dict[str, float]:
    """Macro recall, macro F1, accuracy and calibration error, in points, as they would be in that mix."""
    counts, best = weights(labels, mix), found.argmax(axis=1)
    recalls = [counts[(labels == one) & (best == one)].sum() / counts[labels == one].sum() for one in range(3)]
    precisions = [counts[(labels == one) & (best == one)].sum() / counts[best == one].sum() for one in range(3)]
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
    """How far, in the mean, ten bins of certainty are from how often they are right."""
    sure, right = found.max(axis=1), found.argmax(axis=1) == labels
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = (abs((counts * (sure - right))[bins == one].sum()) for one in range(BINS))
    return float(sum(gaps))


def unsure_below(found: np.ndarray, labels: np.ndarray) -> float:
    """The probability below which as many are unsure as may be."""
    order = np.argsort(found.max(axis=1))
    passed = weights(labels, TWEETS)[order].cumsum()
    return round(float(found.max(axis=1)[order][int((passed < MOST_UNSURE).sum())]), 3)


def share(deep: np.ndarray, flat: np.ndarray, labels: np.ndarray) -> float:
    """How much of the sum the linear model is, so that the sum says best what is right."""
    counts = weights(labels, MIX)

    def loss(part: float) -> float:
        together = (1 - part) * deep + part * flat
        right = calibrated(together, fitted(together, labels))[np.arange(len(labels)), labels]
        return float(-(counts * np.log(right)).sum())

    return float(min(np.arange(0.0, 0.8, 0.05), key=loss))


def threshold(danger: np.ndarray, most: float) -> float:
    """The log odds above which at most so many of ordinary tweets are taken for danger."""
    return float(np.quantile(danger, 1 - most))
