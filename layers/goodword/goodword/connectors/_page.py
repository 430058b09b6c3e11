"""What a page of HTML says: its links, its entries and their authors (microformats2), from markup of strangers.

https://microformats.org/wiki/microformats2-parsing
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from goodword.platforms.html_text import html_text
from goodword.platforms.json_fields import MAX_URL_CHARACTERS

MAX_DEPTH = 20  # items in items, and texts in texts
MAX_TAGS = 100_000  # start and end tags; what comes after them is not read
MAX_LINKS = 10_000
_ADDRESSES = ("href", "src", "cite", "data", "poster")
_VOID = frozenset(
    {*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")}
)
_KEPT = frozenset({"title", "article", "main"})  # the text of a page without microformats
_SHOWN = frozenset({"content", "summary", "article", "main"})  # where the descriptions of pictures count as text
_ROOT = re.compile(r"h-[a-z]+")
_PROPERTY = re.compile(r"(p|u|dt|e)-([a-z][a-z-]*)")


@dataclass(slots=True)
class Item:
    """One thing on a page: an entry, a person, or the page itself. Texts still hold markup; links are absolute."""

    types: frozenset[str] = frozenset()
    links: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    urls: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, list["Item"]] = field(default_factory=dict)

    def text(self, *names: str) -> str | None:
        """The text of the first property that has any."""
        return next(filter(None, (html_text(self.texts.get(name)) for name in names)), None)

    def targets(self, name: str) -> set[str]:
        """The addresses that a property links to, itself or through what it cites."""
        cited = (url for item in self.items.get(name, ()) for url in item.urls.get("url") or item.links)
        return {*self.urls.get(name, ()), *cited}


class Page(HTMLParser):
    """A page at an address. `links` is every address in it; `entry` what it says about one of them."""

    def __init__(self, markup: str, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base, self._page, self._entries = url, Item(), list[Item]()
        self._items, self._texts = [self._page], list[_Text]()
        self._open, self._tags = list[_Element](), Counter[str]()
        self._has_base, self._left = False, MAX_TAGS
        with suppress(_Enough):
            self.feed(_finished(markup))
            self.close()
        self._close_down_to(0)

    @property
    def links(self) -> set[str]:
        """Every address in the page, absolute."""
        return self._page.links

    @property
    def is_whole(self) -> bool:
        """Whether all its tags were read and all its links kept."""
        return self._left >= 0 and len(self.links) < MAX_LINKS

    @property
    def itself(self) -> Item:
        """What the page says outside its entries: `title`, `article`, `main`."""
        return self._page

    def entry(self, link: str) -> Item:
        """The innermost entry with this link, else the first entry, else the page itself."""
        with_link = [entry for entry in self._entries if link in entry.links]
        return (with_link[-1:] or self._entries[:1] or [self._page])[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        given = {name: value for name, value in reversed(attrs) if value is not None}
        addresses = list(self._addresses(tag, given))
        classes = given.get("class", "").split()[:MAX_DEPTH]
        types = frozenset(name for name in classes if _ROOT.fullmatch(name))
        for around in self._items if len(self.links) < MAX_LINKS else ():
            around.links.update(addresses)
        for text in self._texts:
            text.pieces.append(self.get_starttag_text() or "")
            if tag == "img" and text.name in _SHOWN:
                text.pieces.append(f"<br>{html.escape(given.get('alt', ''))}<br>")
        owner, texts = self._items[-1], list[tuple[Item, str]]()
        item = Item(types, set(addresses), urls={"": addresses}) if types and len(self._items) < MAX_DEPTH else None
        for prefix, name in (match.groups() for match in map(_PROPERTY.fullmatch, classes) if match):
            if item:
                owner.items.setdefault(name, []).append(item)
            elif prefix == "u":
                owner.urls.setdefault(name, []).extend(addresses)
            elif (value := _value_of(prefix, given)) is not None:
                owner.texts.setdefault(name, html.escape(value))
            else:
                texts.append((owner, name))
        if tag not in _VOID:
            kept = [(self._page, tag)] if tag in _KEPT else []
            self._enter(tag, item, [*texts, *kept, *([(item, "")] if item and "h-card" in types else [])])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML ignores the slash at the end of a tag

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if self._tags[tag]:
            while self._leave() != tag:
                pass
        for text in self._texts:
            text.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # else it is a script or a style
            for text in self._texts:
                text.pieces.append(html.escape(data))

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the parser's
        """`<![...` is not HTML: read it as a comment, as browsers do."""
        return self.parse_bogus_comment(i)

    def _addresses(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        for written in (given[name].strip() for name in _ADDRESSES if name in given):
            url = self._absolute(written)
            if tag != "base" and url:
                yield url
            elif url and not self._has_base:  # https://html.spec.whatwg.org/multipage/semantics.html#the-base-element
                self._base, self._has_base = url, True

    def _absolute(self, written: str) -> str | None:
        """None for text that is not an address, or longer than the limit."""
        if len(written) > MAX_URL_CHARACTERS:
            return None
        try:
            url = urljoin(self._base, written)
        except ValueError:
            return None
        return url if len(url) <= MAX_URL_CHARACTERS else None

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _Enough

    def _enter(self, tag: str, item: Item | None, texts: "list[tuple[Item, str]]") -> None:
        if item:
            self._items.append(item)
            if "h-entry" in item.types:
                self._entries.append(item)
        opened = [_Text(owner, name, []) for owner, name in texts if name not in owner.texts]
        opened = opened[: MAX_DEPTH - len(self._texts)]
        self._texts += opened
        self._open.append(_Element(tag, item is not None, len(opened)))
        self._tags[tag] += 1

    def _leave(self) -> str:
        tag, is_item, texts = self._open.pop()
        self._tags[tag] -= 1
        if is_item:
            self._items.pop()
        for _ in range(texts):
            owner, name, pieces = self._texts.pop()
            owner.texts.setdefault(name, "".join(pieces))
        return tag

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._leave()


class _Enough(Exception):
    """Raised when a page has more tags than are read."""


class _Element(NamedTuple):
    tag: str
    is_item: bool
    texts: int


class _Text(NamedTuple):
    owner: Item
    name: str
    pieces: list[str]


def _finished(markup: str) -> str:
    """Markup without what begins and never ends: the parser would search the whole rest again for each of these."""
    if (unclosed := markup.find("<!--", markup.rfind("-->") + 1)) >= 0:
        markup = markup[:unclosed] + markup[unclosed:].replace("<!--", "<! ")
    cut = markup.find("<", markup.rfind(">") + 1)
    return markup if cut < 0 else markup[:cut]


def _value_of(prefix: str, given: dict[str, str]) -> str | None:
    """The value of a property without text of its own: the `datetime` of a time, the `title` of an abbreviation."""
    names = {"dt": ("datetime", "title", "value"), "p": ("title", "value", "alt", "content")}.get(prefix, ())
    return next((given[name] for name in names if name in given), None)


__all__ = ["Item", "Page"]
