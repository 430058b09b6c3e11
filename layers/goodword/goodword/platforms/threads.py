"""Threads: replies, mentions and our own posts, through Meta's webhooks."""

from collections.abc import Iterator
from datetime import datetime

from goodword.mention import Action, Kind
from goodword.platforms._meta import ACCEPTED, HEADERS, SECRETS, challenge, parse_entries, sign, verify
from goodword.platforms.contract import Coverage, Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_iso,
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
from goodword.platforms.mention_text import links, together, with_kind, words
from goodword.platforms.meta_entry import Entry, permalink

COVERAGE = Coverage(
    hears="replies to your posts, posts that mention you, and the posts that you publish and delete",
    misses="authors beyond their handle; posts that name the brand without mentioning your account; private profiles",
    delay="seconds",
    edits="not pushed",
    deletion="pushed for your own posts only; other people's stored posts stay",
    by=("webhook",),
)

# https://developers.facebook.com/docs/threads/webhooks
_FIELDS: dict[str, tuple[Kind, Action]] = {
    "replies": ("comment", "created"),
    "mentions": ("mention", "created"),
    "publish": ("post", "created"),
    "delete": ("post", "deleted"),
}
# https://developers.facebook.com/docs/threads/threads-media (`media_type`)
_WORDLESS = {"IMAGE", "VIDEO", "CAROUSEL_ALBUM", "AUDIO", "REPOST_FACADE", "publish"}  # our own posts come without text
_OPTIONS = {"option_a", "option_b", "option_c", "option_d"}
_OURS = {"publish", "delete"}  # only sent for the account that gave the permission


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read Threads' own envelope, and that of Meta's other products in case it comes."""
    body = load_object(delivery.body)
    if "values" not in body:
        yield from parse_entries(delivery, accounts, "threads", _read_change)
        return
    values = [body["values"]] if isinstance(body["values"], dict) else objects(body, "values")
    if not values:
        yield Ignored("no values")
    entry = Entry(delivery, accounts, ident(body, "target_id"), from_seconds(body, "time"))
    yield from read_each(values, lambda change: _read_change(entry, as_object(change, "a change")))


def _read_change(entry: Entry, change: Object) -> Iterator[ParsedItem]:
    field, value = word(change.get("field")), child(change, "value")
    if field not in _FIELDS:
        yield Ignored(f"change {field}")
        return
    kind, action = _FIELDS[field]
    root_id = ident(child(value, "root_post"), "id")
    # An answer to the post itself may have the root only.
    parent_id = ident(child(value, "replied_to"), "id") or (root_id if field == "replies" else None)
    gone = action == "deleted"
    mention = entry.mention(
        kind="comment" if kind == "post" and parent_id else kind,
        action=action,
        external_id=required_ident(value, "id"),
        parent_id=parent_id,
        root_id=root_id,
        text=None if gone else _text(value),
        links=() if gone else _links(value),
        media=urls([value.get("media_url"), value.get("gif_url")]),
        permalink=permalink(value, "permalink"),
        created_at=from_iso(value, "timestamp"),
        event_at=_deleted_at(value),
        author_id=ident(child(value, "owner"), "owner_id"),
        author_handle=text(value, "username"),
        from_self=field in _OURS or _is_ours(entry, value),
    )
    yield from with_kind(mention, value.get("media_type", field), _WORDLESS)


def _text(value: Object) -> str | None:
    """The text, a picture's description, and the options of a poll."""
    return together(text(value, "text"), text(value, "alt_text"), words(child(value, "poll_attachment"), _OPTIONS))


def _links(value: Object) -> tuple[str, ...]:
    """The address of a preview, and the topic, which need not be in the text."""
    topic = text(value, "topic_tag", 100)
    return links([value.get("link_attachment_url"), f"#{topic}" if topic else None])


def _deleted_at(value: Object) -> datetime | None:
    """When it was deleted; never before it was written, even if the two clocks disagree."""
    deleted, written = from_iso(value, "deleted_at"), from_iso(value, "timestamp")
    return max(deleted, written) if deleted and written else deleted


def _is_ours(entry: Entry, value: Object) -> bool:
    """There is no author id: the handle is ours, or the thread is ours and the handle is its owner's."""
    handle, root = text(value, "username"), child(value, "root_post")
    if handle is None:
        return False
    return entry.is_ours(handle) or (handle == text(root, "username") and entry.is_ours(ident(root, "owner_id")))


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
