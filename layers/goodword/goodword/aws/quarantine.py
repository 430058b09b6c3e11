"""Where unreadable deliveries and items wait for a mended parser, each with its reason: the private bucket."""

import base64
import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from goodword.aws.client import client
from goodword.platforms.contract import Delivery
from goodword.platforms.isolate_item import IsolatedItems


class Quarantine:
    """Where unreadable deliveries and items wait for a mended parser, each with its reason."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket
        self._around: tuple[bytes, IsolatedItems] | None = None

    def keep_delivery(self, delivery: Delivery, reason: str) -> None:
        """Keep a whole delivery, its body as base64."""
        self._keep(delivery, {"reason": reason}, delivery.body)

    def keep_item(self, delivery: Delivery, reason: str, item: Any) -> None:
        """Keep one item of a delivery whose neighbours went on, and the body with nothing but it in it."""
        if self._around is None or self._around[0] is not delivery.body:
            self._around = delivery.body, IsolatedItems(delivery.body)
        self._keep(delivery, {"reason": reason, "item": item}, self._around[1].alone(item))

    def _keep(self, delivery: Delivery, content: dict[str, Any], body: bytes | None) -> None:
        if body is not None:
            content |= {"headers": dict(delivery.headers), "body": base64.b64encode(body).decode()}
            content |= {} if delivery.asked is None else {"asked": dict(delivery.asked)}
        # The key is made of the content, so that a delivery that comes again is kept once.
        name = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
        content |= {"source": delivery.source, "received_at": _day_and_time(delivery.received_at)}
        self._s3.put_object(
            Bucket=self._bucket,
            Key=f"quarantine/{delivery.platform}/{delivery.source}/{name}.json",
            Body=json.dumps(content).encode(),
            ContentType="application/json",
        )


def _day_and_time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
