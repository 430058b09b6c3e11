"""Creates SDK clients: short timeouts and few retries; what still fails goes back to the queue."""

import logging
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

AWS_ERRORS = (BotoCoreError, ClientError)
"""What the SDK raises when AWS fails or does not answer."""

__all__ = ["AWS_ERRORS", "ClientError", "client", "use"]

_CONFIG = Config(connect_timeout=1)
_chosen: dict[str, str] = {}  # set by a command, instead of the environment; functions never set it


@cache
def client(service: str, seconds: float = 3, attempts: int = 3) -> Any:
    """The process's one client for that service, in the region and with the role that the environment names.

    A command may wait more `seconds` for an answer than a function; optional calls use one attempt.
    """
    logging.getLogger("botocore").setLevel(logging.INFO)  # below that it logs bodies, with people's words and secrets
    retries = {"mode": "standard", "total_max_attempts": attempts}
    config = _CONFIG.merge(Config(read_timeout=seconds, retries=retries))
    return (boto3.Session(**_chosen) if _chosen else boto3).client(service, config=config)


def use(region: str, profile: str) -> str:
    """Set region and profile for every client from now on; empty ones come from the environment. Returns the region.

    Raises ProfileNotFound, which is one of AWS_ERRORS.
    """
    named = {"region_name": region, "profile_name": profile}
    chosen = {name: value for name, value in named.items() if value}
    found = boto3.Session(**chosen).region_name or ""
    if not profile and found == (boto3.Session().region_name or ""):
        chosen = {}
    if chosen != _chosen:
        _chosen.clear()
        _chosen.update(chosen)
        client.cache_clear()
    return found
