"""Finds the feed in a server's answer: complete, harmless to read, and without what comes before and after it."""

import codecs
import re
from contextlib import suppress
from xml.parsers import expat

from goodword.errors import Unreadable

MAX_BYTES = 2_000_000
MAX_ILL_FORMED_BYTES = 400_000  # a feed that is not XML takes 4 s a megabyte to read, and score has other work
MAX_ELEMENTS = 30_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 100  # of one element: each is compared with all before it
_TOO_MUCH = "the feed nests too deep, or holds too much"
_ENTITY = b"<!ENTITY"
_BEGIN = re.compile(rb"<\?xml\s|<(?:[A-Za-z]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_END = re.compile(rb"</(?:[A-Za-z]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"</?[A-Za-z][^<>]*+")
_DECLARED = re.compile(rb"encoding\s*+=\s*+[\"']([^\"']*+)", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?(8|16|32)(-?[bl]e)?|us-ascii|ascii|iso-?8859-?\d+|latin-?\d|windows-125\d|cp125\d|koi8-[ru]|"
    r"shift_jis|euc-(jp|kr)|gb(2312|k|18030)|big5",
    re.IGNORECASE,
)  # inside these, < is always <
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def feed_in(body: bytes) -> bytes:
    """The bytes of the feed. Raises Unreadable for a body that is too large, declares entities, or ends too early.

    Also for more elements, levels or attributes than any feed has, and for an encoding that hides them.

    Servers put warnings, blank lines and byte order marks before a feed, and comments and scripts after it.
    """
    if len(body) > MAX_BYTES:
        raise Unreadable("the feed is larger than the limit")
    plain = body.replace(b"\0", b"")  # so that UTF-16 hides nothing
    if _ENTITY in plain:
        raise Unreadable("the feed declares entities, which no feed needs")
    if not (ends := _END.findall(plain)):
        raise Unreadable("the body is not a complete feed")
    begun = _from_its_beginning(body)
    if not all(map(_KNOWN.fullmatch, _declared(begun.replace(b"\0", b"")))):
        raise Unreadable("the feed has an encoding that feeds do not use")
    end = _end_of_the_root(begun)
    whole = begun[: end or _behind_the_last(begun, ends[-1])]
    if not end and len(whole) > MAX_ILL_FORMED_BYTES:
        raise Unreadable("the feed is large and is not XML")
    if not end:
        _count_tags(whole.replace(b"\0", b""))
    return whole


def _declared(plain: bytes) -> list[str]:
    """The encodings that the XML declaration names: one, or none."""
    begin = plain.find(b"<?", 0, 10)
    declaration = plain[begin : plain.find(b"?>", begin)] if begin >= 0 else b""
    return [name.decode("latin-1").strip() for name in _DECLARED.findall(declaration)]


def _count_tags(ill_formed: bytes) -> None:
    """The same bounds for a feed that an XML parser cannot finish; Unreadable above them."""
    for number, tag in enumerate(_TAG.finditer(ill_formed)):
        if number > 2 * MAX_ELEMENTS or tag[0].count(b"=") > MAX_ATTRIBUTES or len(tag[0].split()) > 2 * MAX_ATTRIBUTES:
            raise Unreadable(_TOO_MUCH)


def _from_its_beginning(body: bytes) -> bytes:
    """Drops what comes before the feed, but keeps a UTF-8 byte order mark. A UTF-16 feed stays as it is."""
    found = _BEGIN.search(body)
    mark = codecs.BOM_UTF8 if body.startswith(codecs.BOM_UTF8) else b""
    return mark + body[found.start() :] if found else body


def _end_of_the_root(body: bytes) -> int:
    """Where the outermost element ends; 0 where the XML is broken before that."""
    parser, depth, end, elements = expat.ParserCreate(), 0, 0, 0

    def start(_: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            raise Unreadable(_TOO_MUCH)

    def leave(_: str) -> None:
        nonlocal depth, end
        depth -= 1
        if not depth:
            end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, leave
    with suppress(expat.ExpatError, LookupError, ValueError):  # an error after the end does not matter
        parser.Parse(body, True)
    if not end:
        return 0
    closed = body.find(b">", end) + 1
    return closed + closed % 2 if b"\0" in body[:4] else closed  # in UTF-16 a character has two bytes


def _behind_the_last(body: bytes, tag: bytes) -> int:
    spellings = [tag.decode("ascii").encode(encoding) for encoding in _ENCODINGS]
    return max((at + len(spelled) for spelled in spellings if (at := body.rfind(spelled)) >= 0), default=len(body))


__all__ = ["feed_in"]
