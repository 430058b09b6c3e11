"""What asking needs of the world: someone who sends, somewhere for the answers, secrets, the table, a clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from goodword.connectors.contract import Request, Response
from goodword.platforms.contract import Secrets
from goodword.polling.recheck import HeardIn
from goodword.storage.document_store import DocumentStore


class Sending(Protocol):
    """Whoever makes a request."""

    def send(self, request: Request) -> Response:
        """The answer, whatever its status. Raises Forbidden, Unreachable or TooBig."""


class Deliveries(Protocol):
    """Where answers go."""

    def put(self, message: str) -> None:
        """Returns only when it is kept."""


class Tokens(Protocol):
    """The secrets of the sources."""

    def of(self, source: str) -> Secrets:
        """Those that are known."""

    def again(self, source: str) -> Secrets | None:
        """The same read afresh, or None when that was done a moment ago."""


class Keys(Protocol):
    """Where public keys are kept."""

    def keep(self, platform: str, published: bytes) -> None:
        """Keep them; Unreadable when they are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All of it. What strangers answer goes to `pages`, all else to `deliveries`.

    Below `webhook_base` lie our webhooks; a mention is kept `retention_days`.
    """

    store: DocumentStore
    sender: Sending
    deliveries: Deliveries
    pages: Deliveries
    tokens: Tokens
    keys: Keys
    filed: HeardIn
    webhook_base: str
    retention_days: int
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    log: Callable[[Mapping[str, str], Exception], None] = lambda _about, _error: None
