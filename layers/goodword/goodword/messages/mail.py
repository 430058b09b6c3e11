"""An alert as plain-text mail: what happened, why you got this, who, do this, held back, how we are.

Only lines of a stranger's text start with `> `, and all of them do; where a stranger's words stand on a line of ours,
they are one short line behind our label. So nobody can write a heading, a header or an instruction in our name; and
a stranger's links and numbers are broken up, so that none but ours and the one to the post can be followed.
"""

from datetime import datetime

from goodword.mention import ScoredMention
from goodword.messages.alert import FLOODED_AFTER, Alert
from goodword.messages.gsm7 import ASCII
from goodword.messages.languages import language
from goodword.messages.layout import last_lines, link_line, moment, sections
from goodword.messages.quote import broken, in_quotes, one_line, quoted, web_address
from goodword.messages.why import why
from goodword.messages.words import (
    audience,
    bracket,
    clock,
    colleague,
    contacts,
    intent,
    lateness,
    no_text,
    place,
    span,
    turn,
    who,
)

HEADINGS = ("WHAT HAPPENED", "WHY YOU GOT THIS", "WHO", "DO THIS", "HELD BACK")
SUBJECT = 99  # characters; SNS takes fewer than 100, see Publish in its API reference
RUNBOOK = 3  # lines
_LINE, _NAME = 120, 60  # characters of a line of ours, and of a name of theirs
_ACTIONS = "Say that you have it, hand it over, or mute it"

_WHAT = {
    "safety": "A possible danger or legal matter",
    "complaint": "A complaint",
    "help": "A call for help",
    "question": "A question",
    "praise": "Praise",
    "mention": "Something to look at",
}
_MANY = f"More than {FLOODED_AFTER} new cases"
_FLOODED = {
    "author": [f"{_MANY} by this author within an hour: the rest of them join this case and are counted."],
    "copies": [f"{_MANY} with nearly this text within an hour: the rest join this case and are counted."],
}
_DO = {
    "safety": (
        "Ask whether anybody is hurt and what happened; promise nothing yet.",
        "Tell whoever decides on safety and legal matters.",
    ),
    "complaint": ("Say what you understood, and what happens next.",),
    "help": ("Help there, or say who will and when.",),
    "question": ("Answer it there, for everybody who wonders too.",),
    "praise": ("Thank them in your own words.",),
    "mention": ("Read it, and decide whether an answer is wanted.",),
}


def subject(alert: Alert) -> str:
    """ASCII, under 100 characters; `[ACME P1 7K2]` first, by which a mail program can file it."""
    late = lateness(alert)
    return (
        f"{bracket(alert)} {f'held up {late}: ' if late else ''}{f'{turn(alert)}: ' if turn(alert) else ''}"
        f"{intent(alert.mention)} on {place(alert.mention)} by {broken(who(alert.mention, ASCII))}"
    )[:SUBJECT].strip()


def body(alert: Alert) -> str:
    """The mail; lines end with a line feed."""
    parts = (_happened(alert), why(alert), _who(alert), _do(alert), _held(alert))
    late = lateness(alert)
    first = f"Held up {late}: this should have reached you at {moment(alert.delayed_since, alert)}.\n\n" if late else ""
    return first + sections(dict(zip(HEADINGS, parts, strict=True)), last_lines(alert))


def _happened(alert: Alert) -> list[str]:
    mention, edited = alert.mention, "an edited " if alert.mention.action == "edited" else "a "
    written, ago = _written(mention), alert.sent_at - mention.made_at
    spoken = language(written, mention.lang)
    return [
        *_turned(alert),
        f"{_WHAT[intent(mention)]}, in {edited}{mention.kind} on {place(mention)} by {broken(who(mention, ASCII))}"
        f"{f', in {spoken}' if spoken else ''}.",
        *(quoted(written) or [f"({no_text(mention)})"]),
        *([f"Rating given: {mention.rating:g}"] if mention.rating is not None else []),
        *filter(None, [web_address(mention.permalink)]),
        f"{'Said' if mention.created_at else 'Heard'} {moment(mention.made_at, alert)}, {span(ago)} before this mail.",
    ]


def _turned(alert: Alert) -> list[str]:
    """What is new about the case, where it is not new itself."""
    match alert.kind:
        case "step":
            return [f"Nobody has taken it{_since(alert, alert.opened_at)}."]
        case "more":
            say = "says" if alert.more == 1 else "say"
            return [f"{turn(alert)} {say} the same{_since(alert, alert.held_since)}, {alert.mention_count:,} in all."]
        case "handed":
            return [f"{colleague(alert.by)} hands it over to you."]
        case _:
            return _FLOODED[alert.flood] if alert.flood else []


def _who(alert: Alert) -> list[str]:
    mention = alert.mention
    lines = [
        *([f"Handle: {in_quotes(mention.author_handle, _NAME)}"] if mention.author_handle else []),
        *([f"Name: {in_quotes(mention.author_name, _NAME)}"] if mention.author_name else []),
        *([f"Audience: {audience(mention.audience)}"] if mention.audience is not None else []),
        *([contacts(alert.earlier)] if alert.earlier is not None else []),
    ]
    return lines or ["The platform does not say who."]


def _do(alert: Alert) -> list[str]:
    due = moment(alert.first_answer_due, alert)
    left = alert.first_answer_due - alert.sent_at
    first = (
        f"Answer there by {due}, {span(left)} from now." if left.total_seconds() > 0 else f"Answer now: due was {due}."
    )
    ours = [f"{place}. {one_line(line, _LINE)}" for place, line in enumerate(alert.runbook[:RUNBOOK], 1)]
    return [first, *(ours or _DO[intent(alert.mention)]), *link_line(_ACTIONS, alert.link)]


def _held(alert: Alert) -> list[str]:
    """Who said the same and did not ring by themselves; nothing where nobody did, or where it was said above."""
    if alert.kind == "more" or max(alert.mention_count, alert.more) < 2:
        return []
    if not alert.more:
        return [f"{alert.mention_count:,} say the same."]
    return [f"{alert.more:,} more joined this case{_since(alert, alert.held_since)}, {alert.mention_count:,} in all."]


def _since(alert: Alert, when: datetime | None) -> str:
    return f" since {clock(when, alert.sent_at, alert.zone)}" if when else ""


def _written(mention: ScoredMention) -> str:
    return "\n".join(filter(None, (mention.title, mention.text)))
