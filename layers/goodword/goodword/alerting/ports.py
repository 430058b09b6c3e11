"""What alerting needs from outside, by contract: AWS gives it in the functions, memory in dry runs and tests."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from goodword.mention import ScoredMention

type MentionKey = tuple[str, str]
"""Platform and external id."""


class UrgentFeed(Protocol):
    """Where the keys of urgent mentions are read."""

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterable[MentionKey]:
        """The keys of mentions that may notify somebody, received in that span."""


class Feed(UrgentFeed, Protocol):
    """The same, and where the keys of our own posts are read."""

    def own(self, brand: str, after: datetime, until: datetime) -> Iterable[MentionKey]:
        """The keys of what we posted ourselves about the brand in that span."""


class Mentions(Protocol):
    """Where mentions are read, and which sources reported them."""

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention as it stands; None when it is unknown or deleted."""

    def reported_by(self, platform: str, external_id: str, allies: Collection[str]) -> ScoredMention | None:
        """The mention of that id that one of these sources reported, as it stands."""

    def reporters(self, platform: str, external_id: str) -> Collection[str]:
        """The sources that reported what is kept under exactly that id, deleted or not; none when nobody knows."""


class AuthorHistory(Protocol):
    """How often an author wrote before."""

    def contacts(self, scope: str, author_id: str, before: datetime) -> int:
        """How many mentions of that author were received before that moment."""


class HealthLine(Protocol):
    """How Goodword itself is doing."""

    def line(self, now: datetime) -> str:
        """One finished sentence for the foot of a mail."""
