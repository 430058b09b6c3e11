"""The active configuration and the earlier ones: the bucket keeps every version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.aws.client import ClientError, client
from goodword.aws.configuration import CONFIGURATION_KEY
from goodword.errors import ConfigurationError

UNVERSIONED = "null"  # the version id in a bucket without versioning
_OVERTAKEN = ("PreconditionFailed", "ConditionalRequestConflict")


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of the configuration, as it was uploaded."""

    version: str
    at: datetime
    body: bytes
    etag: str


class Configurations:
    """Versions of one object in the private bucket; nothing here deletes any."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket

    def in_force(self) -> Stored | None:
        """The version that the functions read; None before the first upload."""
        try:
            return self._read()
        except self._s3.exceptions.NoSuchKey:
            return None

    def before(self, version: str = "") -> Stored:
        """The version of that id, or the one before the active one; ConfigurationError when there is none."""
        known = [entry["VersionId"] for entry in self._versions() if version or not entry["IsLatest"]]
        chosen = version or next(iter(known), "")
        if chosen not in known:
            raise ConfigurationError(f"there is no version {version}" if version else "there is no earlier version")
        return self._read(VersionId=chosen)

    def put(self, body: bytes, over: Stored | None) -> str:
        """Upload it over the version `over`; returns its id. Active within a minute.

        Raises ConfigurationError when somebody else uploaded another version since then.
        """
        condition = {"IfMatch": over.etag} if over else {"IfNoneMatch": "*"}
        try:
            answer = self._s3.put_object(
                Bucket=self._bucket, Key=CONFIGURATION_KEY, Body=body, ContentType="application/json", **condition
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _OVERTAKEN:
                raise
            raise ConfigurationError("somebody else has just configured this stack: run the command again") from None
        return str(answer.get("VersionId", UNVERSIONED))

    def _read(self, **which: str) -> Stored:
        answer = self._s3.get_object(Bucket=self._bucket, Key=CONFIGURATION_KEY, **which)
        version = answer.get("VersionId", UNVERSIONED)
        return Stored(version, answer["LastModified"], answer["Body"].read(), answer["ETag"])

    def _versions(self) -> Iterator[dict[str, Any]]:
        pages = self._s3.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=CONFIGURATION_KEY)
        found = (entry for page in pages for entry in page.get("Versions", []))
        return (entry for entry in found if entry["Key"] == CONFIGURATION_KEY)
