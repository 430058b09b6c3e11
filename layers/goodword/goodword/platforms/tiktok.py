"""TikTok: comments under our videos, mentions of the brand's handle, and messages, through TikTok's webhooks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.errors import BadSignature, Unreadable
from goodword.mention import Action, Mention
from goodword.platforms._hmac import check_clock, from_hex, hmac_sha256, matches_any
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    MAX_URL_CHARACTERS,
    Object,
    as_object,
    child,
    from_any,
    ident,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms.mention_text import with_kind, words

SECRETS = ("client_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="comments under your videos, captions and comments that mention your handle, and messages to you",
    misses="people's names, the text of many comments, messages from the EEA, the UK and Switzerland, untagged videos",
    delay="comments 5 min, mentions 2-3 h, messages seconds",
    edits="pushed for captions that mention you; replaces the stored text",
    deletion="pushed for comments, whose text is deleted at once; not for videos",
    by=("webhook",),
)

_SIGNATURE = "tiktok-signature"
_MAX_HEADER_CHARACTERS = 512
_PART = re.compile(r"([a-z][a-z0-9_]*)=([^\s=]*)")

# A smaller audience is not a deletion. https://business-api.tiktok.com/portal/docs?id=1798164868399105 (unverified)
_COMMENT_ACTIONS: dict[str, Action] = {
    "insert": "created",
    "set_to_public": "edited",
    "set_to_hidden": "hidden",
    "set_to_friends_only": "hidden",
    "delete": "deleted",
}
# The visible content of a message, and what is not text in it. A template is a question with buttons to press.
_SHOWN = {"title", "body", "text", "caption", "question", "description"}
_NOT_SHOWN = {"from_user", "to_user", "referenced_message_info", "buttons"}
_WORDLESS = {"image", "video", "share_post", "sticker", "emoji"}

# A change of privacy does not say in which direction, so the mention is kept.
_MENTION_ACTIONS: dict[str, Action] = {
    "CREATE": "created",
    "EDIT": "edited",
    "PRIVACY_CHANGE": "edited",
    "DELETE": "deleted",
}


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """TikTok has no handshake."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:
    """HMAC-SHA256 in hex over the timestamp, a dot and the bytes as received; five minutes of tolerance.

    https://developers.tiktok.com/doc/webhooks-verification
    """
    parts = _parts(delivery.headers.get(_SIGNATURE, ""))
    seconds, claimed = parts["t"], from_hex(parts["s"])
    check_clock(seconds, now)
    matches_any(claimed, secrets.live("client_secret"), lambda secret: _digest(secret, seconds, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
    """The header that TikTok would send."""
    seconds = str(int(now.timestamp()))
    return {_SIGNATURE: f"t={seconds},s={_digest(secrets.live('client_secret')[0], seconds, body).hex()}"}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read the envelope, and the JSON that its `content` holds as a text; other events are ignored by name."""
    body = load_object(delivery.body)
    event = word(body.get("event"))
    if not (read := _EVENTS.get(event)):
        yield Ignored(f"event {event}")
        return
    # Documented as seconds, but the developer portal's test sends milliseconds.
    sent_at = from_any(body, "create_time")
    envelope = _Envelope(delivery, accounts, event, ident(body, "user_openid"), sent_at)
    yield from read(envelope, _content(body))


def _content(body: Object) -> Object:
    """The ids in it are bare numbers of 19 digits: whole numbers stay exact here, a float would not."""
    content = body.get("content")
    if isinstance(content, str):
        return load_object(content.encode("utf-8", "surrogatepass"))
    return as_object(content, "content")


@dataclass(frozen=True, slots=True)
class _Envelope:
    """The envelope of every event. `account_id` is our business's open id, `sent_at` when TikTok sent it."""

    delivery: Delivery
    accounts: frozenset[str]
    event: str
    account_id: str | None
    sent_at: datetime | None

    def mention(
        self,
        *,
        action: Action,
        author_id: str | None,
        created_at: datetime | None,
        text: str | None = None,
        media: tuple[str, ...] = (),
        recipient_id: str | None = None,
        from_self: bool = False,
        **fields: Any,
    ) -> Mention:
        """A mention in it; a deletion keeps no text, and only our own messages name a recipient."""
        gone = action == "deleted"
        ours = from_self or (author_id is not None and author_id in self.accounts | {self.account_id})
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
            event_at=self._event_at(action, created_at),
            text=None if gone else text,
            media=() if gone else media,
            **fields,
        )

    def _event_at(self, action: Action, created_at: datetime | None) -> datetime:
        if created_at and (action == "created" or not self.sent_at):
            return created_at
        sent_at = self.sent_at or self.delivery.received_at
        return max(sent_at, created_at) if created_at else sent_at


def _comment(envelope: _Envelope, content: Object) -> Iterator[ParsedItem]:
    """A comment or a reply. `timestamp` is the time of the event, in milliseconds or seconds; there is no other."""
    action = word(content.get("comment_action"))
    if action not in _COMMENT_ACTIONS:
        yield Ignored(f"event {envelope.event}: {action}")
        return
    yield envelope.mention(
        kind="comment",
        action=_COMMENT_ACTIONS[action],
        external_id=required_ident(content, "comment_id"),
        text=text(content, "text"),
        author_id=ident(content, "unique_identifier"),
        created_at=from_any(content, "timestamp"),
        **_under(content),
    )


def _promising_comment(envelope: _Envelope, content: Object) -> Iterator[ParsedItem]:
    """A comment by somebody who may want to buy: the same comment again, with its text; in a few countries only."""
    yield envelope.mention(
        kind="comment",
        action="created",
        external_id=required_ident(content, "comment_id"),
        text=text(content, "comment_text"),
        created_at=from_any(content, "timestamp"),
        **_under(content),
        **_author(content, ident(content, "unique_identifier") or ident(child(content, "from_user"), "id")),
    )


def _brand_mention(envelope: _Envelope, content: Object) -> Iterator[ParsedItem]:
    """A caption or a comment with our handle. The caption comes with both; a comment's author did not write it.

    The video's time is not the comment's.
    """
    named = word(content.get("type_of_event", "CREATE")).upper()
    if named not in _MENTION_ACTIONS:
        yield Ignored(f"event {envelope.event}: {named}")
        return
    comment_id, video_id = _id(content, "comment_id"), _id(content, "video_id")
    item_id = comment_id or video_id
    if item_id is None:
        raise Unreadable("video_id is missing")
    yield envelope.mention(
        kind="mention",
        action=_MENTION_ACTIONS[named],
        external_id=item_id,
        text=text(content, "comment_text" if comment_id else "video_caption"),
        author_id=ident(content, "unique_identifier"),
        created_at=None if comment_id else from_any(content, "video_create_time"),
        parent_id=_under(content)["parent_id"] if comment_id else None,
        root_id=video_id or item_id,
        permalink=_link(content),
    )


def _message(envelope: _Envelope, content: Object) -> Iterator[ParsedItem]:
    """A message in either direction, or a reaction to one."""
    sent = envelope.event == "im_send_msg"
    reactions = objects(content, "reaction")
    if reactions or word(content.get("type")).lower() == "reaction":
        yield from read_each(reactions or [None], lambda reaction: _reaction(envelope, content, reaction, sent=sent))
        return
    receiver = ident(child(content, "to_user"), "id") or ident(content, "to")
    mention = envelope.mention(
        kind="message",
        action="created",
        external_id=required_ident(content, "message_id"),
        text=_words(content),
        created_at=from_any(content, "timestamp"),
        parent_id=ident(child(content, "referenced_message_info"), "referenced_message_id"),
        root_id=ident(content, "conversation_id"),
        recipient_id=receiver,
        from_self=sent,
        media=_attached(content),
        **_author(content, ident(child(content, "from_user"), "id") or ident(content, "from")),
    )
    # Messages that we send need no text.
    yield from [mention] if mention.from_self else with_kind(mention, word(content.get("type")).lower(), _WORDLESS)


def _reaction(envelope: _Envelope, content: Object, reaction: Any, *, sent: bool) -> Iterator[ParsedItem]:
    """A reaction has no id of its own: its message and its author identify it."""
    reaction = as_object(reaction, "a reaction")
    yield envelope.mention(
        kind="reaction",
        action="deleted" if reaction.get("operation") == "REMOVE" else "created",
        external_id=None,
        parent_id=required_ident(reaction, "original_msg_id"),
        root_id=ident(content, "conversation_id"),
        author_id=ident(child(content, "from_user"), "id") or ident(reaction, "unique_identifier"),
        created_at=from_any(reaction, "timestamp") or from_any(content, "timestamp"),
        from_self=sent,
    )


_EVENTS: dict[str, Callable[[_Envelope, Object], Iterator[ParsedItem]]] = {
    "comment.update": _comment,
    "im_receive_high_intent_comment": _promising_comment,
    "brand.mention.event": _brand_mention,
    "brand_mention.video": _brand_mention,  # this and the next are names in other people's code (unverified)
    "brand_mention.comment": _brand_mention,
    "im_receive_msg": _message,
    "im_send_msg": _message,
}


def _author(content: Object, author_id: str | None) -> dict[str, Any]:
    """The id, and the handle, which some senders write in place of both."""
    handle = text(content, "from", 100)
    return {"author_id": author_id, "author_handle": handle if handle != author_id else None}


def _under(content: Object) -> dict[str, Any]:
    """The parent of a comment: the comment that it answers, else the video."""
    video_id = _id(content, "video_id")
    return {"parent_id": _id(content, "parent_comment_id") or video_id, "root_id": video_id}


def _id(content: Object, key: str) -> str | None:
    """An id; 0 means none."""
    return found if (found := ident(content, key)) != "0" else None


def _link(content: Object) -> str | None:
    link = text(content, "share_url", MAX_URL_CHARACTERS)
    return link if link and re.fullmatch(r"https://[\w.-]+(/\S*)?", link) else None


def _words(content: Object) -> str | None:
    """The text of a message, in a block of its own or in the content; for a card or a newer kind, its visible text."""
    written = text(child(content, "text"), "body") or text(content, "text") or text(content, "content")
    return written or words(content, _SHOWN, _NOT_SHOWN)


def _attached(content: Object) -> tuple[str, ...]:
    """Ids of pictures and videos, which must be fetched from TikTok, and links to the rest."""
    keys = {"image": "media_id", "video": "media_id", "share_post": "embed_url", "sticker": "url", "emoji": "url"}
    return urls(child(content, name).get(key) for name, key in keys.items())


def _parts(header: str) -> dict[str, str]:
    """`t=..,s=..` in any order, with unknown parts allowed; BadSignature when one is missing or comes twice."""
    found = [_PART.fullmatch(part) for part in header.split(",")] if len(header) <= _MAX_HEADER_CHARACTERS else []
    named = {part[1]: part[2] for part in found if part}
    if len(named) != len(found) or not {"t", "s"} <= named.keys():
        raise BadSignature(f"{_SIGNATURE} is missing or cannot be read")
    return named


def _digest(secret: str, seconds: str, body: bytes) -> bytes:
    return hmac_sha256(secret, f"{seconds}.".encode() + body)


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
