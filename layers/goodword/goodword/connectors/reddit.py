"""Polls Reddit, which pushes nothing: searches, a community's comments, and rechecks of what is stored.

https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki
The methods' own pages (https://www.reddit.com/dev/api) could not be read again for this: unverified.
"""

import base64
import re
from collections.abc import Generator, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from goodword.connectors._newest_first import Page, newest_first, times_of
from goodword.connectors._taken_away import is_taken_away
from goodword.connectors.contract import Feed, PollContext, Recheck, Request, Response, Steps, gone
from goodword.errors import Unreadable
from goodword.mention import Mention, instant, iso
from goodword.platforms.contract import Coverage, Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_seconds,
    ident,
    load_object,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.version import VERSION

TOKENS = ("client_id", "client_secret")
SERVER = ""
USD_PER_READ = 0.0
STRANGERS = False
KEYS = None
COVERAGE = Coverage(
    hears="posts by search, and every comment in the communities that you name",
    misses="comments elsewhere, direct messages, private communities; anything removed before it is polled",
    delay="15 min, plus the delay of Reddit's search",
    edits="found by a recheck, as for deletions; replaces the stored text",
    deletion="rechecked after 1, 2, 4, 7, 14 and 28 days, then every 14 days; the text is deleted if it is gone",
    by=("poll",),
)

LOGIN, API, SITE = "https://www.reddit.com/api/v1/access_token", "https://oauth.reddit.com", "https://www.reddit.com"
PAGE_ITEMS = 100  # the most that a listing returns
OVERLAP = timedelta(minutes=10)  # search finds a post some minutes after it was made
# Reddit requires <platform>:<app ID>:<version> and throttles the default names of libraries.
USER_AGENT = f"web:goodword:v{VERSION}"
_COMMENT, _POST = "t1", "t3"
_NAME = re.compile(r"t[13]_[a-z0-9]{1,20}")


def search(ask: PollContext) -> Steps:
    """Posts that match a search, newest first.

    https://www.reddit.com/dev/api#GET_search
    """
    return _listing(ask, f"{API}/search", {"q": ask.value, "sort": "new", "type": "link"})


def comments(ask: PollContext) -> Steps:
    """The comments in a community, newest first (unverified, as its page names no such listing).

    https://www.reddit.com/dev/api#GET_comments_{article}
    """
    return _listing(ask, f"{API}/r/{ask.value.removeprefix('r/')}/comments", {})


def recheck(ask: PollContext) -> Steps:
    """Whether posts and comments still exist, a hundred at a time.

    https://www.reddit.com/dev/api#GET_api_info
    """
    token = yield from _login(ask)
    names = ",".join(name for name in ask.ids if _NAME.fullmatch(name))
    if names:
        asked = {"what": "recheck", "ids": names}
        answer = yield Request(
            url=f"{API}/api/info", params={"id": names, "raw_json": "1"}, headers=_bearer(token), asked=asked
        )
        _things(load_object(answer.body))
    return {}


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read a listing. A recheck passes on changes only: what is gone, and what was edited."""
    asked = delivery.asked or {}
    if asked.get("status") == "400":
        yield Ignored("a page that no longer exists")
        return
    things, again = _things(load_object(delivery.body)), asked.get("what") == "recheck"
    if not things and not again:
        yield Ignored("nothing new")
    yield from read_each(things, partial(_read, delivery, accounts, again=again, since=asked.get("since")))
    if again:
        yield from _missing(delivery, str(asked.get("ids", "")).split(","), things)


def _read(
    delivery: Delivery, accounts: frozenset[str], thing: Any, *, again: bool, since: str | None
) -> Iterator[ParsedItem]:
    """A post (t3) or a comment (t1).

    https://github.com/reddit-archive/reddit/wiki/JSON
    """
    thing = as_object(thing, "a thing")
    kind, data = thing.get("kind"), child(thing, "data")
    created_at, edited_at = from_seconds(data, "created_utc"), _edited_at(data)
    if kind not in (_COMMENT, _POST):
        yield Ignored(f"thing {word(kind)}")
    elif _is_gone(data):
        yield _deleted(delivery, required_ident(data, "name"))
    elif again and edited_at is None:
        yield Ignored("it has not changed")
    elif since and created_at and created_at < instant(since):
        yield Ignored("reported before")
    else:
        yield _mention(delivery, accounts, data, created_at, edited_at)


def _mention(
    delivery: Delivery,
    accounts: frozenset[str],
    data: Object,
    created_at: datetime | None,
    edited_at: datetime | None,
) -> Mention:
    name = required_ident(data, "name")
    is_comment = name.startswith(f"{_COMMENT}_")
    author, author_id = text(data, "author", 100), ident(data, "author_fullname")
    if is_taken_away(author):  # the account was deleted, and its name with it
        author = author_id = None
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        external_id=name,
        kind="comment" if is_comment else "post",
        action="edited" if edited_at else "created",
        text=text(data, "body") or text(data, "selftext"),
        title=None if is_comment else text(data, "title"),
        author_id=author_id,
        author_name=author,
        author_handle=author,
        created_at=created_at,
        event_at=max(filter(None, (edited_at, created_at)), default=delivery.received_at),
        parent_id=ident(data, "parent_id"),
        root_id=ident(data, "link_id"),
        from_self=bool({author_id, author} & accounts),
        permalink=_permalink(data),
        media=urls([data.get("url")]) if data.get("post_hint") == "image" else (),
    )


def _missing(delivery: Delivery, ids: list[str], things: list[Any]) -> Iterator[ParsedItem]:
    """A requested id that is missing from the answer is gone."""
    here = {child({"thing": thing}, "thing", "data").get("name") for thing in things}
    for name in ids:
        if name and name not in here:
            yield _deleted(delivery, name)


def _deleted(delivery: Delivery, name: str) -> Mention:
    return gone(delivery, name, "comment" if name.startswith(f"{_COMMENT}_") else "post")


def _is_gone(data: Object) -> bool:
    """Whether it was deleted or removed: a notice replaces its text; for a link, `removed_by_category` says so."""
    replaced = any(is_taken_away(data.get(key)) for key in ("body", "selftext", "title"))
    return replaced or bool(data.get("removed_by_category"))


def _edited_at(data: Object) -> datetime | None:
    """When it was edited (seconds), or false; some very old ones say only true."""
    return None if isinstance(data.get("edited"), bool) else from_seconds(data, "edited")


def _permalink(data: Object) -> str | None:
    path = text(data, "permalink", 500)
    return SITE + path if path and re.fullmatch(r"/[\w/%.~-]+", path) and not path.startswith("//") else None


def _listing(ask: PollContext, url: str, params: Mapping[str, str]) -> Steps:
    """Newest first, back to a time. Paging `before` an id would break when somebody deletes what it names."""
    token = yield from _login(ask)

    def request(since: datetime, page: str | None) -> Request:
        return Request(
            url=url,
            # raw_json: else Reddit escapes &, < and > in every text
            params={**params, "limit": str(PAGE_ITEMS), "raw_json": "1", **({"after": page} if page else {})},
            headers=_bearer(token),
            asked={"what": ask.what, "since": iso(since)},
        )

    def page(response: Response) -> Page:
        body = load_object(response.body)
        return Page(times_of(_things(body), "data", "created_utc"), text(child(body, "data"), "after"))

    return (yield from newest_first(ask, request, page, OVERLAP))


def _things(body: Object) -> list[Any]:
    children = child(body, "data").get("children")
    if body.get("kind") != "Listing" or not isinstance(children, list):
        raise Unreadable("the answer is not a listing")
    return children


def _login(ask: PollContext) -> Generator[Request, Response, str]:
    """A token for the application itself, good for a day; it sees what is public.

    https://github.com/reddit-archive/reddit/wiki/OAuth2#application-only-oauth
    """
    if "access_token" not in ask.session:
        both = f"{ask.token('client_id')}:{ask.token('client_secret')}"
        answer = yield Request(
            url=LOGIN,
            method="POST",
            headers={"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}", "User-Agent": USER_AGENT},
            form={"grant_type": "client_credentials"},
        )
        if not (token := text(load_object(answer.body), "access_token")):
            raise Unreadable("the login gave no access_token")
        ask.session["access_token"] = token
    return ask.session["access_token"]


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "User-Agent": USER_AGENT}


FEEDS: Mapping[str, Feed] = {
    "search": Feed(
        steps=search,
        every=timedelta(minutes=15),
        takes="words to search for, as on the site",
        example='"acme charger"',
        pattern=r"(?s).{2,500}",
    ),
    "comments": Feed(
        steps=comments,
        every=timedelta(minutes=15),
        takes="the name of a community",
        example="acme",
        pattern=r"(r/)?[A-Za-z0-9_]{2,50}",
    ),
}
LOOKUPS: Mapping[str, Any] = {}
RECHECK = Recheck(
    steps=recheck,
    batch=100,
    ages=(1, 2, 4, 7, 14, 28),
    why="Reddit requires you to remove stored content, title and body, once it is deleted there, ideally within 48 "
    "hours: https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki",
)

__all__ = ["COVERAGE", "FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
