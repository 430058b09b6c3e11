"""Reads the quarantine back as deliveries, once the parser is fixed."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.aws.client import client
from goodword.mention import instant
from goodword.operations.configurations import UNVERSIONED
from goodword.platforms.contract import Delivery

PREFIX = "quarantine/"
OLDEST = timedelta(days=28)
"""Tombstones stay for 29 days: an older object could bring back a mention that was deleted since."""


class NotReplayable(Exception):
    """Raised for an object that cannot be put back; says why, without quoting anybody."""


@dataclass(frozen=True, slots=True)
class QuarantinedObject:
    """One version of one object."""

    key: str
    version: str
    content: bytes

    def delivery(self, now: datetime) -> Delivery:
        """The delivery to put back: the whole delivery, or one with only the item. Raises NotReplayable."""
        try:
            delivery = _read(self.key, json.loads(self.content))
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise NotReplayable("is not in the format that the function score writes") from None
        except KeyError:
            raise NotReplayable("lacks the rest of its delivery: have the platform send it again") from None
        if delivery.received_at < now - OLDEST:
            raise NotReplayable(f"is older than {OLDEST.days} days, so it could bring back deleted mentions")
        return delivery


class QuarantineObjects:
    """The quarantine of one bucket."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket

    def keys(self) -> Iterator[str]:
        """The key of every object, page by page."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=PREFIX)
        return (found["Key"] for page in pages for found in page.get("Contents", []))

    def read(self, key: str) -> QuarantinedObject:
        """The current version of one object."""
        answer = self._s3.get_object(Bucket=self._bucket, Key=key)
        return QuarantinedObject(key, answer.get("VersionId", UNVERSIONED), answer["Body"].read())

    def remove(self, stored: QuarantinedObject) -> None:
        """Remove the version that was read; a newer one that the function score has written since stays."""
        self._s3.delete_object(Bucket=self._bucket, Key=stored.key, VersionId=stored.version)


def _read(key: str, content: dict[str, Any]) -> Delivery:
    _, platform, source, _ = key.split("/")
    return Delivery(
        platform=platform,
        source=source,
        method="POST",
        headers=dict(content["headers"]),
        query={},
        body=base64.b64decode(content["body"], validate=True),
        received_at=instant(content["received_at"]),
        asked=content.get("asked"),
    )
