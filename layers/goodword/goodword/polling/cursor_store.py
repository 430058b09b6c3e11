"""How everything that is asked stands: how far it came, when it is due, who is at it, what stands in the way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.errors import GoodwordError
from goodword.polling.failure import FailureKind
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore
from goodword.storage.keys import SCHEMA, from_ms, to_ms

KEEP = timedelta(days=60)  # longer than any back-off: what is asked for again after a while goes on from there

_PK = "asked"
_FIRST = "a"  # names begin with the key of a source
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """One thing that is asked. `trouble` stands since the first of `fails` failures in a row, `since` then.

    `leased_until` is None when nobody is at it. `n` counts its changes; 0 is not written yet.
    """

    name: str
    cursor: Mapping[str, Any] = field(default_factory=dict)
    due: datetime = _LONG_AGO
    leased_until: datetime | None = None
    fails: int = 0
    trouble: FailureKind | None = None
    since: datetime | None = None
    detail: str = ""
    terms: str = ""
    n: int = 0

    @property
    def source(self) -> str:
        """The source that asks."""
        return self.name.split("#", 1)[0]

    def failed(self, word: FailureKind, now: datetime, detail: str = "") -> "PollState":
        """The same after one more failure."""
        since = self.since or now
        return replace(self, leased_until=None, fails=self.fails + 1, trouble=word, since=since, detail=detail)

    def went_well(self, cursor: Mapping[str, Any], due: datetime) -> "PollState":
        """The same after an answer."""
        bare = PollState(name=self.name, terms=self.terms, n=self.n)
        return replace(bare, cursor=cursor, due=due)


class CursorStore:
    """The standings in a drawer, one partition of them. Whoever writes must have read what is there."""

    def __init__(self, drawer: DocumentStore) -> None:
        self._drawer = drawer

    def all(self) -> dict[str, PollState]:
        """Every standing by its name, in one read."""
        return {item["sk"]: _read(item) for item in self._drawer.since(_PK, _FIRST)}

    def get(self, name: str) -> PollState | None:
        """The standing of that name."""
        item = self._drawer.get((_PK, name))
        return _read(item) if item else None

    def put(self, standing: PollState, now: datetime) -> PollState | None:
        """Write it in the place of what was read; None when somebody else has written since."""
        fresh = replace(standing, n=standing.n + 1)
        put = ConditionalWrite(key=(_PK, standing.name), item=_item(fresh, now), only_if={"n": standing.n or None})
        return None if self._drawer.write(put) else fresh


class LeaseLost(GoodwordError):
    """Raised when somebody else has written since the standing was read: it is theirs now."""


class Lease:
    """A standing that is ours as long as nobody else writes it. `kept` says whether it came further meanwhile."""

    def __init__(self, memory: CursorStore, standing: PollState, clock: Callable[[], datetime]) -> None:
        self._memory, self._clock = memory, clock
        self.standing, self.kept = standing, False

    def keep(self, cursor: Mapping[str, Any]) -> None:
        """Remember how far it came on the way. Raises Overtaken."""
        if not self.end(replace(self.standing, cursor=cursor)):
            raise LeaseLost
        self.kept = True

    def end(self, standing: PollState) -> bool:
        """Write how it stands now; False when it was overtaken."""
        written = self._memory.put(standing, self._clock())
        self.standing = written or self.standing
        return written is not None


def _item(standing: PollState, now: datetime) -> dict[str, Any]:
    item: dict[str, Any] = {"type": "asked", "schema": SCHEMA, "ttl": int((now + KEEP).timestamp())}
    item |= {"due": to_ms(standing.due), "terms": standing.terms, "n": standing.n}
    item |= {"cursor": json.dumps(dict(standing.cursor))} if standing.cursor else {}
    item |= {"leased_until": to_ms(standing.leased_until)} if standing.leased_until else {}
    if standing.trouble and standing.since:
        item |= {"trouble": standing.trouble, "since": to_ms(standing.since), "fails": standing.fails}
        item |= {"detail": standing.detail} if standing.detail else {}
    return item


def _read(item: Document) -> PollState:
    return PollState(
        name=item["sk"],
        cursor=json.loads(item["cursor"]) if "cursor" in item else {},
        due=from_ms(item["due"]),
        leased_until=from_ms(item["leased_until"]) if "leased_until" in item else None,
        fails=int(item.get("fails", 0)),
        trouble=item.get("trouble"),
        since=from_ms(item["since"]) if "since" in item else None,
        detail=item.get("detail", ""),
        terms=item["terms"],
        n=int(item["n"]),
    )
