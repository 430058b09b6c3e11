"""What was suppressed, as one plain-text mail: each waiting P1 with author, text and link, and a count of the rest."""

from collections.abc import Iterator

from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE, Bundle
from goodword.messages.gsm7 import ASCII
from goodword.messages.layout import brand_line, last_lines, link_line, moment, sections
from goodword.messages.quote import one_line, quoted, web_address
from goodword.messages.words import brand_of, clock, counted, intent, no_text, place, span, who

NAMED = 75
"""The most P1 that one bundle names. They fit into an SNS message, and exceed the sixty a minute that are promised."""
_QUOTE, _LINK = 60, 300  # characters, of a waiting P1's text and link


def bundle_subject(bundle: Bundle) -> str:
    """`[ACME BUNDLE] 94 suppressed since 13:40`."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return f"[{brand_of(bundle)} BUNDLE] {bundle.total} suppressed since {since}"


def bundle_body(bundle: Bundle) -> str:
    """The mail: each waiting P1, and the count of the rest, which have no case of their own."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return sections(
        {
            "WHAT HAPPENED": [
                f"Mentions suppressed since {since}: {bundle.total}{counted(bundle)}.",
                f"Counted since {moment(bundle.since, bundle)}.",
                brand_line(bundle),
            ],
            "WAITING P1": list(_waiting(bundle)),
            "WHY YOU GOT THIS": [
                f"You get at most {MAILS_A_MINUTE} mails and {TEXTS_A_MINUTE} SMS a minute.",
                "Below P1, quiet hours and your daily budget also limit what you get.",
                "Every mention is stored. You get each P1 by itself as soon as the limit allows it.",
            ],
            "DO THIS": [
                *(["Read the P1 first."] if bundle.counts.get("P1", not bundle.counts) else []),
                "Tell your team if many say the same thing.",
                *link_line("Open them", bundle.link),
            ],
        },
        last_lines(bundle),
    )


def _waiting(bundle: Bundle) -> Iterator[str]:
    """Each P1 in three lines, and how long the others will take."""
    for number, mention in enumerate(bundle.named, 1):
        received = clock(mention.received_at, bundle.sent_at, bundle.zone)
        yield f"{number}. {intent(mention)} on {place(mention)} by {who(mention, ASCII)}, received {received}"
        yield from quoted(one_line(mention.text or mention.title or "", _QUOTE)) or [f"({no_text(mention)})"]
        link = web_address(mention.permalink)
        if link and len(link) <= _LINK:
            yield link
    if bundle.left:
        yield f"{bundle.left:,} more P1 are waiting. The next mails name them, {NAMED} a minute."
    if bundle.behind:
        yield f"You get the last waiting P1 by itself within about {span(bundle.behind)}."
