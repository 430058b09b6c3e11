"""An alert as plain-text mail: what happened, why you got this, who, do this.

Only lines of a stranger's text start with `> `, and all of them do; where a stranger's words stand on a line of ours,
they are one short line behind our label. So nobody can write a heading, a header or an instruction in our name.
"""

from datetime import datetime

from goodword.alerting import pace
from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.gsm7 import ASCII
from goodword.alerting.quote import one_line, quoted, web_address
from goodword.alerting.words import (
    brand_of,
    brand_tag,
    clock,
    counted,
    intent,
    lateness,
    local,
    no_text,
    place,
    span,
    who,
)
from goodword.mention import ScoredMention

HEADINGS = ("WHAT HAPPENED", "WHY YOU GOT THIS", "WHO", "DO THIS")
SUBJECT = 99  # characters; SNS takes fewer than 100, see Publish in its API reference

_WHAT = {
    "safety": "A possible danger or legal matter",
    "complaint": "A complaint",
    "help": "A call for help",
    "question": "A question",
    "praise": "Praise",
    "mention": "Something to look at",
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
        f"[{brand_of(alert)} {alert.priority} {alert.case}] {f'held up {late}: ' if late else ''}"
        f"{intent(alert.mention)} on {place(alert.mention)} by {who(alert.mention, ASCII)}"
    )[:SUBJECT].strip()


def body(alert: Alert) -> str:
    """The mail; lines end with a line feed."""
    parts = (_happened(alert), _why(alert), _who(alert.mention), _do(alert))
    late = lateness(alert)
    first = (
        f"Held up {late}: this should have reached you at {_moment(alert.delayed_since, alert)}.\n\n" if late else ""
    )
    return first + _sections(dict(zip(HEADINGS, parts, strict=True)))


def bundle_subject(bundle: Bundle) -> str:
    """`[ACME BUNDLE] 94 more held back since 13:40`."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return f"[{brand_tag(bundle.brand)} BUNDLE] {bundle.held} more held back since {since}"


def bundle_body(bundle: Bundle) -> str:
    """The mail about what was held back: counts, no person and no quote."""
    return _sections(
        {
            "WHAT HAPPENED": [
                f"{bundle.held} more were held back{counted(bundle)} since {_moment(bundle.since, bundle)}.",
                f"Brand: {one_line(bundle.brand, 60)}",
            ],
            "WHY YOU GOT THIS": [
                f"Nobody is rung more than {pace.MAILS} times by mail and {pace.TEXTS} times by SMS a minute.",
                "Each of them is stored; this count is the rest.",
            ],
            "DO THIS": ["Look at the P1 cases first.", "Tell your team if many say the same thing."],
        }
    )


def _sections(sections: dict[str, list[str]]) -> str:
    return "\n\n".join("\n".join((heading, *lines)) for heading, lines in sections.items()) + "\n"


def _happened(alert: Alert) -> list[str]:
    mention, edited = alert.mention, "an edited " if alert.mention.action == "edited" else "a "
    ago = alert.sent_at - mention.made_at
    return [
        f"{_WHAT[intent(mention)]}, in {edited}{mention.kind} on {place(mention)} by {who(mention, ASCII)}.",
        *(quoted("\n".join(filter(None, (mention.title, mention.text)))) or [f"({no_text(mention)})"]),
        *([f"Rating given: {mention.rating:g}"] if mention.rating is not None else []),
        web_address(mention.permalink) or "(no link known)",
        f"{'Said' if mention.created_at else 'Heard'} {_moment(mention.made_at, alert)}, {span(ago)} before this mail.",
    ]


def _why(alert: Alert) -> list[str]:
    mention, sentiment = alert.mention, alert.mention.sentiment
    words = ", ".join(one_line(word, 30) for word in sentiment.because[:8])
    probabilities = ", ".join(f"{label} {share:.2f}" for label, share in sentiment.probabilities.items())
    return [
        f"Rule: {alert.priority} rings {'at once, by mail and SMS' if alert.priority == 'P1' else 'by mail'}.",
        *(f"- {one_line(reason, 100)}" for reason in mention.reasons[:6]),
        *([f"Words that decided: {words}"] if words else []),
        f"Sounds {sentiment.label} ({probabilities}).",
        *(f"Brand: {one_line(alert.brand, 60)}, by {one_line(match.because, 60)}" for match in mention.brands[:1]),
    ]


def _who(mention: ScoredMention) -> list[str]:
    lines = [
        *([f"Handle: {one_line(mention.author_handle, 60)}"] if mention.author_handle else []),
        *([f"Name: {one_line(mention.author_name, 60)}"] if mention.author_name else []),
        *([f"Audience: {mention.audience:,} followers"] if mention.audience is not None else []),
    ]
    return lines or ["The platform does not say who."]


def _do(alert: Alert) -> list[str]:
    due = _moment(alert.first_answer_due, alert)
    left = alert.first_answer_due - alert.sent_at
    first = (
        f"Answer there by {due}, {span(left)} from now." if left.total_seconds() > 0 else f"Answer now: due was {due}."
    )
    return [first, *_DO[intent(alert.mention)]]


def _moment(moment: datetime | None, ring: Alert | Bundle) -> str:
    """`Tue 18 Nov 2025, 09:07 CET (Europe/Berlin)`; the zone as it really is on the clock shown."""
    there = local(moment or ring.sent_at, ring.zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M %Z} ({there.tzinfo})"
