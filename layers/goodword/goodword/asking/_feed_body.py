"""The feed in what a server sent: without what stands before it and behind it, whole, and harmless to read."""

import codecs
import re
from contextlib import suppress
from xml.parsers import expat

from goodword.errors import Unreadable

MAX_BYTES = 2_000_000
MAX_ILL_FORMED_BYTES = 400_000  # what is no XML takes 4 s a megabyte to read, and score reads beside others
_ENTITY = b"<!ENTITY"
_BEGIN = re.compile(rb"<\?xml\s|<(?:[A-Za-z]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_END = re.compile(rb"</(?:[A-Za-z]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def feed_in(body: bytes) -> bytes:
    """The bytes of the feed. Raises Unreadable for what is too large, declares entities, or has no feed's end.

    Servers put warnings, blank lines and byte order marks before a feed, and comments and scripts behind it.
    """
    if len(body) > MAX_BYTES:
        raise Unreadable("the feed is larger than any that is read")
    plain = body.replace(b"\0", b"")  # UTF-16 hides nothing then
    if _ENTITY in plain:
        raise Unreadable("the feed declares entities, which no feed needs")
    if not (ends := _END.findall(plain)):
        raise Unreadable("the body is no feed, or not a whole one")
    begun = _from_its_beginning(body)
    end = _end_of_the_root(begun)
    whole = begun[: end or _behind_the_last(begun, ends[-1])]
    if not end and len(whole) > MAX_ILL_FORMED_BYTES:
        raise Unreadable("the feed is no XML, and large")
    return whole


def _from_its_beginning(body: bytes) -> bytes:
    """A mark that tells the encoding stays; what has such marks in UTF-16 is left as it is."""
    found = _BEGIN.search(body)
    mark = codecs.BOM_UTF8 if body.startswith(codecs.BOM_UTF8) else b""
    return mark + body[found.start() :] if found else body


def _end_of_the_root(body: bytes) -> int:
    """Where the outermost element has ended; 0 where what comes before is no XML."""
    parser, depth, end = expat.ParserCreate(), 0, 0

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1

    def leave(_: str) -> None:
        nonlocal depth, end
        depth -= 1
        if not depth:
            end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, leave
    with suppress(expat.ExpatError, LookupError, ValueError):  # where it fails behind the end, the end is known
        parser.Parse(body, True)
    if not end:
        return 0
    closed = body.find(b">", end) + 1
    return closed + closed % 2 if b"\0" in body[:4] else closed  # of UTF-16 both bytes


def _behind_the_last(body: bytes, tag: bytes) -> int:
    spellings = [tag.decode("ascii").encode(encoding) for encoding in _ENCODINGS]
    return max((at + len(spelled) for spelled in spellings if (at := body.rfind(spelled)) >= 0), default=len(body))


__all__ = ["feed_in"]
