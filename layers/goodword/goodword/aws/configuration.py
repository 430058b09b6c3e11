"""The configuration that functions read: one object in the private bucket."""

from collections.abc import Callable

from goodword.aws.client import AWS_ERRORS, client
from goodword.errors import ConfigurationError
from goodword.storage.stale_while_down import StaleWhileDown

CONFIGURATION_KEY = "config/goodword.json"
FRESH_SECONDS = 60


class ConfigurationObject[T]:
    """The uploaded configuration, read once a minute; while a newer one cannot be read, the last good one serves."""

    def __init__(self, bucket: str, read: Callable[[bytes], T]) -> None:
        self._s3, self._bucket, self._read = client("s3"), bucket, read
        self._kept = StaleWhileDown(
            self._load,
            fresh=lambda _: FRESH_SECONDS,
            errors=(*AWS_ERRORS, ValueError, ConfigurationError),
            retry=FRESH_SECONDS,
        )

    def current(self) -> T:
        """The configuration in force. Raises what S3 or its reader raises when there has never been a readable one."""
        return self._kept.get()

    def again(self) -> T:
        """The one that is stored now, for a function that met something that the one in force does not have."""
        self._kept.expire()
        return self.current()

    def _load(self, _known: T | None) -> T:
        answer = self._s3.get_object(Bucket=self._bucket, Key=CONFIGURATION_KEY)
        return self._read(answer["Body"].read())
