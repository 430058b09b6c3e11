"""An SQS batch in which each failed message fails alone, and waits longer after each outage.

Not Powertools' processor: that one logs the text of an exception, which may quote a person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from aws_lambda_powertools import Logger

from goodword.aws.client import AWS_ERRORS, client
from goodword.errors import describe
from goodword.jobs import RetryLater

type Record = Mapping[str, Any]

FIRST_WAIT_SECONDS = 10
LONGEST_WAIT_SECONDS = 900
LONGEST_HIDING_SECONDS = 43_000  # SQS hides a message for at most 12 hours after it was received


def wait_seconds(receives: int) -> int:
    """10 s doubling to 15 min: 24 receives (jobs, visits, pages) take four hours, 70 (the other queues) fifteen."""
    return int(min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(receives - 1, 10)))


def queue_name(url_or_arn: str) -> str:
    """The name of a queue, from its URL or ARN."""
    return url_or_arn.replace(":", "/").rsplit("/", 1)[-1]


def queue_of(record: Record) -> str:
    """The name of the queue that a record came from."""
    return queue_name(record["eventSourceARN"])


def receives(record: Record) -> int:
    """How often it was received, this time included."""
    return int(record["attributes"]["ApproximateReceiveCount"])


def alternating(records: Sequence[Record]) -> Sequence[Record]:
    """The records in order, and reversed every second time, so that a message is not always behind the same one."""
    again = max(map(receives, records)) - 1
    return records[::-1] if again % 2 else records


class RetryDelays:
    """Extends the visibility timeout of messages, so that an outage uses few receives; or deletes them."""

    def __init__(self, queue_urls: Iterable[str]) -> None:
        self._sqs, self._urls = client("sqs"), {queue_name(url): url for url in queue_urls}

    def hide(self, record: Record, seconds: int) -> None:
        """Hide one message for so many seconds, twelve hours at most. Raises what the SDK raises."""
        self._sqs.change_message_visibility(
            QueueUrl=self._urls[queue_of(record)],
            ReceiptHandle=record["receiptHandle"],
            VisibilityTimeout=min(seconds, LONGEST_HIDING_SECONDS),
        )

    def delete(self, record: Record) -> None:
        """Delete one message. Raises what the SDK raises."""
        self._sqs.delete_message(QueueUrl=self._urls[queue_of(record)], ReceiptHandle=record["receiptHandle"])


class SqsBatch:
    """The messages of one invocation.

    A message that met an outage hides for `wait_seconds`, or as long as a platform asks for. One that fails for any
    other reason (a bug of ours) is received again after FIRST_WAIT_SECONDS each time. So it reaches the dead letters
    within minutes, where it waits for a fix and a redrive. A queue allows many receives, since SQS counts one each time
    that Lambda has no concurrency left: those must last for more than an hour.
    """

    def __init__(self, records: Sequence[Record], retry_delays: RetryDelays, log: Logger) -> None:
        self._records, self._retry_delays, self._log = records, retry_delays, log
        self._failed: dict[str, None] = {}

    def each[T](
        self, work: Callable[[Record], T], time_left: Callable[[], bool] = lambda: True
    ) -> Iterator[tuple[Record, T]]:
        """Do the work for each message; yields the messages that are done. Once time is up, the rest are retried."""
        for place, record in enumerate(self._records):
            if place and not time_left():
                self._failed |= dict.fromkeys(later["messageId"] for later in self._records[place:])
                return
            try:
                done = work(record)
            except Exception as error:  # noqa: BLE001 - a failed message must not fail the others
                self._fail(record, error)
            else:
                yield record, done

    def let_go(self, record: Record) -> None:
        """Delete a message that is done, if it is a repeat: else it returns whenever another one ends the run."""
        if receives(record) < 2:
            return
        try:
            self._retry_delays.delete(record)
        except AWS_ERRORS as error:  # Lambda deletes it when the run ends well
            self._log.warning("message not deleted", extra=describe(error))

    def response(self) -> dict[str, Any]:
        """The response for Lambda: the ids of the messages to retry."""
        return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in self._failed]}

    def _fail(self, record: Record, error: Exception) -> None:
        self._log.warning("message failed", extra={"message_id": record["messageId"]} | describe(error))
        self._failed[record["messageId"]] = None
        self._hide(record, self._wait(record, error))

    def _wait(self, record: Record, error: Exception) -> int:
        if not isinstance(error, (*AWS_ERRORS, RetryLater)):
            return FIRST_WAIT_SECONDS
        patient = wait_seconds(receives(record))
        return max(patient, error.seconds if isinstance(error, RetryLater) else 0)

    def _hide(self, record: Record, seconds: int) -> None:
        try:
            self._retry_delays.hide(record, seconds)
        except AWS_ERRORS as error:  # then the queue's own visibility timeout applies
            self._log.warning("visibility not lengthened", extra=describe(error))
