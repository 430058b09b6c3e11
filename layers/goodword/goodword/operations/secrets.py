"""Stores the secrets of each source. It never returns their values, only how many there are and since when."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from goodword.aws.client import client
from goodword.aws.secret_store import read_secrets
from goodword.errors import ConfigurationError

_MOST_BYTES = 4096  # of a standard parameter

type Live = dict[str, tuple[str, ...]]


class StoredSecrets:
    """One SecureString for each source, as `SecretStore` reads it; the age of each secret comes from SSM's history."""

    def __init__(self, path: str) -> None:
        self._ssm, self._path = client("ssm"), path.rstrip("/")

    def live(self, source: str) -> Live:
        """The active secrets by name, newest first; empty when none was ever stored."""
        return self._read(source)[0]

    def keep(self, source: str, name: str, value: str) -> int:
        """Make it the newest of that name; the active ones stay active. Returns how many are active now."""
        live, version = self._read(source)
        kept = (value, *(secret for secret in live.get(name, ()) if secret != value))
        if kept != live.get(name):
            self._write(source, live | {name: kept}, version)
        return len(kept)

    def retire(self, source: str, name: str) -> int:
        """Keep only the newest of that name; returns how many are no longer accepted."""
        live, version = self._read(source)
        old = live.get(name, ())[1:]
        if old:
            self._write(source, live | {name: live[name][:1]}, version)
        return len(old)

    def since(self, source: str) -> Mapping[str, Sequence[datetime]]:
        """Since when each secret is active, newest first, by name; SSM remembers only the last hundred changes."""
        history = self._history(source)
        return {
            name: [_first(history, name, secret) for secret in live]
            for name, live in (history[0][0] if history else {}).items()
        }

    def sources(self) -> list[str]:
        """Every source that has secrets."""
        pages = self._ssm.get_paginator("get_parameters_by_path").paginate(Path=self._path)
        return sorted(found["Name"].rpartition("/")[2] for page in pages for found in page["Parameters"])

    def _read(self, source: str) -> tuple[Live, int]:
        try:
            found = self._ssm.get_parameter(Name=f"{self._path}/{source}", WithDecryption=True)["Parameter"]
        except self._ssm.exceptions.ParameterNotFound:
            return {}, 0
        return dict(read_secrets(found["Value"]).values), int(found["Version"])

    def _write(self, source: str, live: Live, version: int) -> None:
        value = json.dumps(live)
        if len(value) > _MOST_BYTES:
            raise ConfigurationError(f"{source} has no room for another secret: use --retire on older ones first")
        answer = self._ssm.put_parameter(
            Name=f"{self._path}/{source}", Value=value, Type="SecureString", Overwrite=True
        )
        if int(answer["Version"]) != version + 1:
            raise ConfigurationError(f"somebody else changed {source} at the same time: see --list, then store again")

    def _history(self, source: str) -> list[tuple[Live, datetime]]:
        """Every version that SSM remembers, newest first."""
        pages = self._ssm.get_paginator("get_parameter_history").paginate(
            Name=f"{self._path}/{source}", WithDecryption=True
        )
        try:
            found = [entry for page in pages for entry in page["Parameters"]]
        except self._ssm.exceptions.ParameterNotFound:
            return []
        return [(_readable(entry), entry["LastModifiedDate"]) for entry in sorted(found, key=_version, reverse=True)]


def _version(found: dict[str, Any]) -> int:
    return int(found["Version"])


def _readable(found: dict[str, Any]) -> Live:
    try:
        return dict(read_secrets(found["Value"]).values)
    except ConfigurationError:  # somebody once wrote something else there, and it was corrected
        return {}


def _first(history: list[tuple[Live, datetime]], name: str, secret: str) -> datetime:
    """When it became active: the oldest version of the unbroken run that has it."""
    *_, (_, at) = takewhile(lambda version: secret in version[0].get(name, ()), history)
    return at
