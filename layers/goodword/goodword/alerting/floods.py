"""Floods: one author, or one copied text, that opens many cases. From the third case in an hour on, they share one.

So a flood cannot use up the notifications of the people on call, and mentions by others still get through.
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
    """What makes it a flood, and the key of the incident that its mentions join."""

    by: By
    incident_key: str


def author_of(mention: ScoredMention) -> str:
    """A short name for the author, 12 hex digits; empty when the platform gives neither an id nor a handle."""
    who = mention.author_id or mention.author_handle
    if not who:
        return ""
    return sha256(f"{scope_of(mention)}\x1f{who}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def flood_of(mention: ScoredMention, notifications: Iterable[Notification], now: datetime) -> Flood | None:
    """The flood that a mention belongs to, or None. `notifications` go back an hour or more."""
    reference = reference_of(mention.platform, str(mention.external_id))
    others = [other for other in notifications if _opened(other, mention.brand, now) and other.reference != reference]
    author, copies = author_of(mention), mention.copies or ""
    if author and _incidents(other.incident_key for other in others if other.author == author) >= FLOODED_AFTER:
        return Flood("author", flood_key(mention.brand, "author", author))
    if copies and _incidents(other.incident_key for other in others if other.copies == copies) >= FLOODED_AFTER:
        return Flood("copies", flood_key(mention.brand, "copies", copies))
    return None


def _opened(notification: Notification, brand: str, now: datetime) -> bool:
    return notification.kind == "new" and notification.brand == brand and notification.promised_at > now - WITHIN


def _incidents(incident_keys: Iterable[str]) -> int:
    return len(set(incident_keys))
