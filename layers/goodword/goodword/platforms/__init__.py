"""Adapters: one file for each platform. Use `names()` and `load()` only."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import cast

from goodword.errors import UnknownSource
from goodword.platform_names import DISPLAYED
from goodword.platforms.contract import Platform


@cache
def names() -> tuple[str, ...]:
    """Every platform that has a file here."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__) if module.name in DISPLAYED)


def load(name: str) -> Platform:
    """The adapter of that name; UnknownSource when there is none."""
    if name not in names():
        raise UnknownSource("no such platform")
    return cast(Platform, import_module(f"{__name__}.{name}"))
