"""The private bucket: the configuration that the rooms read, and the quarantine for what nobody can read."""

import base64
import json
import time
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from goodword.aws._client import WORLD, client
from goodword.aws.alone import Around
from goodword.errors import ConfigurationError
from goodword.platforms._platform import Delivery

CONFIGURATION_KEY = "config/goodword.json"
FRESH_SECONDS = 60


class ConfigurationObject[T]:
    """The uploaded configuration, read at most once a minute; the last good one stays in force."""

    def __init__(self, bucket: str, read: Callable[[bytes], T]) -> None:
        self._s3, self._bucket, self._read = client("s3"), bucket, read
        self._good: T | None = None
        self._checked = -float("inf")

    def current(self) -> T:
        """The configuration in force. Raises ConfigurationError when there has never been a readable one."""
        if time.monotonic() - self._checked >= FRESH_SECONDS:
            self._refresh()
        if self._good is None:
            raise ConfigurationError(f"no readable {CONFIGURATION_KEY} in the bucket: run `goodword configure`")
        return self._good

    def _refresh(self) -> None:
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=CONFIGURATION_KEY)
            self._good = self._read(answer["Body"].read())
        except (*WORLD, ValueError, ConfigurationError):
            if self._good is None:
                raise
        self._checked = time.monotonic()


class Quarantine:
    """Where unreadable deliveries and items wait for a mended parser, each with its reason."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket
        self._around: tuple[bytes, Around] | None = None

    def keep_delivery(self, delivery: Delivery, reason: str) -> None:
        """Keep a whole delivery, its body as base64."""
        self._keep(delivery, {"reason": reason}, delivery.body)

    def keep_item(self, delivery: Delivery, reason: str, item: Any) -> None:
        """Keep one item of a delivery whose neighbours went on, and the body with nothing but it in it."""
        if self._around is None or self._around[0] is not delivery.body:
            self._around = delivery.body, Around(delivery.body)
        self._keep(delivery, {"reason": reason, "item": item}, self._around[1].alone(item))

    def _keep(self, delivery: Delivery, content: dict[str, Any], body: bytes | None) -> None:
        if body is not None:
            content |= {"headers": dict(delivery.headers), "body": base64.b64encode(body).decode()}
        # The key is made of the content, so that a delivery that comes again is kept once.
        mark = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
        content |= {"source": delivery.source, "received_at": _day_and_time(delivery.received_at)}
        self._s3.put_object(
            Bucket=self._bucket,
            Key=f"quarantine/{delivery.platform}/{delivery.source}/{mark}.json",
            Body=json.dumps(content).encode(),
            ContentType="application/json",
        )


def _day_and_time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
