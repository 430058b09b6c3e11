"""Reading hostile XML: no document types, no entities of its own, limited depth and size, any encoding."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from goodword.errors import Unreadable

_MAX_DEPTH = 20
_MAX_ELEMENTS = 20_000  # a YouTube feed holds some 15 entries of a dozen elements each


def load_xml(body: bytes) -> Element:
    """The root element of a body, names as {namespace}name; Unreadable for anything else.

    The parser refuses a document type where it begins. A search for its letters would miss it in UTF-16 or after a byte
    order mark. Without a document type there are no entities to define.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.tree.data
    try:
        parser.Parse(body.lstrip(b" \t\r\n"), True)  # blank lines before a declaration are invalid XML, but common
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unreadable("the body is not XML that can be read") from error
    return reader.tree.close()


class _Reader:
    """Builds the tree, within limits."""

    def __init__(self) -> None:
        self.tree, self._depth, self._elements = TreeBuilder(), 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth, self._elements = self._depth + 1, self._elements + 1
        if self._depth > _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise Unreadable("the body nests too deep, or holds too much")
        self.tree.start(_qualified(name), attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(_qualified(name))

    def refuse(self, *_: object) -> None:
        raise Unreadable("the body has a document type, which no feed needs")


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


__all__ = ["load_xml"]
