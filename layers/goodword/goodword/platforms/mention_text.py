"""A person's text in a nested value: for messages whose one text field is empty, and for the text behind links."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import ParsedItem, Wordless
from goodword.platforms.json_fields import (
    MAX_MEDIA,
    MAX_TEXT_CHARACTERS,
    MAX_URL_CHARACTERS,
    Object,
    child,
    load,
    scrub,
    word,
)

MAX_DEPTH = 40  # Telegram nests rich text 16 deep, each time in an object and a list; Slack's blocks nest six deep
MAX_NODES = 20_000  # Telegram allows 500 blocks in a message, Slack 100 attachments of 50 blocks; each is a few nodes

_PIECES = "text"  # a list under this key is one line in pieces: "My ", bold "charger", " melted"
# Keys and values that a program wrote: ids, addresses, numbers, names of a kind.
_NO_WORDS = re.compile(
    r"(?:.*_)?(?:u?uid|guid|ids?|token|key|hash|sha256|url|uri|href|type|mime|locale|lang|version|timestamp)"
)
_NO_PROSE = re.compile(r"\w+://\S+|(?=\D*\d)[\w+/=-]{32,}|[\d\s.,:/+-]+", re.ASCII)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Node(NamedTuple):
    value: Any
    key: str
    depth: int
    goes_on: bool  # continues the line before it


def words(value: Any, keys: Container[str], skip: Container[str] = ()) -> str | None:
    """The texts under these keys at any depth, in order, one line each and no line twice; None without any.

    Skips what is under a key of `skip`. Depth, nodes and characters are limited; anything beyond the limits is left
    out. Never raises.
    """
    return _joined(node for node in _texts(value, skip) if node.key in keys)


def all_words(value: Any) -> str | None:
    """The same for a value with unknown keys: every text except ids, addresses and numbers.

    A text that holds JSON is read as JSON.
    """
    if isinstance(value, str):
        try:
            value = load(value[: 4 * MAX_TEXT_CHARACTERS].encode("utf-8", "surrogatepass"))
        except Unreadable:
            return scrub(value[:MAX_TEXT_CHARACTERS]).strip() or None
    return _joined(node for node in _texts(value) if _is_prose(node))


def links(values: Iterable[Any]) -> tuple[str, ...]:
    """These values as `Mention.links` holds them: the texts among them, each once, in order, shortened and limited."""
    texts = (scrub(value[:MAX_URL_CHARACTERS]).strip() for value in values if isinstance(value, str))
    return tuple(islice(dict.fromkeys(filter(None, texts)), MAX_MEDIA))


def members(parent: Any, *path: str) -> list[Object]:
    """The objects in the list at the end of a path; none when there is no such list."""
    listed = child(parent, *path[:-1]).get(path[-1])
    return [member for member in listed if isinstance(member, dict)] if isinstance(listed, list) else []


def together(*parts: str | None) -> str | None:
    """Several parts as one text, without the lines that an earlier part already has."""
    known: set[str] = set()
    kept: list[str] = []
    for part in filter(None, parts):
        lines = part.split("\n")
        kept += [line for line in lines if line.strip() not in known]
        known |= {line.strip() for line in lines}
    return "\n".join(kept)[:MAX_TEXT_CHARACTERS].strip() or None


def with_kind(mention: Mention, kind: Any, wordless: Container[str]) -> Iterator[ParsedItem]:
    """The mention; and its kind too, if it has no text although its kind normally has some.

    `kind` is the platform's own word; `wordless` are the kinds that need no text (a sticker, a photo).
    """
    yield mention
    silent = mention.action == "deleted" or mention.kind == "reaction"
    if not (silent or mention.text or mention.title) and (not isinstance(kind, str) or kind not in wordless):
        yield Wordless(word(kind))


def _texts(value: Any, skip: Container[str] = ()) -> Iterator[_Node]:
    """Every text in a value, within the limits; it uses its own stack, since a stranger chooses how deep it nests."""
    waiting, left = [_Node(value, "", 0, goes_on=False)], MAX_NODES
    while waiting and left > 0:
        node = waiting.pop()
        left -= 1
        if isinstance(node.value, str):
            yield node
        elif node.depth < MAX_DEPTH:
            waiting += reversed(list(islice(_inside(node, skip), left)))


def _inside(node: _Node, skip: Container[str]) -> Iterator[_Node]:
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            if key not in skip:
                yield _Node(value, key, node.depth + 1, node.goes_on and key == _PIECES)
    elif isinstance(node.value, list):
        kinds = {type(value) for value in islice(node.value, MAX_NODES)}
        pieces = node.key == _PIECES or {str, dict} <= kinds
        for place, value in enumerate(node.value):
            yield _Node(value, node.key, node.depth + 1, pieces if place else node.goes_on)


def _joined(nodes: Iterable[_Node]) -> str | None:
    lines: list[str] = []
    left = MAX_TEXT_CHARACTERS
    for node in nodes:
        if left <= 0:
            break
        written = scrub(node.value[:left])
        left -= len(written) + 1
        if lines and (node.goes_on or lines[-1][-1:].isspace() or written[:1].isspace()):
            lines[-1] += written
        else:
            lines.append(written)
    kept = dict.fromkeys(filter(None, (line.strip() for line in lines)))
    return "\n".join(kept) or None


def _is_prose(node: _Node) -> bool:
    key = _CAPITAL.sub("_", node.key).lower()
    return not (_NO_WORDS.fullmatch(key) or _NO_PROSE.fullmatch(node.value.strip()))


__all__ = ["all_words", "links", "members", "together", "with_kind", "words"]
