"""Mastodon: an administrator's webhook, notifications from an account's stream, and statuses that were polled.

https://docs.joinmastodon.org/admin/webhooks/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from goodword.errors import Unreadable
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import from_hex, hmac_sha256, matches_any, prefixed
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.html_entities import unescape
from goodword.platforms.html_text import MAX_HTML_CHARACTERS, html_text
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_iso,
    ident,
    load,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms.mention_text import links, members, together, with_kind, words

SECRETS = ("signing_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="posts that mention you, posts with a hashtag; with your own server's webhook, all its public posts",
    misses="posts that your server does not know; a brand name that is neither a mention nor a hashtag",
    delay="seconds if pushed; polling 5 to 15 min",
    edits="pushed by the webhook; replaces the stored post",
    deletion="only if you forward a stream; neither the webhook nor polling reports it",
    by=("webhook", "poll"),
)

_SIGNATURE = "x-hub-signature"
_ANCHOR = re.compile(r"<a\s[^<>]{0,4000}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,9}=\s{0,9}["']([^"'<>\s]{1,2048})["']""", re.IGNORECASE)
_SHOWN_AS = re.compile(r"""\bclass\s{0,9}=\s{0,9}["'][^"'<>]{0,200}\b(?:mention|hashtag)\b""", re.IGNORECASE)
_WORDLESS = {"image", "gifv", "video", "audio"}  # https://docs.joinmastodon.org/entities/MediaAttachment/#type
_HIDDEN = {"direct", "private"}  # not public: seen by the people addressed, or by followers
_STREAMED: dict[str, Action] = {"update": "created", "status.update": "edited"}
_PUSHED: dict[str, Action] = {"status.created": "created", "status.updated": "edited"}


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """The webhook has no handshake."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - no clock is signed
    """HMAC-SHA256 of the bytes as received, in hex.

    https://docs.joinmastodon.org/admin/webhooks/
    """
    claimed = from_hex(prefixed(delivery.headers.get(_SIGNATURE), "sha256="))
    matches_any(claimed, secrets.live("signing_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - no clock is signed
    """The header that a Mastodon server would send."""
    return {_SIGNATURE: "sha256=" + hmac_sha256(secrets.live("signing_secret")[0], body).hex()}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one event of a webhook or a stream, one notification or one status; or a list of those."""
    body, reader = load(delivery.body), Reader(delivery, accounts)
    items = body if isinstance(body, list) else [as_object(body, "the body")]
    if not items:
        yield Ignored("nothing in the body")
    yield from read_each(items, reader.read)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what the webhook, a stream and the API all send: notifications and statuses."""

    delivery: Delivery
    accounts: frozenset[str]

    def read(self, item: Any) -> Iterator[ParsedItem]:
        """Read one item of any of these forms."""
        item = as_object(item, "an item")
        yield from self.event(item) if "event" in item else self.item(item)

    def event(self, event: Object) -> Iterator[ParsedItem]:
        """`{event, created_at, object}` from the webhook; `{event, payload}`, with JSON in a text, from a stream.

        https://docs.joinmastodon.org/methods/streaming/#events
        """
        name = word(event.get("event"))
        if name in _PUSHED:
            yield from self.status(child(event, "object"), _PUSHED[name], from_iso(event, "created_at"))
        elif name in _STREAMED:
            yield from self.status(_payload(event), _STREAMED[name])
        elif name == "notification":
            yield from self.item(_payload(event))
        elif name == "delete":
            yield self._gone(required_ident(event, "payload"))
        else:
            yield Ignored(f"event {name}")

    def item(self, item: Any) -> Iterator[ParsedItem]:
        """A notification, or a bare status.

        https://docs.joinmastodon.org/entities/Notification/
        """
        item = as_object(item, "an item")
        kind = word(item.get("type")) if "type" in item else None
        match kind:
            case None if "account" in item:  # an announcement has text too, but no account
                yield from self.status(item)
            case None:
                yield Ignored("neither a status nor a notification")
            case "mention" | "status" | "quote":
                yield from self.status(child(item, "status"), reason=kind)
            case "update":
                yield from self.status(child(item, "status"), "edited")
            case "favourite":
                yield self._favourite(item)
            case _:  # a reblog too: it is the booster's own status, and the notification lacks its id
                yield Ignored(f"notification {kind}")

    def status(
        self,
        status: Object,
        action: Action = "created",
        pushed_at: datetime | None = None,
        reason: str | None = None,
    ) -> Iterator[ParsedItem]:
        """A status. It counts as edited if it says so, whether pushed or polled.

        https://docs.joinmastodon.org/entities/Status/
        """
        status_id = required_ident(status, "id")
        created_at, edited_at = from_iso(status, "created_at"), from_iso(status, "edited_at")
        reblogged = _reblogged(status)
        shown = reblogged or status
        hidden = word(status.get("visibility")) in _HIDDEN
        act_at = edited_at or (pushed_at if action == "edited" else None) or created_at
        mention = self._mention(
            child(status, "account"),
            mentioned=[part for part in objects(status, "mentions") if isinstance(part, dict)],
            kind=self._kind(status, hidden=hidden, reason=reason),
            action="edited" if edited_at else action,
            external_id=status_id,
            text=_text(shown),
            title=text(status, "spoiler_text"),
            lang=text(status, "language", 16),
            created_at=created_at,
            event_at=max(filter(None, (act_at, created_at)), default=None),
            parent_id=ident(reblogged, "id") or ident(status, "in_reply_to_id"),
            permalink=None if hidden else _page(status),
            media=_media(shown),
            links=_links(shown),
        )
        yield from with_kind(mention, _kind_of(shown), _WORDLESS)

    def _kind(self, status: Object, *, hidden: bool, reason: str | None) -> Kind:
        if hidden:
            return "message"
        if _reblogged(status) or reason == "quote":
            return "share"
        if ident(status, "in_reply_to_id"):
            return "comment"
        return "mention" if reason == "mention" or self._ours(objects(status, "mentions")) else "post"

    def _favourite(self, notification: Object) -> Mention:
        return self._mention(
            child(notification, "account"),
            kind="reaction",
            external_id=None,
            created_at=from_iso(notification, "created_at"),
            parent_id=required_ident(child(notification, "status"), "id"),
        )

    def _gone(self, status_id: str) -> Mention:
        return self._mention({}, kind="post", action="deleted", external_id=status_id)

    def _mention(
        self,
        account: Object,
        *,
        kind: Kind,
        action: Action = "created",
        mentioned: list[Any] | None = None,
        created_at: datetime | None = None,
        event_at: datetime | None = None,
        **fields: Any,
    ) -> Mention:
        ours = self._ours([account]) is not None
        others = [ident(part, "id") for part in mentioned or [] if not self._ours([part])]
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            kind=kind,
            action=action,
            author_id=ident(account, "id"),
            author_name=text(account, "display_name"),
            author_handle=text(account, "acct"),
            audience=whole(account, "followers_count"),
            account_id=self._ours([account, *(mentioned or [])]),
            recipient_id=others[0] if ours and kind == "message" and others else None,
            from_self=ours,
            created_at=created_at,
            event_at=event_at or created_at or self.delivery.received_at,
            **fields,
        )

    def _ours(self, people: list[Any]) -> str | None:
        """The first of our accounts among these people: by id, or by address (`acct`)."""
        names = (child({"person": person}, "person").get(key) for person in people for key in ("id", "acct"))
        return next((str(name) for name in names if isinstance(name, str | int) and str(name) in self.accounts), None)


def _payload(event: Object) -> Object:
    payload = event.get("payload")
    value = load(payload.encode("utf-8", "surrogatepass")) if isinstance(payload, str) else payload
    return as_object(value, "the payload")


def _reblogged(status: Object) -> Object:
    return child(status, "reblog")


def _written(status: Object) -> str | None:
    content = status.get("content")
    if content is not None and not isinstance(content, str):
        raise Unreadable("content is not a text")
    return content


def _text(status: Object) -> str | None:
    """The text, the options of its poll, and the descriptions of its pictures."""
    options = words([members(status, "poll", "options")], {"title"})
    return together(html_text(_written(status)), options, words(members(status, "media_attachments"), {"description"}))


def _links(status: Object) -> tuple[str, ...]:
    """Where links go, whatever they show; the card of one; tags; and the text of a quoted status.

    Mentions and hashtags in the text are links too, but to somebody's server, which says nothing about a brand.
    https://docs.joinmastodon.org/entities/PreviewCard/ https://docs.joinmastodon.org/entities/Quote/
    """
    anchors = _ANCHOR.findall((_written(status) or "")[:MAX_HTML_CHARACTERS])
    hrefs = [unescape(href) for anchor in anchors if not _SHOWN_AS.search(anchor) for href in _HREF.findall(anchor)]
    card, quoted = child(status, "card"), child(status, "quote", "quoted_status")
    tags = [f"#{name}" for tag in members(status, "tags") if (name := text(tag, "name", 100))]
    content = quoted.get("content")
    return links(
        [
            *hrefs,
            *(card.get(key) for key in ("url", "title", "description")),
            *tags,
            html_text(content) if isinstance(content, str) else None,
        ]
    )


def _kind_of(status: Object) -> str:
    """The kind of a status without text: its first file, a card, a quote."""
    kinds = [word(part.get("type")) for part in members(status, "media_attachments")]
    return next(iter(kinds), "quote" if child(status, "quote") else "status")


def _page(status: Object) -> str | None:
    """The page of the status as it was sent (http, too), if it is an address that can be opened."""
    url = next(iter(urls([status.get("url")])), "")
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and len(url.split()) == 1 else None


def _media(status: Object) -> tuple[str, ...]:
    """A remote file that the server has not fetched yet has a `remote_url` only."""
    attached = [part for part in objects(status, "media_attachments") if isinstance(part, dict)]
    return urls(part.get("url") or part.get("remote_url") for part in attached)


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "Reader", "challenge", "parse", "sign", "verify"]
