"""Follow-up mails as plain text: somebody took the case, or it is resolved.

They name no author and quote nothing.
"""

from goodword.messages.alert import Notice
from goodword.messages.layout import brand_line, link_line, moment, sections
from goodword.messages.words import bracket, ended, has_it, mention_count, span, tags

_TAGS = 20


def notice_subject(notice: Notice) -> str:
    """`[ACME P1 7K2] ben took it`, `[ACME P1 7K2] resolved after 12 min`."""
    if notice.kind == "taken":
        return f"{bracket(notice)} {has_it(notice)}"
    return f"{bracket(notice)} resolved after {span((notice.since or notice.sent_at) - notice.opened_at)}"


def notice_body(notice: Notice) -> str:
    """The mail to a person who was notified."""
    return _taken(notice) if notice.kind == "taken" else _over(notice)


def _taken(notice: Notice) -> str:
    since = notice.since or notice.sent_at
    return sections(
        {
            "WHAT HAPPENED": [
                f"Case {notice.case} ({notice.priority}): {has_it(notice)}"
                f" on {moment(since, notice)}, {span(since - notice.opened_at)} after it opened.",
                brand_line(notice),
            ],
            "DO THIS": ["No action needed.", *link_line("Open the case", notice.link)],
        }
    )


def _over(notice: Notice) -> str:
    after = span((notice.since or notice.sent_at) - notice.opened_at)
    still = tags(notice.open_cases or (), _TAGS)
    return sections(
        {
            "WHAT HAPPENED": [
                f"Case {notice.case} ({notice.priority}) was resolved after {after}{ended(notice)}.",
                f"{mention_count(notice).capitalize()} in all since {moment(notice.opened_at, notice)}.",
                brand_line(notice),
            ],
            "STILL OPEN": [
                *([f"Other P1 cases: {still}."] if still else []),
                *(["No other P1 case."] if notice.open_cases == () else []),
            ],
            "DO THIS": ["No action needed.", *link_line("Open the case", notice.link)],
        }
    )
