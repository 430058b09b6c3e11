"""Telegram: messages, channel posts, business messages and reactions, where the brand's bot is present."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.errors import BadSignature
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import same
from goodword.platforms._json import (
    Object,
    as_object,
    child,
    from_seconds,
    ident,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms._platform import Answer, Coverage, Delivery, Heard, Ignored, Secrets

SECRETS = ("secret_token",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="messages to your bot, in its groups and channels and in a connected business account, with edits",
    misses="chats without the bot; in groups all but commands, mentions and replies while privacy mode is on",
    delay="seconds",
    edits="pushed, and replace the stored text",
    deletion="told in a business account only, and the text is dropped at once; elsewhere the stored text stays",
    by=("webhook",),
)

_TOKEN = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name

# https://core.telegram.org/bots/api#update
_MESSAGES: dict[str, tuple[Kind, Action]] = {
    "message": ("message", "created"),
    "edited_message": ("message", "edited"),
    "channel_post": ("post", "created"),
    "edited_channel_post": ("post", "edited"),
    "business_message": ("message", "created"),
    "edited_business_message": ("message", "edited"),
}
_FILES = ("animation", "audio", "document", "sticker", "video", "video_note", "voice")
# What makes a message one: anything else is a service message (somebody joined, a title changed).
_CONTENT = {
    *("text", "caption", "photo", "paid_media", "story", *_FILES),
    *("checklist", "contact", "dice", "game", "location", "poll", "venue"),
}
_NOT_CONTENT = {"message_id", "message_thread_id", "from", "sender_chat", "chat", "date", "edit_date"}
_PUBLIC = {"supergroup", "channel"}  # a person's username is no place where a message can be read


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """There is no handshake: setWebhook is believed."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - nothing is signed
    """The token that setWebhook was given; it proves the sender, the body is not signed.

    https://core.telegram.org/bots/api#setwebhook
    """
    claimed = delivery.headers.get(_TOKEN, "")
    found = [same(claimed, live) for live in secrets.live("secret_token")]
    if not any(found):
        raise BadSignature("the secret token is missing or not ours")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - nothing is signed
    """The header that Telegram would send."""
    return {_TOKEN: secrets.live("secret_token")[0]}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[Heard]:
    """Read one update: at most one of its keys beside `update_id` holds something."""
    body = load_object(delivery.body)
    readers: dict[str, Callable[[_Reader, Any], Iterator[Heard]]] = {
        "message_reaction": _Reader.reaction,
        "deleted_business_messages": _Reader.deleted,
    }
    for key in body:
        if key in _MESSAGES or key in readers:
            yield from readers.get(key, _Reader.message)(_Reader(delivery, accounts, key), body[key])
            return
    yield Ignored(f"update {word(next((key for key in body if key != 'update_id'), None))}")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what stands under one key of an update."""

    delivery: Delivery
    accounts: frozenset[str]
    key: str

    def message(self, message: Any) -> Iterator[Heard]:
        """https://core.telegram.org/bots/api#message."""
        message = as_object(message, self.key)
        if not _CONTENT & message.keys():
            yield Ignored(f"{self.key}: {word(next((key for key in message if key not in _NOT_CONTENT), None))}")
            return
        kind, action = _MESSAGES[self.key]
        chat, author = child(message, "chat"), _author(message)
        ours = self._is_ours(message, chat, author["author_id"])
        created_at = from_seconds(message, "date")
        yield self._mention(
            chat,
            kind=kind,
            action=action,
            external_id=_id(chat, message),
            text=text(message, "text") or text(message, "caption") or text(child(message, "poll"), "question"),
            media=_media(message),
            created_at=created_at,
            event_at=_latest(created_at, from_seconds(message, "edit_date")),
            parent_id=_parent(chat, message),
            permalink=_permalink(chat, message),
            recipient_id=ident(chat, "id") if ours and chat.get("type") == "private" else None,
            from_self=ours,
            **author,
        )

    def reaction(self, change: Any) -> Iterator[Heard]:
        """A reaction has no id: it is known by its message and its author.

        https://core.telegram.org/bots/api#messagereactionupdated
        """
        change = as_object(change, self.key)
        chat, at = child(change, "chat"), from_seconds(change, "date")
        author = _person(child(change, "user")) or _chat(child(change, "actor_chat"))
        yield self._mention(
            chat,
            kind="reaction",
            action=_reacted(change),
            external_id=None,
            parent_id=_id(chat, change),
            created_at=at,
            event_at=at,
            from_self=author.get("author_id") in self.accounts,
            **author,
        )

    def deleted(self, deletion: Any) -> Iterator[Heard]:
        """The only deletions that Telegram tells; it tells no time.

        https://core.telegram.org/bots/api#businessmessagesdeleted
        """
        deletion = as_object(deletion, self.key)
        chat = child(deletion, "chat")
        if not (gone := objects(deletion, "message_ids")):
            yield Ignored(f"{self.key}: nothing in it")
        yield from read_each(gone, lambda message_id: self._gone(chat, message_id))

    def _gone(self, chat: Object, message_id: Any) -> Iterator[Heard]:
        external_id = _id(chat, {"message_id": message_id})
        yield self._mention(chat, kind="message", action="deleted", external_id=external_id)

    def _mention(self, chat: Object, *, event_at: datetime | None = None, **said: Any) -> Mention:
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            event_at=event_at or self.delivery.received_at,
            root_id=ident(chat, "id"),
            **said,
        )

    def _is_ours(self, message: Object, chat: Object, author_id: str | None) -> bool:
        if author_id in self.accounts or "sender_business_bot" in message:
            return True
        # The private chat of a business account is called by its customer, so whoever else speaks is the business.
        private = "business" in self.key and chat.get("type") == "private"
        return private and author_id is not None and author_id != ident(chat, "id")


def _id(chat: Object, message: Object) -> str:
    """A message's number is unique in its chat only; together they may be no longer than an id."""
    whole = f"{required_ident(chat, 'id')}:{required_ident(message, 'message_id')}"
    return required_ident({"message_id": whole}, "message_id")


def _parent(chat: Object, message: Object) -> str | None:
    """Always a message of the same chat; one of another chat would stand under `external_reply`."""
    replied = child(message, "reply_to_message")
    return _id(chat, replied) if replied else None


def _author(message: Object) -> dict[str, Any]:
    """Where a chat speaks, `from` is absent or, for old bots, a stand-in that is nobody."""
    return _chat(child(message, "sender_chat")) or _person(child(message, "from")) or {"author_id": None}


def _person(user: Object) -> dict[str, Any]:
    names = filter(None, (text(user, "first_name"), text(user, "last_name")))
    return _named(user, " ".join(names) or None)


def _chat(chat: Object) -> dict[str, Any]:
    return _named(chat, text(chat, "title"))


def _named(who: Object, name: str | None) -> dict[str, Any]:
    if not who:
        return {}
    return {"author_id": ident(who, "id"), "author_name": name, "author_handle": text(who, "username")}


def _media(message: Object) -> tuple[str, ...]:
    """File ids for getFile; of a photo's sizes, which go from small to large, the last."""
    files = [child(message, key) for key in _FILES]
    sizes = objects(message, "photo")[-1:]
    return urls(part.get("file_id") for part in (*sizes, *files) if isinstance(part, dict))


def _reacted(change: Object) -> Action:
    if not objects(change, "new_reaction"):
        return "deleted"
    return "edited" if objects(change, "old_reaction") else "created"


def _latest(*moments: datetime | None) -> datetime | None:
    return max(filter(None, moments), default=None)


def _permalink(chat: Object, message: Object) -> str | None:
    name, number = text(chat, "username"), ident(message, "message_id")
    if word(chat.get("type")) not in _PUBLIC or not name or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", name):
        return None
    return f"https://t.me/{name}/{number}" if number and re.fullmatch(r"[0-9]{1,20}", number) else None


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
