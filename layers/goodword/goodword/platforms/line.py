"""LINE: messages to the brand's official account, in chats, groups and rooms."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from goodword.mention import Action, Mention
from goodword.platforms._hmac import from_base64, hmac_sha256, matches_any, prefixed, to_base64
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_milliseconds,
    ident,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms.mention_text import all_words, with_kind, words

SECRETS = ("channel_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="messages to your official account and in groups that it is in, with edits and unsent messages",
    misses="the sender's name, chats without the account, and what you answer yourself",
    delay="seconds",
    edits="pushed; replaces the stored text",
    deletion="pushed when a message is unsent; the text is deleted at once",
    by=("webhook",),
)

_SIGNATURE = "x-line-signature"
_FILES = {"image", "video", "audio", "file"}
# https://developers.line.biz/en/reference/messaging-api/#message-event
_WORDLESS = {"location", "sticker", *_FILES}
_WORDS = {"text", "title", "address", "altText"}  # of a place, a template, a Flex Message


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """There is no handshake: the console's Verify button sends a signed body without events."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - LINE signs no clock
    """HMAC-SHA256 of the bytes as received, in base64 without a prefix.

    https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/
    """
    claimed = from_base64(prefixed(delivery.headers.get(_SIGNATURE), ""))
    matches_any(claimed, secrets.live("channel_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - LINE signs no clock
    """The header that LINE would send."""
    return {_SIGNATURE: to_base64(hmac_sha256(secrets.live("channel_secret")[0], body))}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read the events one by one. In standby another module answers the chat; its messages are read all the same.

    https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
    """
    body = load_object(delivery.body)
    if not (events := objects(body, "events")):
        yield Ignored("no events: a check of the address")
    yield from read_each(events, partial(_read, delivery, accounts, ident(body, "destination")))


def _read(delivery: Delivery, accounts: frozenset[str], account_id: str | None, event: Any) -> Iterator[ParsedItem]:
    event = as_object(event, "an event")
    name = word(event.get("type"))
    message, source = child(event, "message"), child(event, "source")
    if name not in _EVENTS:
        yield Ignored(f"event {name}")
    elif name != "unsend" and not message:
        yield Ignored(f"event {name}: no message in it")
    else:
        author_id, at = ident(source, "userId"), from_milliseconds(event, "timestamp")
        fields = _EVENTS[name](event)
        mention = Mention(
            platform=delivery.platform,
            source=delivery.source,
            received_at=delivery.received_at,
            kind="message",
            created_at=at,
            event_at=at or delivery.received_at,
            account_id=account_id,
            author_id=author_id,
            root_id=_root(source, fields),
            from_self=author_id is not None and (author_id == account_id or author_id in accounts),
            **fields,
        )
        yield from with_kind(mention, message.get("type"), _WORDLESS)


def _root(source: Object, fields: dict[str, Any]) -> str | None:
    """In a group or a room the quoted message, else the message itself. A chat with one person has the person's id.

    Edits and unsent messages do not say for certain what was quoted.
    """
    in_crowd = ident(source, "groupId") or ident(source, "roomId")
    if not in_crowd:
        return None
    return fields.get("parent_id") or (fields["external_id"] if fields["action"] == "created" else None)


def _message_fields(action: Action, event: Object) -> dict[str, Any]:
    message = child(event, "message")
    return {
        "action": action,
        "external_id": required_ident(message, "id"),
        "text": _text(message),
        "media": _media(message),
        "parent_id": ident(message, "quotedMessageId"),
    }


def _text(message: Object) -> str | None:
    """The text; else the text in whatever it holds, even of a kind that we do not know."""
    if written := text(message, "text") or words(message, _WORDS, {"quickReply", "actions"}):
        return written
    return None if word(message.get("type")) in _WORDLESS else all_words(message)


def _unsent(event: Object) -> dict[str, Any]:
    return {"action": "deleted", "external_id": required_ident(child(event, "unsend"), "messageId")}


# A redelivery has the same ids and the same time.
_EVENTS: dict[str, Callable[[Object], dict[str, Any]]] = {
    "message": partial(_message_fields, "created"),
    "messageEdited": partial(_message_fields, "edited"),
    "unsend": _unsent,
}


def _media(message: Object) -> tuple[str, ...]:
    """The link of a file that is hosted elsewhere; for one that LINE hosts, the message's id, which fetches it."""
    if word(message.get("type")) not in _FILES:
        return ()
    return urls([child(message, "contentProvider").get("originalContentUrl") or ident(message, "id")])


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
