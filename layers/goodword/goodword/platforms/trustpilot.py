"""Trustpilot: service and product reviews, pushed without a signature, so each is looked up before it counts."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from goodword.errors import BadSignature, Unreadable
from goodword.mention import Action, Mention
from goodword.platforms._hmac import from_base64, prefixed, same, to_base64
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, Lookup, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_iso,
    ident,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    whole,
    word,
)

SECRETS = ("url_token",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="service and product reviews with stars, edits and deletions; each is looked up before it counts",
    misses="your own replies, reviews of other companies, the reviewer's address and the order number",
    delay="seconds, and one lookup at Trustpilot",
    edits="pushed; replaces the stored text",
    deletion="pushed; the text is deleted once the review is gone",
    by=("webhook", "lookup"),
)

_EVENT = re.compile(r"(service|product)-review-(created|updated|deleted)")
_ACTIONS: dict[str, Action] = {"created": "created", "updated": "edited", "deleted": "deleted"}
_LOOKUPS = {"service": "review", "product": "product_review"}
_REVIEW_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")  # it becomes part of an address
_PAGE = re.compile(r"https://(?:www\.|[a-z]{2}\.)?trustpilot\.com/[!-~]+")  # never an address of the API


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """There is no handshake: the Test button sends an event."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - nothing is signed
    """The token in the configured URL, as `?token=` or as the password before the host.

    Trustpilot signs nothing; a push with the right token is looked up all the same.
    https://support.trustpilot.com/hc/en-us/articles/115015822068
    """
    claimed = delivery.query.get("token") or _password(delivery.headers.get("authorization"))
    found = [same(claimed, live) for live in secrets.live("url_token")]
    if not any(found):
        raise BadSignature("the token in the URL is wrong")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - nothing is signed
    """The header that clients make of credentials in the URL."""
    return {"authorization": "Basic " + to_base64(f"goodword:{secrets.live('url_token')[0]}".encode())}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:  # noqa: ARG001 - nothing here is ours
    """Read each event: its content is a claim until the review has been looked up."""
    events = objects(load_object(delivery.body), "events")
    if not events:
        yield Ignored("events: nothing in it")
    yield from read_each(events, lambda event: _event(delivery, as_object(event, "an event")))


def review(delivery: Delivery, value: Object, action: Action | None = None) -> Mention:
    """A review from an event or the API; the event or its times say whether it is an edit."""
    consumer, created, updated = child(value, "consumer"), from_iso(value, "createdAt"), from_iso(value, "updatedAt")
    if action is None:
        action = "edited" if created and updated and updated > created else "created"
    gone = action == "deleted"
    at = from_iso(value, "deletedAt") or updated if action != "created" else created
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        external_id=required_ident(value, "id"),
        kind="review",
        action=action,
        text=None if gone else text(value, "text") or text(value, "content"),
        title=None if gone else text(value, "title"),
        lang=text(value, "language", 16),
        author_id=ident(consumer, "id"),
        author_name=text(consumer, "name", 500) or text(consumer, "displayName", 500),
        created_at=created,
        event_at=max(filter(None, (at or delivery.received_at, created))),
        received_at=delivery.received_at,
        rating=None if gone else whole(value, "stars"),
        permalink=_permalink(value.get("link")),
    )


def _event(delivery: Delivery, event: Object) -> Iterator[ParsedItem]:
    known = _EVENT.fullmatch(name := word(event.get("eventName")))
    if not known:
        yield Ignored(f"event {name}")
        return
    kind, happened = known.groups()
    claim = review(delivery, as_object(event.get("eventData"), "eventData"), _ACTIONS[happened])
    if not _REVIEW_ID.fullmatch(claim.external_id or ""):
        raise Unreadable("id is not a review's")
    # A product review's address is unverified: "not found" means something only if the event was a deletion.
    why = {"event": happened} if kind == "product" else {}
    yield Lookup(asked={"what": _LOOKUPS[kind], "id": str(claim.external_id), **why}, claim=claim)


def _password(header: str | None) -> str:
    try:
        return from_base64(prefixed(header, "Basic ")).decode().partition(":")[2]
    except UnicodeDecodeError as error:
        raise BadSignature("the credentials cannot be read") from error


def _permalink(link: Any) -> str | None:
    return link if isinstance(link, str) and len(link) <= 2_048 and _PAGE.fullmatch(link) else None


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "review", "sign", "verify"]
