"""Instagram: comments, mentions, story mentions and messages, through Meta's webhooks."""

import re
from collections.abc import Iterator
from typing import Any

from goodword.mention import Mention
from goodword.platforms._messenger import as_message, read_message
from goodword.platforms._meta import ACCEPTED, ACTIONS, HEADERS, SECRETS, challenge, parse_entries, sign, verify
from goodword.platforms.contract import Coverage, Delivery, Ignored, Lookup, ParsedItem
from goodword.platforms.json_fields import Object, child, from_any, ident, required_ident, text, word
from goodword.platforms.mention_text import links, with_kind
from goodword.platforms.meta_entry import Entry

COVERAGE = Coverage(
    hears="comments on your media, messages, tapped questions, story mentions; by a lookup, mentions elsewhere",
    misses="posts that name the brand without tagging it; the names of people who message you",
    delay="seconds",
    edits="pushed for messages only; replaces the stored text",
    deletion="pushed for unsent messages, whose text is deleted at once; not for comments",
    by=("webhook", "lookup"),
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
_NODE = re.compile(r"[A-Za-z0-9_]{1,100}")  # what a Graph API request may hold


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read `comments`, `live_comments`, `mentions` and messaging events; anything else is ignored by name."""
    yield from parse_entries(delivery, accounts, "instagram", _read_change)


def _read_change(entry: Entry, change: Object) -> Iterator[ParsedItem]:
    field, value = word(change.get("field")), child(change, "value")
    if not value:
        yield Ignored(f"change {field} without a value")
    elif field in {"comments", "live_comments"}:
        yield from _comment(entry, value)
    elif field == "mentions":
        mention = _mention(entry, value)
        yield mention
        yield from _lookup(mention, value)
    elif field in _MESSAGING_FIELDS:
        yield from read_message(entry, as_message(value, _MESSAGING_FIELDS[field]))
    else:
        yield Ignored(f"change {field}")


def _comment(entry: Entry, value: Object) -> Iterator[ParsedItem]:
    verb = word(value.get("verb", "add"))  # not documented, but forwarded deliveries have it
    if verb not in ACTIONS:
        yield Ignored(f"change comments: {verb}")
        return
    mention = entry.mention(
        kind="comment",
        action=ACTIONS[verb],
        external_id=required_ident(value, "id", "comment_id"),
        parent_id=ident(value, "parent_id"),
        root_id=ident(child(value, "media"), "id"),
        links=links([child(value, "media").get("ad_title")]),
        **_details(entry, value),
    )
    yield from [mention] if mention.from_self else with_kind(mention, "comment", ())


def _mention(entry: Entry, value: Object) -> Mention:
    """Mostly ids only: text and author are looked up, and the mention is kept even when that fails."""
    return entry.mention(
        kind="mention",
        action="created",
        external_id=required_ident(value, "comment_id", "media_id"),
        root_id=ident(value, "media_id"),
        **_details(entry, value),
    )


def _lookup(mention: Mention, value: Object) -> Iterator[Lookup]:
    """The lookup that completes a mention with ids only."""
    ids = {
        "account": mention.account_id,
        "media_id": ident(value, "media_id"),
        "comment_id": ident(value, "comment_id"),
    }
    asked = {name: node for name, node in ids.items() if node is not None}
    # The Test button of Meta's dashboard sends an account "0", which cannot be looked up.
    askable = asked.get("account", "0") != "0" and all(map(_NODE.fullmatch, asked.values()))
    if mention.text is None and askable:
        yield Lookup({"what": "mentioned_comment" if "comment_id" in asked else "mentioned_media", **asked})


def _details(entry: Entry, value: Object) -> dict[str, Any]:
    """Text, time and author, as far as the delivery has them."""
    author = child(value, "from")
    return {
        "text": text(value, "text") or text(value, "caption"),
        # Meta documents no time here; forwarded deliveries have either field, in any form.
        "created_at": from_any(value, "created_time") or from_any(value, "timestamp"),
        "author_id": ident(author, "id"),
        "author_handle": text(author, "username"),
        "from_self": entry.is_ours(ident(author, "self_ig_scoped_id")),
    }


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
