"""Platforms that have to be polled: one file for each. Use `names()`, `load()` and `hear()` only."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import cast

from goodword import platforms
from goodword.connectors.contract import Connector
from goodword.connectors.reporters import for_each
from goodword.errors import UnknownSource
from goodword.platform_names import DISPLAYED
from goodword.platforms.contract import Coverage, Delivery, ParsedItem


@cache
def names() -> tuple[str, ...]:
    """Every platform that has a file here."""
    return tuple(module.name for module in pkgutil.iter_modules(__path__) if module.name in DISPLAYED)


def load(name: str) -> Connector:
    """The connector of that platform; UnknownSource when it has none."""
    if name not in names():
        raise UnknownSource("this platform cannot be polled")
    return cast(Connector, import_module(f"{__name__}.{name}"))


@cache
def every_platform() -> tuple[str, ...]:
    """Every platform that pushes or can be polled."""
    return tuple(sorted({*platforms.names(), *names()}))


def coverage(name: str) -> Coverage:
    """What a platform covers; UnknownSource when there is none of that name."""
    return platforms.load(name).COVERAGE if name in platforms.names() else load(name).COVERAGE


def secret_names(name: str) -> tuple[str, ...]:
    """Every secret that a source of this platform may have: the webhook's, then those for polling."""
    pushed = platforms.load(name).SECRETS if name in platforms.names() else ()
    return tuple(dict.fromkeys((*pushed, *(load(name).TOKENS if name in names() else ()))))


def is_of_a_stranger(delivery: Delivery) -> bool:
    """Whether it is an answer from a server that nobody vouches for. Raises UnknownSource as `load` does."""
    return delivery.asked is not None and load(delivery.platform).STRANGERS


def hear(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read a delivery, pushed or polled. Raises Unreadable when the whole body is."""
    if delivery.asked is None and delivery.platform in platforms.names():
        return platforms.load(delivery.platform).parse(delivery, accounts)
    return for_each(delivery, load(delivery.platform).read(delivery, accounts))
