"""Sessions whose clients outlive a test stack: making a client takes longer than most calls that it is made for."""

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol

import boto3
import botocore.session
from botocore.loaders import Loader

from tests.house import straight
from tests.house.plan import REGION


class Watcher(Protocol):
    """Checks every call of a session."""

    def asked(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """Before a call is sent."""

    def answered(self, parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        """After a call was answered."""


class Session(boto3.Session):  # type: ignore[misc] # boto3 has no types
    """For one test stack and one function at a time. Makes each client once and drops earlier observers."""

    def __init__(self) -> None:
        super().__init__(botocore_session=_botocore(), region_name=REGION)
        self.watcher: Watcher | None = None
        self.events.register_first("before-parameter-build", self._asked)
        self.events.register_first("after-call", self._answered)
        self._made: dict[str, tuple[Any, Any]] = {}

    def client(self, service: str, *, config: Any = None) -> Any:
        """The client of that service with these options."""
        key = f"{service} {sorted(vars(config).items(), key=str) if config else ''}"
        if key not in self._made:
            made = super().client(service, config=config)
            self._made[key] = made, copy.copy(made.meta.events._emitter)
        return self._made[key][0]

    def forget(self) -> None:
        """What a test added to its clients ends with the test stack."""
        self.watcher = None
        for made, emitter in self._made.values():
            made.meta.events._emitter = copy.copy(emitter)

    def _asked(self, **call: Any) -> None:
        if self.watcher:
            self.watcher.asked(**call)

    def _answered(self, **call: Any) -> None:
        if self.watcher:
            self.watcher.answered(**call)


_FREE: defaultdict[str, list[Session]] = defaultdict(list)


class Sessions:
    """The sessions that a test stack uses, by owner. `close` returns them for the next one."""

    def __init__(self) -> None:
        self._taken: list[tuple[str, Session]] = []

    def take(self, name: str, watcher: Watcher | None = None) -> Session:
        """A session that is free."""
        session = _FREE[name].pop() if _FREE[name] else Session()
        session.watcher = watcher
        self._taken.append((name, session))
        return session

    def close(self) -> None:
        """Return them."""
        for name, session in self._taken:
            session.forget()
            _FREE[name].append(session)
        self._taken.clear()


@contextmanager
def lent_session(name: str) -> Iterator[Session]:
    """A session for as long as the block lasts."""
    sessions = Sessions()
    try:
        yield sessions.take(name)
    finally:
        sessions.close()


def new_session() -> Any:
    """A session of its own that shares the service models with all others: they take long to read."""
    return boto3.Session(botocore_session=_botocore(), region_name=REGION)


def _botocore() -> Any:
    own = botocore.session.get_session()
    own.register_component("data_loader", _models())
    straight.connect(own.get_component("event_emitter"))
    return own


@cache
def _models() -> Loader:
    return Loader(include_default_search_paths=True)
