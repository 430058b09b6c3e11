"""The public keys of platforms that sign with them, in the private bucket: `fetch` keeps them, `intake` reads them."""

import json
from functools import partial

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.errors import Unreadable
from goodword.storage.stale_while_down import StaleWhileDown

FRESH_SECONDS = 300
RETRY_SECONDS = 60

# Who may not list the bucket is told of an object that is not there as of one that it may not see.
_ABSENT = ("NoSuchKey", "AccessDenied")


class PublicKeys:
    """The keys by platform."""

    def __init__(self, bucket: str) -> None:
        self._s3, self._bucket = client("s3"), bucket
        self._kept: dict[str, StaleWhileDown[tuple[str, ...]]] = {}

    def keep(self, platform: str, published: bytes) -> None:
        """Keep a JSON object of keys; Unreadable when it is none, and then those that were kept stay."""
        _keys_in(published)
        self._s3.put_object(
            Bucket=self._bucket, Key=f"keys/{platform}.json", Body=published, ContentType="application/json"
        )

    def of(self, platform: str) -> tuple[str, ...]:
        """The keys, at most 5 minutes old while S3 answers; none when none were kept. Looks once a minute at most."""
        if platform not in self._kept:
            read = partial(self._read, platform)
            self._kept[platform] = StaleWhileDown(
                read, fresh=_fresh, errors=AWS_ERRORS, retry=RETRY_SECONDS, stale=_stale
            )
        return self._kept[platform].get()

    def _read(self, platform: str, _known: tuple[str, ...] | None) -> tuple[str, ...]:
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=f"keys/{platform}.json")
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return ()
            raise
        return _keys_in(answer["Body"].read())


def _fresh(keys: tuple[str, ...]) -> float:
    return FRESH_SECONDS if keys else RETRY_SECONDS


def _stale(keys: tuple[str, ...]) -> float:
    """That there are none is not served in an outage: a genuine delivery would be refused, and 503 brings it again."""
    return float("inf") if keys else 0


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
