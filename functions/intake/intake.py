"""Receives webhooks: checks who sent them, and leaves the bytes on a queue, unread."""

import json
import logging
import os
from typing import Any

from goodword.aws.configuration import ConfigurationObject
from goodword.aws.public_keys import PublicKeys
from goodword.aws.queues import DeliveryQueue
from goodword.aws.secret_store import SecretStore
from goodword.errors import ConfigurationError, Rejected, describe
from goodword.platforms.contract import Answer, Delivery
from goodword.settings import IntakeSettings
from goodword.webhooks.receive import Receiver

# Powertools would cost this function a third of its cold start; Lambda writes these lines as JSON by itself.
log = logging.getLogger("intake")
log.setLevel(logging.INFO)

settings = IntakeSettings.from_env(os.environ)
sources = ConfigurationObject(settings.bucket_name, lambda body: json.loads(body)["sources"])
secrets, keys = SecretStore(settings.secrets_path), PublicKeys(settings.bucket_name)
receiver = Receiver(sources, secrets, keys)
queue = DeliveryQueue(settings.deliveries_queue_url)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one HTTP request: 2xx only after SQS has the delivery, 4xx for the caller's faults, 503 for the rest."""
    route = str(event.get("routeKey", ""))
    try:
        answer = _received(Delivery.from_http(event))
    except Rejected as refusal:
        log.info("refused", extra={"status": refusal.status, "reason": str(refusal), "route": route})
        answer = Answer(refusal.status, str(refusal))
    except ConfigurationError as fault:
        log.error("not configured", extra={"reason": str(fault)})
        answer = Answer(503, "not ready")
    except Exception as error:  # noqa: BLE001 - the world's: say so, and let the platform send it again
        log.error("not taken", extra=describe(error) | {"route": route})
        answer = Answer(503, "try again")
    return {"statusCode": answer.status, "headers": {"content-type": answer.content_type}, "body": answer.body}


def _received(delivery: Delivery) -> Answer:
    received = receiver.receive(delivery)
    if received.message is not None:
        queue.put(received.message)
    return received.answer
