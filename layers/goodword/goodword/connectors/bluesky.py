"""Polls Bluesky: a search over public posts, and who mentions, answers or quotes the account.

https://docs.bsky.app/docs/advanced-guides/api-directory
"""

from collections.abc import Generator, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from goodword.connectors._newest_first import Page, newest_first, times_of
from goodword.connectors.contract import Feed, PollContext, Request, Response, Steps
from goodword.errors import Unreadable
from goodword.mention import instant, iso
from goodword.platforms.bluesky import Reader
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    as_object,
    child,
    from_iso,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    word,
)

TOKENS = ("handle", "app_password")
USD_PER_READ = 0.0
STRANGERS = False
RECHECK = None
KEYS = None
PAGE_ITEMS = 100  # the most that both methods return
SERVER = "https://bsky.social"
# A session's token is good for about two hours (unverified). An expired one gets 400, not 401.
SESSION = timedelta(minutes=90)
OVERLAP = timedelta(minutes=2)  # search may show a post a little later than one that was made after it
_REASONS = ("mention", "reply", "quote")


def search(ask: PollContext) -> Steps:
    """Posts that match a search, newest first.

    https://docs.bsky.app/docs/api/app-bsky-feed-search-posts
    """
    return _asked(ask, "app.bsky.feed.searchPosts", {"q": ask.value, "sort": "latest"}, "posts")


def notifications(ask: PollContext) -> Steps:
    """Mentions, replies and quotes, newest first. Polling does not mark them as seen.

    https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications
    """
    reasons = urlencode([("reasons", reason) for reason in _REASONS])
    return _asked(ask, f"app.bsky.notification.listNotifications?{reasons}", {}, "notifications")


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read a page of either; leaves out what the last poll read."""
    body, asked = load_object(delivery.body), delivery.asked or {}
    views = objects(body, "posts" if asked.get("what") == "search" else "notifications")
    if not views:
        yield Ignored("nothing new")
    yield from read_each(views, partial(_read, Reader(delivery, accounts), asked.get("since")))


def _read(reader: Reader, since: str | None, view: Any) -> Iterator[ParsedItem]:
    """A post as search shows it, or a notification: both have the same address, author and record.

    https://docs.bsky.app/docs/api/app-bsky-feed-get-posts
    """
    view = as_object(view, "a post")
    seen_at = from_iso(view, "indexedAt")
    if since and seen_at and seen_at < instant(since):
        yield Ignored("reported before")
    elif "reason" in view and view["reason"] not in _REASONS:
        yield Ignored(f"notification {word(view['reason'])}")
    else:
        yield from reader.record(
            required_ident(view, "uri"),
            child(view, "record"),
            seen_at=seen_at,
            reason=text(view, "reason"),
            author=child(view, "author"),
            shown=child(view, "embed"),
        )


def _asked(ask: PollContext, method: str, params: Mapping[str, str], key: str) -> Steps:
    token = yield from _login(ask)
    address = f"{_server(ask)}/xrpc/{method}"

    def request(since: datetime, page: str | None) -> Request:
        sought = {"since": iso(since)} if key == "posts" else {}
        return Request(
            url=address,
            params={**params, "limit": str(PAGE_ITEMS), **sought, **({"cursor": page} if page else {})},
            headers={"Authorization": f"Bearer {token}"},
            asked={"what": ask.what, "since": iso(since)},
        )

    def page(response: Response) -> Page:
        body = load_object(response.body)
        if not isinstance(body.get(key), list):
            raise Unreadable(f"{key} is missing")
        return Page(times_of(body[key], "indexedAt"), text(body, "cursor"))

    return (yield from newest_first(ask, request, page, OVERLAP))


def _login(ask: PollContext) -> Generator[Request, Response, str]:
    """A session, kept while its token is good: an account may start 300 a day, and 30 in five minutes.

    https://docs.bsky.app/docs/advanced-guides/rate-limits
    https://docs.bsky.app/docs/api/com-atproto-server-create-session
    """
    until = ask.session.get("until")
    if "accessJwt" not in ask.session or until is None or instant(until) <= ask.now:
        body = {"identifier": ask.token("handle"), "password": ask.token("app_password")}
        answer = yield Request(url=f"{_server(ask)}/xrpc/com.atproto.server.createSession", method="POST", json=body)
        if not (token := text(load_object(answer.body), "accessJwt")):
            raise Unreadable("the login gave no accessJwt")
        ask.session.update(accessJwt=token, until=iso(ask.now + SESSION))
    return ask.session["accessJwt"]


def _server(ask: PollContext) -> str:
    return ask.server or SERVER


FEEDS: Mapping[str, Feed] = {
    "search": Feed(
        steps=search,
        every=timedelta(minutes=15),
        takes="words to search for, as in the app",
        example='"acme charger"',
        pattern=r"(?s).{2,500}",
    ),
    "notifications": Feed(
        steps=notifications,
        every=timedelta(minutes=5),
        takes="the handle of the account whose app_password is stored",
        example="acme.bsky.social",
        pattern=r"@?[\w.-]+",
    ),
}
LOOKUPS: Mapping[str, Any] = {}

__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
