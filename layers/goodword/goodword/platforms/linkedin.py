"""LinkedIn: comments, shares and mentions around a company page, through organization social action notifications."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from goodword.errors import BadHandshake, BadSignature, Unreadable
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import from_hex, hmac_sha256, matches_any
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_milliseconds,
    ident,
    load_object,
    objects,
    read_each,
    text,
    word,
)
from goodword.platforms.mention_text import links, together, with_kind, words

SECRETS = ("client_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="comments on your page's posts with edits and deletions, shares of these posts, posts that mention the page",
    misses="people's names, messages, posts that are not public or that name the brand without tagging the page",
    delay="seconds to minutes; after an error LinkedIn retries every 5 min for 8 h",
    edits="pushed for comments; replaces the stored text",
    deletion="pushed for comments, whose text is deleted at once; not for shares and posts",
    by=("webhook",),
)

# https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-social-action-notifications
_TYPE = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
_OUR_OWN = "ADMIN_COMMENT"
_ACTIONS: dict[str, tuple[Kind, Action]] = {
    "COMMENT": ("comment", "created"),
    _OUR_OWN: ("comment", "created"),
    "COMMENT_EDIT": ("comment", "edited"),
    "COMMENT_DELETE": ("comment", "deleted"),
    "SHARE": ("share", "created"),
    "SHARE_MENTION": ("mention", "created"),
    "LIKE": ("reaction", "created"),
}

_SIGNATURE = "x-li-signature"
_SIGNED_BEFORE_BODY = b"hmacsha256="
# A UUID. The answer is signed with the same key as deliveries, and a signed delivery begins with `hmacsha256=`:
# a code that may hold `=` could make us sign a stranger's body.
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMENT = re.compile(r"urn:li:comment:\((?:urn:li:)?([A-Za-z]+:[^,()\s]+),\s*([^,()\s]+)\)")
_REACTION = re.compile(r"urn:li:(?:like|reaction):\(([^,()\s]+),\s*(\S+)\)")
# The visible text of an article or a document, and kinds that hold no text of the person who posts them.
_SHOWN = {"title", "subject", "description"}
_ADDRESSES = {"url", "originalUrl", "resolvedUrl", "source", "landingPageUrl"}
_NOT_SHOWN = {"owner", "actor", "entity", "object", "message", "text", "poll"}
_SHORT = re.compile(r"[A-Za-z]+:[\w-]+")


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Answer the validation, which comes at registration and every two hours after that.

    https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
    """
    if delivery.method != "GET":
        return None
    code = delivery.query.get("challengeCode", "")
    if not _CODE.fullmatch(code):
        raise BadHandshake("challengeCode is missing or is not a UUID")
    response = hmac_sha256(secrets.live("client_secret")[0], code.encode()).hex()
    return Answer(200, json.dumps({"challengeCode": code, "challengeResponse": response}), "application/json")


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - LinkedIn signs no clock
    """HMAC-SHA256 in hex over `hmacsha256=` and the bytes as received; the header holds the bare digest.

    https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
    """
    if not (claimed := delivery.headers.get(_SIGNATURE)):
        raise BadSignature(f"{_SIGNATURE} is missing")
    matches_any(from_hex(claimed), secrets.live("client_secret"), lambda secret: _digest(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - LinkedIn signs no clock
    """The header that LinkedIn would send."""
    return {_SIGNATURE: _digest(secrets.live("client_secret")[0], body).hex()}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read `notifications[]`; one bad notification does not affect the others."""
    body = load_object(delivery.body)
    if (kind := body.get("type", _TYPE)) != _TYPE:
        yield Ignored(f"type {word(kind)}")
        return
    # A forwarded notification may lack the envelope.
    notifications = objects(body, "notifications") or ([body] if "action" in body else [])
    if not notifications:
        yield Ignored("no notifications")
    yield from read_each(notifications, partial(_read, delivery, accounts))


def _read(delivery: Delivery, accounts: frozenset[str], notification: Any) -> Iterator[ParsedItem]:
    notification = as_object(notification, "a notification")
    name = word(notification.get("action"))
    if name not in _ACTIONS:
        yield Ignored(f"action {name}")
        return
    kind, action = _ACTIONS[name]
    at, account_id = from_milliseconds(notification, "lastModifiedAt"), _urn(notification, "organizationalEntity")
    what = _reaction(notification) if kind == "reaction" else _item(notification, kind)
    author_id = what["author_id"]
    gone = {"text": None, "links": ()} if action == "deleted" else {}
    mention = Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        kind=kind,
        action=action,
        created_at=at if action == "created" else None,
        event_at=at or delivery.received_at,
        account_id=account_id,
        from_self=name == _OUR_OWN or (author_id is not None and author_id in accounts | {account_id}),
        **what | gone,
    )
    # Our own posts need no text, and neither do shares.
    yield from [mention] if mention.from_self else with_kind(mention, name, {"SHARE"})


def _item(notification: Object, kind: Kind) -> dict[str, Any]:
    """A comment or a post. Several admins' deliveries differ in `notificationId`; the URN is the same."""
    activity, post = _activity(notification), _urn(notification, "sourcePost")
    if kind == "mention":  # a post that mentions us may be the source, with nothing generated from it
        activity = activity or child(notification, "decoratedSourcePost")
    external_id = (
        _urn(notification, "generatedActivity") or _urn(activity, "entity") or (post if kind == "mention" else None)
    )
    if external_id is None:
        raise Unreadable("generatedActivity is missing")
    commented = _commented(external_id)
    parent_id = _urn(activity, "parentComment") or _urn(activity, "object") or post or commented
    return {
        "external_id": external_id,
        **_content(activity),
        "author_id": _author(activity),
        "parent_id": parent_id if parent_id != external_id else None,
        "root_id": post or commented or external_id,
    }


def _content(value: Object) -> dict[str, Any]:
    """The text, with a poll's options and the descriptions of pictures.

    The text of an article is only searched for brands, unless the post has none of its own.
    """
    written = text(value, "text") or text(child(value, "message"), "text") or text(value, "message")
    polls = words([child(value, "poll"), child(value, "content", "poll")], {"question", "text"})
    shown = words(value, _SHOWN, _NOT_SHOWN)
    return {
        "text": together(written or text(value, "commentary") or shown, polls, words(value, {"altText"})),
        "links": links((words(value, _SHOWN | _ADDRESSES, _NOT_SHOWN) or "").split("\n")),
    }


def _reaction(notification: Object) -> dict[str, Any]:
    """A like has no id that we keep: its URN, if there is one, only pairs the person and the target."""
    pair = _REACTION.fullmatch(ident(notification, "generatedActivity") or "")
    author_id, target = map(_canonical, pair.groups()) if pair else (None, None)
    post = _urn(notification, "sourcePost")
    if not (target or post):
        raise Unreadable("sourcePost is missing")
    return {
        "external_id": None,
        "author_id": _author(_activity(notification)) or author_id,
        "parent_id": target or post,
        "root_id": post or _commented(target or "") or target,
    }


def _activity(notification: Object) -> Object:
    """The block about the activity, under the name of its kind; a deletion has none."""
    block = child(notification, "decoratedGeneratedActivity")
    return child(block, "comment") or child(block, "share") or child(block, "like") or block


def _author(value: Object) -> str | None:
    """An opaque person or an organization. `subscriber` is the admin who connected us, never the author."""
    return _urn(value, "owner") or _urn(value, "actor")


def _commented(comment: str) -> str | None:
    """The post in a comment's canonical URN."""
    parts = _COMMENT.fullmatch(comment)
    return f"urn:li:{parts[1]}" if parts else None


def _urn(parent: Object, key: str) -> str | None:
    """A URN in the one spelling that we store; None when absent."""
    value = ident(parent, key)
    return None if value is None else ident({key: _canonical(value)}, key)


def _canonical(urn: str) -> str:
    """LinkedIn writes the post in a comment's URN as `activity:3` or as `urn:li:activity:3`, both in one body."""
    if parts := _COMMENT.fullmatch(urn):
        return f"urn:li:comment:(urn:li:{parts[1]},{parts[2]})"
    return f"urn:li:{urn}" if _SHORT.fullmatch(urn) else urn


def _digest(secret: str, body: bytes) -> bytes:
    return hmac_sha256(secret, _SIGNED_BEFORE_BODY + body)


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
