"""Instagram: comments, mentions, story mentions and messages, by Meta's webhooks."""

from collections.abc import Iterator
from typing import Any

from goodword.mention import Mention
from goodword.platforms._json import Object, child, ident, moment, required_ident, text, word
from goodword.platforms._meta import (
    ACTIONS,
    HEADERS,
    SECRETS,
    Entry,
    as_message,
    challenge,
    parse_entries,
    read_message,
    sign,
    verify,
)
from goodword.platforms._platform import Delivery, Heard, Ignored

COVERAGE = (
    "Comments on our own media, @mentions (ids only), story mentions and messages, pushed within seconds; "
    "not posts that name the brand without tagging it, and no removal of comments."
)

# Some set-ups deliver what belongs to messaging as changes. https://developers.facebook.com/docs/instagram-platform/webhooks
_MESSAGING_FIELDS = {
    "messages": "message",
    "standby": "message",
    "message_echoes": "message",
    "message_edit": "message_edit",
    "message_edits": "message_edit",
    "message_reactions": "reaction",
}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[Heard]:
    """Read `comments`, `live_comments`, `mentions` and messaging events; anything else is ignored by name."""
    yield from parse_entries(delivery, accounts, "instagram", _read_change)


def _read_change(entry: Entry, change: Object) -> Iterator[Heard]:
    field, value = word(change.get("field")), child(change, "value")
    if not value:
        yield Ignored(f"change {field} without a value")
    elif field in {"comments", "live_comments"}:
        yield _comment(entry, value)
    elif field == "mentions":
        yield _mention(entry, value)
    elif field in _MESSAGING_FIELDS:
        yield from read_message(entry, as_message(value, _MESSAGING_FIELDS[field]))
    else:
        yield Ignored(f"change {field}")


def _comment(entry: Entry, value: Object) -> Heard:
    verb = word(value.get("verb", "add"))  # not documented, but relays send it
    if verb not in ACTIONS:
        return Ignored(f"change comments: {verb}")
    return entry.mention(
        kind="comment",
        action=ACTIONS[verb],
        external_id=required_ident(value, "id", "comment_id"),
        parent_id=ident(value, "parent_id"),
        root_id=ident(child(value, "media"), "id"),
        **_said(entry, value),
    )


def _mention(entry: Entry, value: Object) -> Mention:
    """Mostly ids only: text and author must be looked up, and the mention is kept even when that fails."""
    return entry.mention(
        kind="mention",
        action="created",
        external_id=required_ident(value, "comment_id", "media_id"),
        root_id=ident(value, "media_id"),
        **_said(entry, value),
    )


def _said(entry: Entry, value: Object) -> dict[str, Any]:
    """Words, time and author, as far as they are told."""
    author = child(value, "from")
    return {
        "text": text(value, "text"),
        "created_at": moment(value, "created_time") or moment(value, "timestamp"),
        "author_id": ident(author, "id"),
        "author_handle": text(author, "username"),
        "from_self": entry.is_ours(ident(author, "self_ig_scoped_id")),
    }


__all__ = ["COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
