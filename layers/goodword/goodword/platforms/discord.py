"""Discord: messages in a game's lobbies and direct messages, through an app's webhook events."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from goodword.errors import BadHandshake, BadSignature, ConfigurationError, Unreadable
from goodword.mention import Action, Mention
from goodword.platforms._hmac import from_hex
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_iso,
    ident,
    load_object,
    required_ident,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms.mention_text import links, members, together, with_kind, words

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SECRETS = ("public_key",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 204
COVERAGE = Coverage(
    hears="messages in your game's lobbies, and its direct messages (Social SDK), with edits and deletions",
    misses="messages in servers and to bots: Discord sends those over a permanent connection only",
    delay="seconds",
    edits="pushed; replaces the stored text",
    deletion="pushed; the text is deleted at once",
    by=("webhook",),
)

_SIGNATURE = "x-signature-ed25519"
_TIMESTAMP = "x-signature-timestamp"
_PRIVATE = "private:"  # before the hex of a private key: tests and `send` sign with it
_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)  # the start of a snowflake's clock
_SNOWFLAKE = re.compile(r"[0-9]{17,19}")

_THREADS = {10, 11, 12}  # https://docs.discord.com/developers/resources/channel#channel-object-channel-types
_EMBEDDED = {"title", "description", "name", "value", "text"}
_WORDLESS = {"attachment", "sticker"}

# https://docs.discord.com/developers/events/webhook-events#event-types
_ACTIONS: dict[str, Action] = {
    "LOBBY_MESSAGE_CREATE": "created",
    "LOBBY_MESSAGE_UPDATE": "edited",
    "LOBBY_MESSAGE_DELETE": "deleted",
    "GAME_DIRECT_MESSAGE_CREATE": "created",
    "GAME_DIRECT_MESSAGE_UPDATE": "edited",
    "GAME_DIRECT_MESSAGE_DELETE": "deleted",
}


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Answer the two pings: of webhook events (type 0) with 204, of interactions (type 1, no event) with a pong.

    Either must be signed; Discord sends bad signatures on purpose and drops an address that accepts them.

    https://docs.discord.com/developers/events/webhook-events#preparing-for-events
    """
    # A quote inside a text is escaped, so every webhook event holds these bytes and no text can.
    if delivery.method != "POST" or b'"event"' in delivery.body:
        return None
    verify(delivery, secrets, delivery.received_at)
    try:
        asked = load_object(delivery.body)
    except Unreadable as error:
        raise BadHandshake("the body is neither an event nor a ping") from error
    match asked.get("type"):
        case 0:
            return Answer(204, "", "application/json")
        case 1:
            return Answer(200, json.dumps({"type": 1}), "application/json")
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - see below
    """Ed25519 over the timestamp and the bytes as received.

    The timestamp is signed, but Discord documents no age limit, and repeats for ten minutes. As with schemes without a
    clock, a replay is harmless because the message's id prevents a second copy.

    https://docs.discord.com/developers/interactions/overview#validating-security-request-headers
    """
    from cryptography.exceptions import InvalidSignature

    claimed, signed = from_hex(delivery.headers.get(_SIGNATURE, "")), _signed(delivery)
    for key in _public_keys(secrets):
        try:
            key.verify(claimed, signed)
        except (InvalidSignature, ValueError):
            continue
        return
    raise BadSignature("the signature does not match")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
    """The headers that Discord would send; it takes a private key, `private:` and 64 hex digits."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stored = secrets.live("public_key")[0].strip()
    if not stored.startswith(_PRIVATE) or not (seed := _key_bytes(stored)):
        raise ConfigurationError("a public key cannot sign: give a private one (private: and 64 hex digits)")
    seconds = str(int(now.timestamp()))
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(seconds.encode() + body)
    return {_TIMESTAMP: seconds, _SIGNATURE: signature.hex()}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one webhook event; a ping, an interaction or any other event is ignored by name."""
    body = load_object(delivery.body)
    if "event" not in body:
        yield Ignored("a ping or an interaction" if "type" in body else "no event")
        return
    event = as_object(body["event"], "event")
    name = word(event.get("type"))
    if name in _ACTIONS:
        mention = _Reader(delivery, accounts, ident(body, "application_id"), event).message(_ACTIONS[name])
        yield from with_kind(mention, _kind_of(child(event, "data")), _WORDLESS)
    else:
        yield Ignored(f"event {name}")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the message of one event."""

    delivery: Delivery
    accounts: frozenset[str]
    account_id: str | None
    event: Object

    def message(self, action: Action) -> Mention:
        """A deletion may come with the whole message, whose text is dropped, or with its id alone."""
        message, gone = as_object(self.event.get("data"), "data"), action == "deleted"
        author = child(message, "author")
        author_id = ident(author, "id")
        ours = author_id is not None and (author_id == self.account_id or author_id in self.accounts)
        external_id = required_ident(message, "id")
        created_at = from_iso(message, "timestamp") or _born(external_id) or from_iso(self.event, "timestamp")
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            kind="message",
            action=action,
            external_id=external_id,
            text=None if gone else _text(message),
            media=() if gone else _media(message),
            links=() if gone else _links(message),
            author_id=author_id,
            author_name=text(author, "global_name"),
            author_handle=text(author, "username"),
            created_at=created_at,
            event_at=self._event_at(action, message, created_at),
            # When a message in a lobby is deleted, only the lobby is named.
            root_id=None if gone and ident(message, "lobby_id") else _root(message),
            parent_id=_answered(message),
            account_id=self.account_id,
            recipient_id=ident(message, "recipient_id") if ours else None,
            from_self=ours,
        )

    def _event_at(self, action: Action, message: Object, created_at: datetime | None) -> datetime:
        acted_at = (action == "edited" and from_iso(message, "edited_timestamp")) or from_iso(self.event, "timestamp")
        if created_at is None or action == "created":
            return created_at or self.delivery.received_at
        return max(created_at, acted_at or self.delivery.received_at)


def _signed(delivery: Delivery) -> bytes:
    seconds = delivery.headers.get(_TIMESTAMP, "")
    if not re.fullmatch(r"[0-9]{1,12}", seconds):
        raise BadSignature("the timestamp is missing or not a number of seconds")
    return seconds.encode() + delivery.body


def _public_keys(secrets: Secrets) -> "list[Ed25519PublicKey]":
    """The live keys that can be used; a mistyped key does not block another."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    stored = [(secret.strip(), _key_bytes(secret.strip())) for secret in secrets.live("public_key")]
    keys = [
        Ed25519PrivateKey.from_private_bytes(key).public_key()
        if secret.startswith(_PRIVATE)
        else Ed25519PublicKey.from_public_bytes(key)
        for secret, key in stored
        if key
    ]
    if not keys:
        raise BadSignature("the stored public_key is not 64 hex digits")
    return keys


def _key_bytes(stored: str) -> bytes | None:
    digits = stored.removeprefix(_PRIVATE)
    return bytes.fromhex(digits) if re.fullmatch(r"[0-9A-Fa-f]{64}", digits) else None


def _born(snowflake: str) -> datetime | None:
    """When an id was made, which is when the message was written.

    https://docs.discord.com/developers/reference#snowflakes
    """
    if not _SNOWFLAKE.fullmatch(snowflake):
        return None
    return _EPOCH + timedelta(milliseconds=int(snowflake) >> 22)


def _root(message: Object) -> str | None:
    """A direct chat's id; in a lobby the thread, else the answered message, else the message, which may start a thread.

    A thread is a channel of its own, with the id of the message that it started from; messages in it have a `position`.
    https://docs.discord.com/developers/topics/threads
    """
    channel = ident(message, "channel_id")
    if not ident(message, "lobby_id"):
        return channel
    in_thread = whole(message, "position") is not None or message.get("channel_type") in _THREADS
    return (channel if in_thread else None) or _answered(message) or ident(message, "id")


def _answered(message: Object) -> str | None:
    """The message that this one answers; a forward refers to a message too, elsewhere, and answers nobody.

    https://docs.discord.com/developers/resources/message#message-reference-types
    """
    reference = child(message, "message_reference")
    return None if reference.get("type") == 1 else ident(reference, "message_id")


def _text(message: Object) -> str | None:
    """The text, and what else its author sends: a poll, picture descriptions, forwarded text.

    Without text, what a bot shows (embeds, components) is the text; beside text, an embed is a preview.
    """
    forwarded = [child(part, "message") for part in members(message, "message_snapshots")]
    own = together(*(line for part in [message, *forwarded] for line in _written(part)))
    return own or together(*(words(_shown(part), _EMBEDDED | {"content", "label"}) for part in [message, *forwarded]))


def _written(message: Object) -> tuple[str | None, ...]:
    # https://docs.discord.com/developers/resources/poll#poll-object
    poll = words([message.get("poll")], {"text"})
    return text(message, "content"), poll, words(members(message, "attachments"), {"description"})


def _shown(message: Object) -> list[Any]:
    return [message.get("embeds"), message.get("components")]


def _links(message: Object) -> tuple[str, ...]:
    """The address and the text of each embed, also in forwarded messages."""
    forwarded = [child(part, "message") for part in members(message, "message_snapshots")]
    embeds = [embed for part in [message, *forwarded] for embed in members(part, "embeds")]
    return links(line for embed in embeds for line in (embed.get("url"), embed.get("title"), embed.get("description")))


def _kind_of(message: Object) -> str:
    """The kind of a message without text: its first part with content, else the number of its type."""
    filled = {"attachments": "attachment", "sticker_items": "sticker", "message_snapshots": "forward"}
    found = next((name for key, name in filled.items() if message.get(key)), None)
    return found or f"type.{whole(message, 'type')}"


def _media(message: Object) -> tuple[str, ...]:
    forwarded = [child(part, "message") for part in members(message, "message_snapshots")]
    return urls(file.get("url") for part in [message, *forwarded] for file in members(part, "attachments"))


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
