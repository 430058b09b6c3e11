"""From an HTTP request to a delivery that is authentic: for the function `intake`, `goodword verify` and the fuzzer.

Nothing is parsed here, and no secret is read before the configuration knows the source.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature, HandshakeRefused, UnknownSource
from goodword.platforms.contract import Answer, Delivery, Platform, Secrets, needs_keys


class Sources(Protocol):
    """The sources of the configuration in force."""

    def current(self) -> Mapping[str, Any]:
        """Each source's section of the configuration, by name."""


class LiveSecrets(Protocol):
    """Where the secrets of a source are."""

    def of(self, source: str) -> Secrets:
        """The secrets as they are known."""

    def again(self, source: str) -> Secrets | None:
        """The secrets read afresh; None when they were read a moment ago."""


class Keys(Protocol):
    """Where the public keys of platforms are."""

    def of(self, platform: str) -> tuple[str, ...]:
        """The keys that are kept."""


class Received(NamedTuple):
    """What the sender is answered, and the queue message to keep; None for a handshake."""

    answer: Answer
    message: str | None = None


class Receiver:
    """Checks deliveries against the configuration and the secrets in force."""

    def __init__(self, sources: Sources, secrets: LiveSecrets, keys: Keys) -> None:
        self._sources, self._secrets, self._keys = sources, secrets, keys

    def receive(self, delivery: Delivery) -> Received:
        """Raises Rejected for the sender's faults, ConfigurationError for ours, and what SSM, S3 and SQS raise."""
        platform = self._platform(delivery)
        if handshake := self._checked(platform, delivery):
            return Received(handshake)
        return Received(Answer(platform.ACCEPTED), delivery.as_message(platform.HEADERS))

    def _platform(self, delivery: Delivery) -> Platform:
        configured = self._sources.current().get(delivery.source)
        if not configured or configured["platform"] != delivery.platform:
            raise UnknownSource("no such platform or source")
        return platforms.load(delivery.platform)

    def _checked(self, platform: Platform, delivery: Delivery) -> Answer | None:
        """Try the cached secrets, then once more with fresh ones: a rotation must not refuse a valid request."""
        try:
            return check(platform, delivery, self._with_known(platform, delivery, self._secrets.of(delivery.source)))
        except (BadSignature, HandshakeRefused):
            fresh = self._secrets.again(delivery.source)
            if fresh is None:
                raise
            return check(platform, delivery, self._with_known(platform, delivery, fresh))

    def _with_known(self, platform: Platform, delivery: Delivery, live: Secrets) -> Secrets:
        """The secrets, and what else a request is compared with: our ids there, the platform's public keys."""
        configured = self._sources.current()[delivery.source]
        polled = (entry for entries in configured.get("ask", {}).values() for entry in entries)
        keys = self._keys.of(delivery.platform) if needs_keys(platform) else ()
        return live.beside(known=(*configured.get("accounts", ()), *polled), keys=keys)


def check(platform: Platform, delivery: Delivery, live: Secrets) -> Answer | None:
    """The answer to a handshake, or None for a delivery that is authentic. Raises Rejected for anything else."""
    if answer := platform.challenge(delivery, live):
        return answer
    if delivery.method != "POST":
        raise BadHandshake("a GET here is a handshake, and this one has no parameters")
    platform.verify(delivery, live, delivery.received_at)
    return None
