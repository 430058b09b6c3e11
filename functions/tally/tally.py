"""The function tally: marks the minutes of each brand that a batch changed; sweep counts them again."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger

from goodword.aws.client import AWS_ERRORS
from goodword.aws.metrics import Metrics
from goodword.errors import describe
from goodword.settings import TallySettings
from goodword.stats.facts import facts
from goodword.stats.recount_queue import RecountQueue

settings = TallySettings.from_env(os.environ)
logger, metrics = Logger(service="tally"), Metrics("tally")
recount_queue = RecountQueue(settings.table_name)


class RecordFailed(Exception):
    """Raised for a record that we cannot handle, so that Lambda splits the batch."""


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Mark what a batch of stream records has changed; when the table does not answer, the whole batch is retried."""
    changes = [record["dynamodb"] for record in event["Records"]]
    try:
        metrics.write({"marked": _mark(changes)})
    except AWS_ERRORS as error:
        logger.warning("batch waits", extra=describe(error))
        return {"batchItemFailures": [{"itemIdentifier": changes[0]["SequenceNumber"]}]}
    except Exception as error:  # noqa: BLE001 - its text may quote a person, so it is not passed on
        logger.error("batch failed", extra=describe(error))
        raise RecordFailed("the batch is halved until the record is alone") from None
    return {"batchItemFailures": []}


def _mark(changes: Iterable[dict[str, Any]]) -> int:
    now, touched = datetime.now(UTC), {place for change in changes for place in _touched(change)}
    return sum(recount_queue.mark(brand, minute, now) for minute, brand in sorted(touched))


def _touched(change: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(minute, brand) before and after the change; nothing when no count changes."""
    before, after = facts(change.get("OldImage")), facts(change["NewImage"])
    if before != after:
        yield from ((fact.minute, fact.brand) for fact in (before, after) if fact)
