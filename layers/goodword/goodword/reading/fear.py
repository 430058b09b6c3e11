"""Danger that no rule matches: what the model detects, with the words that made it do so."""

from collections.abc import Sequence

from goodword.reading.intents import Finding, short
from goodword.reading.literal import literal
from goodword.reading.plain import bare_text, fold
from goodword.sentiment.scorer import ReadingScorer, Text

AFRAID = 0.5
"""The least probability that counts as danger. The models are calibrated so that few ordinary posts reach it."""

_LONGEST = 6  # quoted words
_MARKS = ".,;:!?\"'()[]*_~-…"


def fear(scorer: ReadingScorer, texts: Sequence[Text]) -> list[Finding]:
    """A finding if one of these texts of a mention sounds dangerous, with the words that contribute most."""
    for text in dict.fromkeys(texts):
        meant = text._replace(words=literal(text.words))
        if scorer.danger(meant) >= AFRAID and (quoted := _stretch(text.words, scorer.feared(meant))):
            return [Finding("safety_or_legal", f'danger: "{short(quoted)}"')]
    return []


def _stretch(text: str, feared: Sequence[str]) -> str:
    """At most six words in a row, folded, that contain as many of the feared words as possible."""
    words = [word for word in fold(bare_text(text)).split() if word != "@"]  # a brand's handle whose name is masked
    hits = [word.strip(_MARKS) in feared for word in words]
    starts = range(max(1, len(words) - _LONGEST + 1))
    best = max(starts, key=lambda start: sum(hits[start : start + _LONGEST]))
    return " ".join(words[best : best + _LONGEST])
