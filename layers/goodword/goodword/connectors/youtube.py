"""Polls YouTube: renews its push subscription, searches, reads comments, and rechecks what is stored."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import batched
from typing import Any

from goodword.connectors._newest_first import Page, newest_first, times_of
from goodword.connectors.contract import FIRST, Feed, PollContext, Recheck, Request, Response, Steps
from goodword.errors import Unreadable
from goodword.mention import Action, Mention, instant, iso
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.html_entities import unescape
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
    scrub,
    text,
    whole,
    word,
)
from goodword.platforms.mention_text import links
from goodword.platforms.youtube import TOPIC, mention

TOKENS = ("api_key", "hub_secret")
SERVER = ""
USD_PER_READ = 0.0  # a read is a unit of the daily quota, which is free
STRANGERS = False
LOOKUPS: dict[str, Any] = {}
KEYS = None

_HUB = "https://pubsubhubbub.appspot.com/subscribe"
_API = "https://www.googleapis.com/youtube/v3/"
_LEASE = timedelta(days=5)
_INDEXED_LATE = timedelta(days=1)
_SHOWN_LATE = timedelta(hours=1)  # a comment that was held for review appears later than it was written
_LONG_THREADS = 20  # threads a run, of those with more replies than the answer holds
_SEARCH_UNITS = 100  # 100 searches a day are allowed, or 10,000 units of everything else: a search counts as a hundred
_BATCH, _COMMENTS_AT_ONCE = 50, 20
_PLAIN = {"textFormat": "plainText"}
_ID = re.compile(r"[A-Za-z0-9_.-]{1,200}")
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_CHANNEL: dict[str, str] = {
    "takes": "the id of a channel, 24 characters that begin with UC",
    "example": "UC_x5XG1OV2P6uZZ5FSM9Ttw",
    "pattern": r"UC[A-Za-z0-9_-]{22}",
}


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read an answer: search results, threads, comments or videos; for a recheck also what is gone."""
    asked, body = delivery.asked or {}, load_object(delivery.body)
    items = read_each(objects(body, "items"), partial(_item, delivery, accounts, asked))
    since = instant(asked["since"]) if "since" in asked else None
    reported = [item for item in items if not isinstance(item, Mention) or since is None or item.event_at >= since]
    reported += [_gone(delivery, item) for item in _missing(body, asked)]
    yield from reported or [Ignored(f"{word(asked.get('what'))}: nothing new")]


def _uploads(ask: PollContext) -> Steps:
    """Subscribe, or renew: a lease lasts five days, and a request for the same topic starts a new one.

    https://developers.google.com/youtube/v3/guides/push_notifications and https://www.w3.org/TR/websub/#subscribing.
    Unverified: whether Google's hub needs `hub.verify`, which the standard dropped.
    """
    params = {
        "mode": "subscribe",
        "topic": TOPIC + ask.value,
        "callback": ask.callback,
        "verify": "async",
        "secret": ask.token("hub_secret"),
        "lease_seconds": str(int(_LEASE.total_seconds())),
    }
    yield Request(method="POST", url=_HUB, form={f"hub.{name}": value for name, value in params.items()})
    return {}


def _search(ask: PollContext) -> Steps:
    """Videos, newest first; each poll goes back one day more, as the index is late.

    https://developers.google.com/youtube/v3/docs/search/list
    """
    params = {"q": ask.value, "type": "video", "maxResults": "50", "order": "date"}

    def request(since: datetime, page: str | None) -> Request:
        bound, asked = {"publishedAfter": iso(since)}, {"what": "search", "since": iso(since)}
        return _request(ask, "search", params | bound, asked, page=page, reads=_SEARCH_UNITS)

    return newest_first(ask, request, lambda response: _page(response, _published), _INDEXED_LATE)


def _comments(ask: PollContext) -> Steps:
    """The threads about a channel and its videos, newest first, down to where the last poll began.

    https://developers.google.com/youtube/v3/docs/commentThreads/list
    """
    params = {"allThreadsRelatedToChannelId": ask.value, "maxResults": "100", "order": "time", **_PLAIN}
    asked = {"what": "comments", "channel": ask.value, "since": ask.cursor.get("since", iso(ask.now - FIRST))}
    cut_short = list[Request]()

    def request(_: datetime, page: str | None) -> Request:
        return _request(ask, "commentThreads", {"part": "snippet,replies", **params}, asked, page=page)

    def page(response: Response) -> Page:
        cut_short.extend(_replies(ask, asked, thread) for thread in _threads(response) if _is_cut_short(thread))
        return _page(response, _written)

    cursor = yield from newest_first(ask, request, page, _SHOWN_LATE)
    for replies in cut_short[:_LONG_THREADS]:
        _listed((yield replies))
    return cursor


def _replies(ask: PollContext, asked: Mapping[str, str], thread: Object) -> Request:
    """The first 100 replies of a thread, when its answer held only some of them.

    https://developers.google.com/youtube/v3/docs/comments/list; the order of the replies is unverified.
    """
    params = {"parentId": text(thread, "id") or "", "maxResults": "100", **_PLAIN}
    about = {"what": "replies", "video": text(child(thread, "snippet"), "videoId") or ""}
    return _request(ask, "comments", params, {**asked, **about})


def _page(response: Response, times: Callable[[list[Any]], tuple[datetime, ...]]) -> Page:
    return Page(times(_listed(response)), text(load_object(response.body), "nextPageToken"))


def _listed(response: Response) -> list[Any]:
    """The items of a list; Unreadable when it is truncated, and for an error that came with a 200."""
    body = load_object(response.body)
    if "error" in body:
        raise Unreadable("the answer is an error")
    return objects(body, "items")


def _published(videos: list[Any]) -> tuple[datetime, ...]:
    return times_of(videos, "snippet", "publishedAt")


def _written(threads: list[Any]) -> tuple[datetime, ...]:
    """When threads began, and when anything in them was written or edited."""
    top = ("snippet", "topLevelComment", "snippet")
    replies = [reply for thread in threads if isinstance(thread, dict) for reply in _came_along(thread)]
    edited = times_of(threads, *top, "updatedAt") + times_of(replies, "snippet", "updatedAt")
    return times_of(threads, *top, "publishedAt") + edited


def _threads(response: Response) -> list[Object]:
    return [thread for thread in _listed(response) if isinstance(thread, dict)]


def _is_cut_short(thread: Object) -> bool:
    return (whole(child(thread, "snippet"), "totalReplyCount") or 0) > len(_came_along(thread))


def _came_along(thread: Object) -> list[Any]:
    comments = child(thread, "replies").get("comments")
    return comments if isinstance(comments, list) else []


def _recheck(ask: PollContext) -> Steps:
    """Videos and comments by their ids; of comments no more at once than the default size of a page.

    https://developers.google.com/youtube/v3/docs/videos/list, https://developers.google.com/youtube/v3/docs/comments/list
    How many ids either method accepts is unverified.
    """
    ids = [external_id for external_id in ask.ids if _ID.fullmatch(external_id)]
    videos = [external_id for external_id in ids if _VIDEO_ID.fullmatch(external_id)]
    comments = [external_id for external_id in ids if external_id not in videos]
    requests = [
        *(_by_ids(ask, "videos", batch) for batch in batched(videos, _BATCH, strict=False)),
        *(_by_ids(ask, "comments", batch, **_PLAIN) for batch in batched(comments, _COMMENTS_AT_ONCE, strict=False)),
    ]
    for request in requests:
        answer = yield request
        _missing(load_object(answer.body), request.asked or {})  # an answer without a list is requested again
    return {}


def _by_ids(ask: PollContext, path: str, ids: tuple[str, ...], **params: str) -> Request:
    listed = ",".join(ids)
    return _request(ask, path, {"id": listed, **params}, {"what": "recheck", "ids": listed})


def _request(
    ask: PollContext,
    path: str,
    params: Mapping[str, str],
    asked: Mapping[str, str],
    *,
    page: str | None = None,
    reads: int = 1,
) -> Request:
    paging = {"pageToken": page} if page else {}
    return Request(
        url=_API + path,
        params={"part": "snippet", **params, **paging},
        headers={"X-Goog-Api-Key": ask.token("api_key")},
        asked=asked,
        reads=reads,
    )


def _item(delivery: Delivery, accounts: frozenset[str], asked: Mapping[str, Any], item: Any) -> Iterator[ParsedItem]:
    """Read an item by its kind; a thread is its comment and its replies."""
    item = as_object(item, "an item")
    match item.get("kind"):
        case "youtube#searchResult":
            yield _video(delivery, accounts, item, required_ident(child(item, "id"), "videoId"), "created")
        case "youtube#video":
            yield _video(delivery, accounts, item, required_ident(item, "id"), "edited")
        case "youtube#comment":
            yield _comment(delivery, accounts, item, asked)
        case "youtube#commentThread":
            about = {**asked, "video": ident(child(item, "snippet"), "videoId")}
            comments = [child(item, "snippet").get("topLevelComment"), *objects(child(item, "replies"), "comments")]
            yield from read_each(comments, lambda comment: iter([_comment(delivery, accounts, comment, about)]))
        case kind:
            yield Ignored(f"item {word(kind)}")


def _video(delivery: Delivery, accounts: frozenset[str], item: Object, video_id: str, action: Action) -> Mention:
    """A video by its title, as in a push; its description and tags only serve to match brands.

    Titles of search results are escaped once too often.

    https://developers.google.com/youtube/v3/docs/videos#resource; the escaping is unverified. The API does not date a
    change of title: a recheck reports an edit at the time of publication, newer than the search result.
    """
    snippet = child(item, "snippet")
    title = text(snippet, "title")
    return mention(
        delivery,
        accounts,
        kind="post",
        action=action,
        external_id=video_id,
        root_id=video_id,
        text=scrub(unescape(title)) or None if title and action == "created" else title,
        author_id=ident(snippet, "channelId"),
        author_name=text(snippet, "channelTitle"),
        permalink=_permalink(video_id),
        links=links([text(snippet, "description"), *_tags(snippet)]),
        created_at=from_iso(snippet, "publishedAt"),
        event_at=None,
    )


def _tags(snippet: Object) -> list[Any]:
    tags = snippet.get("tags")
    return tags if isinstance(tags, list) else []


def _comment(delivery: Delivery, accounts: frozenset[str], item: Any, asked: Mapping[str, Any]) -> Mention:
    """A comment; its version clock is `updatedAt`. Only its author is sure to get the original text.

    https://developers.google.com/youtube/v3/docs/comments#resource
    """
    item = as_object(item, "a comment")
    snippet, comment_id = child(item, "snippet"), required_ident(item, "id")
    video_id = ident(snippet, "videoId") or ident(dict(asked), "video")
    written, updated = from_iso(snippet, "publishedAt"), from_iso(snippet, "updatedAt")
    return mention(
        delivery,
        accounts,
        kind="comment",
        action="edited" if written and updated and updated > written else "created",
        external_id=comment_id,
        parent_id=ident(snippet, "parentId") or video_id,
        root_id=video_id,
        text=text(snippet, "textOriginal") or text(snippet, "textDisplay"),
        author_id=ident(child(snippet, "authorChannelId"), "value"),
        author_name=text(snippet, "authorDisplayName"),
        account_id=asked.get("channel"),
        permalink=_permalink(video_id, comment_id),
        created_at=written,
        event_at=updated,
    )


def _missing(body: Object, asked: Mapping[str, Any]) -> list[str]:
    """The rechecked ids that are gone; an answer without a list says nothing about them.

    Neither does one with a next page, which so few ids should never need.
    """
    if "ids" not in asked or "nextPageToken" in body:
        return []
    if not isinstance(body.get("items"), list):
        raise Unreadable("items is missing")
    there = {item.get("id") for item in body["items"] if isinstance(item, dict) and isinstance(item.get("id"), str)}
    return [external_id for external_id in str(asked["ids"]).split(",") if external_id not in there]


def _gone(delivery: Delivery, item_id: str) -> Mention:
    return mention(
        delivery,
        frozenset(),
        kind="post" if _VIDEO_ID.fullmatch(item_id) else "comment",
        action="deleted",
        external_id=item_id,
        author_id=None,
        created_at=None,
        event_at=delivery.received_at,
    )


def _permalink(video_id: str | None, comment_id: str | None = None) -> str | None:
    if not video_id or not _VIDEO_ID.fullmatch(video_id):
        return None
    if comment_id is None:
        return f"https://www.youtube.com/watch?v={video_id}"
    known = _ID.fullmatch(comment_id)
    return f"https://www.youtube.com/watch?v={video_id}&lc={comment_id}" if known else None


FEEDS = {
    "uploads": Feed(steps=_uploads, every=timedelta(days=1), **_CHANNEL),
    "search": Feed(
        steps=_search, every=timedelta(hours=6), takes="a search, as you type it on YouTube", example="acme charger"
    ),
    "comments": Feed(steps=_comments, every=timedelta(minutes=15), **_CHANNEL),
}
RECHECK = Recheck(
    steps=_recheck,
    batch=_BATCH,
    ages=(1, 7, 28),
    why="Developer Policies III.E.4: refresh or delete stored data within 30 days, "
    "https://developers.google.com/youtube/terms/developer-policies",
)

__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
