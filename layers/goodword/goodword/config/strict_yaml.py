"""YAML without surprises: every value stays text as written, and anything misleading is refused.

`NO` and `22:30` stay text. Repeated keys, anchors, aliases, tags, merge keys, several documents, invisible
characters and too deep nesting are faults. The reader records the line of every key and list item.
"""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from goodword.config.blanks import INVISIBLE, ODD, PLAIN, called, misplaced
from goodword.config.faults import Fault, FaultyConfiguration, Path

MAX_BYTES = 256 * 1024
MAX_DEPTH = 10  # a configuration needs six
MAX_VALUES = 40_000  # keys and values; 200 brands with 100 terms each have half as many
_MAX_NOTED = 1000  # faults after which reading stops
_BAD_IN_FILE = re.compile(f"[{INVISIBLE}]")
_BAD_IN_VALUE = re.compile(rf"[{INVISIBLE}\t\n\r]")
_ODD = re.compile(f"[{ODD}]")
_NEEDS_QUOTES = "@`%&*!"


@dataclass(slots=True)
class Document:
    """What was read: dicts, lists and text; the line of every path; and the faults found so far."""

    tree: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of that path, or of the nearest parent that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(content: str | bytes, filename: str) -> Document:
    """Read one document and collect its minor faults. Raises FaultyConfiguration when it is not valid YAML."""
    found = Document()
    try:
        found.tree = _Reader(_plainly_spaced(_checked_text(content), found), found).tree()
    except _Hopeless as error:
        raise FaultyConfiguration(filename, [*found.faults, error.fault]) from None
    return found


def _plainly_spaced(text: str, found: Document) -> str:
    """The text with plain spaces instead of special ones, so that the rest is readable; each such line is a fault."""
    lines = text.split("\n")
    for number, words, mended in islice(misplaced(text), _MAX_NOTED // 2):
        found.faults.append(Fault((), words, number + 1))
        lines[number] = mended
    return "\n".join(lines)


class _Hopeless(Exception):
    """Raised at a fault after which nothing more can be read."""

    def __init__(self, line: int, words: str, path: Path = ()) -> None:
        self.fault = Fault(path, words, line)


class _Reader:
    """Builds the tree from the parser's events, so that YAML resolves, expands and constructs nothing."""

    def __init__(self, text: str, found: Document) -> None:
        self.text = text
        self.loader: Any = yaml.BaseLoader(text)
        self.found = found
        self._read = 0

    def tree(self) -> Any:
        self._next()  # the stream's start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return ""
        tree = self._node(self._next(), ())
        self._next()  # the document's end
        if not isinstance(more := self._next(), yaml.StreamEndEvent):
            raise _Hopeless(_line(more), "a second document starts here (---); keep only one")
        return tree

    def _next(self) -> Any:
        try:
            event = self.loader.get_event()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        except (ValueError, OverflowError):  # the scanner's own, for "\UFFFFFFFF"
            raise _Hopeless(self.loader.line + 1, "an escape names a character that does not exist") from None
        self._read += 1
        if self._read > MAX_VALUES:
            raise _Hopeless(_line(event), f"has more than {MAX_VALUES:,} keys and values; remove some")
        return event

    def _node(self, event: Any, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise _Hopeless(_line(event), f"is nested more than {MAX_DEPTH} levels deep", path[:3])
        self.found.lines.setdefault(path, _line(event))
        self._refuse_cleverness(event, path)
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(path)
            case yaml.SequenceStartEvent():
                return self._sequence(path)
            case yaml.ScalarEvent():
                return self._visible(event, path)
        return ""  # an alias, already refused

    def _mapping(self, path: Path) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path)
            if first := self.found.lines.get((*path, key)):
                self._note((*path, key), f"is already in line {first}; keep one of the two", event)
                self._skip()
                continue
            self.found.lines[*path, key] = _line(event)
            members[key] = self._node(self._next(), (*path, key))
        return members

    def _key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Hopeless(_line(event), "a key must be a plain word", path)
        self._refuse_cleverness(event, path)
        if odd := _ODD.search(event.value):
            self._note(path, f"has a key with a special space in it ({called(odd[0])}); {PLAIN}", event)
        if event.value == "<<" and not event.style:
            self._note(path, "merge keys (<<) are not supported; write the keys out", event)
        return self._visible(event, path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _skip(self) -> None:
        depth = 0
        while True:
            event = self._next()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return

    def _visible(self, event: Any, path: Path) -> str:
        value = str(event.value)
        value = value.removesuffix("\n") if event.style in ("|", ">") else value
        if bad := _BAD_IN_VALUE.search(value):
            self._note(path, _invisible(bad[0]), event)
        return _BAD_IN_VALUE.sub("\N{REPLACEMENT CHARACTER}", value)

    def _refuse_cleverness(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._note(path, "aliases (*) are not supported; a text that starts with * needs quotes", event)
        elif event.anchor is not None:
            self._note(path, "anchors (&) are not supported; a text that starts with & needs quotes", event)
        elif event.tag is not None:
            self._note(path, "tags (!) are not supported; a text that starts with ! needs quotes", event)

    def _note(self, path: Path, words: str, event: Any) -> None:
        self.found.faults.append(Fault(path, words, _line(event)))
        if len(self.found.faults) >= _MAX_NOTED:
            raise _Hopeless(_line(event), f"{_MAX_NOTED} faults so far; is this a configuration?")

    def _unreadable(self, error: yaml.MarkedYAMLError) -> _Hopeless:
        mark, context = error.problem_mark, error.context_mark
        if mark is None:
            return _Hopeless(self.loader.line + 1, "is not valid YAML")
        character = self.text[mark.index : mark.index + 1]
        if character == "\t":
            words = "a tab; indent only with spaces"
        elif character and character in _NEEDS_QUOTES:
            words = f"a text that starts with {character} needs quotes"
        else:
            begun = f", or what begins in line {context.line + 1}," if context and context.line != mark.line else ""
            words = f"this line{begun} is not valid YAML: {_CHECK}"
        return _Hopeless(mark.line + 1, words)


_CHECK = "check indentation, colons, brackets and quotes (a text that starts with # needs quotes)"


def _checked_text(content: str | bytes) -> str:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        raise _Hopeless(1, f"is larger than {MAX_BYTES // 1024} KB; remove something")
    try:
        text = raw.decode("utf-8-sig", "strict" if isinstance(content, bytes) else "surrogatepass")
    except UnicodeDecodeError as error:
        raise _Hopeless(raw.count(b"\n", 0, error.start) + 1, "is not UTF-8 text; save the file as UTF-8") from None
    if bad := _BAD_IN_FILE.search(text):
        raise _Hopeless(text.count("\n", 0, bad.start()) + 1, _invisible(bad[0]))
    return text


def _invisible(character: str) -> str:
    if character in "\n\r":
        return "must be on one line"
    return f"contains an invisible character ({called(character)}); type the text again"


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
