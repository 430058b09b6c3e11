"""What waits in quarantine for a mended parser, read back as the deliveries that it came in."""

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
"""A deletion is remembered for 29 days: what is older than this could bring back what was deleted since."""


class NotReplayable(Exception):
    """Raised for an object that cannot be put back; says why, without anybody's words."""


@dataclass(frozen=True, slots=True)
class QuarantinedObject:
    """One object, as it was in one version; a later version of it is another."""

    key: str
    version: str
    content: bytes

    def delivery(self, now: datetime) -> Delivery:
        """The delivery to put back: the whole one, or one with nothing but the item in it. Raises NotReplayable."""
        try:
            delivery = _read(self.key, json.loads(self.content))
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise NotReplayable("is not what the room score keeps") from None
        except KeyError:
            raise NotReplayable("was kept without what stood around it: have the platform send it again") from None
        if delivery.received_at < now - OLDEST:
            raise NotReplayable(f"is older than {OLDEST.days} days: what was deleted since could come back with it")
        return delivery


class QuarantineObjects:
    """The quarantine of one bucket."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket

    def keys(self) -> Iterator[str]:
        """Every object's key, page by page."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=PREFIX)
        return (found["Key"] for page in pages for found in page.get("Contents", []))

    def read(self, key: str) -> QuarantinedObject:
        """One object as it is now."""
        answer = self._s3.get_object(Bucket=self._bucket, Key=key)
        return QuarantinedObject(key, answer.get("VersionId", UNVERSIONED), answer["Body"].read())

    def remove(self, quarantined_object: QuarantinedObject) -> None:
        """Remove the version that was read: should the room score keep it anew meanwhile, that one stays."""
        self._s3.delete_object(Bucket=self._bucket, Key=quarantined_object.key, VersionId=quarantined_object.version)


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
