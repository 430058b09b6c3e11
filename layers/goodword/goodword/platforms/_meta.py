"""What Meta's products share: handshake, signature, and the envelope of entries."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from goodword.errors import BadHandshake, HandshakeRefused
from goodword.mention import Action
from goodword.platforms._hmac import from_hex, hmac_sha256, matches_any, prefixed, same
from goodword.platforms._messenger import read_message
from goodword.platforms.contract import Answer, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import as_object, from_any, ident, load, objects, read_each, word
from goodword.platforms.meta_entry import Entry

SECRETS = ("app_secret", "verify_token")
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200

# Every verb that Meta documents, or that was seen in deliveries. An unhide changes the state of a known item.
# https://developers.facebook.com/docs/graph-api/webhooks/reference/page/
ACTIONS: dict[str, Action] = {
    "add": "created",
    "edit": "edited",
    "edited": "edited",
    "update": "edited",
    "unhide": "edited",
    "remove": "deleted",
    "removed": "deleted",
    "delete": "deleted",
    "deleted": "deleted",
    "hide": "hidden",
}

_SIGNATURE = "x-hub-signature-256"


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Echo the bare challenge when the verify token is right.

    https://developers.facebook.com/docs/graph-api/webhooks/getting-started
    """
    if delivery.method != "GET":
        return None
    mode, token, echo = (delivery.query.get(f"hub.{name}") for name in ("mode", "verify_token", "challenge"))
    if not mode or not token or not echo:
        raise BadHandshake("hub.mode, hub.verify_token and hub.challenge are needed")
    ours = [same(token, live) for live in secrets.live("verify_token")]
    if mode != "subscribe" or not any(ours):
        raise HandshakeRefused("the handshake does not carry our verify token")
    return Answer(200, echo)


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - Meta signs no clock
    """HMAC-SHA256 of the bytes as received; the older SHA-1 header is ignored."""
    claimed = from_hex(prefixed(delivery.headers.get(_SIGNATURE), "sha256="))
    matches_any(claimed, secrets.live("app_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - Meta signs no clock
    """The header that Meta would send."""
    return {_SIGNATURE: "sha256=" + hmac_sha256(secrets.live("app_secret")[0], body).hex()}


type Read = Callable[[Entry, Any], Iterator[ParsedItem]]


def parse_entries(
    delivery: Delivery, accounts: frozenset[str], product: str, read_change: Read
) -> Iterator[ParsedItem]:
    """Walk `entry[]` x (`messaging[]`, `standby[]`, `changes[]`); one bad item does not affect the others.

    A body about another product is ignored; one without `object` is read, since old and forwarded bodies lack it.
    """
    body = load(delivery.body)
    read = partial(_read_envelope, delivery, accounts, product, read_change)
    # Instagram Login's own examples are in a list.
    yield from read_each(body, read) if body and isinstance(body, list) else read(body)


def _read_envelope(
    delivery: Delivery, accounts: frozenset[str], product: str, read_change: Read, envelope: Any
) -> Iterator[ParsedItem]:
    body = as_object(envelope, "the body")
    if body.get("object", product) != product:
        yield Ignored(f"object {word(body.get('object'))} is not for a {delivery.platform} source")
        return
    entries = objects(body, "entry")
    if not entries:
        yield Ignored("no entries")
    yield from read_each(entries, lambda data: _read_entry(delivery, accounts, data, read_change))


def _read_entry(delivery: Delivery, accounts: frozenset[str], data: Any, read_change: Read) -> Iterator[ParsedItem]:
    data = as_object(data, "an entry")
    # Seconds beside changes, milliseconds beside messages; one entry can hold both, so the number has to tell.
    entry = Entry(delivery, accounts, ident(data, "id"), from_any(data, "time"))
    # Standby events are messages too: another app owns the conversation.
    messages = [*objects(data, "messaging"), *objects(data, "standby")]
    # Instagram Login's own example has field and value directly in the entry.
    changes = objects(data, "changes") or ([data] if "field" in data else [])
    if not messages and not changes:
        yield Ignored("an entry without changes or messages")
    yield from read_each(messages, lambda event: read_message(entry, event))
    yield from read_each(changes, lambda change: read_change(entry, as_object(change, "a change")))


__all__ = [
    *("ACCEPTED", "ACTIONS", "HEADERS", "SECRETS"),
    *("challenge", "parse_entries", "sign", "verify"),
]
