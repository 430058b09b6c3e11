"""How soon a person must look, why, and by when."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from goodword.mention import Intent, Mention, Priority, Role, Sentiment
from goodword.reading.intents import Finding

FIRST_ANSWER: dict[Priority, timedelta] = {
    "P1": timedelta(minutes=15),
    "P2": timedelta(hours=1),
    "P3": timedelta(hours=4),
    "P4": timedelta(hours=24),
}
"""The time within which the first answer is due."""

CLOSES_SOON = timedelta(hours=2)
"""A mention is at least P2 if its reply window closes within this time. A closed window has no effect."""

# Direct messages can be answered for a day: developers.facebook.com/docs/messenger-platform/policy/policy-overview and
# developers.facebook.com/docs/whatsapp/pricing (the customer service window).
_WINDOWS = dict.fromkeys(("facebook", "instagram", "whatsapp"), timedelta(hours=24))
_WINDOW = "a reply window closes within 2 h"
_OUR_OWN: dict[Role, str] = {"employee": "by an employee", "brand": "by the brand"}
_BY_INTENT: dict[Intent, Priority] = {
    "safety_or_legal": "P1",
    "complaint": "P2",
    "needs_help": "P2",
    "would_not_return": "P2",
    "question": "P3",
    "praise": "P3",
    "pre_purchase": "P3",
    "wish": "P4",
    "would_return": "P4",
    "spam": "P4",
}


def prioritise(
    findings: Sequence[Finding],
    sentiment: Sentiment,
    *,
    quiet: str | None = None,
    role: Role = "customer",
    window_closes: timedelta | None = None,
) -> tuple[Priority, tuple[str, ...]]:
    """The most urgent priority of any finding, with every reason, the deciding ones first.

    `quiet` is the reason why nobody needs to look (`quiet_because`): the priority is then P4. Danger is P1, whoever the
    author is. Without danger, spam and posts by your own people are P4. `window_closes` is how long the platform still
    accepts an answer, or None without a limit. Influence has no effect here.
    """
    if quiet:
        return "P4", (quiet,)
    grounds = [(_BY_INTENT[finding.intent], finding.reason) for finding in findings]
    if window_closes is not None and timedelta() < window_closes <= CLOSES_SOON:
        grounds.append(("P2", _WINDOW))
    grounds.sort(key=lambda ground: ground[0])
    if not grounds:
        return "P4", ()
    reasons = (*(reason for _, reason in grounds), *_feeling(sentiment))
    if calm := _why_calm(findings, role):
        return "P4", tuple(dict.fromkeys((calm, *reasons)))
    return grounds[0][0], reasons


def quiet_because(*, from_self: bool, action: str | None, kinds: Collection[str] = ()) -> str | None:
    """Why nobody needs to look, whatever the text, or None if somebody may need to.

    `kinds` are the kinds of the brands that it is about (`brand`, `category`, `competitor`).
    """
    if from_self:
        return "own voice"
    if action == "hidden":
        return "hidden by us"
    if not kinds or "brand" in kinds:
        return None
    return "about a competitor" if "competitor" in kinds else "about a category"


def window_closes(mention: Mention) -> timedelta | None:
    """How long after its receipt the platform still accepts an answer, or None without a limit."""
    window = _WINDOWS.get(mention.platform) if mention.kind == "message" else None
    return mention.made_at + window - mention.received_at if window else None


def due(priority: Priority, made_at: datetime) -> datetime:
    """When the first answer to a post from `made_at` is due."""
    return made_at + FIRST_ANSWER[priority]


def _why_calm(findings: Sequence[Finding], role: Role) -> str | None:
    """The reason for P4, whatever else applies. None without such a reason, or if there is danger."""
    reasons = {finding.intent: finding.reason for finding in findings}
    return None if "safety_or_legal" in reasons else _OUR_OWN.get(role) or reasons.get("spam")


def _feeling(sentiment: Sentiment) -> tuple[str, ...]:
    if sentiment.label not in ("negative", "positive"):
        return ()
    return (f"{sentiment.label} {sentiment.probabilities[sentiment.label]:.2f}",)
