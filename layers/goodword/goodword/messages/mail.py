"""An alert as plain-text mail: what happened, why you got this, who, do this, more mentions, health.

Every line of an author's text starts with `> `, and no other line does. On a line of ours, an author's words are short
and follow our label. So nobody can write a heading, a header or an instruction in our name. Links and phone numbers
in an author's text are broken up: you can follow only our links and the one to the post.
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
    news,
    no_text,
    place,
    span,
    who,
)

HEADINGS = ("WHAT HAPPENED", "WHY YOU GOT THIS", "WHO", "DO THIS", "MORE MENTIONS")
SUBJECT = 99  # characters; SNS accepts fewer than 100, see Publish in its API reference
RUNBOOK = 3  # lines
_LINE, _NAME = 120, 60  # characters, of a line of ours and of an author's name
_ACTIONS = "Take this case, hand it over or mute it"

_WHAT = {
    "safety": "A possible danger or legal matter",
    "complaint": "A complaint",
    "help": "A request for help",
    "question": "A question",
    "praise": "Praise",
    "mention": "Something to look at",
}
_MANY = f"More than {FLOODED_AFTER} new cases"
_FLOODED = {
    "author": [f"{_MANY} by this author within an hour. Further ones join this case and are only counted."],
    "copies": [f"{_MANY} with nearly this text within an hour. Further ones join this case and are only counted."],
}
_DO = {
    "safety": (
        "Ask whether anybody is hurt and what happened. Promise nothing yet.",
        "Tell the person who decides on safety and legal matters.",
    ),
    "complaint": ("Say what you understood and what happens next.",),
    "help": ("Help, or say who will help and when.",),
    "question": ("Answer where it was asked: others may have the same question.",),
    "praise": ("Thank them in your own words.",),
    "mention": ("Read it and decide whether it needs an answer.",),
}


def subject(alert: Alert) -> str:
    """ASCII, under 100 characters; starts with `[ACME P1 7K2]`, so that a mail program can filter by it."""
    late = lateness(alert)
    return (
        f"{bracket(alert)} {f'delayed {late}: ' if late else ''}{f'{news(alert)}: ' if news(alert) else ''}"
        f"{intent(alert.mention)} on {place(alert.mention)} by {broken(who(alert.mention, ASCII))}"
    )[:SUBJECT].strip()


def body(alert: Alert) -> str:
    """The mail; each line ends with a line feed."""
    parts = (_happened(alert), why(alert), _who(alert), _do(alert), _held(alert))
    late = lateness(alert)
    first = f"Delayed {late}: this should have reached you on {moment(alert.delayed_since, alert)}.\n\n" if late else ""
    return first + sections(dict(zip(HEADINGS, parts, strict=True)), last_lines(alert))


def _happened(alert: Alert) -> list[str]:
    mention, edited = alert.mention, "an edited " if alert.mention.action == "edited" else "a "
    written, ago = _written(mention), alert.sent_at - mention.made_at
    spoken = language(written, mention.lang)
    return [
        *_news(alert),
        f"{_WHAT[intent(mention)]}, in {edited}{mention.kind} on {place(mention)} by {broken(who(mention, ASCII))}"
        f"{f', in {spoken}' if spoken else ''}.",
        *(quoted(written) or [f"({no_text(mention)})"]),
        *([f"Rating: {mention.rating:g}"] if mention.rating is not None else []),
        *filter(None, [web_address(mention.permalink)]),
        f"{'Posted' if mention.created_at else 'Received'} {moment(mention.made_at, alert)},"
        f" {span(ago)} before this mail.",
    ]


def _news(alert: Alert) -> list[str]:
    """What is new about a case that is not new itself, or is a flood."""
    match alert.kind:
        case "step":
            return [f"Nobody has taken this case{_since(alert, alert.opened_at)}."]
        case "more":
            noun = "mention" if alert.more == 1 else "mentions"
            return [f"{news(alert)} {noun}{_since(alert, alert.more_since)}, {alert.mention_count:,} in all."]
        case "handed":
            return [f"{colleague(alert.by)} handed this case over to you."]
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
    return lines or ["The platform does not name the author."]


def _do(alert: Alert) -> list[str]:
    due = moment(alert.first_answer_due, alert)
    left = alert.first_answer_due - alert.sent_at
    first = (
        f"Answer by {due}, {span(left)} from now." if left.total_seconds() > 0 else f"Answer now. It was due on {due}."
    )
    ours = [f"{number}. {one_line(line, _LINE)}" for number, line in enumerate(alert.runbook[:RUNBOOK], 1)]
    return [first, *(ours or _DO[intent(alert.mention)]), *link_line(_ACTIONS, alert.link)]


def _held(alert: Alert) -> list[str]:
    """How many suppressed mentions joined the case; nothing if none did, or if it is stated above."""
    if alert.kind == "more" or max(alert.mention_count, alert.more) < 2:
        return []
    if not alert.more:
        return [f"{alert.mention_count:,} mentions in all."]
    return [f"{alert.more:,} more joined this case{_since(alert, alert.more_since)}, {alert.mention_count:,} in all."]


def _since(alert: Alert, when: datetime | None) -> str:
    return f" since {clock(when, alert.sent_at, alert.zone)}" if when else ""


def _written(mention: ScoredMention) -> str:
    return "\n".join(filter(None, (mention.title, mention.text)))
