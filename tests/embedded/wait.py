"""Waits for something in another process: checks until it is there, or the time is up."""

import time
from collections.abc import Callable
from typing import Any

from goodword.aws.client import client

_POLL_SECONDS = 0.05


def eventually[T](look: Callable[[], T | None], seconds: float = 15) -> T | None:
    """What `look` finds, as soon as it finds something; None when the time is up."""
    give_up = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < give_up:
        time.sleep(_POLL_SECONDS)
    return found


def wait_until_quiet(seconds: float = 60) -> bool:
    """Whether every queue except dead letters became empty, waiting and in flight, within that time."""
    sqs = client("sqs")
    urls = [url for url in sqs.list_queues()["QueueUrls"] if "DeadLetters" not in url]
    return bool(eventually(lambda: not any(_waiting(sqs, url) for url in urls), seconds))


def _waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(attributes[name]) for name in names)
