"""How soon somebody must look, why, and by when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from goodword.mention import Intent, Priority, Sentiment
from goodword.reading.intents import Finding

FIRST_ANSWER: dict[Priority, timedelta] = {
    "P1": timedelta(minutes=15),
    "P2": timedelta(hours=1),
    "P3": timedelta(hours=4),
    "P4": timedelta(hours=24),
}
"""How long the first answer may take."""

_BY_INTENT: dict[Intent, Priority] = {
    "safety_or_legal": "P1",
    "complaint": "P2",
    "needs_help": "P2",
    "question": "P3",
    "praise": "P3",
    "pre_purchase": "P3",
    "wish": "P4",
    "would_return": "P4",
    "would_not_return": "P2",
    "spam": "P4",
}


def prioritise(
    findings: Sequence[Finding], sentiment: Sentiment, *, quiet: str | None = None
) -> tuple[Priority, tuple[str, ...]]:
    """The most urgent priority that any finding gives, with every reason, the deciding ones first.

    `quiet` says why nobody need look (our own voice, hidden by us): then it is P4 whatever it says.
    """
    if quiet:
        return "P4", (quiet,)
    if not findings:
        return "P4", ()
    ranked = sorted(findings, key=lambda finding: _BY_INTENT[finding.intent])
    reasons = tuple(finding.reason for finding in ranked)
    return _BY_INTENT[ranked[0].intent], reasons + _feeling(sentiment)


def due(priority: Priority, made_at: datetime) -> datetime:
    """When the first answer to something said at `made_at` is due."""
    return made_at + FIRST_ANSWER[priority]


def _feeling(sentiment: Sentiment) -> tuple[str, ...]:
    if sentiment.label not in ("negative", "positive"):
        return ()
    return (f"{sentiment.label} {sentiment.probabilities[sentiment.label]:.2f}",)
