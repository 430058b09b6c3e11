"""The feed in what a server sent: without what stands before it and behind it, whole, and harmless to read."""

import codecs
import re
from contextlib import suppress
from xml.parsers import expat

from goodword.errors import Unreadable

MAX_BYTES = 2_000_000
MAX_ILL_FORMED_BYTES = 400_000  # what is no XML takes 4 s a megabyte to read, and score reads beside others
MAX_ELEMENTS = 30_000
MAX_DEPTH = 100
MAX_ATTRIBUTES = 100  # of one element: each is compared with all that came before
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
)  # in which < is always <
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def feed_in(body: bytes) -> bytes:
    """The bytes of the feed. Raises Unreadable for what is too large, declares entities, or has no feed's end.

    The same for more elements, levels or attributes than any feed has, and for an encoding that hides them.

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
    if not all(map(_KNOWN.fullmatch, _declared(begun.replace(b"\0", b"")))):
        raise Unreadable("the feed's encoding is none that feeds have")
    end = _end_of_the_root(begun)
    whole = begun[: end or _behind_the_last(begun, ends[-1])]
    if not end and len(whole) > MAX_ILL_FORMED_BYTES:
        raise Unreadable("the feed is no XML, and large")
    if not end:
        _count_tags(whole.replace(b"\0", b""))
    return whole


def _declared(plain: bytes) -> list[str]:
    """The encodings that the XML declaration names: one, or none."""
    begin = plain.find(b"<?", 0, 10)
    declaration = plain[begin : plain.find(b"?>", begin)] if begin >= 0 else b""
    return [name.decode("latin-1").strip() for name in _DECLARED.findall(declaration)]


def _count_tags(ill_formed: bytes) -> None:
    """The same bounds for what a parser of XML does not get through; Unreadable above them."""
    for number, tag in enumerate(_TAG.finditer(ill_formed)):
        if number > 2 * MAX_ELEMENTS or tag[0].count(b"=") > MAX_ATTRIBUTES or len(tag[0].split()) > 2 * MAX_ATTRIBUTES:
            raise Unreadable(_TOO_MUCH)


def _from_its_beginning(body: bytes) -> bytes:
    """A mark that tells the encoding stays; what has such marks in UTF-16 is left as it is."""
    found = _BEGIN.search(body)
    mark = codecs.BOM_UTF8 if body.startswith(codecs.BOM_UTF8) else b""
    return mark + body[found.start() :] if found else body


def _end_of_the_root(body: bytes) -> int:
    """Where the outermost element has ended; 0 where what comes before is no XML."""
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
