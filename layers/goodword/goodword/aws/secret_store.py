"""The secrets of each source, from SSM: cached, served stale while SSM is down, read again after a bad signature.

By default SSM answers 40 reads a second in an account and region, and throttles the rest
(https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm). So the cache expires at random times, and an
environment that has no secrets yet retries for a few seconds before it gives up.
"""

import json
import random
import time
from functools import partial

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.errors import ConfigurationError
from goodword.platforms.contract import Secrets
from goodword.storage.stale_while_down import StaleWhileDown

FRESH_SECONDS = 300
STALE_SECONDS = 3600
REFETCH_SECONDS = 60

PAUSES = (0.5, *[1.0] * 12)  # the longest wait in seconds before each retry; the actual one is random
WAIT_SECONDS = 6  # for a read that the request needs; intake has ten seconds, and one try may take three
SHORT_WAIT_SECONDS = 1  # for a read that only checks for a change

_THROTTLED = ("ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded")


class SecretStore:
    """One SecureString for each source, `<path>/<source>`: one request reads all, and a rotation is one write.

    Its value is JSON, every live secret by name, newest first: {"app_secret": ["new", "old"], "verify_token": ["..."]}.
    """

    def __init__(self, path: str) -> None:
        self._ssm, self._path = client("ssm", seconds=2, attempts=1), path.rstrip("/")
        self._kept: dict[str, StaleWhileDown[Secrets | ConfigurationError]] = {}

    def of(self, source: str) -> Secrets:
        """The live secrets: at most 5 minutes old, or up to 1 hour while SSM is down; after that SSM's error is raised.

        Raises ConfigurationError when the stored value cannot be read and no good one is cached; SSM is read again
        after a minute.
        """
        return _good(self._of(source).get())

    def again(self, source: str) -> Secrets | None:
        """After a bad signature: the secrets read afresh, or None when that was done less than a minute ago."""
        found = self._of(source).again()
        return None if found is None else _good(found)

    def _of(self, source: str) -> StaleWhileDown[Secrets | ConfigurationError]:
        if source not in self._kept:
            self._kept[source] = StaleWhileDown(
                partial(self._load, source),
                fresh=_fresh,
                errors=(*AWS_ERRORS, ConfigurationError),
                retry=REFETCH_SECONDS,
                stale=_stale,
            )
        return self._kept[source]

    def _load(self, source: str, known: Secrets | ConfigurationError | None) -> Secrets | ConfigurationError:
        """What is stored. While nothing good is known, a value that cannot be read is kept as the error that it is."""
        try:
            return self._read(f"{self._path}/{source}", SHORT_WAIT_SECONDS if known else WAIT_SECONDS)
        except ConfigurationError as fault:
            if isinstance(known, Secrets):
                raise
            return fault

    def _read(self, name: str, wait: float) -> Secrets:
        """What is stored now. While SSM is busy or down, asks again for so many seconds."""
        until = time.monotonic() + wait
        for longest in PAUSES:
            try:
                return self._read_once(name)
            except AWS_ERRORS as error:
                pause = random.uniform(0, longest)  # noqa: S311
                if not _may_pass(error) or time.monotonic() + pause > until:
                    raise
            time.sleep(pause)
        return self._read_once(name)

    def _read_once(self, name: str) -> Secrets:
        try:
            value = self._ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
        except self._ssm.exceptions.ParameterNotFound:
            return Secrets()
        return read_secrets(value)


def _good(found: Secrets | ConfigurationError) -> Secrets:
    if isinstance(found, ConfigurationError):
        raise ConfigurationError(str(found))
    return found


def _fresh(found: Secrets | ConfigurationError) -> float:
    if isinstance(found, ConfigurationError):
        return REFETCH_SECONDS
    return FRESH_SECONDS * random.uniform(0.8, 1)  # noqa: S311 - spreads reads, and keeps nothing secret


def _stale(found: Secrets | ConfigurationError) -> float:
    return 0 if isinstance(found, ConfigurationError) else STALE_SECONDS


def read_secrets(value: str) -> Secrets:
    """Secrets by name, newest first, from the parameter's JSON; ConfigurationError when it is not that."""
    try:
        return Secrets({name: tuple(str(secret) for secret in live) for name, live in json.loads(value).items()})
    except (ValueError, TypeError, AttributeError):
        raise ConfigurationError('a source\'s secrets are JSON such as {"app_secret": ["new", "old"]}') from None


def _may_pass(error: Exception) -> bool:
    """Whether a retry may succeed: SSM is busy, down or out of reach."""
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    return status >= 500 or error.response["Error"]["Code"] in _THROTTLED
