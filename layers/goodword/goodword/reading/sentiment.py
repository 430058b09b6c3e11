"""How a text sounds: the contract of a scorer, and the one that reads with VADER."""

import math
import re
from typing import Protocol

from vaderSentiment.vaderSentiment import NEGATE, SentimentIntensityAnalyzer

from goodword.mention import Label, Sentiment
from goodword.reading import terms
from goodword.reading.plain import said

UNSURE_BELOW = 0.45
"""A best label less probable is unsure. On TweetEval val 15 % are; the macro recall of the rest is 66.2."""

MAX_CHARACTERS = 2_000
MAX_WORDS = 200
MAX_EMOJI = 40
MAX_TRIED = 20
MAX_BECAUSE = 5
_FILLER = "it"  # stands in for a word left out, so that the number of words stays
_LEAST_DROP = 0.05  # in log odds

_LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
_UNKNOWN: dict[str, float] = dict.fromkeys(_LABELS, 1 / 3)

# Multinomial logistic regression, fitted on the 45,613 texts of TweetEval train with every class weighted as if the
# three were equally common; the features were chosen on val. Macro recall on val: 63.5, where VADER's own thresholds
# (compound at +-0.05) reach 59.9; calibration error with equal classes 4 points.
_INTERCEPT = (-2.545, 1.700, 0.845)
_WEIGHTS = {  # negative, neutral, positive
    "compound": (-0.655, -0.103, 0.757),
    "neg": (5.487, -3.236, -2.251),
    "pos": (-0.006, -2.195, 2.202),
    "question mark": (0.239, 0.174, -0.413),
    "exclamation mark": (-0.407, -0.336, 0.743),
    "log words": (0.754, -0.360, -0.395),
}

_ENGLISH, _FOREIGN = frozenset(terms.ENGLISH.split()), frozenset(terms.FOREIGN.split())
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")


class Scorer(Protocol):
    """Says how a text sounds. One object, read-only after its making, may serve every text."""

    name: str
    """The model's version, kept with each mention that it has read."""

    def score(self, text: str | None) -> Sentiment:
        """Label and probabilities (they add up to 1); unsure, all equal, where there is nothing it can read."""

    def because(self, text: str | None) -> tuple[str, ...]:
        """At most five words that decided, found by leaving words out; slower than `score`."""


class VaderScorer:
    """VADER's lexicon and rules for English, with its result turned into probabilities.

    Entities are decoded, links and @handles left out. Only the first 2,000 characters, 200 words and 40 emoji are
    read: VADER's time grows with the square of the length. Other languages than English are unsure.
    """

    name = "vader-3.3.2/logistic-1"

    def __init__(self) -> None:
        self._vader = SentimentIntensityAnalyzer()

    def score(self, text: str | None) -> Sentiment:
        """See `Scorer`."""
        words = self._words(text)
        if not self._readable(words):
            return Sentiment("unsure", dict(_UNKNOWN))
        probabilities = self._probabilities(words)
        best = max(_LABELS, key=lambda label: probabilities[label])
        return Sentiment(best if probabilities[best] >= UNSURE_BELOW else "unsure", probabilities)

    def because(self, text: str | None) -> tuple[str, ...]:
        """See `Scorer`. Only words that VADER knows are left out, the first 20 of them, one at a time."""
        words = self._words(text)
        if not self._readable(words):
            return ()
        probabilities = self._probabilities(words)
        best = max(_LABELS, key=lambda label: probabilities[label])
        tried = [place for place, word in enumerate(words) if self._known(word) or _bare(word) in NEGATE][:MAX_TRIED]
        left_out = {place: self._probabilities([*words[:place], _FILLER, *words[place + 1 :]]) for place in tried}
        drops = {place: _log_odds(probabilities[best]) - _log_odds(left_out[place][best]) for place in tried}
        decided = sorted((place for place in tried if drops[place] > _LEAST_DROP), key=lambda place: -drops[place])
        return tuple(dict.fromkeys(_bare(words[place]) for place in sorted(decided[:MAX_BECAUSE])))

    def _words(self, text: str | None) -> list[str]:
        tidy = said(text or "")[:MAX_CHARACTERS]
        emoji = [place for place, character in enumerate(tidy) if character in self._vader.emojis]
        return (tidy[: emoji[MAX_EMOJI]] if len(emoji) > MAX_EMOJI else tidy).split()[:MAX_WORDS]

    def _known(self, word: str) -> bool:
        lexicon, emojis = self._vader.lexicon, self._vader.emojis
        described = " ".join(emojis[part] for part in word if part in emojis)
        return any(form in lexicon for form in (word.lower(), _bare(word), *described.split()))

    def _readable(self, words: list[str]) -> bool:
        """English words outnumber others; without any of either, a word or emoji that VADER knows will do."""
        letters = "".join(words)
        if 2 * len(_OTHER_SCRIPT.findall(letters)) > len(_LETTER.findall(letters)):
            return False
        bare = [_bare(word) for word in words]
        english, foreign = (sum(word in known for word in bare) for known in (_ENGLISH, _FOREIGN))
        return english > foreign or (english == foreign and any(map(self._known, words)))

    def _probabilities(self, words: list[str]) -> dict[str, float]:
        text = " ".join(words)
        polarity = self._vader.polarity_scores(text)
        features = {
            "compound": polarity["compound"],
            "neg": polarity["neg"],
            "pos": polarity["pos"],
            "question mark": "?" in text,
            "exclamation mark": "!" in text,
            "log words": math.log1p(len(words)),
        }
        logits = [
            intercept + sum(_WEIGHTS[name][place] * value for name, value in features.items())
            for place, intercept in enumerate(_INTERCEPT)
        ]
        odds = [math.exp(logit - max(logits)) for logit in logits]
        return {label: part / sum(odds) for label, part in zip(_LABELS, odds, strict=True)}


def _log_odds(probability: float) -> float:
    """Where one sad word among ten still counts; a probability near 1 would hide it."""
    return math.log(probability) - math.log1p(-probability)


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?\"'()[]*_~-") or word
