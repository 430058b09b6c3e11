"""The format of printed lines."""

from goodword.alerting.case import Case
from goodword.mention import ScoredMention

PLAIN = {
    "own": "our own post: nobody is notified",
    "duplicate": "delivered again: nothing changes",
    "deleted": "deleted: text and author are gone",
}

_WORDS = {"safety_or_legal": "SAFETY", "complaint": "complaint", "needs_help": "help", "question": "question"}
_SHORT = {"negative": "neg", "neutral": "neu", "positive": "pos", "unsure": "uns"}
_QUOTE = 44  # characters


def row(at: str, platform: str, what: str, rest: str) -> str:
    """`09:02 facebook  complaint neg .91 P2 "late again"`."""
    return f"{at} {platform:<9} {what:<9} {rest}"


def own(case: Case | None) -> str:
    """The effect of our own post."""
    if case is None:
        return PLAIN["own"]
    hear = "; everybody notified is told within two minutes" if case.priority == "P1" else ""
    return f"answered: case {case.tag} is resolved{hear}"


def sounds(mention: ScoredMention) -> tuple[str, str]:
    """What the author wants, and how it reads: sentiment, priority, the text itself."""
    intent = mention.intents[0] if mention.intents else mention.kind
    sentiment = mention.sentiment
    label = sentiment.label if sentiment.label in sentiment.probabilities else "neutral"
    share = f"{sentiment.probabilities.get(label, 0):.2f}".removeprefix("0")
    quote = f'"{_cut(mention.text)}"' if mention.text else "(no text known yet)"
    return _WORDS.get(intent, intent), f"{_SHORT[sentiment.label]} {share} {mention.priority} {quote}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 3].rstrip()}..."
