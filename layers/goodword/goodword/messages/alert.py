"""What a notification is about: one mention, what became of its case, or what was suppressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from goodword.mention import Priority, ScoredMention

type AlertKind = Literal["new", "more", "step", "handed"]
type Flood = Literal["author", "copies"]
FLOODED_AFTER = 2
"""New cases by one author, or of one copied text, within an hour. The next one is a flood."""

# When SNS sends more than 10 mails a second, it sets the subscription back to "pending confirmation", and a person must
# confirm it again: https://repost.aws/knowledge-center/sns-email-subscription-disabled. Two full clock minutes that
# meet in one second would make 12. So a "minute" here is the last sixty seconds.
MAILS_A_MINUTE = 6
TEXTS_A_MINUTE = 3
"""The most that a person gets in sixty seconds. Mails state it; `goodword.alerting.rate_limits` enforces it."""

type How = Literal["answered", "taken and quiet", "not about us", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One notification about one mention, for one person. It leaves out what is None or empty.

    `case` is the tag that people say aloud (7K2), `brand` the display name. `person` is the reader's key, `to` their
    addresses ("ana:mail"), `zone` their IANA time zone. `delayed_since` is when they should have been notified, if that
    was noticeably before `sent_at`.

    `kind` says why. "new": a new case. "more": `more` mentions joined the case since `more_since`, `mention_count` in
    all. "step": nobody took it since `opened_at`, and this person is next. "handed": `by` handed it over.
    With the other kinds, `more`, `more_since` and `mention_count` count what joined and was suppressed.

    `rule` is the name of the rule that won, `runbook` its lines. `earlier` counts this author's earlier mentions.
    `budget` is what is left today, and the daily total. `health` is one finished line. `flood` means that the case
    collects one author's mentions, or one copied text, from many threads.
    """

    case: str
    brand: str
    priority: Priority
    mention: ScoredMention
    to: tuple[str, ...]
    zone: str
    first_answer_due: datetime
    sent_at: datetime
    delayed_since: datetime | None = None
    person: str = ""
    kind: AlertKind = "new"
    flood: Flood | None = None
    opened_at: datetime | None = None
    by: str | None = None
    rule: str | None = None
    runbook: tuple[str, ...] = ()
    earlier: int | None = None
    mention_count: int = 1
    more: int = 0
    more_since: datetime | None = None
    budget: tuple[int, int] | None = None
    link: str | None = None
    health: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What became of a case, for the people who were notified: somebody took it ("taken"), or it is resolved ("over").

    `by` is who took it or ended it: a person's key, "us" for an answer on the platform, None if unknown. `since` is
    when that was; None means `sent_at`. `open_cases` are the tags of the other open P1 cases; None means that nobody
    looked. A notice names no author and quotes nothing.
    """

    kind: Literal["taken", "over"]
    case: str
    brand: str
    brand_key: str = ""
    priority: Priority
    person: str
    to: tuple[str, ...]
    zone: str
    opened_at: datetime
    sent_at: datetime
    since: datetime | None = None
    by: str | None = None
    how: How | None = None
    mention_count: int = 1
    open_cases: tuple[str, ...] | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One notification about the `total` mentions that were suppressed since a moment; `counts` by priority, if known.

    `named` are P1 among them, `left` is how many more wait to be named. After `behind` the last P1 has been sent.
    """

    brand: str
    brand_key: str = ""
    total: int
    counts: Mapping[Priority, int] = field(default_factory=dict)
    named: tuple[ScoredMention, ...] = ()
    left: int = 0
    behind: timedelta | None = None
    to: tuple[str, ...]
    zone: str
    since: datetime
    sent_at: datetime
    person: str = ""
    budget: tuple[int, int] | None = None
    link: str | None = None
    health: str | None = None
