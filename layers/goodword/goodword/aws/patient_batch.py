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
    """10 s doubling to 15 min: 24 receives (jobs, visits) outlast four hours, 70 (the other queues) fifteen."""
    return int(min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(receives - 1, 10)))


class Patience:
    """Lengthens the visibility of messages in these queues, so that an outage uses up few receives."""

    def __init__(self, queue_urls: Iterable[str]) -> None:
        self._sqs, self._urls = client("sqs"), {url.rsplit("/", 1)[-1]: url for url in queue_urls}

    def hide(self, record: Record, seconds: int) -> None:
        """Hide one message for so many seconds, twelve hours at most. Raises what the SDK raises."""
        self._sqs.change_message_visibility(
            QueueUrl=self._urls[record["eventSourceARN"].rsplit(":", 1)[-1]],
            ReceiptHandle=record["receiptHandle"],
            VisibilityTimeout=min(seconds, LONGEST_HIDING_SECONDS),
        )


class PatientBatch:
    """The messages of one invocation.

    A message that met an outage hides for `wait_seconds`, or as long as a platform wants to be left alone. One that
    fails for any other reason (a bug of ours) comes again after FIRST_WAIT_SECONDS each time. So it uses up its
    receives within minutes and reaches the dead letters, where it waits to be mended and redriven. A queue allows many
    receives, since SQS counts one each time that Lambda has no run free: those must not run out within an hour.
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
        if first:
            self._hide(record, self._wait(record, error))

    def response(self) -> dict[str, Any]:
        """What Lambda wants to hear: the messages that come again, by id."""
        return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in self._failed]}

    def _wait(self, record: Record, error: BaseException) -> int:
        if not isinstance(error, (*WORLD, NotNow)):
            return FIRST_WAIT_SECONDS
        patient = wait_seconds(int(record["attributes"]["ApproximateReceiveCount"]))
        return max(patient, error.seconds if isinstance(error, NotNow) else 0)

    def _hide(self, record: Record, seconds: int) -> None:
        try:
            self._patience.hide(record, seconds)
        except WORLD as error:  # then the queue's own visibility has to serve
            self._log.warning("visibility not lengthened", extra=describe(error))
