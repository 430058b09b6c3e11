"""Facebook Pages: comments, posts, mentions, reviews and messages, through Meta's webhooks."""

from collections.abc import Iterator
from typing import Any

from goodword.mention import Action, Kind, Mention
from goodword.platforms._meta import ACCEPTED, ACTIONS, HEADERS, SECRETS, challenge, parse_entries, sign, verify
from goodword.platforms.contract import Coverage, Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    child,
    from_seconds,
    ident,
    objects,
    required_ident,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms.mention_text import links, with_kind, words
from goodword.platforms.meta_entry import Entry, permalink

COVERAGE = Coverage(
    hears="posts, comments, mentions, reviews, messages and button presses on your pages, with edits and deletions",
    misses="the author of a mention on another page; posts that name the brand without tagging your page",
    delay="seconds",
    edits="pushed; replaces the stored text",
    deletion="pushed; the text is deleted at once",
    by=("webhook",),
)

# A visitor's post is `post`, the page's own is `status` (or its medium).
# https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed
_POSTS: dict[str, Kind] = dict.fromkeys(
    (
        *("post", "status", "photo", "picture", "video", "album", "photo-album", "link", "note", "event", "milestone"),
        "question",
    ),
    "post",
)
_KINDS: dict[str, Kind] = {
    **_POSTS,
    "comment": "comment",
    "share": "share",
    "reaction": "reaction",
    "like": "reaction",
    "rating": "review",
}

_FILES = {"photo", "picture", "video", "photo-album", "album"}
# What people post without text; a comment that is a sticker or a picture does not say so.
_WORDLESS = _FILES | {"comment", "post", "status", "link", "event", "milestone", "share", "rating"}

# The visible text of a post beside its message, and whatever else has a name or a title.
_SHOWN = {"title", "caption", "description", "question", "name", "text"}
_NOT_SHOWN = {"message", "from", "post", "to", "reactions", "privacy", "application"}

# Recommendations replaced stars. They have no number, so they become the title of the review.
_RECOMMENDATIONS = {"POSITIVE": "Recommends", "NEGATIVE": "Does not recommend"}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read `feed`, `mention` and `ratings` changes and messaging events; anything else is ignored by name."""
    yield from parse_entries(delivery, accounts, "page", _read_change)


def _read_change(entry: Entry, change: Object) -> Iterator[ParsedItem]:
    field, value = word(change.get("field")), child(change, "value")
    kind, action = _kind(field, value), ACTIONS.get(word(value.get("verb", "add")))
    if not kind or not action:
        named = [word(value[key]) for key in ("item", "verb") if key in value]
        yield Ignored(" ".join([f"change {field}:", *named]) if named else f"change {field}")
    elif kind == "mention":
        yield _mention(entry, value, action)
    elif kind == "reaction":
        yield _reaction(entry, value, action)
    else:
        yield from with_kind(_item(entry, value, kind, action), value.get("item"), _WORDLESS)


def _kind(field: str, value: Object) -> Kind | None:
    """The kind of mention; None for a change that we ignore. A mention counts as one whatever item it is in."""
    if field == "mention":
        return "mention" if value else None
    return _KINDS.get(word(value.get("item"))) if field in {"feed", "ratings"} else None


def _item(entry: Entry, value: Object, kind: Kind, action: Action) -> Mention:
    # An album or an event may come without a post: then its own id (album_id) is the only one.
    external_id = required_ident(value, *_IDS.get(kind, ("post_id", f"{word(value.get('item'))}_id")))
    return entry.mention(
        kind=kind,
        action=action,
        external_id=external_id,
        parent_id=_under(value) if kind == "comment" else None,
        root_id=ident(value, "post_id") if kind == "comment" else external_id,
        text=text(value, "review_text") or _written(value) if kind == "review" else _written(value),
        title=_RECOMMENDATIONS.get(word(value.get("recommendation_type")).upper()),
        rating=whole(value, "rating") if kind == "review" else None,
        **_details(value),
    )


_IDS: dict[Kind, tuple[str, ...]] = {"comment": ("comment_id",), "review": ("open_graph_story_id",)}


def _mention(entry: Entry, value: Object, action: Action) -> ParsedItem:
    in_comment = word(value.get("item")) == "comment" or ("item" not in value and value.get("comment_id"))
    return entry.mention(
        kind="mention",
        action=action,
        external_id=required_ident(value, "comment_id" if in_comment else "post_id"),
        parent_id=_under(value) if in_comment else ident(value, "parent_id"),
        root_id=ident(value, "post_id"),
        text=_written(value),
        **_details(value),
    )


def _under(value: Object) -> str | None:
    """The parent of a comment: the comment that it answers, else the post."""
    return ident(value, "parent_id") or ident(value, "post_id")


def _reaction(entry: Entry, value: Object, action: Action) -> ParsedItem:
    """A reaction has no id. Its target is the comment or the post; `parent_id` beside them may name another item."""
    target = ident(value, "comment_id") or ident(value, "post_id") or ident(value, "parent_id")
    if target is None:
        return Ignored("a like of the page itself")
    details = _details(value) | {"media": (), "links": (), "permalink": None}
    return entry.mention(
        kind="reaction", action=action, external_id=None, parent_id=target, root_id=ident(value, "post_id"), **details
    )


def _written(value: Object) -> str | None:
    """The message; if there is none, the visible text of the post: a question, an album, a link."""
    return text(value, "message") or words(value, _SHOWN, _NOT_SHOWN)


def _links(value: Object) -> tuple[str, ...]:
    """Where a link leads, and the text of its card; for a photo or a video it is the address of a file."""
    address = None if value.get("item") in _FILES else value.get("link")
    beside = words(value, _SHOWN | {"url"}, _NOT_SHOWN | {"media"}) if "message" in value else None
    return links([address, *(beside or "").split("\n")])


def _details(value: Object) -> dict[str, Any]:
    """The fields that all changes share, in their newer and older spelling."""
    author = child(value, "from")
    return {
        "created_at": from_seconds(value, "created_time"),
        "author_id": ident(author, "id") or ident(value, "sender_id") or ident(value, "reviewer_id"),
        "author_name": text(author, "name") or text(value, "sender_name") or text(value, "reviewer_name"),
        # A comment has no link of its own; you can answer it at its post's link.
        "permalink": permalink(child(value, "post"), "permalink_url") or permalink(value, "permalink_url"),
        "links": _links(value),
        "media": urls([value.get("photo"), value.get("video"), value.get("link"), *objects(value, "photos")]),
    }


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
