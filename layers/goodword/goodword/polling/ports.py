"""What polling needs from outside: a sender, a queue for answers, secrets, the table, a clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from goodword.connectors.contract import Request, Response
from goodword.platforms.contract import Secrets
from goodword.polling.recheck import FiledIn
from goodword.storage.document_store import DocumentStore


class Sending(Protocol):
    """Sends a request."""

    def send(self, request: Request) -> Response:
        """The answer, whatever its status. Raises Forbidden, Unreachable or TooBig."""


class Deliveries(Protocol):
    """The queue for answers."""

    def put(self, message: str) -> None:
        """Returns only when the message is stored."""


class Tokens(Protocol):
    """The secrets of the sources."""

    def of(self, source: str) -> Secrets:
        """The cached secrets."""

    def again(self, source: str) -> Secrets | None:
        """The secrets read afresh, or None when they were read a moment ago."""


class Keys(Protocol):
    """The store for public keys."""

    def keep(self, platform: str, published: bytes) -> None:
        """Store the keys; Unreadable when they are not keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All of them. Answers from servers that nobody vouches for go to `pages`, all others to `deliveries`.

    `webhook_base` is the start of our webhook URLs; a mention is kept `retention_days`.
    """

    store: DocumentStore
    sender: Sending
    deliveries: Deliveries
    pages: Deliveries
    tokens: Tokens
    keys: Keys
    filed: FiledIn
    webhook_base: str
    retention_days: int
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    log: Callable[[Mapping[str, str], Exception], None] = lambda _about, _error: None
