"""Polling a platform for what it does not push: the values that go out and in, and the contract of every file here."""

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from goodword.errors import ConfigurationError
from goodword.mention import Kind, Mention
from goodword.platforms.contract import Coverage, Delivery, ParsedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request to make. `also` lists the statuses besides 2xx that the caller understands (304, 404).

    With `asked` the answer goes to `read` as a delivery; without, only the caller sees it (a login).
    `reads` is the most that it costs in the platform's unit; `count` returns what an answer did cost (else `reads`).
    `checkpoint` is the cursor to store once the answer was passed on. Redirects are followed only where `follow`
    says so, and never with credentials.
    """

    url: str
    method: Literal["GET", "POST"] = "GET"
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    asked: Mapping[str, Any] | None = None
    also: frozenset[int] = frozenset()
    follow: bool = False
    reads: int = 0
    count: "Callable[[Response], int] | None" = None
    checkpoint: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """The answer: 2xx, or a status in `also`. Header names are in lower case.

    `url` is the address after any redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""


def gone(delivery: Delivery, external_id: str, kind: Kind) -> Mention:
    """The deletion of what the platform no longer has. The platform names no time, so it counts from the lookup."""
    return Mention(
        platform=delivery.platform,
        source=delivery.source,
        received_at=delivery.received_at,
        external_id=external_id,
        kind=kind,
        action="deleted",
        event_at=delivery.received_at,
    )


FIRST = timedelta(days=1)
"""How far back the first poll of a feed looks: recent items, never the whole history."""

PAGES = 5
"""How many pages one run reads at most; the next run continues."""

type Steps = Generator[Request, Response, Mapping[str, Any]]
"""Requests out, responses in; returns the cursor to continue from (text and whole numbers only, JSON)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollContext:
    """One poll or lookup, and what is known for it.

    `what` names the feed, the lookup or `recheck`; `value` is the entry in goodword.yaml (a search, an address);
    `asked` belongs to a lookup; `ids` are those to recheck. `cursor` is what the last poll returned, empty at first.
    `tokens` are the source's secrets by name; `session` is a memory that may be lost at any time (a login).
    `callback` is the webhook URL of this source. `server` is the one in goodword.yaml, else None.
    """

    source: str
    what: str
    now: datetime
    value: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    cursor: Mapping[str, Any] = field(default_factory=dict)
    tokens: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    session: dict[str, str] = field(default_factory=dict, repr=False)
    accounts: frozenset[str] = frozenset()
    callback: str = ""
    server: str | None = None

    def token(self, name: str) -> str:
        """The newest secret of that name; NoToken when none is stored."""
        for secret in self.tokens.get(name, ()):
            if secret:
                return secret
        raise NoToken(f"no {name} is stored for source {self.source}: `goodword secret {self.source} {name}`")


class NoToken(ConfigurationError):
    """Raised when a platform cannot be polled because no token is stored for the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that can be polled: how, how often by default, and what an entry for it in goodword.yaml looks like.

    `pattern` is a regular expression for the whole entry; `takes` says the same in words, with an `example`.
    """

    steps: Callable[[PollContext], Steps]
    every: timedelta
    takes: str
    example: str
    pattern: str = r"(?s).{2,500}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """How to recheck whether stored mentions still exist, `batch` ids at a time.

    A mention is rechecked at each of `ages`, in days. After the last one it is rechecked again and again, at the
    interval between the last two. `why` cites the platform's terms.
    """

    steps: Callable[[PollContext], Steps]
    batch: int
    ages: tuple[int, ...]
    why: str


class Connector(Protocol):
    """The contract: a module in this folder with these names. No I/O, cheap to import."""

    TOKENS: tuple[str, ...]
    """Names of the secrets that polling needs, stored beside those of the webhook."""

    FEEDS: Mapping[str, Feed]
    """What can be polled, by its name under `ask` in goodword.yaml."""

    LOOKUPS: Mapping[str, Callable[[PollContext], Steps]]
    """The lookups, by `asked["what"]`."""

    RECHECK: Recheck | None
    """How stored mentions are rechecked, where the platform's terms demand it and it pushes no deletions."""

    KEYS: Request | None
    """Where the platform's public keys are, for a verifier that needs them."""

    SERVER: str | None
    """The server unless goodword.yaml names another; empty if there is only one, None if goodword.yaml must name it."""

    USD_PER_READ: float
    """The platform's price of a read; 0 where reads only count against a quota, or are free."""

    STRANGERS: bool
    """Whether any server on the web may answer (a page, a feed), not only the platform's. Nobody vouches for such an
    answer, so it is never in one batch with answers of platforms.
    """

    COVERAGE: Coverage
    """Only where the platform pushes nothing, and so has no file in `platforms`."""

    def read(self, delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
        """Read an answer to the request in `delivery.asked`. Yields no lookups. Raises Unreadable when the body is."""


def digest(value: str) -> str:
    """A short name for a text of any length: a search, an address."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]


__all__ = [
    *("FIRST", "PAGES", "Ask", "Asking", "Feed", "NoToken"),
    *("Recheck", "Request", "Response", "Steps", "digest"),
]
