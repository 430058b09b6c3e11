"""The function intake: verifies webhooks and passes them on unchanged."""

import json
import logging
import os
from typing import Any

from goodword import platforms
from goodword.aws.bucket import ConfigurationObject, PublicKeys
from goodword.aws.queues import DeliveryQueue
from goodword.aws.secret_store import SecretStore
from goodword.errors import (
    BadHandshake,
    BadSignature,
    ConfigurationError,
    HandshakeRefused,
    Rejected,
    UnknownSource,
    describe,
)
from goodword.platforms.contract import Answer, Delivery, Platform, Secrets, needs_keys
from goodword.settings import IntakeSettings

# Powertools would add a third to this function's cold start; Lambda writes these lines as JSON by itself.
log = logging.getLogger("intake")
log.setLevel(logging.INFO)

settings = IntakeSettings.from_env(os.environ)
sources = ConfigurationObject(settings.bucket_name, lambda body: json.loads(body)["sources"])
secrets, keys = SecretStore(settings.secrets_path), PublicKeys(settings.bucket_name)
queue = DeliveryQueue(settings.deliveries_queue_url)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one HTTP request: 2xx only after SQS has the delivery, 4xx for the caller's faults, 503 for the rest."""
    try:
        answer = _receive(Delivery.from_http(event))
    except Rejected as refusal:
        log.info("refused", extra={"status": refusal.status, "reason": str(refusal), "route": _route(event)})
        answer = Answer(refusal.status, str(refusal))
    except ConfigurationError as fault:
        log.error("not configured", extra={"reason": str(fault)})
        answer = Answer(503, "not ready")
    except Exception as error:  # noqa: BLE001 - an outage: answer 503, and the platform retries
        log.error("not taken", extra=describe(error) | {"route": _route(event)})
        answer = Answer(503, "try again")
    return _as_http(answer)


def _receive(delivery: Delivery) -> Answer:
    platform = _platform(delivery)
    if answer := _admit(platform, delivery):
        return answer
    queue.put(delivery.as_message(platform.HEADERS))
    return Answer(platform.ACCEPTED)


def _platform(delivery: Delivery) -> Platform:
    """The adapter; UnknownSource is decided from the configuration, before any secret is read."""
    configured = sources.current().get(delivery.source)
    if not configured or configured["platform"] != delivery.platform:
        raise UnknownSource("no such platform or source")
    return platforms.load(delivery.platform)


def _admit(platform: Platform, delivery: Delivery) -> Answer | None:
    """Try the cached secrets, then once more with fresh ones: a rotation must not refuse a valid request."""
    try:
        return _check(platform, delivery, _beside(platform, delivery, secrets.of(delivery.source)))
    except (BadSignature, HandshakeRefused):
        fresh = secrets.again(delivery.source)
        if fresh is None:
            raise
        return _check(platform, delivery, _beside(platform, delivery, fresh))


def _beside(platform: Platform, delivery: Delivery, live: Secrets) -> Secrets:
    """The secrets, with what else a request is checked against: our ids there, the platform's public keys."""
    configured = sources.current()[delivery.source]
    asked = (entry for entries in configured.get("ask", {}).values() for entry in entries)
    found = keys.of(delivery.platform) if needs_keys(platform) else ()
    return live.beside(known=(*configured.get("accounts", ()), *asked), keys=found)


def _check(platform: Platform, delivery: Delivery, live: Secrets) -> Answer | None:
    """The answer to a handshake, or None for an authentic delivery."""
    if answer := platform.challenge(delivery, live):
        return answer
    if delivery.method != "POST":
        raise BadHandshake("a GET here is a handshake, and this one has no parameters")
    platform.verify(delivery, live, delivery.received_at)
    return None


def _route(event: dict[str, Any]) -> str:
    return str(event.get("routeKey", ""))


def _as_http(answer: Answer) -> dict[str, Any]:
    return {"statusCode": answer.status, "headers": {"content-type": answer.content_type}, "body": answer.body}
