"""The state of everything that is polled: its cursor, when it is due, its lease, and its failures."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.errors import GoodwordError
from goodword.polling.failure import FailureKind
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore
from goodword.storage.keys import SCHEMA

KEEP = timedelta(days=60)  # longer than any backoff; a feed that you remove and add again continues from its cursor

_PK = "asked"
_FIRST = "a"  # each name begins with the key of a source
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """One thing that is polled. After `fails` failures in a row it holds the last one's kind, and since when it fails.

    `leased_until` is None when there is no lease. `n` counts writes; 0 means not written yet.
    """

    name: str
    cursor: Mapping[str, Any] = field(default_factory=dict)
    due: datetime = _LONG_AGO
    leased_until: datetime | None = None
    fails: int = 0
    failure_kind: FailureKind | None = None
    since: datetime | None = None
    detail: str = ""
    terms: str = ""
    n: int = 0

    @property
    def source(self) -> str:
        """The source that it is polled for."""
        return self.name.split("#", 1)[0]

    def failed(self, word: FailureKind, now: datetime, detail: str = "") -> "PollState":
        """The state after one more failure."""
        since = self.since or now
        return replace(self, leased_until=None, fails=self.fails + 1, failure_kind=word, since=since, detail=detail)

    def went_well(self, cursor: Mapping[str, Any], due: datetime) -> "PollState":
        """The state after a success."""
        bare = PollState(name=self.name, terms=self.terms, n=self.n)
        return replace(bare, cursor=cursor, due=due)


_CODEC = Codec(
    PollState,
    attributes={"failure_kind": "trouble"},
    always=("due", "terms", "n"),
    elsewhere=("name",),
    special={"cursor": (lambda cursor: json.dumps(dict(cursor)), json.loads)},
)


class CursorStore:
    """Poll states in one partition of the document store. A write fails if another came between it and the read."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def all(self) -> dict[str, PollState]:
        """Every state by its name, in one read."""
        return {item["sk"]: _read(item) for item in self._store.since(_PK, _FIRST)}

    def get(self, name: str) -> PollState | None:
        """The state with that name."""
        item = self._store.get((_PK, name))
        return _read(item) if item else None

    def put(self, state: PollState, now: datetime) -> PollState | None:
        """Replace the state that was read; None when another run has written since."""
        fresh = replace(state, n=state.n + 1)
        put = ConditionalWrite(key=(_PK, state.name), item=_item(fresh, now), only_if={"n": state.n or None})
        return None if self._store.write(put) else fresh


class LeaseLost(GoodwordError):
    """Raised when another run has written since the state was read, and so has the lease."""


class Lease:
    """A state that is leased until another run writes it. `kept` says whether this run has stored a newer cursor."""

    def __init__(self, memory: CursorStore, state: PollState, clock: Callable[[], datetime]) -> None:
        self._memory, self._clock = memory, clock
        self.state, self.kept = state, False

    def keep(self, cursor: Mapping[str, Any]) -> None:
        """Store the cursor on the way. Raises LeaseLost."""
        if not self.end(replace(self.state, cursor=cursor)):
            raise LeaseLost
        self.kept = True

    def end(self, state: PollState) -> bool:
        """Write the state; False when another run has taken the lease."""
        written = self._memory.put(state, self._clock())
        self.state = written or self.state
        return written is not None


def _item(state: PollState, now: datetime) -> dict[str, Any]:
    return {"type": "asked", "schema": SCHEMA, "ttl": int((now + KEEP).timestamp()), **_CODEC.write(state)}


def _read(item: Document) -> PollState:
    return _CODEC.read(item, name=item["sk"])
