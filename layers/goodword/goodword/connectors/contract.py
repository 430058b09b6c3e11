"""Asking a platform for what it does not push: the values that go out and in, and the contract of every file here."""

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
    """One HTTP request to make. `also` are the statuses beside 2xx that whoever asks understands (304, 404).

    With `asked` the answer goes on to `read` as a delivery; without, it is for the asker alone (a login).
    `reads` is what it costs at most of what the platform counts, `count` what an answer did cost (else all of it).
    `checkpoint` is the cursor that holds once the answer was passed on. Redirects are followed only where `follow`
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
    """What came back: 2xx, or a status that was asked for. Header names are lower-case.

    `url` is where it came from in the end, when redirects were followed.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = ""


def gone(delivery: Delivery, external_id: str, kind: Kind) -> Mention:
    """The deletion of what the platform does not have any more; it tells no time, so it happened when we heard."""
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
"""How far back the first time of a feed looks: what is recent, never the whole history."""

PAGES = 5
"""How many pages one run reads at most; the next goes on from there."""

type Steps = Generator[Request, Response, Mapping[str, Any]]
"""Requests out, responses in, and in the end the cursor to go on from (text and whole numbers only, JSON)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollContext:
    """One thing to ask, and what is known for it.

    `what` names the feed, the lookup or `recheck`; `value` is the entry in goodword.yaml (a search, an address);
    `asked` is an errand's; `ids` are those to look at again. `cursor` is what the last time returned, empty at first.
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
    """Raised when a platform cannot be asked because the source's owner has stored no token for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Something that can be polled: how, how often by default, and what one entry of it in goodword.yaml is.

    `pattern` is a regular expression that an entry matches in full, `takes` says the same in words, with an `example`.
    """

    steps: Callable[[PollContext], Steps]
    every: timedelta
    takes: str
    example: str
    pattern: str = r"(?s).{2,500}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """Looking again whether stored mentions still stand, `batch` ids at a time.

    A mention is looked at when it is so many days old, for each of `ages`, and from the last on every so many days as
    lie between the last two. `why` cites the platform's terms.
    """

    steps: Callable[[PollContext], Steps]
    batch: int
    ages: tuple[int, ...]
    why: str


class Connector(Protocol):
    """The contract: a module in this folder with these names. No I/O, cheap to import."""

    TOKENS: tuple[str, ...]
    """Names of the secrets that asking needs, stored beside those of the webhook."""

    FEEDS: Mapping[str, Feed]
    """What can be polled, by the name that stands under `ask` in goodword.yaml."""

    LOOKUPS: Mapping[str, Callable[[PollContext], Steps]]
    """What an errand can ask, by `asked["what"]`."""

    RECHECK: Recheck | None
    """How stored mentions are looked at again, where the platform's terms demand it and it pushes no deletions."""

    KEYS: Request | None
    """Where the platform's public keys are, for a verifier that needs them."""

    SERVER: str | None
    """Which one is asked unless goodword.yaml names another; empty where there is one only, None where it must."""

    USD_PER_READ: float
    """What the platform charges for a read; 0 where it only counts (a quota), or does not."""

    STRANGERS: bool
    """Whether anybody's server answers (a page, a feed) and not the platform's own: nobody vouches for what it says, so
    that no batch has it together with what platforms say.
    """

    COVERAGE: Coverage
    """Only where the platform pushes nothing, and so has no file in `platforms`."""

    def read(self, delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
        """Read an answer, `delivery.asked` says to what. Yields no errands. Raises Unreadable when the body is."""


def digest(value: str) -> str:
    """A short name for a text of any length: a search, an address."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]


__all__ = [
    *("FIRST", "PAGES", "Ask", "Asking", "Feed", "NoToken"),
    *("Recheck", "Request", "Response", "Steps", "digest"),
]
