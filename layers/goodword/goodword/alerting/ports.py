"""The interfaces that alerting needs: implemented on AWS for the functions, in memory for dry runs and tests."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from goodword.mention import ScoredMention

type MentionKey = tuple[str, str]
"""Platform and external id."""


class UrgentFeed(Protocol):
    """Reads the keys of urgent mentions."""

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterable[MentionKey]:
        """The keys of mentions received in that time span that may notify somebody."""


class Feed(UrgentFeed, Protocol):
    """Also reads the keys of our own posts."""

    def own(self, brand: str, after: datetime, until: datetime) -> Iterable[MentionKey]:
        """The keys of our own posts about the brand in that time span."""


class Mentions(Protocol):
    """Reads mentions, and which sources reported them."""

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention as it is now; None when it is unknown or deleted."""

    def reported_by(self, platform: str, external_id: str, allies: Collection[str]) -> ScoredMention | None:
        """The mention of that id that one of these sources reported, as it is now."""

    def reporters(self, platform: str, external_id: str) -> Collection[str]:
        """The sources that reported the mention of exactly that id, deleted or not; empty when unknown."""


class AuthorHistory(Protocol):
    """How often an author wrote before."""

    def contacts(self, scope: str, author_id: str, before: datetime) -> int:
        """How many mentions of that author were received before that time."""


class HealthLine(Protocol):
    """How Goodword itself is doing."""

    def line(self, now: datetime) -> str:
        """One complete sentence for the footer of a mail."""
