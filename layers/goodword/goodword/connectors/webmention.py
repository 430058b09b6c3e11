"""Reads a page that was visited for a webmention: whether it links to us, and what it says.

https://www.w3.org/TR/webmention/#webmention-verification
"""

import codecs
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goodword.connectors._page import Item, Page
from goodword.connectors.contract import Feed, PollContext, Steps
from goodword.errors import TooLarge, Unreadable
from goodword.mention import Kind, Mention
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import MAX_ID_CHARACTERS, MAX_TEXT_CHARACTERS, from_iso, load, scrub, text, urls
from goodword.platforms.mention_text import links, with_kind
from goodword.platforms.webmention import bare, is_url, site_of

TOKENS: tuple[str, ...] = ()
FEEDS: Mapping[str, Feed] = {}
LOOKUPS: Mapping[str, Callable[[PollContext], Steps]] = {}
RECHECK = None
KEYS = None
SERVER = ""
USD_PER_READ = 0.0
STRANGERS = True

_GONE = {"404", "410"}
_JSON = re.compile(r"application/(?:[a-z0-9.-]+\+)?json")
_HTML = {"", "text/html", "application/xhtml+xml"}
_CHARSET = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_CHARSETS = re.compile(r"utf-(8|16).*|ascii|iso8859.*|cp\d+|koi8.*|shift_jis.*|euc.*|gb.*|big5.*|mac.*")
_LOOKS_BYTES = 1024  # browsers look this far into a page for the charset that it declares

# https://indieweb.org/responses: what an entry is to the page that it links to
_RESPONSES: tuple[tuple[str, Kind], ...] = (
    ("in-reply-to", "comment"),
    ("like-of", "reaction"),
    ("repost-of", "share"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a page with the link says."""

    kind: Kind = "mention"
    text: str | None = None
    title: str | None = None
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    updated: str | None = None
    media: tuple[str, ...] = ()


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """The mention on a page, or its deletion when the page or its link is gone; ignores a page that was not served."""
    asked = delivery.asked or {}
    source, target = asked.get("source"), asked.get("target")
    if not (isinstance(source, str) and isinstance(target, str) and is_url(source) and is_url(target)):
        raise Unreadable("source or target is missing")
    status = str(asked.get("status", ""))
    if status not in _GONE and not re.fullmatch(r"2[0-9]{2}", status):
        yield Ignored("a page that was not served")
        return
    ended = asked.get("ended")
    place = ended if isinstance(ended, str) and is_url(ended) else source
    try:
        found = None if status in _GONE else _find(delivery.body, str(asked.get("content_type", "")), place, target)
    except TooLarge:  # the link may be in the rest, so it does not count as gone
        yield Ignored("a page that is larger than the limit")
        return
    mention = _mention(delivery, source, target, found, accounts)
    if site_of(place, accounts) is None:  # a redirect from our own site could lead to anybody's page
        mention = replace(mention, from_self=False)
    yield from with_kind(mention, mention.kind, {"share"})


def external_id(source: str, target: str) -> str:
    """One id for the pair, so that a later webmention for it replaces the earlier text."""
    return _id(f"{source} {target}")


def _mention(delivery: Delivery, source: str, target: str, found: _Found | None, accounts: frozenset[str]) -> Mention:
    here = _Found() if found is None else found
    published = _moment(here.published, delivery)
    edited = published and (updated := _moment(here.updated, delivery)) and updated > published
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        external_id=external_id(source, target),
        kind=here.kind,
        action="deleted" if found is None else "edited" if edited else "created",
        text=here.text,
        title=here.title if here.title != here.text else None,
        author_id=here.author_url if len(here.author_url or "") <= MAX_ID_CHARACTERS else None,
        author_name=here.author,
        created_at=published,
        # Strangers' clocks cannot be trusted: what was seen last counts.
        event_at=delivery.received_at,
        received_at=delivery.received_at,
        parent_id=_id(target) if here.kind != "mention" else None,
        account_id=site_of(target, accounts),
        from_self=site_of(source, accounts) is not None,
        permalink=source if source.startswith("https://") else None,
        media=here.media,
        links=links([target] if found else []),
    )


def _find(body: bytes, content_type: str, place: str, target: str) -> _Found | None:
    """What the page at that address says; None when it does not link to exactly the target."""
    media_type = content_type.partition(";")[0].strip().lower()
    if _JSON.fullmatch(media_type):
        return _in_json(body, target)
    if media_type in _HTML:
        return _in_html(_decoded(body, content_type), place, target)
    return _in_text(_decoded(body, content_type), target) if media_type.startswith("text/") else None


def _in_html(markup: str, place: str, target: str) -> _Found | None:
    page, bare_target = Page(markup, place), bare(target)
    linked = {link for link in page.links if _is(link, target)}
    if not linked and not page.is_whole:
        raise TooLarge("the page is larger than the limit")
    if not linked:
        return None
    entry = page.entry(min(linked))
    kinds = (kind for name, kind in _RESPONSES if any(bare(link) == bare_target for link in entry.targets(name)))
    title = entry.text("name") or page.itself.text("title")
    return _Found(
        kind=next(kinds, "mention"),
        text=entry.text("content", "summary") or page.itself.text("article", "main") or title,
        title=title,
        **_author(entry, page.itself),
        published=entry.text("published"),
        updated=entry.text("updated"),
        media=urls(link for link in entry.urls.get("photo", ()) if link.startswith("https://")),
    )


def _author(entry: Item, page: Item) -> dict[str, str | None]:
    """The person in the entry's author, else the name given there."""
    for person in (*entry.items.get("author", ()), *page.items.get("author", ())):
        link = next((url for url in (*person.urls.get("url", ()), *person.urls[""]) if is_url(url)), None)
        return {"author": _line(person.text("name", "")), "author_url": link}
    return {"author": _line(entry.text("author") or page.text("author"))}


def _in_json(body: bytes, target: str) -> _Found | None:
    """A link is a property's value. The text is where JF2 has it: https://www.w3.org/TR/jf2/."""
    try:
        data = load(body)
    except Unreadable:
        return None
    if not any(_is(link, target) for link in _texts(data)):
        return None
    top = data if isinstance(data, dict) else {}
    content = top["content"] if isinstance(top.get("content"), dict) else top
    title = text(top, "name")
    return _Found(text=text(content, "text") or text(top, "content") or text(top, "summary") or title, title=title)


def _in_text(written: str, target: str) -> _Found | None:
    link = rf"(?<![\w/]){re.escape(target)}(?=[.,;:!?]*(?:[\s<>\"')\]]|$))"
    return _Found(text=scrub(written[:MAX_TEXT_CHARACTERS]) or None) if re.search(link, written) else None


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict | list):
            waiting += node.values() if isinstance(node, dict) else node


def _is(link: str, target: str) -> bool:
    """Whether a link is exactly the target, fragment included; for a bare host, with or without the slash."""
    return link == target or (bare(link) == bare(target) and link.partition("#")[2] == target.partition("#")[2])


def _decoded(body: bytes, content_type: str) -> str:
    """The text in the charset that the header names, else the one that the page names, else in UTF-8."""
    named = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(body[:_LOOKS_BYTES])
    try:
        charset = codecs.lookup(named[1].decode()).name if named else "utf-8"
    except LookupError:
        charset = "utf-8"
    return body.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8", "replace")


def _moment(written: str | None, delivery: Delivery) -> Any:
    """When a page says it was written; None when that cannot be read, or is in the future."""
    try:
        found = from_iso({"time": written}, "time")
    except Unreadable:
        return None
    return found if found and found <= delivery.received_at else None


def _id(text: str) -> str:
    return text if len(text) <= MAX_ID_CHARACTERS else "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _line(written: str | None) -> str | None:
    return " ".join(written.split())[:MAX_ID_CHARACTERS] or None if written else None


__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "external_id", "read"]
