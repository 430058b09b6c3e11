"""Polls X: public posts that a search finds, and rechecks of stored posts."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.connectors.contract import FIRST, PAGES, Feed, PollContext, Recheck, Request, Response, Steps
from goodword.mention import iso
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    load_object,
    objects,
    read_each,
    required_ident,
    text,
    word,
)
from goodword.platforms.x_objects import Reader, Users, included
from goodword.platforms.x_text import Included

TOKENS = ("bearer_token",)
SERVER = ""
# X bills each post that is read; unverified: whether it bills authors, pictures and polls too. A referenced post costs
# as much as a post, so none is requested: a repost found by a search is cut as short as X cuts it.
# https://docs.x.com/x-api/getting-started/pricing
USD_PER_READ = 0.005
STRANGERS = False
LOOKUPS: dict[str, Any] = {}
KEYS = None

_POSTS = "https://api.x.com/2/tweets"
_FIELDS = {
    "expansions": "author_id,attachments.media_keys,attachments.poll_ids",
    "media.fields": "alt_text",
    "poll.fields": "options",
    "user.fields": "name,username,public_metrics",
    "tweet.fields": "attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,"
    "referenced_tweets",
}
_PAGE = 50  # of the 100 that X allows: long posts have to fit a queue message, and more pages cost no more
_TOO_OLD = timedelta(days=6, hours=23)  # a search reaches back seven days, and refuses an older since_id
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, UTC)  # of X's ids, https://docs.x.com/resources/fundamentals/x-ids

# What is gone, or hidden from us: deleted, suspended, protected. In either domain.
_GONE = re.compile(
    r"https://api\.(?:twitter|x)\.com/2/problems/"
    r"(?:resource-not-found|resource-unavailable|not-authorized-for-resource)"
)


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read posts under `data`, with their authors' profiles; for a recheck also what is gone."""
    asked, body = delivery.asked or {}, load_object(delivery.body)
    reader = Reader(delivery, accounts, None, Users(*included(body)), Included(body))
    items = list(read_each(objects(body, "data"), reader.v2_post))
    if "ids" in asked:
        items += read_each(objects(body, "errors"), lambda error: _gone(reader, error, str(asked["ids"]).split(",")))
    yield from items or [Ignored(f"{word(asked.get('what'))}: nothing in it")]


def _gone(reader: Reader, error: Any, ids: list[str]) -> Iterator[ParsedItem]:
    """A rechecked post that X no longer has. Errors about other posts (that it refers to) are ignored.

    https://docs.x.com/x-api/fundamentals/response-codes-and-errors
    """
    error = as_object(error, "an error")
    if _GONE.fullmatch(text(error, "type") or "") and (post_id := required_ident(error, "resource_id", "value")) in ids:
        yield reader.gone(post_id, None, reader.delivery.received_at)
    else:
        yield Ignored(f"error {word(error.get('title'))}")


def _search(ask: PollContext) -> Steps:
    """Newest first, down to the newest post of the last poll; the next poll continues where this one stopped.

    The cursor: `since_id` or `start_time` bounds what is new, `newest_id` becomes the next `since_id`, `next_token`
    is where to continue; a token does not expire.

    https://docs.x.com/x-api/posts/search/integrate/paginate
    """
    bound, newest, token = _bound(ask), "", ""
    if bound.items() <= ask.cursor.items():
        newest, token = ask.cursor.get("newest_id", ""), ask.cursor.get("next_token", "")
    for _ in range(PAGES):
        here = {**bound, "newest_id": newest, "next_token": token}
        response = yield _request(
            ask,
            f"{_POSTS}/search/recent",
            {"query": ask.value, "max_results": str(_PAGE), **bound} | ({"next_token": token} if token else {}),
            {"what": "search"},
            reads=_PAGE,
            # If the run stops here, this page is read once more; X bills a post once within a day (UTC).
            checkpoint=here if token else None,
        )
        meta = child(load_object(response.body), "meta")
        newest = newest or text(meta, "newest_id") or ""
        if not (token := text(meta, "next_token") or ""):
            return {"since_id": newest} if newest else _kept(bound)
    return {**bound, "newest_id": newest, "next_token": token}


def _bound(ask: PollContext) -> dict[str, str]:
    """Where to start: the last post seen, if a search still reaches it; X refuses both bounds at once."""
    since_id, start = str(ask.cursor.get("since_id", "")), str(ask.cursor.get("start_time", ""))
    if since_id and _written(since_id) > ask.now - _TOO_OLD:
        return {"since_id": since_id}
    if start and ask.cursor.get("next_token") and start > iso(ask.now - _TOO_OLD):
        return {"start_time": start}
    return {"start_time": iso((ask.now - FIRST).replace(microsecond=0))}


def _kept(bound: Mapping[str, str]) -> dict[str, str]:
    """While nothing was found, each poll searches the last day; that is free, as X bills only posts that it returns."""
    return {"since_id": bound["since_id"]} if "since_id" in bound else {}


def _written(post_id: str) -> datetime:
    """When a post was written: its id says so, in milliseconds."""
    try:
        return _EPOCH + timedelta(milliseconds=int(post_id) >> 22)
    except (ValueError, OverflowError):
        return _EPOCH


def _recheck(ask: PollContext) -> Steps:
    """Posts by their ids; for those that were edited since, also the newest version.

    https://docs.x.com/x-api/posts/lookup/introduction
    """
    ids = tuple(post_id for post_id in ask.ids if post_id.isdecimal())
    if ids:
        response = yield _by_ids(ask, ids, {"what": "recheck", "ids": ",".join(ids)})
        if newest := _newest_forms(load_object(response.body)):
            yield _by_ids(ask, newest, {"what": "recheck"})
    return {}


def _by_ids(ask: PollContext, ids: tuple[str, ...], asked: Mapping[str, str]) -> Request:
    return _request(ask, _POSTS, {"ids": ",".join(ids)}, asked, reads=len(ids))


def _newest_forms(body: Object) -> tuple[str, ...]:
    """A post is stored under its first id. Each edit has another id, and the last one is the current version."""
    posts = [post for post in objects(body, "data") if isinstance(post, dict)]
    histories = [(post.get("id"), post.get("edit_history_tweet_ids")) for post in posts]
    return tuple(
        versions[-1]
        for post_id, versions in histories
        if isinstance(versions, list) and versions and isinstance(versions[-1], str) and versions[-1] != post_id
    )


def _request(
    ask: PollContext, url: str, params: Mapping[str, str], asked: Mapping[str, str], *, reads: int, **more: Any
) -> Request:
    bearer = {"Authorization": f"Bearer {ask.token('bearer_token')}"}
    return Request(
        url=url, params={**params, **_FIELDS}, headers=bearer, asked=asked, reads=reads, count=_count, **more
    )


def _count(response: Response) -> int:
    """What is billed: every post in the answer."""
    return len(objects(load_object(response.body), "data"))


FEEDS = {
    "search": Feed(
        steps=_search,
        every=timedelta(minutes=15),
        takes="a search query of X, up to 512 characters",
        example='"acme charger" -is:retweet',
        pattern=r"(?s).{1,512}",
    )
}
RECHECK = Recheck(
    steps=_recheck,
    batch=100,
    ages=(1, 7, 28),
    why="Developer Policy: remove what is no longer available through the API as soon as reasonably possible, "
    "https://docs.x.com/developer-terms/policy",
)

__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
