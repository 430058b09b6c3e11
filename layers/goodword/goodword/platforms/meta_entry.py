"""One entry of a Meta delivery: what all its changes and messages share."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.mention import Action, Kind, Mention
from goodword.platforms.contract import Delivery
from goodword.platforms.json_fields import Object, urls

_PERMALINK = re.compile(r"https://[A-Za-z0-9.-]+/\S*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a delivery: what all changes and messages in it share. `time` is when Meta sent it."""

    delivery: Delivery
    accounts: frozenset[str]
    account_id: str | None
    time: datetime | None

    def mention(
        self,
        *,
        kind: Kind,
        action: Action,
        external_id: str | None,
        created_at: datetime | None,
        author_id: str | None,
        event_at: datetime | None = None,
        recipient_id: str | None = None,
        from_self: bool = False,
        text: str | None = None,
        title: str | None = None,
        media: tuple[str, ...] = (),
        links: tuple[str, ...] = (),
        **fields: Any,
    ) -> Mention:
        """A mention in this entry; a deletion keeps no text, and only our own messages name a recipient."""
        gone, ours = action == "deleted", from_self or self.is_ours(author_id)
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            kind=kind,
            action=action,
            external_id=external_id,
            created_at=created_at,
            event_at=event_at or self._event_at(action, created_at),
            account_id=self.account_id,
            author_id=author_id,
            recipient_id=recipient_id if ours else None,
            from_self=ours,
            text=None if gone else text,
            title=None if gone else title,
            media=() if gone else media,
            links=() if gone else links,
            **fields,
        )

    def is_ours(self, author_id: str | None) -> bool:
        """Whether that id is the page or account of the entry, or another of ours."""
        return author_id is not None and (author_id == self.account_id or author_id in self.accounts)

    def _event_at(self, action: Action, created_at: datetime | None) -> datetime:
        """The version clock. On an edit `created_time` may still be the creation, so the later of both counts."""
        sent = self.time or self.delivery.received_at
        if created_at is None:
            return sent
        return created_at if action == "created" else max(created_at, sent)


def permalink(parent: Object, key: str) -> str | None:
    """The link under a key, if it is safe to open: https, and without characters that addresses do not have."""
    [link] = urls([parent.get(key)]) or [""]
    return link if _PERMALINK.fullmatch(link) else None


__all__ = ["Entry", "permalink"]
