"""What is rung about: one mention, what became of its case, or the count of those that were held back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from goodword.mention import Priority, ScoredMention

type Turn = Literal["new", "more", "step", "handed"]
type Flood = Literal["author", "copies"]
FLOODED_AFTER = 2
"""Cases of one author, or of one text in copies, within an hour: the next is a flood's."""

# SNS takes a mail subscription back to "pending confirmation" when it is sent more than 10 a second, and a person must
# confirm it again: https://repost.aws/knowledge-center/sns-email-subscription-disabled. Two full minutes that meet in
# one second would pass that by two, so a "minute" here is the last sixty seconds, not the one on the clock.
MAILS_A_MINUTE = 6
TEXTS_A_MINUTE = 3
"""What a person gets at most in sixty seconds; mails say so, and `goodword.alerting.rate_limits` holds it."""

type How = Literal["answered", "taken and quiet", "not about us", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One ring about one mention, for one person.

    `case` is the tag people say aloud (7K2), `brand` the display name, `person` the key of whoever reads it, `to`
    their ways to be rung ("ana:mail"), `zone` their IANA time zone. `delayed_since` is when it should have rung, where
    that was noticeably before `sent_at`. Whatever is None or empty is not known, and not mentioned.

    `kind` says why it rings: a case is "new"; `more` others say the same since `held_since`, and `voices` in all do
    (1: only this one); it is this person's "step", for nobody took it since `opened_at`; or `by` "handed" it over.
    Of the other kinds, `more`, `held_since` and `voices` say who joined it meanwhile and rang nobody.

    `rule` is the name of the rule that fitted and `runbook` its lines; `earlier` is how often this author was heard
    before; `budget` is what is left today, of how many a day; `health` is one finished line. `flood` says that the case
    gathers what one author, or one text in many copies, says in many threads.
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
    kind: Turn = "new"
    flood: Flood | None = None
    opened_at: datetime | None = None
    by: str | None = None
    rule: str | None = None
    runbook: tuple[str, ...] = ()
    earlier: int | None = None
    mention_count: int = 1
    more: int = 0
    held_since: datetime | None = None
    budget: tuple[int, int] | None = None
    link: str | None = None
    health: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What became of a case, for those who were rung: it is "taken" by somebody, or it is "over".

    `by` is who has it, or who ended it: a person's key, "us" where an answer was seen on the platform, None where
    nobody knows. `since` is when they took it, or when it ended; None stands for `sent_at`. `open_cases` are the tags
    of the other P1 cases that are still open, None where nobody looked. It names nobody who spoke, and quotes nothing.
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
    """One ring about the `held` mentions that were held back since a moment; `counts` by priority, where known.

    `named` are the P1 among them, `left` how many more P1 wait to be named; in `behind` the last of them is rung for.
    """

    brand: str
    brand_key: str = ""
    held: int
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
