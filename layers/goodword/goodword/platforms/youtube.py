"""YouTube: a channel's uploads, new titles and removals, pushed by WebSub as Atom."""

import hmac
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from goodword.errors import BadHandshake, BadSignature, UnknownSource, Unreadable
from goodword.mention import Action, Mention
from goodword.platforms._atom import load_xml
from goodword.platforms._hmac import from_hex, matches_any
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import Object, from_iso, ident, read_each, required_ident, text

SECRETS = ("hub_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="uploads of channels that you follow, comments under a channel's videos, videos that a search finds",
    misses="comments under videos of channels that you do not poll, live chat, community posts, private videos",
    delay="uploads minutes; comments 15 min; searches 6 h, plus YouTube's indexing delay",
    edits="pushed for titles of followed videos; found for comments while their thread is among the newest 100",
    deletion="pushed for followed videos; all else is rechecked after 1, 7 and 28 days, then every 21 days",
    by=("webhook", "poll"),
)

# https://developers.google.com/youtube/v3/guides/push_notifications; the topic is spelt with and without /xml there.
TOPIC = "https://www.youtube.com/xml/feeds/videos.xml?channel_id="
_TOPIC = re.compile(r"https://www\.youtube\.com/(?:xml/)?feeds/videos\.xml\?channel_id=([A-Za-z0-9_-]{1,64})")

_SIGNATURE = "x-hub-signature"
_METHODS = ("sha1", "sha256", "sha384", "sha512")  # https://www.w3.org/TR/websub/#recognized-algorithm-names
_EDITED_AFTER = timedelta(minutes=2)  # a new video's `updated` follows `published` by some seconds

_ATOM, _TOMB = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"
_SPACES = {"a": _ATOM[1:-1], "at": _TOMB[1:-1], "yt": "http://www.youtube.com/xml/schemas/2015"}
_ENTRY = {
    "id": "a:id",
    "video": "yt:videoId",
    "channel": "yt:channelId",
    "title": "a:title",
    "name": "a:author/a:name",
    "uri": "a:author/a:uri",
    "published": "a:published",
    "updated": "a:updated",
}
_TOMBSTONE = {"name": "at:by/a:name", "uri": "at:by/a:uri"}


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Confirm the subscription to a channel that goodword.yaml names; UnknownSource (404) for any other topic or mode.

    We never unsubscribe: a subscription that is not renewed ends by itself. A denial only needs to be received.

    https://www.w3.org/TR/websub/#hub-verifies-intent
    """
    if delivery.method != "GET":
        return None
    mode, topic, echo = (delivery.query.get(f"hub.{name}") for name in ("mode", "topic", "challenge"))
    if mode == "denied":
        return Answer(200)
    if not mode or not topic or not echo:
        raise BadHandshake("hub.mode, hub.topic and hub.challenge are needed")
    channel = _TOPIC.fullmatch(topic)
    if mode != "subscribe" or channel is None or channel[1] not in secrets.values.get("known", ()):
        raise UnknownSource("this subscription was not requested")
    return Answer(200, echo)


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - WebSub signs no clock
    """HMAC of the bytes as received, as method=hex; Google's hub uses SHA-1, the specification names three more.

    https://www.w3.org/TR/websub/#signature-validation
    """
    if not (header := delivery.headers.get(_SIGNATURE)):
        raise BadSignature("the signature header is missing")
    method, _, claimed = header.partition("=")
    if method not in _METHODS:
        raise BadSignature("the signature uses no method of WebSub")
    matches_any(from_hex(claimed), secrets.live("hub_secret"), lambda secret: _digest(secret, delivery.body, method))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - WebSub signs no clock
    """The header that Google's hub would send."""
    return {_SIGNATURE: "sha1=" + _digest(secrets.live("hub_secret")[0], body, "sha1").hex()}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read every entry and every tombstone (RFC 6721) of the feed."""
    feed = load_xml(delivery.body)
    if feed.tag != f"{_ATOM}feed":
        raise Unreadable("the body is not an Atom feed")
    if not (items := [_READERS[part.tag](part) for part in feed if part.tag in _READERS]):
        yield Ignored("a feed without entries")
    yield from read_each(items, lambda entry: iter([_mention(delivery, accounts, entry)]))


def mention(
    delivery: Delivery,
    accounts: frozenset[str],
    *,
    author_id: str | None,
    created_at: datetime | None,
    event_at: datetime | None,
    **fields: Any,
) -> Mention:
    """A mention from a push or a poll; its clock is never older than its creation."""
    created_at = created_at and created_at.replace(microsecond=0)  # as the Data API has it, so that both agree
    sent = event_at or created_at or delivery.received_at
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        author_id=author_id,
        from_self=author_id in accounts,
        created_at=created_at,
        event_at=max(sent, created_at) if created_at else sent,
        **fields,
    )


def _mention(delivery: Delivery, accounts: frozenset[str], entry: Object) -> Mention:
    """The mention in an entry or a tombstone; a video is the root of all its comments."""
    gone = "ref" in entry
    published, updated = from_iso(entry, "published"), from_iso(entry, "when" if gone else "updated")
    video_id, channel_id = _video_id(entry), ident(entry, "channel") or _channel_id(entry)
    return mention(
        delivery,
        accounts,
        kind="post",
        action="deleted" if gone else _action(published, updated),
        external_id=video_id,
        root_id=video_id,
        text=text(entry, "title"),
        author_id=channel_id,
        author_name=text(entry, "name"),
        account_id=channel_id,
        permalink=_permalink(entry, video_id),
        created_at=published,
        event_at=updated,
    )


def _action(published: datetime | None, updated: datetime | None) -> Action:
    """The hub does not say why it sends an entry: only the times tell new from renamed videos."""
    return "edited" if published and updated and updated - published > _EDITED_AFTER else "created"


def _video_id(entry: Object) -> str:
    """The id; a tombstone has it in its reference only, after a prefix that an entry's own id has too."""
    if (video_id := ident(entry, "video")) is not None:
        return video_id
    prefix, _, video_id = required_ident(entry, "ref", "id").rpartition(":")
    if prefix != "yt:video" or not video_id:
        raise Unreadable("the id is not a video's")
    return video_id


def _channel_id(entry: Object) -> str | None:
    found = re.fullmatch(r"https?://www\.youtube\.com/channel/([A-Za-z0-9_-]{1,64})", text(entry, "uri") or "")
    return found and found[1]


def _permalink(entry: Object, video_id: str) -> str | None:
    """The link as it was sent (http, too), if it leads to this video."""
    link = text(entry, "link") or ""
    known = re.fullmatch(r"https?://www\.youtube\.com/(?:watch\?v=|shorts/)([A-Za-z0-9_-]+)", link)
    return link if known and known[1] == video_id else None


def _entry(entry: Element) -> Object:
    return _texts(entry, _ENTRY) | {
        "link": next((link.get("href") for link in entry.iterfind(f"{_ATOM}link[@rel='alternate']")), None)
    }


def _tombstone(entry: Element) -> Object:
    return _texts(entry, _TOMBSTONE) | {"ref": entry.get("ref"), "when": entry.get("when")}


def _texts(entry: Element, paths: dict[str, str]) -> Object:
    return {name: entry.findtext(path, "", _SPACES).strip() for name, path in paths.items()}


_READERS = {f"{_ATOM}entry": _entry, f"{_TOMB}deleted-entry": _tombstone}


def _digest(secret: str, message: bytes, method: str) -> bytes:
    return hmac.digest(secret.encode("utf-8", "surrogateescape"), message, method)


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "TOPIC", "challenge", "mention", "parse", "sign", "verify"]
