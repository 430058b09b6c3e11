"""Telegram: messages, channel posts, business messages and reactions, where the brand's bot is present."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.errors import BadSignature
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import same
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
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
from goodword.platforms.mention_text import all_words, links, members, with_kind, words

SECRETS = ("secret_token",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="messages to your bot, in its groups and channels, and in a connected business account, with edits",
    misses="chats without the bot; in groups with privacy mode on, all but commands, mentions and replies",
    delay="seconds",
    edits="pushed; replaces the stored text",
    deletion="pushed in a business account only, and the text is deleted at once; elsewhere the stored text stays",
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
# What is around the content of a message: https://core.telegram.org/bots/api#message
_AROUND = {
    *("message_id", "ephemeral_message_id", "receiver_user", "message_thread_id", "is_topic_message"),
    *("direct_messages_topic", "chat", "date", "edit_date", "business_connection_id", "guest_query_id"),
    *("from", "sender_chat", "sender_boost_count", "sender_business_bot", "sender_tag", "author_signature"),
    *("via_bot", "guest_bot_caller_user", "guest_bot_caller_chat", "is_from_offline", "is_automatic_forward"),
    *("forward_origin", "forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature"),
    *("forward_sender_name", "forward_date", "reply_to_message", "reply_to_story", "reply_to_checklist_task_id"),
    *("reply_to_poll_option_id", "external_reply", "quote", "media_group_id", "effect_id", "link_preview_options"),
    *("entities", "caption_entities", "show_caption_above_media", "has_media_spoiler", "has_protected_content"),
    *("is_paid_post", "paid_star_count", "suggested_post_info", "reply_markup"),
}
# Service messages, which no person wrote. Everything else in a message is content, known to us or not.
_SERVICE = {
    *("new_chat_members", "new_chat_member", "new_chat_participant", "left_chat_member", "left_chat_participant"),
    *("new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created"),
    *("channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id"),
    *("pinned_message", "successful_payment", "refunded_payment", "user_shared", "users_shared", "chat_shared"),
    *("connected_website", "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added"),
    *("chat_background_set", "chat_owner_left", "chat_owner_changed", "checklist_tasks_done", "giveaway_created"),
    *("giveaway_completed", "gift_upgrade_sent", "direct_message_price_changed", "paid_message_price_changed"),
    *("forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"),
    *("general_forum_topic_hidden", "general_forum_topic_unhidden", "managed_bot_created", "poll_option_deleted"),
    *("suggested_post_approved", "suggested_post_approval_failed", "suggested_post_paid", "suggested_post_refunded"),
    *("video_chat_scheduled", "video_chat_started", "video_chat_ended", "video_chat_participants_invited"),
    *("voice_chat_scheduled", "voice_chat_started", "voice_chat_ended", "voice_chat_participants_invited"),
    *("community_chat_added", "community_chat_removed", "community_chat_joined"),
}
# Content that needs no text.
_WORDLESS = {
    *(*_FILES, "photo", "live_photo", "paid_media", "story", "contact", "dice", "location"),
    *("gift", "unique_gift", "giveaway_winners"),
}
# Where all other content has its text: polls, checklists, venues, games, invoices, gifts, rich messages.
_WORDS = {
    *("text", "caption", "title", "question", "description", "explanation", "address", "comment"),
    *("prize_description", "summary", "value", "content", "alt_text", "credit", "option_text"),
}
_NOBODYS_WORDS = {*_AROUND, *_SERVICE, *_FILES, "photo", "live_photo", "contact", "user", "users", "chats", "thumbnail"}
_SEARCHED_LAST = _NOBODYS_WORDS | _WORDLESS
_ANSWERED = {"reply_to_message", "external_reply", "reply_markup", "pinned_message"}
_CROWDS = {"group", "supergroup", "channel"}
_PUBLIC = {"supergroup", "channel"}  # a person's username is not an address of a message


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """There is no handshake: Telegram accepts the address from setWebhook."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - nothing is signed
    """The token that setWebhook was given; it proves the sender, the body is not signed.

    https://core.telegram.org/bots/api#setwebhook
    """
    claimed = delivery.headers.get(_TOKEN, "")
    found = [same(claimed, live) for live in secrets.live("secret_token")]
    if not any(found):
        raise BadSignature("the secret token is missing or wrong")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - nothing is signed
    """The header that Telegram would send."""
    return {_TOKEN: secrets.live("secret_token")[0]}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one update: at most one of its keys beside `update_id` has content."""
    body = load_object(delivery.body)
    readers: dict[str, Callable[[_Reader, Any], Iterator[ParsedItem]]] = {
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
    """Reads the content under one key of an update."""

    delivery: Delivery
    accounts: frozenset[str]
    key: str

    def message(self, message: Any) -> Iterator[ParsedItem]:
        """https://core.telegram.org/bots/api#message."""
        message = as_object(message, self.key)
        content = [key for key in message if key not in _AROUND]
        if not set(content) - _SERVICE:
            yield Ignored(f"{self.key}: {word(next(iter(content), None))}")
            return
        kind, action = _MESSAGES[self.key]
        chat, author = child(message, "chat"), _author(message)
        ours = self._is_ours(message, chat, author["author_id"])
        created_at = from_seconds(message, "date")
        mention = self._mention(
            kind=kind,
            action=action,
            external_id=_id(chat, message),
            text=_text(message),
            media=_media(message),
            links=_links(message),
            created_at=created_at,
            event_at=_latest(created_at, from_seconds(message, "edit_date")),
            parent_id=_parent(chat, message),
            root_id=_root(chat, message),
            permalink=_permalink(chat, message),
            recipient_id=_other(chat, message) if ours else None,
            from_self=ours,
            **author,
        )
        yield from with_kind(mention, next(key for key in content if key not in _SERVICE), _WORDLESS)

    def reaction(self, change: Any) -> Iterator[ParsedItem]:
        """A reaction has no id: its message and its author identify it.

        https://core.telegram.org/bots/api#messagereactionupdated
        """
        change = as_object(change, self.key)
        chat, at = child(change, "chat"), from_seconds(change, "date")
        author = _person(child(change, "user")) or _chat(child(change, "actor_chat"))
        yield self._mention(
            kind="reaction",
            action=_reacted(change),
            external_id=None,
            parent_id=_id(chat, change),
            root_id=None if _is_crowd(chat) else ident(chat, "id"),
            created_at=at,
            event_at=at,
            from_self=author.get("author_id") in self.accounts,
            **author,
        )

    def deleted(self, deletion: Any) -> Iterator[ParsedItem]:
        """The only deletions that Telegram sends; they have no time.

        https://core.telegram.org/bots/api#businessmessagesdeleted
        """
        deletion = as_object(deletion, self.key)
        chat = child(deletion, "chat")
        if not (gone := objects(deletion, "message_ids")):
            yield Ignored(f"{self.key}: nothing in it")
        yield from read_each(gone, lambda message_id: self._gone(chat, message_id))

    def _gone(self, chat: Object, message_id: Any) -> Iterator[ParsedItem]:
        external_id = _id(chat, {"message_id": message_id})
        root_id = ident(chat, "id")  # each chat of a business account is with one person
        yield self._mention(kind="message", action="deleted", external_id=external_id, root_id=root_id)

    def _mention(self, *, event_at: datetime | None = None, **fields: Any) -> Mention:
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            event_at=event_at or self.delivery.received_at,
            **fields,
        )

    def _is_ours(self, message: Object, chat: Object, author_id: str | None) -> bool:
        if author_id in self.accounts or "sender_business_bot" in message:
            return True
        # The private chat of a business account has its customer's id, so any other author is the business.
        private = "business" in self.key and chat.get("type") == "private"
        return private and author_id is not None and author_id != ident(chat, "id")


def _id(chat: Object, message: Object) -> str:
    """A message's number is unique in its chat only; both together must not be longer than an id."""
    whole = f"{required_ident(chat, 'id')}:{required_ident(message, 'message_id')}"
    return required_ident({"message_id": whole}, "message_id")


def _parent(chat: Object, message: Object) -> str | None:
    """The answered message of the same chat (one of another chat is under `external_reply`); else its topic.

    In a topic, a message that answers nobody is marked as a reply to the service message that opened the topic.
    """
    replied = child(message, "reply_to_message")
    if replied:
        return _id(chat, replied)
    in_topic = message.get("is_topic_message") is True and _is_crowd(chat)
    return _thread(chat, message) if in_topic else None


def _root(chat: Object, message: Object) -> str | None:
    """The topic, or the thread of replies; a first message is its own root. A chat with one person is one thread.

    Supergroups name the thread's first message: under a channel's post, its copy in the group. Other groups only name
    the answered message. In a channel's direct messages each person has a topic.
    https://core.telegram.org/bots/api#message
    """
    if topic := ident(child(message, "direct_messages_topic"), "topic_id"):
        return required_ident({"topic": f"{required_ident(chat, 'id')}:topic:{topic}"}, "topic")
    if not _is_crowd(chat):
        return ident(chat, "id")
    return _thread(chat, message) or _parent(chat, message) or _id(chat, message)


def _thread(chat: Object, message: Object) -> str | None:
    thread = ident(message, "message_thread_id")
    return _id(chat, {"message_id": thread}) if thread else None


def _is_crowd(chat: Object) -> bool:
    """Whether more than one person besides us may write there."""
    return word(chat.get("type")) in _CROWDS


def _other(chat: Object, message: Object) -> str | None:
    """The recipient of our message, if it is one person."""
    user = child(message, "direct_messages_topic", "user")
    return ident(user, "id") or (ident(chat, "id") if chat.get("type") == "private" else None)


def _text(message: Object) -> str | None:
    """The text or the caption; else the text in whatever the message holds, even of a kind that we do not know."""
    if written := text(message, "text") or text(message, "caption"):
        return written
    if written := words(message, _WORDS, _NOBODYS_WORDS):
        return written
    form = child(message, "web_app_data").get("data")  # JSON in a text, as the web app's page wrote it
    if written := all_words(form or {key: message[key] for key in message if key not in _SEARCHED_LAST}):
        return written
    return text(child(message, "quote"), "text") if child(message, "external_reply") else None


def _links(message: Object) -> tuple[str, ...]:
    """The addresses behind text (`text_link`) and previews, and people who are named without their @.

    https://core.telegram.org/bots/api#messageentity
    """
    entities = [*members(message, "entities"), *members(message, "caption_entities")]
    users = [text(child(entity, "user"), "username") for entity in entities]
    addresses = words(message, {"url"}, _ANSWERED) or ""
    return links([*addresses.split("\n"), *(f"@{name}" for name in users if name)])


def _author(message: Object) -> dict[str, Any]:
    """When a chat is the author, `from` is absent or, for old bots, a placeholder."""
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
