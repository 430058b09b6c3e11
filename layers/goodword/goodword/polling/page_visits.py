"""When a page may be visited: once in a while for each page, and by one run at a time for each host."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from goodword.jobs import RetryLater
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore
from goodword.storage.keys import SCHEMA, from_ms, to_ms
from goodword.web.guard import read_url

AGAIN = timedelta(minutes=5)  # between two visits for one source and target
LEASE = timedelta(seconds=30)  # the longest run of the function visit
KEEP = timedelta(days=1)
SKEW = timedelta(seconds=2)  # between the clocks of the queue and the run

_PK = "visit"  # the only partition that visit may read


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A visit that may begin now. `tries` counts visits for this webmention; `host` is the host's lease as written."""

    tries: int
    begun: datetime
    host: ConditionalWrite


class PageVisits:
    """Leases on pages and hosts in the document store. It keeps digests and times only, never an address."""

    def __init__(self, store: DocumentStore, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store, self._clock = store, clock

    def take(self, source: str, target: str, announcement: str, sent: datetime) -> PageVisit | None:
        """The lease for a webmention; None when a visit that began after it was `sent` covers it.

        That visit is retried until it succeeds or gives up, as this one would be. Raises RetryLater when the page was
        visited a moment ago or its host is busy, Forbidden for a URL that we never call.
        """
        page, host, now = ("page", f"{source} {target}"), ("host", read_url(source).host), self._clock()
        visited = self._read(*page)
        tries = 1
        if visited and visited["by"] == announcement:
            tries += int(visited["tries"])
        elif visited:
            if from_ms(visited["at"]) > sent + SKEW:
                return None
            _wait_for(from_ms(visited["at"]) + AGAIN, now)
        busy = self._read(*host)
        if busy:
            _wait_for(from_ms(busy["free"]), now)
        lease = _write(*host, busy, now, free=to_ms(now + LEASE))
        claim = _write(*page, visited, now, at=to_ms(now), by=announcement, tries=tries)
        if self._store.write(lease, claim):
            raise RetryLater("another run was quicker")
        return PageVisit(tries, now, lease)

    def end(self, visit: PageVisit) -> None:
        """Let the host rest as long as its page took, so that a slow host takes at most half of one run's time."""
        now, leased = self._clock(), visit.host.item or {}
        item = {**leased, "free": to_ms(now + (now - visit.begun)), "n": leased["n"] + 1}
        self._store.write(ConditionalWrite(key=visit.host.key, item=item, only_if={"n": leased["n"]}))

    def _read(self, what: str, name: str) -> Document | None:
        return self._store.get(_key(what, name))


def _key(what: str, name: str) -> tuple[str, str]:
    return _PK, f"{what}#{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _write(what: str, name: str, known: Document | None, now: datetime, **fields: int | str) -> ConditionalWrite:
    """The write that replaces what was read; `n` counts writes."""
    n = int(known["n"]) if known else 0
    about = {"type": "visit", "schema": SCHEMA, "ttl": int((now + KEEP).timestamp()), "n": n + 1}
    return ConditionalWrite(key=_key(what, name), item=about | fields, only_if={"n": n or None})


def _wait_for(moment: datetime, now: datetime) -> None:
    if now < moment:
        raise RetryLater("it may not be visited yet", int((moment - now).total_seconds()) + 1)


__all__ = ["PageVisit", "PageVisits"]
