"""Floods: one author, or one text in many copies, that opens case after case. From the third in an hour they are one.

Whoever floods can so fill neither the minutes nor the phones of those who answer; what others say is not touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from goodword.alerting.incident_key import flood_key
from goodword.alerting.outbox import Notification
from goodword.id_scope import scope_of
from goodword.mention import ScoredMention
from goodword.messages.alert import FLOODED_AFTER
from goodword.storage.keys import reference_of

WITHIN = timedelta(hours=1)
_LENGTH = 12  # hex digits

type By = Literal["author", "copies"]


@dataclass(frozen=True, slots=True)
class Flood:
    """By what it gathers, and the trouble that its mentions join."""

    by: By
    incident_key: str


def author_of(mention: ScoredMention) -> str:
    """A short name for who said it, 12 hex digits; empty where the platform does not say by an id or a handle."""
    who = mention.author_id or mention.author_handle
    if not who:
        return ""
    return sha256(f"{scope_of(mention)}\x1f{who}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def flood_of(mention: ScoredMention, notifications: Iterable[Notification], now: datetime) -> Flood | None:
    """The flood that a mention belongs to which would open a case; `rings` are those of the last hour, or more."""
    reference = reference_of(mention.platform, str(mention.external_id))
    others = [
        notification
        for notification in notifications
        if _opened(notification, mention.brand, now) and notification.reference != reference
    ]
    author, copies = author_of(mention), mention.copies or ""
    if (
        author
        and _incidents(notification.incident_key for notification in others if notification.author == author)
        >= FLOODED_AFTER
    ):
        return Flood("author", flood_key(mention.brand, "author", author))
    if (
        copies
        and _incidents(notification.incident_key for notification in others if notification.copies == copies)
        >= FLOODED_AFTER
    ):
        return Flood("copies", flood_key(mention.brand, "copies", copies))
    return None


def _opened(notification: Notification, brand: str, now: datetime) -> bool:
    return notification.kind == "new" and notification.brand == brand and notification.promised_at > now - WITHIN


def _incidents(found: Iterable[str]) -> int:
    return len(set(found))
