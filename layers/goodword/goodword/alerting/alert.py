"""What is rung about: one mention, or the count of those that were held back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from goodword.mention import Priority, ScoredMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One ring about one mention.

    `case` is the tag people say aloud (7K2), `brand` the display name, `to` the recipients ("ana:mail"), `zone` the
    team's IANA time zone. `delayed_since` is when it should have rung, where that was noticeably before `sent_at`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One ring about the `held` mentions that were held back since a moment; `counts` by priority, where known."""

    brand: str
    held: int
    counts: Mapping[Priority, int] = field(default_factory=dict)
    to: tuple[str, ...]
    zone: str
    since: datetime
    sent_at: datetime
