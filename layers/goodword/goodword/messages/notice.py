"""What comes after a ring, as plain-text mail: somebody has it, or it is over.

Nobody who spoke is named here, and nothing is quoted.
"""

from goodword.messages.alert import Notice
from goodword.messages.layout import brand_line, link_line, moment, sections
from goodword.messages.words import bracket, ended, has_it, mention_count, span, tags

_TAGS = 20


def notice_subject(notice: Notice) -> str:
    """`[ACME P1 7K2] ben has it`, `[ACME P1 7K2] over after 12 min`."""
    if notice.kind == "taken":
        return f"{bracket(notice)} {has_it(notice)}"
    return f"{bracket(notice)} over after {span((notice.since or notice.sent_at) - notice.opened_at)}"


def notice_body(notice: Notice) -> str:
    """The mail to somebody who was rung."""
    return _taken(notice) if notice.kind == "taken" else _over(notice)


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
                f"{mention_count(notice).capitalize()} in all, the first heard {moment(notice.opened_at, notice)}.",
                brand_line(notice),
            ],
            "STILL OPEN": [
                *([f"Other P1 cases: {still}."] if still else []),
                *(["No other P1 case."] if notice.open_cases == () else []),
            ],
            "DO THIS": ["You need do nothing.", *link_line("Look at it", notice.link)],
        }
    )
