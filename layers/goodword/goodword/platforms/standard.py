"""Standard Webhooks: any other system, from a shop to a listening tool, posts our own mention JSON.

`python -m goodword.platforms.standard` writes docs/mention.schema.json from the table that `parse` uses.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, get_args

from goodword.errors import Unreadable
from goodword.mention import Action, Kind, Mention
from goodword.platforms._standard_webhooks import SECRETS, sign, verify
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    MAX_ID_CHARACTERS,
    MAX_TEXT_CHARACTERS,
    MAX_URL_CHARACTERS,
    Object,
    as_object,
    from_any,
    ident,
    load,
    objects,
    read_each,
    text,
    urls,
    whole,
    word,
)
from goodword.platforms.mention_text import with_kind

HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
MAX_RATING = 100  # stars, grades or per cent; DynamoDB limits the size of numbers
COVERAGE = Coverage(
    hears="anything that can send a Standard Webhook: a shop system, a review tool, a script",
    misses="anything that the sender does not post",
    delay="depends on the sender",
    edits="if the sender posts it; replaces the stored text",
    deletion="if the sender posts it; the text is deleted at once",
    by=("webhook",),
)


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """The scheme has no handshake."""
    return None


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one mention, a list, `{"mentions": [...]}`, or an envelope `{"type", "timestamp", "data"}` around those."""
    body = load(delivery.body)
    sent_at = None
    if isinstance(body, dict) and "data" in body and "external_id" not in body:
        if not _mentions_in(body["data"]):
            yield Ignored(f"event {word(body.get('type'))}: no mention in it")
            return
        body, sent_at = body["data"], from_any(body, "timestamp")
    items = _items(body)
    if not items:
        yield Ignored("no mentions in the body")
    yield from read_each(items, partial(_read, delivery, accounts, sent_at))


def _mentions_in(data: Any) -> bool:
    """A sender's other events (an order, a refund) use the same envelope; they are not an error."""
    items = _items(data)
    return any(isinstance(item, dict) and ("external_id" in item or "text" in item or "kind" in item) for item in items)


def _items(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body
    return objects(body, "mentions") if isinstance(body, dict) and "mentions" in body else [body]


def _read(delivery: Delivery, accounts: frozenset[str], sent_at: datetime | None, item: Any) -> Iterator[ParsedItem]:
    item = as_object(item, "a mention")
    fields = {name: field.read(item, name) for name, field in FIELDS.items()}
    if fields["external_id"] is None and fields["kind"] != "reaction":
        raise Unreadable("external_id is missing")
    # An edit without a time of its own is newer than the creation that it repeats: the delivery's time counts.
    fields["event_at"] = fields["event_at"] or sent_at or (fields["action"] == "created" and fields["created_at"])
    fields["event_at"] = fields["event_at"] or delivery.received_at
    if fields["created_at"]:  # nothing is edited or removed before it exists
        fields["event_at"] = max(fields["event_at"], fields["created_at"])
    fields["from_self"] = fields["from_self"] or fields["author_id"] in accounts
    fields["recipient_id"] = fields["recipient_id"] if fields["from_self"] else None
    if fields["kind"] == "comment":  # a comment that answers no other comment belongs to the post
        fields["parent_id"] = fields["parent_id"] or fields["root_id"]
    if fields["action"] == "deleted":
        fields |= {"text": None, "title": None, "media": (), "links": ()}
    mention = Mention(platform=delivery.platform, source=delivery.source, received_at=delivery.received_at, **fields)
    bare = mention.media or mention.links or mention.rating is not None or mention.action == "hidden"
    yield from with_kind(mention, mention.kind, {mention.kind} if bare else {"share"})


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is read, and what its JSON Schema says, in one place."""

    read: Callable[[Object, str], Any]
    schema: Mapping[str, Any]
    about: str


def _one_of(words: tuple[str, ...], default: str, item: Object, name: str) -> str:
    if (value := item.get(name)) is None:
        return default
    if value not in words:
        raise Unreadable(f"{name} is none of {', '.join(words)}")
    return str(value)


def _choice(words: tuple[str, ...], default: str, about: str) -> _Field:
    return _Field(partial(_one_of, words, default), {"enum": [*words, None], "default": default}, about)


def _typed(item: Object, name: str, kind: type, what: str) -> Any:
    """The value if it has that type, None when absent; a boolean is not a number."""
    value = item.get(name)
    if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
        raise Unreadable(f"{name} is not {what}")
    return value


def _text(item: Object, name: str) -> str | None:
    _typed(item, name, str, "a text")
    return text(item, name)


def _count(item: Object, name: str) -> int | None:
    if item.get(name) is not None and whole(item, name) is None:
        raise Unreadable(f"{name} is not a whole number")
    return whole(item, name)


def _number(item: Object, name: str) -> float | None:
    value: float | None = _typed(item, name, int | float, "a number")  # type: ignore[arg-type]
    if value is not None and not 0 <= value <= MAX_RATING:
        raise Unreadable(f"{name} is not between 0 and {MAX_RATING}")
    return value if value is None else round(value, 2)


def _flag(item: Object, name: str) -> bool:
    return bool(_typed(item, name, bool, "true or false"))


def _link(item: Object, name: str) -> str | None:
    value: str | None = _typed(item, name, str, "a link")
    if value is not None and not re.match(_LINK, value):
        raise Unreadable(f"{name} is not a link")
    return (urls([value]) or (None,))[0]


def _links(item: Object, name: str) -> tuple[str, ...]:
    values = objects(item, name)
    if not all(isinstance(value, str) for value in values):
        raise Unreadable(f"{name} is not a list of texts")
    return urls(values)


_LINK = "^https?://"
_ID = {"type": ["string", "integer", "null"], "maxLength": MAX_ID_CHARACTERS}
_WORDS = {"type": ["string", "null"]}
_INSTANT = {"type": ["string", "number", "null"], "format": "date-time", "minimum": 0}
_ABOUT_TIME = "ISO 8601 with a zone, or Unix seconds or milliseconds"

FIELDS: dict[str, _Field] = {
    "external_id": _Field(
        ident,
        _ID,
        "your id of the item, unique in this source and the same on each repeat; only a reaction may lack it",
    ),
    "kind": _choice(get_args(Kind), "mention", "the kind of item"),
    "action": _choice(get_args(Action), "created", "whether it is new, or what happened to it"),
    "text": _Field(_text, _WORDS, f"the text as written; read up to {MAX_TEXT_CHARACTERS} characters"),
    "title": _Field(_text, _WORDS, "headline of a review"),
    "lang": _Field(_text, _WORDS, "language tag, if you know it"),
    "author_id": _Field(ident, _ID, "author: your id of the person"),
    "author_name": _Field(_text, _WORDS, "author: name"),
    "author_handle": _Field(_text, _WORDS, "author: handle"),
    "audience": _Field(_count, {"type": ["integer", "null"], "minimum": 0, "maximum": 2**53 - 1}, "followers"),
    "created_at": _Field(from_any, _INSTANT, f"when it was written: {_ABOUT_TIME}"),
    "event_at": _Field(from_any, _INSTANT, f"when it was edited, removed or hidden: {_ABOUT_TIME}"),
    "parent_id": _Field(ident, _ID, "the item that it answers"),
    "root_id": _Field(ident, _ID, "thread, post, order or conversation"),
    "account_id": _Field(ident, _ID, "your own account that it concerns"),
    "recipient_id": _Field(ident, _ID, "the recipient of your own message"),
    "from_self": _Field(_flag, {"type": ["boolean", "null"]}, "true if you wrote it yourself"),
    "rating": _Field(_number, {"type": ["number", "null"], "minimum": 0, "maximum": MAX_RATING}, "stars"),
    "permalink": _Field(
        _link,
        {"type": ["string", "null"], "pattern": _LINK, "maxLength": MAX_URL_CHARACTERS},
        "where you can read it",
    ),
    "media": _Field(_links, {"type": ["array", "null"], "items": {"type": "string"}}, "links to pictures and videos"),
    "links": _Field(
        _links,
        {"type": ["array", "null"], "items": {"type": "string"}},
        "addresses, previews' titles and #tags that the text does not show; searched for your brand, not stored",
    ),
}


def schema() -> dict[str, Any]:
    """The JSON Schema of what a sender may post."""
    mention = {
        "type": "object",
        "properties": {name: {"description": field.about, **field.schema} for name, field in FIELDS.items()},
        "if": {"properties": {"kind": {"const": "reaction"}}, "required": ["kind"]},
        "else": {
            "required": ["external_id"],
            "properties": {"external_id": {"type": ["string", "integer"], "minLength": 1}},
        },
    }
    item, many = {"$ref": "#/$defs/mention"}, {"type": "array", "items": {"$ref": "#/$defs/mention"}}
    listed = {"type": "object", "properties": {"mentions": many}, "required": ["mentions"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the platform `standard` accepts",
        "description": "One mention, a list, {mentions: [...]}, or a Standard Webhooks envelope around one of these.",
        "if": {"type": "object", "required": ["data"], "not": {"required": ["external_id"]}},
        "then": {
            "properties": {
                "type": {"description": "any name; yours to choose"},
                "timestamp": {"description": f"when it happened: {_ABOUT_TIME}", **_INSTANT},
                "data": {"$ref": "#/$defs/mentions"},
            }
        },
        "else": {"$ref": "#/$defs/mentions"},
        "$defs": {
            "mention": mention,
            "mentions": {
                "if": {"type": "array"},
                "then": many,
                "else": {"if": {"type": "object", "required": ["mentions"]}, "then": listed, "else": item},
            },
        },
    }


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
