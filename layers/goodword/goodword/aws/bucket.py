"""The private bucket: the configuration that functions read, and the quarantine for what could not be parsed."""

import base64
import json
import time
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.errors import ConfigurationError, Unreadable
from goodword.platforms.contract import Delivery
from goodword.platforms.isolate_item import IsolatedItems

CONFIGURATION_KEY = "config/goodword.json"
FRESH_SECONDS = 60
KEYS_FRESH_SECONDS = 300

# S3 answers a role that may not list the bucket with AccessDenied for an object that does not exist, too.
_ABSENT = ("NoSuchKey", "AccessDenied")


class ConfigurationObject[T]:
    """The uploaded configuration, read at most once a minute, or when a name is missing; the last good one is kept."""

    def __init__(self, bucket: str, read: Callable[[bytes], T]) -> None:
        self._s3, self._bucket, self._read = client("s3"), bucket, read
        self._good: T | None = None
        self._checked = -float("inf")

    def current(self) -> T:
        """The configuration in force. Raises ConfigurationError when there was never one that could be read."""
        if time.monotonic() - self._checked >= FRESH_SECONDS:
            self._refresh()
        if self._good is None:
            raise ConfigurationError(f"no readable {CONFIGURATION_KEY} in the bucket: run `goodword configure`")
        return self._good

    def again(self) -> T:
        """The configuration as stored now, for a caller that met a name that the one in force lacks."""
        self._checked = -float("inf")
        return self.current()

    def _refresh(self) -> None:
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=CONFIGURATION_KEY)
            self._good = self._read(answer["Body"].read())
        except (*AWS_ERRORS, ValueError, ConfigurationError):
            if self._good is None:
                raise
        self._checked = time.monotonic()


class PublicKeys:
    """The public keys of platforms that sign with them: fetch stores what a platform publishes, intake reads it."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket
        self._known: dict[str, tuple[tuple[str, ...], float]] = {}

    def keep(self, platform: str, published: bytes) -> None:
        """Store a JSON object of keys; Unreadable when it is none, and the stored keys stay."""
        _keys_in(published)
        self._s3.put_object(
            Bucket=self._bucket, Key=f"keys/{platform}.json", Body=published, ContentType="application/json"
        )

    def of(self, platform: str) -> tuple[str, ...]:
        """The keys, at most 5 minutes old while S3 answers; none if none are stored. Reads S3 once a minute at most."""
        keys, until = self._known.get(platform, ((), -float("inf")))
        if time.monotonic() < until:
            return keys
        try:
            keys, fresh = self._read(platform), KEYS_FRESH_SECONDS
        except AWS_ERRORS:
            if not keys:
                raise
            fresh = FRESH_SECONDS
        self._known[platform] = keys, time.monotonic() + (fresh if keys else FRESH_SECONDS)
        return keys

    def _read(self, platform: str) -> tuple[str, ...]:
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=f"keys/{platform}.json")
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return ()
            raise
        return _keys_in(answer["Body"].read())


class Quarantine:
    """Where unreadable deliveries and items wait for a fixed parser, each with its reason."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket
        self._around: tuple[bytes, IsolatedItems] | None = None

    def keep_delivery(self, delivery: Delivery, reason: str) -> None:
        """Store a whole delivery, its body as base64."""
        self._keep(delivery, {"reason": reason}, delivery.body)

    def keep_item(self, delivery: Delivery, reason: str, item: Any) -> None:
        """Store one item that could not be read, in its delivery's body without the other items."""
        if self._around is None or self._around[0] is not delivery.body:
            self._around = delivery.body, IsolatedItems(delivery.body)
        self._keep(delivery, {"reason": reason, "item": item}, self._around[1].alone(item))

    def _keep(self, delivery: Delivery, content: dict[str, Any], body: bytes | None) -> None:
        if body is not None:
            content |= {"headers": dict(delivery.headers), "body": base64.b64encode(body).decode()}
            content |= {} if delivery.asked is None else {"asked": dict(delivery.asked)}
        # The key comes from the content, so that a repeated delivery is stored once.
        mark = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
        content |= {"source": delivery.source, "received_at": _day_and_time(delivery.received_at)}
        self._s3.put_object(
            Bucket=self._bucket,
            Key=f"quarantine/{delivery.platform}/{delivery.source}/{mark}.json",
            Body=json.dumps(content).encode(),
            ContentType="application/json",
        )


def _keys_in(published: bytes) -> tuple[str, ...]:
    """Each key as text: the values of an object of certificates by id, or the members of a JWK set (RFC 7517)."""
    try:
        found = json.loads(published)
        keys = [json.dumps(key) for key in found["keys"]] if "keys" in found else list(found.values())
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Unreadable("the public keys are not a JSON object") from None
    if not keys or not all(isinstance(key, str) for key in keys):
        raise Unreadable("the public keys are not a JSON object of keys")
    return tuple(keys)


def _day_and_time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
