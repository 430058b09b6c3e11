"""A batch of DynamoDB stream records, handled in order, so that one bad record is isolated from its neighbours.

https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aws_lambda_powertools import Logger

from goodword.aws.client import AWS_ERRORS
from goodword.aws.dynamodb_items import from_dynamo
from goodword.errors import describe
from goodword.storage.document_store import Change


class RecordFailed(Exception):
    """Raised for a record that we cannot handle: Lambda halves the batch until the record is alone."""


class StreamBatch:
    """Records that there is no time for, or that meet an outage, come again; nothing behind them is passed over."""

    def __init__(self, event: Mapping[str, Any], log: Logger) -> None:
        self._changes, self._log = [record["dynamodb"] for record in event["Records"]], log
        self._failed: list[str] = []

    def each[T](self, work: Callable[[Change], T], time_left: Callable[[], bool]) -> Iterator[T]:
        """Handle one record after the other, at least the first; yields what came of each."""
        for place, change in enumerate(self._changes):
            if place and not time_left():
                self._failed.append(change["SequenceNumber"])
                return
            try:
                yield work(_change(change))
            except AWS_ERRORS as error:
                self._log.warning("record waits", extra=describe(error))
                self._failed.append(change["SequenceNumber"])
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, its words may quote a person and go no further
                self._log.error("record failed", extra=describe(error))
                raise RecordFailed("the batch is halved until the record is alone") from None

    def response(self) -> dict[str, Any]:
        """What Lambda expects: the first record that comes again, with all behind it."""
        return {"batchItemFailures": [{"itemIdentifier": number} for number in self._failed]}


def _change(change: Mapping[str, Any]) -> Change:
    old = change.get("OldImage")
    return Change(from_dynamo(change["NewImage"]), from_dynamo(old) if old else None)
