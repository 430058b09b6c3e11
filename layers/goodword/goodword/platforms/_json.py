"""Reading hostile JSON: bounded, typed, and with an error that names the field, never its value."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn

from goodword.errors import Unreadable
from goodword.platforms._platform import Broken, Heard

type Object = dict[str, Any]

MAX_ID_CHARACTERS = 500  # of four bytes at most: with the platform's name they fit a table key of 2,048 bytes
MAX_TEXT_CHARACTERS = 25_000  # the longest post any platform here allows (X, long posts)
MAX_MEDIA = 20
MAX_URL_CHARACTERS = 2_048
_MAX_NUMBER_CHARACTERS = 100
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_MILLISECONDS_FROM = 10**11  # a bare number above this is milliseconds
_LATEST = 253_402_300_799  # 9999-12-31T23:59:59Z, the last second a datetime can hold


def load(body: bytes) -> Any:
    """The JSON value in a body; Unreadable for anything else, NaN and bottomless nesting included.

    A number that no field can hold (10,000 digits, 1e400) stays text: it fails only where somebody reads it.
    """
    try:
        return json.loads(body, parse_constant=_refuse, parse_float=_finite, parse_int=_bounded)
    except (ValueError, RecursionError) as error:
        raise Unreadable("the body is not JSON that can be read") from error


def load_object(body: bytes) -> Object:
    """The JSON object in a body; Unreadable for anything else."""
    return as_object(load(body), "the body")


def as_object(value: Any, what: str) -> Object:
    """The value, when it is an object; else Unreadable."""
    if not isinstance(value, dict):
        raise Unreadable(f"{what} is not an object")
    return value


def objects(parent: Object, key: str) -> list[Any]:
    """The list under a key; empty when absent or null. Its members are not checked yet."""
    value = parent.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Unreadable(f"{key} is not a list")
    return value


def child(parent: Any, *path: str) -> Object:
    """The object at the end of a path; empty when any step is missing or of another kind."""
    for key in path:
        parent = parent.get(key) if isinstance(parent, dict) else None
    return parent if isinstance(parent, dict) else {}


def text(parent: Object, key: str, limit: int = MAX_TEXT_CHARACTERS) -> str | None:
    """Text without lone surrogates, control characters and non-characters; None when absent or empty."""
    value = parent.get(key)
    if not isinstance(value, str):
        return None
    return scrub(value[:limit]) or None


def scrub(value: str) -> str:
    """Drop what no queue, table or screen should hold; line breaks and tabs stay."""
    return value if value.isprintable() else "".join(filter(_printable, value))


def word(value: Any) -> str:
    """A platform's own word (a field, a verb, an event) for a reason; never a person's text."""
    if value is None:
        return "unnamed"
    return value if isinstance(value, str) and _WORD.fullmatch(value) else "of an unreadable name"


def urls(values: Iterable[Any]) -> tuple[str, ...]:
    """The texts among these values, each once, in order, at most MAX_MEDIA: links or media ids."""
    found = (scrub(value) for value in values if isinstance(value, str) and len(value) <= MAX_URL_CHARACTERS)
    return tuple(dict.fromkeys(filter(None, found)))[:MAX_MEDIA]


def ident(parent: Object, key: str) -> str | None:
    """An id as a string, whether it came as a string or a whole number; None when absent, empty or zero-length."""
    value = parent.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > MAX_ID_CHARACTERS or scrub(value) != value:
        raise Unreadable(f"{key} is not an id")
    return value


def required_ident(parent: Object, *keys: str) -> str:
    """The first id present under these keys; Unreadable when there is none."""
    for key in keys:
        if (found := ident(parent, key)) is not None:
            return found
    raise Unreadable(f"{' or '.join(keys)} is missing")


def whole(parent: Object, key: str) -> int | None:
    """A whole number that is not negative (followers, stars); None for anything else."""
    value = parent.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None


def moment(parent: Object, key: str) -> datetime | None:
    """An instant in any of the forms that platforms use: seconds, milliseconds, digits in a string, ISO 8601.

    None when absent; Unreadable when present and not a time.
    """
    value = parent.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and not value.isdecimal():
        return _iso_moment(value, key)
    try:
        number = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
    if not 0 <= seconds <= _LATEST:
        raise Unreadable(f"{key} is not a time")
    return datetime.fromtimestamp(seconds, UTC)


def read_each(items: Iterable[Any], read: Callable[[Any], Iterator[Heard]]) -> Iterator[Heard]:
    """Read items one by one; one that cannot be read becomes Broken and the others go on."""
    for item in items:
        try:
            yield from read(item)
        except Unreadable as error:
            yield Broken(str(error), item)


def _iso_moment(value: str, key: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable(f"{key} is not a time") from error


def _printable(character: str) -> bool:
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return character in "\n\t"
    return not (0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0)


def _refuse(_: str) -> NoReturn:
    raise ValueError("not a finite number")


def _finite(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _bounded(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_NUMBER_CHARACTERS else digits
