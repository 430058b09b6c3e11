"""What was held back, as one plain-text mail: each P1 that waits by name, words and link, and the count of the rest."""

from collections.abc import Iterator

from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE, Bundle
from goodword.messages.gsm7 import ASCII
from goodword.messages.layout import brand_line, last_lines, link_line, moment, sections
from goodword.messages.quote import one_line, quoted, web_address
from goodword.messages.words import brand_of, clock, counted, intent, no_text, place, span, who

NAMED = 75
"""P1 that one bundle names: as many as fit into what SNS takes, and more than the sixty a minute that are promised."""
_QUOTE, _LINK = 60, 300  # characters of what a P1 says that waits, and of the link to it


def bundle_subject(bundle: Bundle) -> str:
    """`[ACME BUNDLE] 94 more held back since 13:40`."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return f"[{brand_of(bundle)} BUNDLE] {bundle.held} more held back since {since}"


def bundle_body(bundle: Bundle) -> str:
    """The mail about what was held back: each P1, and the count of the rest, which have no case of their own."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return sections(
        {
            "WHAT HAPPENED": [
                f"{bundle.held} more held back since {since}{counted(bundle)}.",
                f"Counted from {moment(bundle.since, bundle)} on.",
                brand_line(bundle),
            ],
            "P1 THAT WAIT": list(_waiting(bundle)),
            "WHY YOU GOT THIS": [
                f"Nobody is rung more than {MAILS_A_MINUTE} times by mail and {TEXTS_A_MINUTE} times by SMS a minute;",
                "for less than P1, quiet hours and the day's budget count too.",
                "Each of them is stored, and each P1 is sent to you by itself as soon as there is room.",
            ],
            "DO THIS": [
                *(["Look at the P1 first."] if bundle.counts.get("P1", not bundle.counts) else []),
                "Tell your team if many say the same thing.",
                *link_line("Look at them", bundle.link),
            ],
        },
        last_lines(bundle),
    )


def _waiting(bundle: Bundle) -> Iterator[str]:
    """Each P1 in three lines, and how long the others take."""
    for number, mention in enumerate(bundle.named, 1):
        received = clock(mention.received_at, bundle.sent_at, bundle.zone)
        yield f"{number}. {intent(mention)} on {place(mention)} by {who(mention, ASCII)}, heard {received}"
        yield from quoted(one_line(mention.text or mention.title or "", _QUOTE)) or [f"({no_text(mention)})"]
        link = web_address(mention.permalink)
        if link and len(link) <= _LINK:
            yield link
    if bundle.left:
        yield f"{bundle.left:,} more P1 wait: the next mails name them, {NAMED} a minute."
    if bundle.behind:
        yield f"The last of those that wait is sent to you by itself within about {span(bundle.behind)}."
