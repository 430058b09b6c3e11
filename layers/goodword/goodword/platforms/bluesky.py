"""Bluesky: lines of Jetstream that your relay posts here, signed as Standard Webhooks.

https://github.com/bluesky-social/jetstream
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.errors import Unreadable
from goodword.mention import Action, Kind, Mention
from goodword.platforms._standard_webhooks import SECRETS, sign, verify
from goodword.platforms.contract import Answer, Broken, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    MAX_ID_CHARACTERS,
    Object,
    as_object,
    child,
    from_iso,
    from_seconds,
    ident,
    load,
    read_each,
    required_ident,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms.mention_text import links, members, together, with_kind, words

HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="mentions, replies and quotes of you, posts by search; with your own relay, every public post that it sends",
    misses="direct messages; posts that search does not index, unless you run a relay",
    delay="polling 5 to 15 min; seconds with a relay",
    edits="rare, and sent by a relay only; replaces the stored post",
    deletion="sent by a relay only; the text is deleted at once",
    by=("webhook", "poll"),
)

POST = "app.bsky.feed.post"
_LIKE, _REPOST = "app.bsky.feed.like", "app.bsky.feed.repost"
_KINDS: dict[str, Kind] = {POST: "post", _LIKE: "reaction", _REPOST: "share"}
_ACTIONS: dict[str, Action] = {"create": "created", "update": "edited", "delete": "deleted"}
# https://docs.bsky.app/docs/advanced-guides/posts#post-embeds
_WORDLESS = {f"app.bsky.embed.{kind}" for kind in ("images", "video", "external", "record", "recordWithMedia")}
_SKEW = timedelta(minutes=5)  # a user's clock may be wrong by so much
_DID = r"did:[a-z]+:[A-Za-z0-9._:%-]+"
_ADDRESS = re.compile(rf"at://({_DID})/([A-Za-z0-9.-]+)/([A-Za-z0-9._:~-]+)")


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """The scheme has no handshake."""
    return None


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one line of Jetstream, several lines, or a list of such events."""
    lines = [line for line in delivery.body.split(b"\n") if line.strip()]
    try:
        body = load(delivery.body)
    except Unreadable:
        if len(lines) <= 1:
            raise
        yield from _read_lines(lines, Reader(delivery, accounts))
        return
    events = body if isinstance(body, list) else [body]
    if not events:
        yield Ignored("no events in the body")
    yield from read_each(events, Reader(delivery, accounts).event)


def _read_lines(lines: list[bytes], reader: "Reader") -> Iterator[ParsedItem]:
    for line in lines:
        try:
            event = load(line)
        except Unreadable as error:
            yield Broken(str(error), line.decode("utf-8", "replace"))
        else:
            yield from read_each([event], reader.event)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads records, from Jetstream or in the views of the API."""

    delivery: Delivery
    accounts: frozenset[str]

    def event(self, event: Any) -> Iterator[ParsedItem]:
        """One line: a commit, or a change of an identity or account, which is not a mention."""
        event = as_object(event, "an event")
        commit = child(event, "commit")
        collection, operation = word(commit.get("collection")), word(commit.get("operation"))
        if event.get("kind") != "commit":
            yield Ignored(f"event {word(event.get('kind'))}")
        elif collection not in _KINDS:
            yield Ignored(f"collection {collection}")
        elif operation not in _ACTIONS:
            yield Ignored(f"operation {operation}")
        else:
            address = f"at://{required_ident(event, 'did')}/{collection}/{required_ident(commit, 'rkey')}"
            seen_at, action = _seen_at(event), _ACTIONS[operation]
            if action == "deleted":
                yield self._mention(address, kind=_KINDS[collection], action=action, event_at=seen_at)
            else:
                yield from self.record(address, child(commit, "record"), action=action, seen_at=seen_at)

    def record(
        self,
        address: str,
        record: Object,
        *,
        action: Action = "created",
        seen_at: datetime | None = None,
        reason: str | None = None,
        author: Object | None = None,
        shown: Object | None = None,
    ) -> Iterator[ParsedItem]:
        """A record under its address. `reason` is that of a notification, `seen_at` when the network saw it.

        `shown` is the view's version of the embedded part: for a quoted post, its text.

        https://docs.bsky.app/docs/advanced-guides/posts
        """
        kind = _KINDS.get(_parts(address)[1], "post")
        created_at = _created_at(record, seen_at)
        content = (
            self._post(record, reason, shown or {})
            if kind == "post"
            else {"kind": kind, "parent_id": _uri(record, "subject")}
        )
        mention = self._mention(
            address,
            action=action,
            permalink=_permalink(address),
            created_at=created_at,
            event_at=max(filter(None, (seen_at if action == "edited" else None, created_at)), default=None),
            author=author or {},
            **content,
        )
        if kind == "post":
            yield from with_kind(mention, child(record, "embed").get("$type"), _WORDLESS)
        else:
            yield mention

    def _post(self, record: Object, reason: str | None, shown: Object) -> dict[str, Any]:
        parent_id, quoted_id = _uri(record, "reply", "parent"), _quoted(record)
        ours = self._ours(_mentioned(record))
        of_ours = self._ours([_parts(address)[0] for address in (parent_id, quoted_id) if address])
        kind: Kind = "post"
        if parent_id:
            kind = "comment"
        elif reason == "quote" or self._ours([_parts(quoted_id)[0]] if quoted_id else []):
            kind = "share"
        elif reason == "mention" or ours:
            kind = "mention"
        return {
            "kind": kind,
            "text": together(text(record, "text"), words(_attached(record), {"alt"})),
            "lang": _language(record),
            "account_id": ours or of_ours,
            "parent_id": parent_id or (quoted_id if kind == "share" else None),
            "root_id": _uri(record, "reply", "root"),
            "media": _media(record),
            "links": _links(record, shown),
        }

    def _mention(
        self,
        address: str,
        *,
        author: Object | None = None,
        created_at: datetime | None = None,
        event_at: datetime | None = None,
        **fields: Any,
    ) -> Mention:
        did = _parts(address)[0]
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            external_id=address,
            author_id=did,
            author_name=text(author or {}, "displayName"),
            author_handle=text(author or {}, "handle"),
            from_self=did in self.accounts,
            created_at=created_at,
            event_at=event_at or self.delivery.received_at,
            **{"action": "created", **fields},
        )

    def _ours(self, dids: list[str]) -> str | None:
        return next((did for did in dids if did in self.accounts), None)


def _parts(address: str) -> tuple[str, str, str]:
    """Author, collection and record; Unreadable when it is not the address of a record.

    https://atproto.com/specs/at-uri-scheme
    """
    if len(address) > MAX_ID_CHARACTERS or not (found := _ADDRESS.fullmatch(address)):
        raise Unreadable("an address is not at://did/collection/record")
    did, collection, key = found.groups()
    return did, collection, key


def _seen_at(event: Object) -> datetime | None:
    """When the relay saw it: microseconds."""
    micros = whole(event, "time_us")
    return from_seconds({"time_us": micros / 1_000_000}, "time_us") if micros else None


def _created_at(record: Object, seen_at: datetime | None) -> datetime | None:
    """The time that the author's program wrote, unless it is invalid or in the future."""
    try:
        written = from_iso(record, "createdAt")
    except Unreadable:
        written = None
    if written and seen_at and written > seen_at + _SKEW:
        return seen_at
    return written or seen_at


def _uri(record: Object, *path: str) -> str | None:
    """The address in a strong reference."""
    if (address := ident(child(record, *path), "uri")) is not None:
        _parts(address)
    return address


def _quoted(record: Object) -> str | None:
    """The post that is quoted in this one, alone or beside pictures; feeds and lists can be embedded too."""
    embed = child(record, "embed")
    inner = child(embed, "record", "record") or child(embed, "record")
    address = inner.get("uri")
    found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    return address if found and found[2] == POST else None


def _mentioned(record: Object) -> list[str]:
    """The accounts that the author mentions; the text's own spelling of them is not used.

    https://docs.bsky.app/docs/advanced-guides/post-richtext
    """
    dids = [feature.get("did") for feature in _features(record)]
    return [did for did in dids if isinstance(did, str)]


def _features(record: Object) -> list[Object]:
    return [feature for facet in members(record, "facets") for feature in members(facet, "features")]


def _links(record: Object, shown: Object) -> tuple[str, ...]:
    """Where links go, whatever the text shows; tags, hidden ones too; and the card of a link.

    https://docs.bsky.app/docs/advanced-guides/posts#website-card-embeds
    """
    features, external = _features(record), child(_attached(record), "external")
    tags = [*(feature.get("tag") for feature in features), *_list(record.get("tags"))]
    return links(
        [
            *(feature.get("uri") for feature in features),
            *(f"#{tag}" for tag in tags if isinstance(tag, str) and tag),
            *(external.get(key) for key in ("uri", "title", "description")),
            *_quoted_words(shown),
        ]
    )


def _quoted_words(shown: Object) -> list[Any]:
    """A quoted post as the view shows it: its text and its author.

    https://docs.bsky.app/docs/api/app-bsky-feed-get-posts
    """
    inner = child(shown, "record", "record") or child(shown, "record")
    handle = text(child(inner, "author"), "handle")
    return [child(inner, "value").get("text"), f"@{handle}" if handle else None]


def _attached(record: Object) -> Object:
    """The pictures, the video or the link in a post, alone or beside a quoted post."""
    embed = child(record, "embed")
    return child(embed, "media") or embed


def _media(record: Object) -> tuple[str, ...]:
    """The ids of the pictures and the video in a post; a link's preview does not count."""
    inner = _attached(record)
    blobs = [child(image, "image", "ref").get("$link") for image in members(inner, "images")]
    return urls([*blobs, child(inner, "video", "ref").get("$link")])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _language(record: Object) -> str | None:
    """The first language that the author's program names."""
    return text({"lang": next(iter(_list(record.get("langs"))), None)}, "lang", 16)


def _permalink(address: str) -> str | None:
    did, collection, key = _parts(address)
    return f"https://bsky.app/profile/{did}/post/{key}" if collection == POST else None


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "POST", "SECRETS", "Reader", "challenge", "parse", "sign", "verify"]
