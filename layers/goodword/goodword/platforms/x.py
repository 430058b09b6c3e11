"""X: posts, replies, quotes, reposts, likes and direct messages, in the three forms that X delivers them in."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

from goodword.errors import BadHandshake
from goodword.mention import Mention
from goodword.platforms._hmac import from_base64, hmac_sha256, matches_any, prefixed, to_base64
from goodword.platforms._x_classic import ClassicReader
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    child,
    from_milliseconds,
    ident,
    load_object,
    read_each,
    required_ident,
    word,
)
from goodword.platforms.x_objects import Users, included, read_list
from goodword.platforms.x_text import Included

SECRETS = ("consumer_secret",)
HEADERS: tuple[str, ...] = ()
ACCEPTED = 200
COVERAGE = Coverage(
    hears="posts that mention, answer or quote you, messages, edits and your own deletions; by search, any public post",
    misses="protected accounts, the text of encrypted chats; the brand's name without your handle, unless searched for",
    delay="seconds if pushed; by search 15 min",
    edits="replaces the stored post",
    deletion="pushed for your own posts only; other people's stored posts are rechecked after 1, 7 and 28 days",
    by=("webhook", "poll"),
)

_SIGNATURE = "x-twitter-webhooks-signature"

# The answer is signed with the same key as deliveries: a token that could be a delivery's body could make us
# sign that body for a stranger. Every object in JSON has braces.
_TOKEN = re.compile(r"[!-Z^-z|~]{1,512}")  # printable ASCII, without brackets of either kind


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Answer the CRC check.

    https://docs.x.com/x-api/webhooks/introduction
    """
    if delivery.method != "GET":
        return None
    if not _TOKEN.fullmatch(token := delivery.query.get("crc_token", "")):
        raise BadHandshake("crc_token is missing or has characters that are not allowed")
    return Answer(200, json.dumps({"response_token": _signature(secrets, token.encode())}), "application/json")


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - X signs no clock
    """HMAC-SHA256 of the bytes as received, in base64 (not hex)."""
    claimed = from_base64(prefixed(delivery.headers.get(_SIGNATURE), "sha256="))
    matches_any(claimed, secrets.live("consumer_secret"), lambda secret: hmac_sha256(secret, delivery.body))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:  # noqa: ARG001 - X signs no clock
    """The header that X would send."""
    return {_SIGNATURE: _signature(secrets, body)}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Tell the three products apart by their envelope, and read the content."""
    body = load_object(delivery.body)
    data = child(body, "data")
    users = Users(child(body, "users"), child(data, "payload", "users"), *included(body), *included(data))
    came = Included(body, data, child(data, "payload"))
    if "event_type" in data:
        account_id = ident(child(data, "filter"), "user_id")
        yield from read_each([data], _ActivityReader(delivery, accounts, account_id, users, came).activity)
    elif "matching_rules" in body or "text" in data:
        yield from read_each([data], _ActivityReader(delivery, accounts, None, users, came).v2_post)
    else:
        yield from _ActivityReader(delivery, accounts, ident(body, "for_user_id"), users).account_activity(body)


class _ActivityReader(ClassicReader):
    """Reads single events of the Activity API, and the classic forms."""

    def activity(self, data: Object) -> Iterator[ParsedItem]:
        """Activity API: one event.

        https://docs.x.com/x-api/activity/event-payloads
        """
        event, payload = word(data.get("event_type")), child(data, "payload")
        match event:
            case "post.delete":
                yield self.gone(required_ident(payload, "id"), ident(payload, "author_id"), None)
            case "like.create":
                author = self.users.author(ident(payload, "author_id"))
                yield self.like(payload, author, required_ident(payload, "liked_tweet_id"))
            case "dm.received" | "dm.sent":
                yield from read_list("direct_message_events", self.direct_message, payload)
            case "chat.received" | "chat.sent":
                yield self._chat(payload)
            case _ if event.startswith("post.") and event.endswith(".create"):
                yield from self.v2_post(payload)
            case _:
                yield Ignored(f"activity {event}")

    def _chat(self, payload: Object) -> Mention:
        """An encrypted chat: somebody wrote, and only X can show the text."""
        return self.mention(
            kind="message",
            external_id=required_ident(payload, "id"),
            created_at=from_milliseconds(payload, "created_at_msec"),
            root_id=ident(payload, "conversation_id"),
            **self.users.author(ident(payload, "sender_id")),
        )


def _signature(secrets: Secrets, message: bytes) -> str:
    return "sha256=" + to_base64(hmac_sha256(secrets.live("consumer_secret")[0], message))


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
