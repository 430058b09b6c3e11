"""What Meta's products share: handshake, signature, the envelope of entries, and messaging events."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from goodword.errors import BadHandshake, HandshakeRefused
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import from_hex, hmac_sha256, matches_any, prefixed, same
from goodword.platforms._json import (
    Object,
    as_object,
    child,
    from_any,
    from_milliseconds,
    ident,
    load,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms._platform import Answer, Delivery, Heard, Ignored, Secrets

SECRETS = ("app_secret", "verify_token")
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200

# Every verb that Meta documents or has been seen to send. An unhide changes the state of a known item.
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
_PERMALINK = re.compile(r"https://[A-Za-z0-9.-]+/\S*")


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Echo the bare challenge when the token is ours.

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
    """HMAC-SHA256 of the bytes as received; the older SHA-1 header is never looked at."""
    claimed = from_hex(prefixed(delivery.headers.get(_SIGNATURE), "sha256="))
    matches_any(claimed, secrets.live("app_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - Meta signs no clock
    """The header that Meta would send."""
    return {_SIGNATURE: "sha256=" + hmac_sha256(secrets.live("app_secret")[0], body).hex()}


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
        media: tuple[str, ...] = (),
        **said: Any,
    ) -> Mention:
        """A mention in this entry; a deletion keeps no words, and only our own messages say to whom they went."""
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
            media=() if gone else media,
            **said,
        )

    def is_ours(self, author_id: str | None) -> bool:
        """Whether that id is the page or account that the entry is about, or another of ours."""
        return author_id is not None and (author_id == self.account_id or author_id in self.accounts)

    def _event_at(self, action: Action, created_at: datetime | None) -> datetime:
        """The version clock. On an edit `created_time` may still be the creation, so the later of both counts."""
        sent = self.time or self.delivery.received_at
        if created_at is None:
            return sent
        return created_at if action == "created" else max(created_at, sent)


type Read = Callable[[Entry, Any], Iterator[Heard]]


def parse_entries(delivery: Delivery, accounts: frozenset[str], product: str, read_change: Read) -> Iterator[Heard]:
    """Walk `entry[]` x (`messaging[]`, `standby[]`, `changes[]`); one bad item does not take its neighbours along.

    A body about another product is ignored; one without `object` is read, since old and relayed bodies lack it.
    """
    body = load(delivery.body)
    read = partial(_read_envelope, delivery, accounts, product, read_change)
    # Instagram Login's own examples stand in a list.
    yield from read_each(body, read) if body and isinstance(body, list) else read(body)


def _read_envelope(
    delivery: Delivery, accounts: frozenset[str], product: str, read_change: Read, envelope: Any
) -> Iterator[Heard]:
    body = as_object(envelope, "the body")
    if body.get("object", product) != product:
        yield Ignored(f"object {word(body.get('object'))} is not for a {delivery.platform} source")
        return
    entries = objects(body, "entry")
    if not entries:
        yield Ignored("no entries")
    yield from read_each(entries, lambda data: _read_entry(delivery, accounts, data, read_change))


def _read_entry(delivery: Delivery, accounts: frozenset[str], data: Any, read_change: Read) -> Iterator[Heard]:
    data = as_object(data, "an entry")
    # Seconds beside changes, milliseconds beside messages; one entry can hold both, so that the number has to tell.
    entry = Entry(delivery, accounts, ident(data, "id"), from_any(data, "time"))
    # Standby events are messages too; they only say that another app owns the conversation.
    messages = [*objects(data, "messaging"), *objects(data, "standby")]
    # Instagram Login's own example has field and value right in the entry.
    changes = objects(data, "changes") or ([data] if "field" in data else [])
    if not messages and not changes:
        yield Ignored("an entry without changes or messages")
    yield from read_each(messages, lambda event: read_message(entry, event))
    yield from read_each(changes, lambda change: read_change(entry, as_object(change, "a change")))


def read_message(entry: Entry, event: Any) -> Iterator[Heard]:
    """Read one messaging event.

    https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
    """
    event = as_object(event, "a messaging event")
    for key, read in _MESSAGING.items():
        if isinstance(event.get(key), dict):
            yield read(entry, event, event[key])
            return
    name = next((key for key in event if key not in {"sender", "recipient", "timestamp"}), None)
    yield Ignored(f"messaging event {word(name)}")


def permalink(parent: Object, key: str) -> str | None:
    """The link under a key, when a person may be sent there: https, and nothing in it that no address has."""
    [link] = urls([parent.get(key)]) or [""]
    return link if _PERMALINK.fullmatch(link) else None


def as_message(value: Object, key: str) -> Object:
    """A `changes` value in the form of a messaging event; it may hold the fields flat, with `from` as the sender.

    Meta's own examples of this form have seconds, what it really sends has milliseconds.
    """
    at = from_any(value, "timestamp")
    clock = {"timestamp": at and round(at.timestamp() * 1000)}
    if isinstance(value.get(key), dict) or ("recipient" in value and "mid" not in value):
        return {**value, **clock}
    who = {"sender": value.get("from") or value.get("sender"), "recipient": value.get("recipient")}
    return {**who, **clock, key: value}


def _message(entry: Entry, event: Object, message: Object) -> Mention:
    attachments = [part for part in objects(message, "attachments") if isinstance(part, dict)]
    replied = child(message, "reply_to")
    told = any(part.get("type") == "story_mention" for part in attachments)
    return entry.mention(
        kind="mention" if told else "message",
        action="deleted" if message.get("is_deleted") is True else "created",
        external_id=required_ident(message, "mid"),
        text=text(message, "text"),
        parent_id=ident(replied, "mid") or ident(child(replied, "story"), "id"),
        media=urls([*map(_link, attachments), child(replied, "story").get("url")]),
        from_self=message.get("is_echo") is True,
        **_sender(event),
    )


def _edit(entry: Entry, event: Object, edit: Object) -> Mention:
    return entry.mention(
        kind="message",
        action="edited",
        external_id=required_ident(edit, "mid"),
        text=text(edit, "text"),
        **_sender(event),
    )


def _reaction(entry: Entry, event: Object, reaction: Object) -> Mention:
    # A reaction has no id of its own: it is known by its target and its author.
    return entry.mention(
        kind="reaction",
        action="deleted" if reaction.get("action") == "unreact" else "created",
        external_id=None,
        parent_id=required_ident(reaction, "mid"),
        **_sender(event),
    )


_MESSAGING: dict[str, Callable[[Entry, Object, Object], Mention]] = {
    "message": _message,
    "message_edit": _edit,
    "reaction": _reaction,
}


def _sender(event: Object) -> Object:
    sender = child(event, "sender")
    return {
        "created_at": from_milliseconds(event, "timestamp"),
        "author_id": ident(sender, "id"),
        "author_handle": text(sender, "username"),
        "recipient_id": ident(child(event, "recipient"), "id"),
    }


def _link(attachment: Object) -> Any:
    """A fallback attachment keeps its url beside a payload that is text."""
    return child(attachment, "payload").get("url") or attachment.get("url")


__all__ = [
    *("ACCEPTED", "ACTIONS", "HEADERS", "SECRETS"),
    *("Entry", "as_message", "challenge", "parse_entries", "permalink", "read_message", "sign", "verify"),
]
