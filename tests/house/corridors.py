"""Event source mappings between functions, run one batch at a time by Lambda's documented rules.

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html and services-ddb-batchfailurereporting.html
"""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.sqs.models import sqs_backends

from tests.house.faults import Crash
from tests.house.permissions import queue_url
from tests.house.plan import ACCOUNT, REGION, Wire
from tests.house.rooms import Room

_POLLS = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
_READS = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")

type Record = dict[str, Any]


class Malformed(Exception):
    """Raised for a partial batch response that Lambda treats as a failure of the whole batch."""


def failed_of(answer: Any, known: Sequence[str]) -> list[str]:
    """The ids in a partial batch response, as Lambda reads it. Nothing, null or an empty list: everything succeeded."""
    if not isinstance(answer, Mapping) or not answer.get("batchItemFailures"):
        return []
    failures = answer["batchItemFailures"]
    ids = [entry.get("itemIdentifier") if isinstance(entry, Mapping) else None for entry in failures]
    if not all(isinstance(message_id, str) and message_id in known for message_id in ids):
        raise Malformed
    return [str(message_id) for message_id in ids]


class QueueCorridor:
    """From a queue to a function. Failed messages stay in the queue until their visibility ends; SQS counts them."""

    def __init__(self, wire: Wire, room: Room, sqs: Any) -> None:
        self.name, self.room = wire.name, room
        self._wire, self._sqs, self._url = wire, sqs, queue_url(wire.source)
        self._queue = sqs_backends[ACCOUNT][REGION].queues[self._url.rsplit("/", 1)[-1]]
        self._partial = "ReportBatchItemFailures" in wire.properties.get("FunctionResponseTypes", [])
        self.throttled = False
        """While true, Lambda receives but cannot start the function: messages return when their visibility ends."""

    def step(self, most: int = 10) -> bool:
        """Receive one batch of at most `most` messages and pass it to the function; False when nothing is visible."""
        self.room.role.require([(action, self._wire.source) for action in _POLLS], "ReceiveMessage")
        if not self._queue.messages:  # checking first costs a tenth of a receive, and most receives find nothing
            return False
        answer = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=min(most, self._wire.properties["BatchSize"]),
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
        )
        messages = {message["MessageId"]: message for message in answer.get("Messages", [])}
        if not messages or self.throttled:
            return False
        try:
            returned = self.room.invoke({"Records": [self._record(message) for message in messages.values()]})
            failed = failed_of(returned, list(messages)) if self._partial else []
        except (Exception, Crash):  # noqa: BLE001 - a function error, whatever it is: the whole batch comes again
            failed = list(messages)
        if done := messages.keys() - set(failed):
            entries = [
                {"Id": message_id, "ReceiptHandle": messages[message_id]["ReceiptHandle"]}
                for message_id in sorted(done)
            ]
            self._sqs.delete_message_batch(QueueUrl=self._url, Entries=entries)
        return True

    def _record(self, message: Mapping[str, Any]) -> Record:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": dict(message["Attributes"]),
            "messageAttributes": message.get("MessageAttributes", {}),
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._wire.source,
            "awsRegion": REGION,
        }


@dataclass(frozen=True, slots=True)
class _Batch:
    records: tuple[Record, ...]
    tries: int = 0


class StreamCorridor:
    """From the table's stream to a function: in order, filtered, bisected, given up after a number of tries.

    The failure destination gets the position of what was given up, not its records.
    """

    def __init__(self, wire: Wire, room: Room, sqs: Any) -> None:
        self.name, self.room = wire.name, room
        self._wire, self._sqs, self._rules = wire, sqs, wire.properties
        filters = self._rules.get("FilterCriteria", {}).get("Filters", [])
        self._patterns = [json.loads(entry["Pattern"]) for entry in filters]
        self._window = timedelta(seconds=self._rules.get("MaximumBatchingWindowInSeconds", 0))
        self._gathered, self._opened = list[Record](), datetime.now(UTC)
        self._waiting = deque[_Batch]()
        self._position = 0
        self.lost = False
        """While true, the function gets nothing that is read from the stream."""
        self.asleep = False
        """While true, nothing is read: the mapping is off, or the function has no concurrency left."""

    def step(self) -> bool:
        """Pass one batch to the function; False when there is none."""
        if self.asleep:
            return False
        if not self._waiting:
            self._read()
        if not self._waiting:
            return False
        batch = self._waiting.popleft()
        known = [record["dynamodb"]["SequenceNumber"] for record in batch.records]
        try:
            failed = failed_of(self.room.invoke({"Records": list(batch.records)}), known)
        except (Exception, Crash):  # noqa: BLE001 - a function error, whatever it is
            self._again(batch, bisect=bool(self._rules.get("BisectBatchOnFunctionError")))
        else:
            if failed:
                failed_at = min(known.index(message_id) for message_id in failed)
                self._again(_Batch(batch.records[failed_at:], batch.tries if failed_at == 0 else 0), bisect=False)
        return True

    def replay(self, records: Sequence[Record]) -> None:
        """Put records in front, as a replay from a checkpoint does."""
        self._waiting.appendleft(_Batch(tuple(records)))

    def pass_over(self) -> None:
        """Treat everything that is in the stream by now as delivered."""
        self._position += len(self._since(self._position))

    def skip(self) -> None:
        """Forget the records that wait: they are gone."""
        self._waiting.clear()
        self._gathered.clear()

    def everything(self) -> list[Record]:
        """Every record of the stream that passes the filter, from the beginning."""
        return [record for record in self._since(0) if self.matches(record)]

    def matches(self, record: Record) -> bool:
        """Whether any of the mapping's patterns matches the record."""
        return not self._patterns or any(matches(pattern, record) for pattern in self._patterns)

    def _read(self) -> None:
        self.room.role.require(
            [(action, self._wire.source) for action in _READS] + [("dynamodb:ListStreams", self._wire.source)],
            "GetRecords",
        )
        records = self._since(self._position)
        self._position += len(records)
        self._gather([record for record in records if self.matches(record)] if not self.lost else [])

    def _gather(self, records: Sequence[Record]) -> None:
        """A batch is sent when it is full, or when the window since its first record has ended."""
        now, size = datetime.now(UTC), self._rules["BatchSize"]
        self._opened = self._opened if self._gathered else now
        self._gathered += records
        while len(self._gathered) >= size or (self._gathered and now >= self._opened + self._window):
            self._waiting.append(_Batch(tuple(self._gathered[:size])))
            self._gathered, self._opened = self._gathered[size:], now

    def _since(self, position: int) -> list[Record]:
        """Read moto's own shard: GetRecords would take longer than the rest of a test. Starts at TRIM_HORIZON."""
        table = self._wire.source.split("/")[1]
        shard = dynamodb_backends[ACCOUNT][REGION].get_table(table).stream_shard
        assert shard
        assert self._rules["StartingPosition"] == "TRIM_HORIZON"
        return [self._record(record.to_json()) for record in shard.items[position:]]

    def _record(self, record: Record) -> Record:
        made = record["dynamodb"]["ApproximateCreationDateTime"].replace(tzinfo=UTC).timestamp()
        change = record["dynamodb"] | {"ApproximateCreationDateTime": made}
        return record | {"awsRegion": REGION, "eventSourceARN": self._wire.source, "dynamodb": change}

    def _again(self, batch: _Batch, *, bisect: bool) -> None:
        if bisect and len(batch.records) > 1:  # splitting a batch does not count as a try
            middle = len(batch.records) // 2
            self._waiting.appendleft(replace(batch, records=batch.records[middle:]))
            self._waiting.appendleft(replace(batch, records=batch.records[:middle]))
            return
        tried = replace(batch, tries=batch.tries + 1)
        if tried.tries > self._rules["MaximumRetryAttempts"] or self._age(batch) > timedelta(
            seconds=self._rules["MaximumRecordAgeInSeconds"]
        ):
            self._give_up(batch)
        else:
            self._waiting.appendleft(tried)

    def _age(self, batch: _Batch) -> timedelta:
        made = batch.records[0]["dynamodb"]["ApproximateCreationDateTime"]
        return datetime.now(UTC) - datetime.fromtimestamp(made, UTC)

    def _give_up(self, batch: _Batch) -> None:
        target = self._wire.on_failure
        assert target, f"{self.name} has no failure destination: {len(batch.records)} records are gone"
        self.room.role.require([("sqs:SendMessage", target)], "SendMessage")
        positions = [record["dynamodb"]["SequenceNumber"] for record in batch.records]
        letter = {
            "requestContext": {"condition": "RetryAttemptsExhausted", "approximateInvokeCount": batch.tries + 1},
            "DDBStreamBatchInfo": {
                "streamArn": self._wire.source,
                "startSequenceNumber": positions[0],
                "endSequenceNumber": positions[-1],
                "batchSize": len(positions),
            },
        }
        self._sqs.send_message(QueueUrl=queue_url(target), MessageBody=json.dumps(letter))


def matches(pattern: Any, value: Any) -> bool:
    """EventBridge's exact matching and `exists`: the template uses nothing else."""
    if isinstance(pattern, Mapping):
        known = value if isinstance(value, Mapping) else {}
        return all(_has(rule, known.get(key)) for key, rule in pattern.items())
    raise NotImplementedError(f"a filter pattern consists of objects, not {pattern!r}")


def _has(rule: Any, value: Any) -> bool:
    if isinstance(rule, Mapping):
        return matches(rule, value)
    return any(_is(allowed, value) for allowed in rule)


def _is(expected: Any, value: Any) -> bool:
    match expected:
        case {"exists": bool(there)}:
            return (value is not None) is there
        case str():
            return bool(value == expected)
        case bool():
            return value is expected
    raise NotImplementedError(f"a filter of DynamoDB values supports strings, booleans and exists, not {expected!r}")
