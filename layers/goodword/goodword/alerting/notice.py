"""What comes after a ring, as plain-text mail: somebody has it, it is over, or so many were held back.

Nobody who spoke is named here, and nothing is quoted.
"""

from goodword.alerting import pace
from goodword.alerting.alert import Bundle, Notice
from goodword.alerting.layout import brand_line, last_lines, link_line, moment, sections
from goodword.alerting.words import bracket, brand_of, clock, counted, ended, has_it, span, tags, voices

_TAGS = 20


def notice_subject(notice: Notice) -> str:
    """`[ACME P1 7K2] ben has it`, `[ACME P1 7K2] over after 12 min`."""
    if notice.kind == "taken":
        return f"{bracket(notice)} {has_it(notice)}"
    return f"{bracket(notice)} over after {span((notice.since or notice.sent_at) - notice.opened_at)}"


def notice_body(notice: Notice) -> str:
    """The mail to somebody who was rung."""
    return _taken(notice) if notice.kind == "taken" else _over(notice)


def bundle_subject(bundle: Bundle) -> str:
    """`[ACME BUNDLE] 94 more held back since 13:40`."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return f"[{brand_of(bundle)} BUNDLE] {bundle.held} more held back since {since}"


def bundle_body(bundle: Bundle) -> str:
    """The mail about what was held back: a count, with no case of its own."""
    since = clock(bundle.since, bundle.sent_at, bundle.zone)
    return sections(
        {
            "WHAT HAPPENED": [
                f"{bundle.held} more held back since {since}{counted(bundle)}.",
                f"Counted from {moment(bundle.since, bundle)} on.",
                brand_line(bundle),
            ],
            "WHY YOU GOT THIS": [
                f"Nobody is rung more than {pace.MAILS} times by mail and {pace.TEXTS} times by SMS a minute;",
                "for less than P1, quiet hours and the day's budget count too.",
                "Each of them is stored; this count is the rest.",
            ],
            "DO THIS": [
                *(["Look at the P1 cases first."] if bundle.counts.get("P1", not bundle.counts) else []),
                "Tell your team if many say the same thing.",
                *link_line("Look at them", bundle.link),
            ],
        },
        last_lines(bundle),
    )


def _taken(notice: Notice) -> str:
    since = notice.since or notice.sent_at
    return sections(
        {
            "WHAT HAPPENED": [
                f"Case {notice.case} ({notice.priority}): {has_it(notice)},"
                f" since {moment(since, notice)}, {span(since - notice.opened_at)} after it began.",
                brand_line(notice),
            ],
            "DO THIS": ["You need do nothing.", *link_line("Look at it", notice.link)],
        }
    )


def _over(notice: Notice) -> str:
    after = span((notice.since or notice.sent_at) - notice.opened_at)
    still = tags(notice.open_cases or (), _TAGS)
    return sections(
        {
            "WHAT HAPPENED": [
                f"Case {notice.case} ({notice.priority}) is over after {after}{ended(notice)}.",
                f"{voices(notice).capitalize()} in all, the first heard {moment(notice.opened_at, notice)}.",
                brand_line(notice),
            ],
            "STILL OPEN": [
                *([f"Other P1 cases: {still}."] if still else []),
                *(["No other P1 case."] if notice.open_cases == () else []),
            ],
            "DO THIS": ["You need do nothing.", *link_line("Look at it", notice.link)],
        }
    )
