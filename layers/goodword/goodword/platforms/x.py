"""X: posts, replies, quotes, reposts, likes and direct messages, in the three forms that X delivers them."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from goodword.errors import BadHandshake
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import from_base64, hmac_sha256, matches_any, prefixed, to_base64
from goodword.platforms._json import (
    Object,
    as_object,
    child,
    ident,
    load_object,
    moment,
    objects,
    read_each,
    required_ident,
    scrub,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms._platform import Answer, Delivery, Heard, Ignored, Secrets

SECRETS = ("consumer_secret",)
HEADERS: tuple[str, ...] = ()
COVERAGE = (
    "Posts that name @our handle, replies, quotes, reposts and direct messages, pushed within seconds; "
    "a brand name without the handle needs the Enterprise stream, and a stranger's deletion is never told."
)

_SIGNATURE = "x-twitter-webhooks-signature"
_CLASSIC_TIME = "%a %b %d %H:%M:%S %z %Y"  # Wed Feb 05 08:39:31 +0000 2020
_UNSPOKEN = re.compile(r"und|zxx|q[a-z]{2}")  # X's marks for "no language": only links, only emoji, ...


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Answer the CRC check.

    https://docs.x.com/x-api/webhooks/introduction
    """
    if delivery.method != "GET":
        return None
    if not (token := delivery.query.get("crc_token")):
        raise BadHandshake("crc_token is needed")
    return Answer(200, json.dumps({"response_token": _signature(secrets, token.encode())}), "application/json")


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - X signs no clock
    """HMAC-SHA256 of the bytes as received, in base64 (not hex)."""
    claimed = from_base64(prefixed(delivery.headers.get(_SIGNATURE), "sha256="))
    matches_any(claimed, secrets.live("consumer_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - X signs no clock
    """The header that X would send."""
    return {_SIGNATURE: _signature(secrets, body)}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[Heard]:
    """Tell the three products apart by their envelope and read what it holds."""
    body = load_object(delivery.body)
    data = child(body, "data")
    users = _Users(child(body, "users"), child(data, "payload", "users"), *_included(body), *_included(data))
    if "event_type" in data:
        account_id = ident(child(data, "filter"), "user_id")
        yield from read_each([data], _Reader(delivery, accounts, account_id, users).activity)
    elif "matching_rules" in body or "text" in data:
        yield from read_each([data], _Reader(delivery, accounts, None, users).v2_post)
    else:
        yield from _Reader(delivery, accounts, ident(body, "for_user_id"), users).account_activity(body)


class _Users:
    """The profiles that came along: maps by id or lists, bare or each wrapped in `data`."""

    def __init__(self, *groups: Any) -> None:
        profiles = [
            _unwrapped(user) for group in groups for user in (group.values() if isinstance(group, dict) else group)
        ]
        self._by_id = {str(user.get("id")): user for user in profiles}

    def author(self, author_id: str | None) -> dict[str, Any]:
        return _author(self._by_id.get(author_id or "", {}), author_id)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the items of one delivery."""

    delivery: Delivery
    accounts: frozenset[str]
    account_id: str | None
    users: _Users

    def account_activity(self, body: Object) -> Iterator[Heard]:
        """Account Activity: lists by name.

        https://docs.x.com/x-api/account-activity/introduction
        """
        readers: dict[str, Callable[[Any], Iterator[Heard]]] = {
            "tweet_create_events": self.classic_post,
            "tweet_delete_events": self.deleted,
            "direct_message_events": self.direct_message,
            "favorite_events": self.favorite,
        }
        known = [key for key in readers if body.get(key)]
        for key in known:
            yield from read_each([{key: body[key]}], partial(_read_list, key, readers[key]))
        others = [key for key in body if key not in {*known, "for_user_id", "users", "apps"}]
        if not known or any(key.endswith("_events") for key in others):
            yield Ignored(f"account activity: {', '.join(map(word, others[:5])) or 'nothing in it'}")

    def activity(self, data: Object) -> Iterator[Heard]:
        """Activity API: one event.

        https://docs.x.com/x-api/activity/event-payloads
        """
        event, payload = word(data.get("event_type")), child(data, "payload")
        match event:
            case "post.delete":
                yield self._gone(required_ident(payload, "id"), ident(payload, "author_id"), None)
            case "like.create":
                author = self.users.author(ident(payload, "author_id"))
                yield self._like(payload, author, required_ident(payload, "liked_tweet_id"))
            case "dm.received" | "dm.sent":
                yield from _read_list("direct_message_events", self.direct_message, payload)
            case "chat.received" | "chat.sent":
                yield self._chat(payload)
            case _ if event.startswith("post.") and event.endswith(".create"):
                yield from self.v2_post(payload)
            case _:
                yield Ignored(f"activity {event}")

    def v2_post(self, post: Any) -> Iterator[Heard]:
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
        yield self._post(
            post,
            first_id=ident({"id": versions[0]}, "id") if versions else None,
            words=text(child(post, "note_tweet"), "text") or text(post, "text"),
            author=self.users.author(ident(post, "author_id")),
            refers=(refers.get("retweeted"), refers.get("replied_to"), refers.get("quoted")),
            root_id=ident(post, "conversation_id"),
            media=urls(objects(child(post, "attachments"), "media_keys")),
        )

    def classic_post(self, post: Any) -> Iterator[Heard]:
        """A post as the v1.1 API writes it; a long one has its text in `extended_tweet`."""
        post = as_object(post, "a post")
        whole_post = child(post, "extended_tweet") or post
        user = child(post, "user")
        yield self._post(
            post,
            first_id=ident(child(post, "edit_history"), "initial_tweet_id"),
            words=text(whole_post, "full_text") or text(post, "full_text") or text(post, "text"),
            author=_author(user, _id(user)),
            refers=(
                _id(child(post, "retweeted_status")),
                ident(post, "in_reply_to_status_id_str") or ident(post, "in_reply_to_status_id"),
                _id(child(post, "quoted_status")) or ident(post, "quoted_status_id_str"),
            ),
            root_id=ident(post, "conversation_id_str") or ident(post, "conversation_id"),
            media=_classic_media(whole_post) or _classic_media(post),
        )

    def deleted(self, event: Any) -> Iterator[Heard]:
        """Only deletions by our own accounts are told."""
        status = child(as_object(event, "a deletion"), "status")
        author_id = ident(status, "user_id") or ident(status, "user_id_str")
        yield self._gone(_required_id(status), author_id, moment(event, "timestamp_ms"))

    def favorite(self, event: Any) -> Iterator[Heard]:
        """A like; its own id is a hash, never a post's id."""
        event = as_object(event, "a like")
        user = child(event, "user")
        yield self._like(event, _author(user, _id(user)), _required_id(child(event, "favorited_status")))

    def direct_message(self, event: Any) -> Iterator[Heard]:
        """A direct message that is not encrypted."""
        event = as_object(event, "a direct message")
        if event.get("type", "message_create") != "message_create":
            yield Ignored(f"direct message {word(event.get('type'))}")
            return
        message = child(event, "message_create")
        attached = child(message, "message_data", "attachment", "media")
        yield self._mention(
            kind="message",
            external_id=required_ident(event, "id"),
            text=_words(text(child(message, "message_data"), "text")),
            created_at=_moment(event, "created_timestamp"),
            media=urls([attached.get("media_url_https")]),
            recipient_id=ident(child(message, "target"), "recipient_id"),
            **self.users.author(ident(message, "sender_id")),
        )

    def _chat(self, payload: Object) -> Mention:
        """An encrypted chat: somebody wrote, and only X can show what."""
        return self._mention(
            kind="message",
            external_id=required_ident(payload, "id"),
            created_at=_moment(payload, "created_at_msec"),
            root_id=ident(payload, "conversation_id"),
            **self.users.author(ident(payload, "sender_id")),
        )

    def _post(
        self,
        post: Object,
        *,
        first_id: str | None,
        words: str | None,
        author: dict[str, Any],
        refers: tuple[str | None, str | None, str | None],
        **said: Any,
    ) -> Mention:
        """An edit is a new post with a new id; the first id of its history names the item that it replaces."""
        post_id = _required_id(post)
        reposted, replied_to, quoted = refers
        return self._mention(
            kind=self._kind(author["author_id"], reposted, replied_to, quoted),
            action="edited" if first_id and first_id != post_id else "created",
            external_id=first_id or post_id,
            text=_words(words),
            lang=_language(post),
            created_at=_moment(post, "created_at"),
            parent_id=reposted or replied_to or quoted,
            permalink=_permalink(author["author_handle"], post_id),
            **author,
            **said,
        )

    def _kind(self, author_id: str | None, reposted: str | None, replied_to: str | None, quoted: str | None) -> Kind:
        if reposted or (quoted and not replied_to):
            return "share"
        if replied_to:
            return "comment"
        return "post" if self._is_ours(author_id) else "mention"

    def _like(self, like: Object, author: dict[str, Any], post_id: str) -> Mention:
        return self._mention(
            kind="reaction",
            external_id=ident(like, "id"),
            created_at=_moment(like, "timestamp_ms") or _moment(like, "created_at"),
            parent_id=post_id,
            **author,
        )

    def _gone(self, post_id: str, author_id: str | None, at: datetime | None) -> Mention:
        return self._mention(kind="post", action="deleted", external_id=post_id, author_id=author_id, event_at=at)

    def _mention(
        self,
        *,
        action: Action = "created",
        author_id: str | None,
        recipient_id: str | None = None,
        created_at: datetime | None = None,
        event_at: datetime | None = None,
        **said: Any,
    ) -> Mention:
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
            # An edited post carries the time of the edit as its own creation, so this is the version clock.
            event_at=event_at or created_at or self.delivery.received_at,
            **said,
        )

    def _is_ours(self, author_id: str | None) -> bool:
        return author_id is not None and (author_id == self.account_id or author_id in self.accounts)


def _signature(secrets: Secrets, message: bytes) -> str:
    return "sha256=" + to_base64(hmac_sha256(secrets.live("consumer_secret")[0], message))


def _read_list(key: str, read: Callable[[Any], Iterator[Heard]], parent: Object) -> Iterator[Heard]:
    if not (items := objects(parent, key)):
        yield Ignored(f"{key}: nothing in it")
    yield from read_each(items, read)


def _included(parent: Object) -> list[Any]:
    users = child(parent, "includes").get("users")
    return [users] if isinstance(users, dict | list) else []


def _unwrapped(user: Any) -> Object:
    return child(user, "data") or (user if isinstance(user, dict) else {})


def _author(user: Object, author_id: str | None) -> dict[str, Any]:
    followers = whole(user, "followers_count")
    return {
        "author_id": author_id,
        "author_name": text(user, "name"),
        "author_handle": text(user, "screen_name") or text(user, "username"),
        "audience": whole(child(user, "public_metrics"), "followers_count") if followers is None else followers,
    }


def _id(item: Object) -> str | None:
    """The string twin first: numbers are rounded even in X's own samples."""
    return ident(item, "id_str") or ident(item, "id")


def _required_id(item: Object) -> str:
    return required_ident(item, "id_str", "id")


def _moment(item: Object, key: str) -> datetime | None:
    """X's classic form, or any of the usual ones."""
    try:
        return datetime.strptime(str(item.get(key)), _CLASSIC_TIME).astimezone(UTC)
    except (ValueError, OverflowError):
        return moment(item, key)


def _words(written: str | None) -> str | None:
    """X escapes &, < and > in text; what comes out of the escapes is scrubbed again."""
    return scrub(html.unescape(written)) or None if written else None


def _language(post: Object) -> str | None:
    lang = text(post, "lang", 16)
    return None if lang is None or _UNSPOKEN.fullmatch(lang) else lang


def _classic_media(post: Object) -> tuple[str, ...]:
    media = objects(child(post, "extended_entities"), "media") or objects(child(post, "entities"), "media")
    return urls(child({"media": part}, "media").get("media_url_https") for part in media)


def _permalink(handle: str | None, post_id: str) -> str | None:
    if not post_id.isdecimal():
        return None
    named = handle is not None and re.fullmatch(r"[A-Za-z0-9_]{1,15}", handle)
    return f"https://x.com/{handle if named else 'i/web'}/status/{post_id}"


__all__ = ["COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
