"""Looks up the Google Business Profile review that a push only names."""

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import timedelta
from typing import Any

from goodword.connectors.contract import Feed, PollContext, Recheck, Request, Response, Steps
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.google_business import review_named
from goodword.platforms.json_fields import (
    MAX_URL_CHARACTERS,
    Object,
    child,
    from_iso,
    load_object,
    objects,
    text,
    urls,
    whole,
)

TOKENS = ("client_id", "client_secret", "refresh_token")
FEEDS: Mapping[str, Feed] = {}
RECHECK: Recheck | None = None
KEYS = Request(url="https://www.googleapis.com/oauth2/v3/certs")  # the key set with the key ids that push tokens name
SERVER = ""
USD_PER_READ = 0.0
STRANGERS = False

_LEFT = timedelta(minutes=1)  # a token with less time left is not used
_STARS = {"ONE": 1.0, "TWO": 2.0, "THREE": 3.0, "FOUR": 4.0, "FIVE": 5.0}
_NOT_FOUND = 404

# Google wraps a review in another language than the account's in these. Either part may come first (unverified).
_TRANSLATED, _ORIGINAL = "(Translated by Google)", "(Original)"


def _review(ask: PollContext) -> Steps:
    """One review by its name; a deleted one is not found.

    https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews/get
    """
    name, _ = review_named(str(ask.asked.get("name")))
    token = yield from _login(ask)
    response = yield Request(
        url=f"https://mybusiness.googleapis.com/v4/{name}",
        headers={"Authorization": f"Bearer {token}"},
        asked={"what": "review", "name": name},
        also=frozenset({_NOT_FOUND}),
        reads=1,
    )
    if response.status != _NOT_FOUND:
        _review_in(response.body)  # a truncated answer is requested again
    return {}


LOOKUPS: Mapping[str, Callable[[PollContext], Steps]] = {"review": _review}


def _login(ask: PollContext) -> Generator[Request, Response, str]:
    """An access token, good for an hour; the one in memory while it is good.

    https://developers.google.com/identity/protocols/oauth2/web-server#offline
    """
    now = int(ask.now.timestamp())
    if ask.session.get("access_token") and now < int(ask.session.get("until", "0")):
        return ask.session["access_token"]
    login = {name: ask.token(name) for name in TOKENS}
    response = yield Request(
        url="https://oauth2.googleapis.com/token", method="POST", form=login | {"grant_type": "refresh_token"}
    )
    granted = load_object(response.body)
    if (token := text(granted, "access_token", MAX_URL_CHARACTERS)) is None:
        raise Unreadable("access_token is missing")
    lasts = (whole(granted, "expires_in") or 0) - int(_LEFT.total_seconds())
    ask.session.update(access_token=token, until=str(now + lasts))
    return token


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:  # noqa: ARG001 - the API says who wrote it
    """Read a review, and our reply to it, whose id is `<review>/reply`."""
    asked = delivery.asked or {}
    name, location = review_named(str(asked.get("name")))
    if asked.get("status") == str(_NOT_FOUND):
        gone = {"action": "deleted", "event_at": delivery.received_at}
        yield _mention(delivery, location, name, kind="review", external_id=name, **gone)
        return
    review = _review_in(delivery.body)
    yield _as_review(delivery, review, name, location)
    if reply := child(review, "reviewReply"):
        yield _reply(delivery, reply, name, location)


def _review_in(body: bytes) -> Object:
    """The review in an answer; Unreadable when there is none in it."""
    review = load_object(body)
    if "starRating" not in review and "comment" not in review:
        raise Unreadable("starRating and comment are missing")
    return review


def _as_review(delivery: Delivery, review: Object, name: str, location: str) -> Mention:
    """https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews#Review."""
    created_at, updated_at = from_iso(review, "createTime"), from_iso(review, "updateTime")
    edited = created_at is not None and updated_at is not None and updated_at > created_at
    reviewer = child(review, "reviewer")
    return _mention(
        delivery,
        location,
        name,
        kind="review",
        action="edited" if edited else "created",
        external_id=name,
        created_at=created_at,
        event_at=(updated_at if edited else created_at or updated_at) or delivery.received_at,
        text=_original(text(review, "comment")),
        rating=_STARS.get(str(review.get("starRating"))),
        author_name=None if reviewer.get("isAnonymous") is True else text(reviewer, "displayName", 500),
        permalink=_link(review),
        media=urls(map(_picture, objects(review, "reviewMediaItems"))),
    )


def _reply(delivery: Delivery, reply: Object, name: str, location: str) -> ParsedItem:
    """Our own reply. Its time is that of its last version. Nobody sees a reply that Google's moderation rejected.

    https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews#ReviewReply
    """
    if reply.get("reviewReplyState") == "REJECTED":
        return Ignored("a rejected reply")
    return _mention(
        delivery,
        location,
        name,
        kind="comment",
        action="created",
        external_id=f"{name}/reply",
        event_at=from_iso(reply, "updateTime") or delivery.received_at,
        text=_original(text(reply, "comment")),
        author_id=location,
        parent_id=name,
        from_self=True,
    )


def _mention(delivery: Delivery, location: str, thread: str, **fields: Any) -> Mention:
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        root_id=thread,
        account_id=location,
        **fields,
    )


def _original(comment: str | None) -> str | None:
    """What the person wrote, without Google's translation of it."""
    if not comment or _TRANSLATED not in comment:
        return comment
    before, _, after = comment.partition(_TRANSLATED)
    translated, _, original = after.partition(f"\n{_ORIGINAL}")
    # Where only the translation is left, use it.
    return original.strip() or before.strip() or translated.strip() or None


def _link(review: Object) -> str | None:
    """Where you can answer it."""
    link = text(review, "reviewReplyUrl", MAX_URL_CHARACTERS)
    return link if link and re.fullmatch(r"https://[\w.-]+(/\S*)?", link) else None


def _picture(item: Any) -> Any:
    return item.get("thumbnailUrl") or item.get("videoUrl") if isinstance(item, dict) else None


__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
