"""An SQS batch in which a failed message fails alone, and hides longer each time the world is at fault.

Not Powertools' processor: that one logs what an exception says, and an exception may quote a person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from aws_lambda_powertools import Logger

from goodword.aws._client import WORLD, client
from goodword.errors import describe
from goodword.job import NotNow

type Record = Mapping[str, Any]

FIRST_WAIT_SECONDS = 10
LONGEST_WAIT_SECONDS = 900
LONGEST_HIDING_SECONDS = 43_000  # SQS hides a message for 12 hours from when it was received, and no longer


def wait_seconds(receives: int) -> int:
    """10 s doubling to 15 min: twelve receives outlast an hour's outage by half an hour."""
    return int(min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(receives - 1, 10)))


class Patience:
    """Lengthens the visibility of messages in these queues, so that an outage uses up few receives."""

    def __init__(self, queue_urls: Iterable[str]) -> None:
        self._sqs, self._urls = client("sqs"), {url.rsplit("/", 1)[-1]: url for url in queue_urls}

    def hide(self, record: Record, least: int = 0) -> None:
        """Hide one message for `wait_seconds`, or for the `least` seconds. Raises what the SDK raises."""
        seconds = max(wait_seconds(int(record["attributes"]["ApproximateReceiveCount"])), least)
        self._sqs.change_message_visibility(
            QueueUrl=self._urls[record["eventSourceARN"].rsplit(":", 1)[-1]],
            ReceiptHandle=record["receiptHandle"],
            VisibilityTimeout=min(seconds, LONGEST_HIDING_SECONDS),
        )


class PatientBatch:
    """The messages of one invocation.

    A message that met an outage hides for `wait_seconds`, or as long as a platform wants to be left alone. One that
    fails for any other reason (a bug of ours) keeps the queue's own visibility and soon reaches the dead letters, where
    it waits to be mended and redriven.
    """

    def __init__(self, records: Sequence[Record], patience: Patience, log: Logger) -> None:
        self._records, self._patience, self._log = records, patience, log
        self._failed: dict[str, None] = {}

    def each[T](
        self, work: Callable[[Record], T], time_left: Callable[[], bool] = lambda: True
    ) -> Iterator[tuple[Record, T]]:
        """Do the work for every message; yields those that it was done for. Once time is up the rest come again."""
        for place, record in enumerate(self._records):
            if place and not time_left():
                self._failed |= dict.fromkeys(later["messageId"] for later in self._records[place:])
                return
            try:
                done = work(record)
            except Exception as error:  # noqa: BLE001 - one message's failure, whatever it is, is not its neighbours'
                self.fail(record, error)
            else:
                yield record, done

    def then(self, record: Record, work: Callable[[], None]) -> None:
        """Do what must not be done before all else was done for the message, and is not when something failed."""
        if record["messageId"] in self._failed:
            return
        try:
            work()
        except Exception as error:  # noqa: BLE001 - as above
            self.fail(record, error)

    def fail(self, record: Record, error: BaseException) -> None:
        """Have one message come again."""
        self._log.warning("message failed", extra={"message_id": record["messageId"]} | describe(error))
        first = record["messageId"] not in self._failed  # of a delivery, many mentions can fail
        self._failed[record["messageId"]] = None
        if first and isinstance(error, (*WORLD, NotNow)):
            self._hide(record, error.seconds if isinstance(error, NotNow) else 0)

    def response(self) -> dict[str, Any]:
        """What Lambda wants to hear: the messages that come again, by id."""
        return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in self._failed]}

    def _hide(self, record: Record, least: int) -> None:
        try:
            self._patience.hide(record, least)
        except WORLD as error:  # then the queue's own visibility has to serve
            self._log.warning("visibility not lengthened", extra=describe(error))
