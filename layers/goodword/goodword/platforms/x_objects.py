"""X posts: what pushed and polled posts have in common."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from goodword.mention import Action, Kind, Mention
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_iso,
    from_milliseconds,
    ident,
    objects,
    read_each,
    required_ident,
    text,
    whole,
    word,
)
from goodword.platforms.mention_text import with_kind
from goodword.platforms.x_text import Included, v2_content

_CLASSIC_TIME = "%a %b %d %H:%M:%S %z %Y"  # Wed Feb 05 08:39:31 +0000 2020
_UNSPOKEN = re.compile(r"und|zxx|q[a-z]{2}")  # X's marks for "no language": only links, only emoji, ...


class Users:
    """The profiles in a delivery: maps by id or lists, bare or each wrapped in `data`."""

    def __init__(self, *groups: Any) -> None:
        self._by_id: dict[str, Object] = {}
        for group in groups:
            pairs = group.items() if isinstance(group, dict) else ((_unwrapped(user).get("id"), user) for user in group)
            self._by_id |= {str(key): _unwrapped(user) for key, user in pairs if isinstance(key, str | int)}

    def author(self, author_id: str | None) -> dict[str, Any]:
        """The author, as far as the delivery says."""
        return author_of(self._by_id.get(author_id or "", {}), author_id)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the items of one delivery."""

    delivery: Delivery
    accounts: frozenset[str]
    account_id: str | None
    users: Users
    came: Included = field(default_factory=Included)

    def v2_post(self, post: Any) -> Iterator[ParsedItem]:
        """A post as the v2 API writes it.

        https://docs.x.com/x-api/fundamentals/data-dictionary
        """
        post = as_object(post, "a post")
        refers = {
            word(part.get("type")): ident(part, "id")
            for part in objects(post, "referenced_tweets")
            if isinstance(part, dict)
        }
        versions = objects(post, "edit_history_tweet_ids")
        yield from self.post(
            post,
            first_id=ident({"id": versions[0]}, "id") if versions else None,
            author=self.users.author(ident(post, "author_id")),
            refers=(refers.get("retweeted"), refers.get("replied_to"), refers.get("quoted")),
            root_id=ident(post, "conversation_id"),
            **v2_content(post, self.came),
        )

    def post(
        self,
        post: Object,
        *,
        first_id: str | None,
        author: dict[str, Any],
        refers: tuple[str | None, str | None, str | None],
        **fields: Any,
    ) -> Iterator[ParsedItem]:
        """An edit is a new post with a new id; the first id of its history names the item that it replaces."""
        post_id = required_id(post)
        reposted, replied_to, quoted = refers
        mention = self.mention(
            kind=self._kind(author["author_id"], reposted, replied_to, quoted),
            action="edited" if first_id and first_id != post_id else "created",
            external_id=first_id or post_id,
            lang=_language(post),
            created_at=moment_of(post, "created_at"),
            parent_id=reposted or replied_to or quoted,
            permalink=_permalink(author["author_handle"], post_id),
            **author,
            **fields,
        )
        yield from [mention] if mention.from_self else with_kind(mention, "post", ())

    def _kind(self, author_id: str | None, reposted: str | None, replied_to: str | None, quoted: str | None) -> Kind:
        if reposted or (quoted and not replied_to):
            return "share"
        if replied_to:
            return "comment"
        return "post" if self._is_ours(author_id) else "mention"

    def like(self, like: Object, author: dict[str, Any], post_id: str) -> Mention:
        """A like of that post."""
        return self.mention(
            kind="reaction",
            external_id=ident(like, "id"),
            created_at=from_milliseconds(like, "timestamp_ms") or moment_of(like, "created_at"),
            parent_id=post_id,
            **author,
        )

    def gone(self, post_id: str, author_id: str | None, at: datetime | None) -> Mention:
        """A post that no longer exists."""
        return self.mention(kind="post", action="deleted", external_id=post_id, author_id=author_id, event_at=at)

    def mention(
        self,
        *,
        action: Action = "created",
        author_id: str | None,
        recipient_id: str | None = None,
        created_at: datetime | None = None,
        event_at: datetime | None = None,
        **fields: Any,
    ) -> Mention:
        """A mention in this delivery; only our own messages name a recipient."""
        ours = self._is_ours(author_id)
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            action=action,
            author_id=author_id,
            account_id=self.account_id,
            recipient_id=recipient_id if ours else None,
            from_self=ours,
            created_at=created_at,
            # An edited post has the time of the edit as its creation, so this is the version clock.
            event_at=event_at or created_at or self.delivery.received_at,
            **fields,
        )

    def _is_ours(self, author_id: str | None) -> bool:
        return author_id is not None and (author_id == self.account_id or author_id in self.accounts)


def read_list(key: str, read: Callable[[Any], Iterator[ParsedItem]], parent: Object) -> Iterator[ParsedItem]:
    """Read the list under a key, item by item; an empty one is counted."""
    if not (items := objects(parent, key)):
        yield Ignored(f"{key}: nothing in it")
    yield from read_each(items, read)


def included(parent: Object) -> list[Any]:
    """The users in `includes`, as a group for `Users`; none when it is missing."""
    users = child(parent, "includes").get("users")
    return [users] if isinstance(users, dict | list) else []


def author_of(user: Object, author_id: str | None) -> dict[str, Any]:
    """The author's fields of a mention, from a profile in either form."""
    followers = whole(user, "followers_count")
    return {
        "author_id": author_id,
        "author_name": text(user, "name"),
        "author_handle": text(user, "screen_name") or text(user, "username"),
        "audience": whole(child(user, "public_metrics"), "followers_count") if followers is None else followers,
    }


def id_of(parent: Object) -> str | None:
    """The id, from the string field first: numbers are rounded even in X's own samples."""
    return ident(parent, "id_str") or ident(parent, "id")


def required_id(parent: Object) -> str:
    """That id; Unreadable when there is none."""
    return required_ident(parent, "id_str", "id")


def moment_of(parent: Object, key: str) -> datetime | None:
    """X's classic form, or ISO 8601."""
    try:
        return datetime.strptime(str(parent.get(key)), _CLASSIC_TIME).astimezone(UTC)
    except (ValueError, OverflowError):
        return from_iso(parent, key)


def _language(post: Object) -> str | None:
    lang = text(post, "lang", 16)
    return None if lang is None or _UNSPOKEN.fullmatch(lang) else lang


def _unwrapped(user: Any) -> Object:
    return child(user, "data") or (user if isinstance(user, dict) else {})


def _permalink(handle: str | None, post_id: str) -> str | None:
    if not post_id.isdecimal():
        return None
    named = handle is not None and re.fullmatch(r"[A-Za-z0-9_]{1,15}", handle)
    return f"https://x.com/{handle if named else 'i/web'}/status/{post_id}"


__all__ = [
    *("Reader", "Users"),
    *("author_of", "id_of", "included", "moment_of", "read_list", "required_id"),
]
