"""The secrets of each source, from SSM: cached, served stale while SSM is down, refetched after a bad signature."""

import json
import time
from dataclasses import dataclass

from goodword.aws._client import WORLD, client
from goodword.errors import ConfigurationError
from goodword.platforms._platform import Secrets

FRESH_SECONDS = 300
STALE_SECONDS = 3600
REFETCH_SECONDS = 60


@dataclass(slots=True)
class _Cached:
    secrets: Secrets
    fetched: float
    tried: float


class SecretStore:
    """One SecureString a source, `<path>/<source>`: one request reads all, and a rotation is one write.

    Its value is JSON, every live secret by name, newest first: {"app_secret": ["new", "old"], "verify_token": ["..."]}.
    """

    def __init__(self, path: str) -> None:
        self._ssm, self._path = client("ssm"), path.rstrip("/")
        self._cache: dict[str, _Cached] = {}

    def of(self, source: str) -> Secrets:
        """The live secrets: at most 5 minutes old, or up to 1 hour while SSM does not answer; then its error rises."""
        cached, now = self._cache.get(source), time.monotonic()
        if cached and now - cached.fetched < FRESH_SECONDS:
            return cached.secrets
        if cached and now - cached.tried < REFETCH_SECONDS and now - cached.fetched < STALE_SECONDS:
            return cached.secrets
        return self._fetch(source, cached, now)

    def again(self, source: str) -> Secrets | None:
        """After a bad signature: the secrets read afresh, or None when that was done less than a minute ago."""
        cached, now = self._cache.get(source), time.monotonic()
        if cached and now - cached.tried < REFETCH_SECONDS:
            return None
        return self._fetch(source, cached, now)

    def _fetch(self, source: str, cached: _Cached | None, now: float) -> Secrets:
        try:
            secrets = self._read(f"{self._path}/{source}")
        except WORLD:
            if cached is None or now - cached.fetched >= STALE_SECONDS:
                raise
            cached.tried = now
            return cached.secrets
        self._cache[source] = _Cached(secrets, fetched=now, tried=now)
        return secrets

    def _read(self, name: str) -> Secrets:
        try:
            value = self._ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
        except self._ssm.exceptions.ParameterNotFound:
            return Secrets()
        return read_secrets(value)


def read_secrets(value: str) -> Secrets:
    """Secrets by name, newest first, from the parameter's JSON; ConfigurationError when it is not that."""
    try:
        return Secrets({name: tuple(str(secret) for secret in live) for name, live in json.loads(value).items()})
    except (ValueError, TypeError, AttributeError):
        raise ConfigurationError('a source\'s secrets are JSON such as {"app_secret": ["new", "old"]}') from None
