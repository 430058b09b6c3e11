"""What every section shares: frozen, no unknown keys, bounded text, and complaints in plain words."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

_KEY = re.compile(r"[a-z][a-z0-9-]{0,31}")


class Section(BaseModel):
    """A frozen part of the configuration; a key that it does not know is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def text(value: str, least: int, most: int) -> str:
    """The text without outer blanks; ValueError unless it has from `least` to `most` characters."""
    value = value.strip()
    if not value:
        raise ValueError("is empty: write a text, or take it out (a text that starts with # needs quotes)")
    if not least <= len(value) <= most:
        raise ValueError(f"needs {least} to {most} characters, and has {len(value)}")
    return value


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError(
            "is not a key: lower-case letters, digits and hyphens, a letter first, at most 32, such as acme-shop"
        )
    return value


Key = Annotated[str, AfterValidator(_key)]
"""The name by which one part of the configuration calls another."""
