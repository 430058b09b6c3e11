"""Google Business Profile: reviews of our locations; Pub/Sub pushes only a name, and a lookup completes it."""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from goodword.errors import BadSignature, Unreadable
from goodword.mention import Action, Mention
from goodword.platforms._google_token import check_token, make_token
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, Lookup, ParsedItem, Secrets
from goodword.platforms.json_fields import Object, child, from_iso, ident, load_object, required_ident, word

SECRETS = ("audience", "service_account")
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
NEEDS_KEYS = True
COVERAGE = Coverage(
    hears="reviews of your locations with stars and text, and your replies to them, completed by a lookup",
    misses="questions and answers, photos and videos without a review, unverified locations",
    delay="minutes",
    edits="pushed and looked up; replaces the stored text",
    deletion="not pushed; if a lookup finds that the review is gone, the text is deleted at once",
    by=("webhook", "lookup"),
)

# https://developers.google.com/my-business/reference/notifications/rest/v1/NotificationType
_ACTIONS: dict[str, Action] = {"NEW_REVIEW": "created", "UPDATED_REVIEW": "edited"}

# The name becomes part of a URL, so it must not be able to change where the URL leads.
_LOCATION_NAME = r"accounts/[A-Za-z0-9_-]{1,64}/locations/[A-Za-z0-9_-]{1,64}"
_REVIEW_NAME = re.compile(rf"({_LOCATION_NAME})/reviews/[A-Za-z0-9_-]{{1,300}}={{0,2}}")
_SOMEWHERE = re.compile(rf"(?<![A-Za-z0-9_-]){_REVIEW_NAME.pattern}(?![A-Za-z0-9_.%=-])")
_BEARER = "Bearer "


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:  # noqa: ARG001 - part of the contract
    """Pub/Sub has no handshake."""
    return None


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:
    """The token in `Authorization` is Google's, for our subscription. It does not sign the body.

    https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions
    """
    header = delivery.headers.get("authorization", "")
    if not header.startswith(_BEARER):
        raise BadSignature("authorization is missing or is not a bearer token")
    check_token(header.removeprefix(_BEARER), secrets, now)


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - the body is not signed
    """The header that Pub/Sub would send; needs a private key among the keys."""
    return {"authorization": _BEARER + make_token(secrets, now)}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:  # noqa: ARG001 - a name has no author
    """Read one Pub/Sub message: that a review is new or has changed, and a lookup for the rest.

    https://docs.cloud.google.com/pubsub/docs/push#receive_push
    """
    body = load_object(delivery.body)
    message = child(body, "message")
    notification = _decoded(message) if "message" in body else body  # a subscription may unwrap the payload
    kind = word(notification.get("notificationType") or notification.get("notification_type"))
    if kind not in _ACTIONS:
        yield Ignored(f"notification {kind}")
        return
    name, location = review_named(_name(notification))
    sent_at = from_iso(message, "publishTime") or from_iso(message, "publish_time")
    yield Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        kind="review",
        action=_ACTIONS[kind],
        external_id=name,
        event_at=sent_at or delivery.received_at,
        root_id=name,
        account_id=location,
    )
    yield Lookup({"what": "review", "name": name})


def review_named(name: str) -> tuple[str, str]:
    """A review's full resource name, and that of its location; Unreadable when it is not one."""
    if not (parts := _REVIEW_NAME.fullmatch(name)):
        raise Unreadable("the name of the review is not accounts/*/locations/*/reviews/*")
    return parts[0], parts[1]


def _decoded(message: Object) -> Object:
    """The JSON in a message; empty when it has no data, as in test messages."""
    data = message.get("data")
    if data is None or data == "":
        return {}
    try:
        return load_object(base64.b64decode(data, validate=True))
    except (binascii.Error, TypeError, ValueError) as error:
        raise Unreadable("data is not base64") from error


def _name(notification: Object) -> str:
    """The first review's name in it: the key differs (unverified), the form of the name does not."""
    for text in _texts(notification):
        if found := _SOMEWHERE.search(text):
            return found[0]
    place = ident(notification, "locationName") or ident(notification, "location_name")
    review = child(notification, "review")
    return f"{place}/reviews/{required_ident({**review, **notification}, 'reviewId', 'review_id')}"


def _texts(notification: Object) -> Iterator[str]:
    """Every text in it, at any depth, in order."""
    left: list[Any] = [notification]
    while left:
        node = left.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict | list):
            left.extend(reversed(node.values() if isinstance(node, dict) else node))


__all__ = [
    *("ACCEPTED", "COVERAGE", "HEADERS", "NEEDS_KEYS", "SECRETS"),
    *("challenge", "parse", "review_named", "sign", "verify"),
]
