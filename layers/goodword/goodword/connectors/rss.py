"""Polls an RSS or Atom feed: a blog, a site's search, a news alert, the pins of a board.

https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287
"""

import calendar
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from goodword.connectors._feed_body import feed_in
from goodword.connectors._taken_away import is_taken_away
from goodword.connectors.contract import FIRST, Feed, PollContext, Request, Steps, digest, gone
from goodword.errors import Unreadable
from goodword.mention import Mention, instant, iso
from goodword.platforms.contract import Coverage, Delivery, Ignored, ParsedItem
from goodword.platforms.html_text import html_text
from goodword.platforms.json_fields import MAX_ID_CHARACTERS, MAX_URL_CHARACTERS, scrub, urls
from goodword.platforms.webmention import site_of

TOKENS: tuple[str, ...] = ()
SERVER = ""
USD_PER_READ = 0.0
STRANGERS = True
RECHECK = None
KEYS = None
COVERAGE = Coverage(
    hears="the entries of any RSS or Atom feed: blogs, news alerts, Reddit searches, Pinterest boards",
    misses="anything that the feed leaves out; older entries at the first poll",
    delay="30 min, plus the feed's own delay",
    edits="replaces the stored entry when the feed shows another text",
    deletion="not reported: an entry that leaves a feed is only old",
    by=("poll",),
)

MAX_ENTRIES = 200  # the newest ones
MAX_REMEMBERED = 250  # entries already reported, newest first, and the ids that entries share
_MAX_MARKS = 50
_UNCHANGED = 304
_NAME = 8  # characters of a version that stand for the entry
_TAG = re.compile(r"tag:([^\s,@]+),\S+")  # of a host; a tag with a mail address does not say whose feed it is


def feed(ask: PollContext) -> Steps:
    """The feed, unless it has not changed. A feed that is gone (410) is an error, so that fetch reports it.

    https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
    """
    known = str(ask.cursor.get("told", ""))
    conditions = {"If-None-Match": ask.cursor.get("etag"), "If-Modified-Since": ask.cursor.get("modified")}
    answer = yield Request(
        url=ask.value,
        headers={name: str(value) for name, value in conditions.items() if value},
        asked={"what": "feed", "url": ask.value, "told": known}
        | ({} if ask.cursor else {"since": iso(ask.now - FIRST)}),
        also=frozenset({_UNCHANGED}),
        follow=True,
    )
    if answer.status == _UNCHANGED:
        return ask.cursor
    entries = _entries(answer.body, ask.value, set(known.split()))
    marks = list(dict.fromkeys(mark for entry in entries for mark in entry.marks))[:_MAX_MARKS]
    versions = [entry.version for entry in entries]
    return {
        "told": " ".join(list(dict.fromkeys([*marks, *versions, *known.split()]))[:MAX_REMEMBERED]),
        "etag": answer.headers.get("etag", "")[:500],
        "modified": answer.headers.get("last-modified", "")[:100],
    }


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read what is new or changed in a feed; the first time only entries with a recent date."""
    asked = delivery.asked or {}
    if asked.get("status") == str(_UNCHANGED) or not delivery.body:
        yield Ignored("the feed has not changed")
        return
    reported, since = set(str(asked.get("told", "")).split()), asked.get("since")
    names = {version[:_NAME] for version in reported}
    entries = _entries(delivery.body, str(asked.get("url", "")), reported)
    found = [entry for entry in entries if entry.version not in reported]
    fresh = [entry for entry in found if since is None or (entry.at and entry.at >= instant(since))]
    if not fresh:
        yield Ignored("nothing new in the feed")
    ours = site_of(str(asked.get("url", "")), accounts) is not None
    for entry in fresh:
        yield _mention(delivery, entry, ours=ours, changed=entry.version[:_NAME] in names)


def _mention(delivery: Delivery, entry: "Entry", *, ours: bool, changed: bool) -> Mention:
    """An entry. A changed entry is dated when its change was found: few feeds say when it changed.

    It counts as our own only where the feed is ours. A stranger's feed may claim anything, an author's name too.
    """
    if is_taken_away(entry.title) or is_taken_away(entry.text):
        return gone(delivery, entry.name, "post")
    created_at = entry.published or entry.updated
    found_at = delivery.received_at if changed else None
    edited = changed or bool(entry.published and entry.updated and entry.updated > entry.published)
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        external_id=entry.name,
        kind="post",
        action="edited" if edited else "created",
        text=entry.text,
        title=entry.title,
        lang=entry.lang,
        author_name=entry.author,
        created_at=created_at,
        event_at=max(filter(None, (entry.at, found_at)), default=delivery.received_at),
        from_self=ours,
        permalink=entry.link,
        media=entry.media,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed, with its id and its link as the feed has them (`own`, `place`).

    `name` is its id everywhere. `version` changes with its text, except for its first part. `marks` say that others
    have the same id.
    """

    own: str
    place: str
    name: str = ""
    version: str = ""
    marks: tuple[str, ...] = ()
    title: str | None
    text: str | None
    author: str | None
    lang: str | None
    published: datetime | None
    updated: datetime | None
    link: str | None
    media: tuple[str, ...]

    @property
    def at(self) -> datetime | None:
        """When it last changed, as far as the feed says."""
        return max(filter(None, (self.published, self.updated)), default=None)


def _entries(body: bytes, url: str, sources: Collection[str]) -> list[Entry]:
    """The newest entries of a feed; those without a date count as new. Raises Unreadable when it is not a feed."""
    import feedparser  # type: ignore[import-untyped]  # slow to import, and only feeds need it

    # As a stream, since feedparser may take bytes for the name of a file.
    document = feedparser.parse(io.BytesIO(feed_in(body)), sanitize_html=False, resolve_relative_uris=False)
    if not document.get("version") and not document.entries:
        raise Unreadable("the body is not a feed")
    lang = _text_of(document.feed, "language")
    is_atom = str(document.get("version")).startswith("atom")
    entries = _named([_entry(entry, url, lang, is_atom=is_atom) for entry in document.entries], url, sources)
    return sorted(entries, key=lambda entry: entry.at or datetime.max.replace(tzinfo=UTC), reverse=True)[:MAX_ENTRIES]


def _entry(entry: Any, url: str, lang: str | None, *, is_atom: bool) -> Entry:
    title, words = _shown(_detail(entry, "title"), is_atom=is_atom), _shown(_words(entry), is_atom=is_atom)
    link = _link(entry, url)
    published, updated = _moment(entry, "published_parsed"), _moment(entry, "updated_parsed")
    own = _text_of(entry, "id") or link or digest(f"{title} {words} {published}")
    author = _text_of(entry, "author")
    return Entry(
        own=own,
        place=link or title or "",
        title=title,
        text=words,
        author=author[:200] if author else None,
        lang=lang[:16] if lang else None,
        published=published,
        updated=updated,
        link=_safe(link),
        media=urls(
            filter(_safe, (_text_of(part, "href") for part in _parts(entry, "links") if part.get("rel") == "enclosure"))
        ),
    )


def _named(entries: list[Entry], url: str, sources: Collection[str]) -> list[Entry]:
    """Each entry with its name. If several share an id, the first one reported keeps it; the others add their link.

    The shared id and its owner are remembered with the reported entries: the names have to stay the same when
    the feed shows only one of them.
    """
    places: dict[str, set[str]] = {}
    for entry in entries:
        places.setdefault(entry.own, set()).add(entry.place)
    return [_with_name(entry, url, sources, alone=len(places[entry.own]) == 1) for entry in entries]


def _with_name(entry: Entry, url: str, sources: Collection[str], *, alone: bool) -> Entry:
    shared, keeps = (digest(f"{what} {entry.own}") for what in ("shared", f"{entry.place} keeps"))
    if alone and shared not in sources:
        return replace(entry, name=_name(entry.own, url), version=_version(entry.own, entry))
    kept = keeps in sources or _version(entry.own, entry) in sources
    mine = entry.own if kept else f"{entry.own} {entry.place}"
    marks = (shared, keeps) if kept else (shared,)
    return replace(entry, name=_name(mine, url), version=_version(mine, entry), marks=marks)


def _version(own: str, entry: Entry) -> str:
    return digest(own)[:_NAME] + digest(f"{entry.title} {entry.text}")


def _name(own: str, url: str) -> str:
    """The name of an entry everywhere. Its id is trusted if it is on the feed's own host, or a tag that names the host.

    Any other id counts within its feed only: else a feed could replace another feed's text.
    https://www.rfc-editor.org/rfc/rfc4151
    """
    if len(own) <= MAX_ID_CHARACTERS and len(own.split()) == 1 and _host(own) == _host(url) != "":
        return own
    return f"{digest(url)}:{own if len(own) <= MAX_ID_CHARACTERS // 2 else digest(own)}"


def _host(address: str) -> str:
    """The host and port of an address or a tag, in one spelling without `www.`; empty where it names none."""
    tag = _TAG.fullmatch(address)
    try:
        parts = urlsplit(f"//{tag[1]}" if tag else address)
    except ValueError:
        return ""
    if not tag and parts.scheme not in ("http", "https"):
        return ""
    return parts.netloc.casefold().removeprefix("www.").removesuffix(".")


type Written = tuple[str | None, str | None]
"""A text and its media type, as far as feedparser reports it."""


def _words(entry: Any) -> Written:
    """The whole content if the feed has it, else the summary."""
    contents = [(_text_of(part, "value"), _text_of(part, "type")) for part in _parts(entry, "content")]
    return next((found for found in contents if found[0]), None) or _detail(entry, "summary")


def _detail(entry: Any, key: str) -> Written:
    detail = dict.get(entry, f"{key}_detail")
    return _text_of(entry, key), _text_of(detail, "type") if isinstance(detail, dict) else None


def _shown(written: Written, *, is_atom: bool) -> str | None:
    """The text without markup. Atom says which text has none. RSS does not say, and everybody puts HTML in it.

    https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1
    """
    text, kind = written
    return " ".join(text.split()) if text and is_atom and kind == "text/plain" else html_text(text)


def _link(entry: Any, url: str) -> str | None:
    link = _text_of(entry, "link")
    return urljoin(url, link) if link and link.startswith("/") else link


def _parts(entry: Any, key: str) -> list[Any]:
    found = dict.get(entry, key)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _text_of(entry: Any, key: str) -> str | None:
    """A text of the entry itself: feedparser may answer one key with another's value."""
    value = dict.get(entry, key)
    return scrub(value).strip() or None if isinstance(value, str) else None


def _moment(entry: Any, key: str) -> datetime | None:
    value = dict.get(entry, key)
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC) if value else None
    except (ValueError, OverflowError, OSError):
        return None


def _safe(link: str | None) -> str | None:
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return None
    good = parts.scheme == "https" and parts.hostname and len(link or "") <= MAX_URL_CHARACTERS
    return link if good and len((link or "").split()) == 1 else None


FEEDS: Mapping[str, Feed] = {
    "feed": Feed(
        steps=feed,
        every=timedelta(minutes=30),
        takes="the address of a feed",
        example="https://blog.acme.example/feed.xml",
        pattern=r"https?://\S{4,1000}",
    ),
}
LOOKUPS: Mapping[str, Any] = {}

__all__ = ["COVERAGE", "FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
