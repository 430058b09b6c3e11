"""What all sections share: frozen, no unknown keys, bounded text and numbers, plain error messages."""

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from goodword.config.faults import hint, quoted

ONE_TEXT = "must be one text, not a list and not keys"
_KEY = re.compile(r"[a-z][a-z0-9-]{0,31}")
_WHOLE = re.compile(r"[0-9]{1,10}")


class Section(BaseModel):
    """A frozen part of the configuration; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def text(value: str, least: int, most: int) -> str:
    """The text without outer spaces; ValueError unless it has `least` to `most` characters."""
    value = value.strip()
    if not value:
        raise ValueError("is empty: write a text, or remove the key (a text that starts with # needs quotes)")
    if not least <= len(value) <= most:
        raise ValueError(f"needs {least} to {most} characters, but has {len(value)}")
    return value


def one_text(value: Any) -> str:
    """The value, which must be a text."""
    if not isinstance(value, str):
        raise ValueError(ONE_TEXT)  # noqa: TRY004, because pydantic passes on only a ValueError's message
    return value


def listed(value: Any) -> Any:
    """A single text as a list of one, where both are equally clear."""
    return [value] if isinstance(value, str) and value.strip() else value


def one_of(what: str, known: Collection[str]) -> BeforeValidator:
    """Accepts only these words; suggests the nearest one."""

    def check(value: Any) -> str:
        if (word := one_text(value)) not in known:
            raise ValueError(f"no such {what} {quoted(word)}{hint(word, known)}")
        return word

    return BeforeValidator(check)


def whole(least: int, most: int) -> BeforeValidator:
    """Accepts a whole number within these bounds, as digits (YAML) or as a number (JSON)."""

    def check(value: Any) -> int:
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return BeforeValidator(check)


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError(
            "is not a key: use lower-case letters, digits and hyphens, a letter first, at most 32, such as acme-shop"
        )
    return value


def _platform(value: str) -> str:
    return text(value, 1, 32)


def _zone(value: str) -> str:
    return text(value, 1, 64)


Key = Annotated[str, AfterValidator(_key)]
"""The name by which one part of the configuration refers to another."""

PlatformName = Annotated[str, AfterValidator(_platform)]
"""The name of a platform, such as google_business; `loading` checks that it exists."""

Zone = Annotated[str, AfterValidator(_zone)]
"""The IANA name of a time zone, such as Europe/Berlin; `loading` checks that it exists."""
