"""Reading hostile JSON: limited, typed, and with an error that names the field, never its value."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn

from goodword.errors import Unreadable
from goodword.platforms.contract import Broken, ParsedItem

type Object = dict[str, Any]

MAX_ID_CHARACTERS = 500  # of four bytes at most: with the platform's name they fit a table key of 2,048 bytes
MAX_TEXT_CHARACTERS = 25_000  # the longest post any platform here allows (X, long posts)
MAX_MEDIA = 20
MAX_URL_CHARACTERS = 2_048
_MAX_NUMBER_CHARACTERS = 100
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_NUMBER = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?")
# 2000 and 2100 in seconds: platforms are younger, no event is so far ahead, and no number is valid in two units.
_TOO_EARLY, _TOO_LATE = 946_684_800, 4_102_444_800


def load(body: bytes) -> Any:
    """The JSON value in a body; Unreadable for anything else, NaN and excessive nesting included.

    A number that no field can hold (10,000 digits, 1e400) stays text: it fails only when it is read.
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
    """Remove what no queue, table or screen should hold; line breaks and tabs stay."""
    return value if value.isprintable() else "".join(filter(_printable, value))


def word(value: Any) -> str:
    """A platform's own word (a field, a verb, an event) for use in a reason; never a person's text."""
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


def from_seconds(parent: Object, key: str) -> datetime | None:
    """The instant under a key for platforms that write Unix seconds, as a number or as digits in a text.

    Also reads ISO 8601, which needs no unit. None when absent or 0. Unreadable for anything else: a number in the
    wrong unit is reported, and never read as another year.
    """
    return _moment(parent, key, _in_seconds)


def from_milliseconds(parent: Object, key: str) -> datetime | None:
    """The same for platforms that write Unix milliseconds; seconds of these decades are Unreadable here."""
    return _moment(parent, key, _in_milliseconds)


def from_any(parent: Object, key: str) -> datetime | None:
    """The same for either unit: only for platforms that document none, or send both."""
    return _moment(parent, key, _in_either)


def from_iso(parent: Object, key: str) -> datetime | None:
    """The instant under a key for platforms that write ISO 8601; without a zone it is UTC. None when absent.

    Unreadable for anything else, and for a bare number, as its unit is unknown.
    """
    return _moment(parent, key, lambda _: None)


def read_each(items: Iterable[Any], read: Callable[[Any], Iterator[ParsedItem]]) -> Iterator[ParsedItem]:
    """Read items one by one; one that cannot be read becomes Broken, and the others go on."""
    for item in items:
        try:
            yield from read(item)
        except Unreadable as error:
            yield Broken(str(error), item)


def _moment(parent: Object, key: str, seconds: Callable[[float], float | None]) -> datetime | None:
    """`seconds` turns a bare number into seconds; None when it is no time in the platform's unit."""
    value = parent.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return _iso_moment(value, key)
    if (found := seconds(_number(value))) is None:
        raise Unreadable(f"{key} is not a time in the expected unit")
    return datetime.fromtimestamp(found, UTC) if found else None


def _in_seconds(number: float) -> float | None:
    return number if 0 <= number < _TOO_LATE else None


def _in_milliseconds(number: float) -> float | None:
    return None if _TOO_EARLY <= number < _TOO_LATE else _in_seconds(number / 1000)


def _in_either(number: float) -> float | None:
    return number / 1000 if _TOO_EARLY <= number / 1000 < _TOO_LATE else _in_seconds(number)


def _number(value: Any) -> float:
    try:
        return math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return math.nan


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
