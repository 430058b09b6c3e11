"""The difference between two configurations for a person: a diff of their YAML, escaped for a terminal."""

import json
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import yaml

_ADDRESSES = ("mail", "sms")


def difference(before: bytes | None, after: bytes, names: tuple[str, str], *, shorten: bool) -> Iterator[str]:
    """A unified diff of two normalised configurations; nothing when they are equal.

    `shorten` shortens addresses, because output that does not go to a terminal may be stored anywhere.
    """
    old, new = (_lines(body, shorten=shorten) if body else [] for body in (before, after))
    return map(printable, unified_diff(old, new, names[0], names[1], lineterm=""))


def short(address: str) -> str:
    """Enough of an address for its owner to recognise it: a...@example.com, +49...78."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}...@{host}" if at else f"{address[:3]}...{address[-2:]}"


def printable(text: str) -> str:
    """The text with escapes for control characters and characters that change the text direction."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _lines(body: bytes, *, shorten: bool) -> list[str]:
    try:
        tree = json.loads(body)
        shown = _shortened(tree) if shorten else tree
        return yaml.safe_dump(shown, allow_unicode=True, sort_keys=True, width=120).splitlines()
    except (ValueError, RecursionError):
        return ["(cannot be read)"]


def _shortened(tree: Any) -> Any:
    match tree:
        case dict():
            return {
                key: short(value) if key in _ADDRESSES and isinstance(value, str) else _shortened(value)
                for key, value in tree.items()
            }
        case list():
            return [_shortened(value) for value in tree]
    return tree
