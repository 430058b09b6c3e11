"""Why a person was notified, and what would have prevented it.

The last sentence holds whatever else the text says. An alert knows the first sign of danger, not whether it was the
only one. Where rules ran, another rule might have matched.
"""

import re

from goodword.mention import Intent, Priority, ScoredMention
from goodword.messages.alert import Alert
from goodword.messages.layout import brand_line
from goodword.messages.quote import in_quotes, one_line

_NOTIFIES: dict[Priority, str] = {
    "P1": "notifies on-call at once, by mail and SMS",
    "P2": "notifies on-call by mail",
    "P3": "notifies nobody by default",
    "P4": "notifies nobody by default",
}
_BY_INTENT: dict[Intent, Priority] = {  # the same order as in the reader; a test checks it
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
_QUIET = {"about a competitor", "about a category"}  # then the reader checks nothing else
_WINDOW = "a reply window closes within 2 h"
_NAMES: dict[Intent, str] = {"complaint": "a complaint", "needs_help": "a request for help"}
_ANY_SIGN = "complaint, request for help, sign of danger or legal threat"
_FOUND_AS = {"safety": "P1", "danger": "P1", "legal": "P1", "complaint": "P2", "help": "P2"}  # how a reason starts
_REASON = re.compile(r'(?P<name>\w+): (?:"(?P<words>.*)"|rated (?P<rating>\S+) of 5|sounds (?P<label>\w+))')
_FEELING = re.compile(r"(negative|positive) [01]\.\d\d")  # a reason that repeats the line about the score
_RULE, _REASON_LENGTH, _WORD, _BECAUSE = 60, 100, 30, 60  # characters


def why(alert: Alert) -> list[str]:
    """The rule, the reasons, the words and the score that decided, and what would have prevented it."""
    mention, sentiment = alert.mention, alert.mention.sentiment
    reasons = [reason for reason in mention.reasons[:6] if not _FEELING.fullmatch(reason)]
    words = ", ".join(in_quotes(word, _WORD) for word in sentiment.because[:8])
    probabilities = ", ".join(f"{label} {share:.2f}" for label, share in sentiment.probabilities.items())
    return [
        _rule(alert),
        *_occasion(alert),
        *(f"- {in_quotes(reason, _REASON_LENGTH)}" for reason in reasons),
        *([f"Words that decided: {words}"] if words else []),
        f"Sentiment: {sentiment.label} ({probabilities}).",
        *(f"{brand_line(alert)}, matched by {one_line(match.because, _BECAUSE)}" for match in mention.brands[:1]),
        *otherwise(alert),
    ]


def by_itself(mention: ScoredMention) -> Priority:
    """The priority before any rule."""
    if mention.from_self or mention.action == "hidden" or _QUIET & set(mention.reasons[:1]):
        return "P4"
    calm = "spam" in mention.intents or mention.role in ("employee", "brand")
    if calm and "safety_or_legal" not in mention.intents:
        return "P4"
    window: list[Priority] = ["P2"] if _WINDOW in mention.reasons else []
    return min([*(_BY_INTENT[intent] for intent in mention.intents), *window], default="P4")


def otherwise(alert: Alert) -> list[str]:
    """One sentence: what would have prevented the notification or made it less urgent; none if not known."""
    natural = by_itself(alert.mention)
    if alert.rule and (natural != alert.priority or natural > "P2"):
        return [f"Without a rule, it would have {_consequence(natural, alert)}."]
    if natural != alert.priority or natural > "P2":
        return []
    unless = ", unless a rule says otherwise" if alert.rule or alert.mention.trace else ""
    signs = _signs(alert.mention.reasons, natural)
    others = "other " if signs else ""
    without = f"Without {' and '.join(signs)}, and with no " if signs else "With no "
    if natural == "P1":
        also = _as(alert.mention, ": it is {} too")
        return [f"{without}{others}sign of danger or legal threat, it would have {_as_p2(alert)}{unless}{also}."]
    return [f"{without}{others}{_ANY_SIGN}, it would have notified nobody{unless}."]


def _rule(alert: Alert) -> str:
    if not alert.rule:
        return f"Rule: {alert.priority} {_NOTIFIES[alert.priority]}."
    return f"Rule: {one_line(alert.rule, _RULE)}."


def _occasion(alert: Alert) -> list[str]:
    match alert.kind:
        case "step":
            return ["You were notified because nobody has taken the case yet."]
        case "handed":
            return ["You were notified because the case was handed over to you."]
        case _:
            return []


def _consequence(natural: Priority, alert: Alert) -> str:
    match natural:
        case "P1":
            return "notified on-call at once"
        case "P2":
            return _as_p2(alert) + _as(alert.mention, ", as {}")
        case _:
            return "notified nobody"


def _as_p2(alert: Alert) -> str:
    """How a P2 notifies this person: by mail, unless they have no mail address."""
    by_mail = any(recipient.endswith(":mail") for recipient in alert.to)
    return "notified on-call by mail at most" if by_mail else "been P2 at most"


def _as(mention: ScoredMention, words: str) -> str:
    """Those words with each other reason for a mail, such as a complaint; empty without one."""
    names = [name for intent, name in _NAMES.items() if intent in mention.intents]
    return words.format(" and ".join(names)) if names else ""


def _signs(reasons: tuple[str, ...], priority: Priority) -> list[str]:
    """What caused that priority: `"caught fire"`, `its rating of 1`, `its negative tone`."""
    found = (_REASON.fullmatch(reason) for reason in reasons[:6])
    signs = [_sign(match) for match in found if match and _FOUND_AS.get(match["name"]) == priority]
    return [*signs, *(["its closing reply window"] if priority == "P2" and _WINDOW in reasons else [])]


def _sign(match: re.Match[str]) -> str:
    if match["words"] is not None:
        return f'"{in_quotes(match["words"].replace('"', "'"), _REASON_LENGTH)}"'
    return f"its rating of {match['rating'][:8]}" if match["rating"] else f"its {match['label'][:12]} tone"
