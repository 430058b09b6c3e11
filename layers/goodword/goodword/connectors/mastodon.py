"""Polls a Mastodon server: a hashtag's timeline, and who mentions the account.

Each request returns the oldest posts after the last id, so a busy hour is caught up page by page.
https://docs.joinmastodon.org/methods/timelines/#tag
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from goodword.connectors.contract import FIRST, PAGES, Feed, NoToken, PollContext, Request, Steps
from goodword.errors import ConfigurationError, Unreadable
from goodword.mention import instant, iso
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import as_object, child, from_iso, ident, load, read_each
from goodword.platforms.mastodon import Reader

TOKENS = ("access_token",)
SERVER = None  # there are thousands, and each sees only a part of the posts
USD_PER_READ = 0.0
STRANGERS = False
RECHECK = None
KEYS = None
PAGE_ITEMS = 40  # the most that both methods return


def tag(ask: PollContext) -> Steps:
    """The public posts with a hashtag that this server knows.

    Many servers answer without a token; a stored one is used.
    https://docs.joinmastodon.org/methods/timelines/#tag
    """
    name = quote(ask.value.removeprefix("#"), safe="")
    return _newer(ask, f"{_server(ask)}/api/v1/timelines/tag/{name}", {}, _token_if_any(ask))


def notifications(ask: PollContext) -> Steps:
    """The posts that mention the account that the token belongs to.

    https://docs.joinmastodon.org/methods/notifications/#get
    """
    url = f"{_server(ask)}/api/v1/notifications"
    return _newer(ask, url, {"types[]": "mention"}, _bearer(ask.token("access_token")))


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read a page of statuses or notifications; leaves out what is more than a day older than the first poll."""
    items = _listed(delivery.body)
    if not items:
        yield Ignored("nothing new")
    yield from read_each(items, partial(_recent, Reader(delivery, accounts), (delivery.asked or {}).get("since")))


def _recent(reader: Reader, since: str | None, item: Any) -> Iterator[ParsedItem]:
    made_at = from_iso(as_object(item, "an item"), "created_at")
    if since and made_at and made_at < instant(since):
        yield Ignored("older than the first poll")
    else:
        yield from reader.item(item)


def _newer(ask: PollContext, url: str, params: Mapping[str, str], headers: Mapping[str, str]) -> Steps:
    last: str | None = ask.cursor.get("last")
    since = ask.cursor.get("since", iso(ask.now - FIRST))
    for _ in range(PAGES):
        newer = {"min_id": last} if last else {}
        request = Request(
            url=url,
            params={**params, "limit": str(PAGE_ITEMS), **newer},
            headers=headers,
            asked={"what": ask.what, "since": since},
        )
        known, last = last, max((last or "", *_ids((yield request).body)), key=_age)
        if not known or last == known:  # without a last id, only the newest page is needed
            break
    return {"last": last, "since": since} if last else {}


def _age(item_id: str) -> tuple[int, str]:
    """Sorts ids in the order that servers assign them: growing numbers, or texts of one length."""
    return len(item_id), item_id


def _ids(body: bytes) -> list[str]:
    """The ids of a page. The reader of an item reports an id that cannot be read."""
    found = []
    for item in _listed(body):
        try:
            found.append(ident(child({"item": item}, "item"), "id"))
        except Unreadable:
            continue
    return [item_id for item_id in found if item_id]


def _listed(body: bytes) -> list[Any]:
    if not isinstance(items := load(body), list):
        raise Unreadable("the answer is not a list")
    return items


def _server(ask: PollContext) -> str:
    if not ask.server:
        raise ConfigurationError(f"source {ask.source} polls a Mastodon server: write `server: https://...`")
    return ask.server


def _token_if_any(ask: PollContext) -> dict[str, str]:
    try:
        return _bearer(ask.token("access_token"))
    except NoToken:
        return {}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


FEEDS: Mapping[str, Feed] = {
    "tag": Feed(
        steps=tag,
        every=timedelta(minutes=15),
        takes="a hashtag, with or without #: letters, digits and _",
        example="acme",
        pattern=r"#?\w{1,100}",
    ),
    "notifications": Feed(
        steps=notifications,
        every=timedelta(minutes=5),
        takes="the name of the account whose access_token is stored",
        example="acme@mastodon.social",
        pattern=r"@?[\w.-]+(@[\w.-]+)?",
    ),
}
LOOKUPS: Mapping[str, Any] = {}

__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
