"""What a test stack uses, counted call by call and byte by byte; a model replaces what only Lambda knows.

The model: an invocation lasts as long as the function's own work and calls take on its share of a processor, plus
the wait for AWS. Work counts as twice what `make bench` measures: a Lambda processor counts as half as fast as that
machine's. Starts, which Lambda bills too, are counted the same way. A stream is delivered shard by shard.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.embedded.prices import Counted, item_bytes
from tests.flow.meter import Meter
from tests.house.house import House
from tests.house.plan import plan
from tests.house.rooms import Call, Room

WHOLE_PROCESSOR_MB = 1769  # https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
WORK_MS = {  # on a whole processor, without its calls: an invocation, and a record in it
    "intake": (0.2, 0.0),
    "score": (0.7, 17.3),
    "store": (0.2, 0.7),
    "alert": (5.5, 0.4),
    "tally": (0.5, 0.02),
    "sweep": (2.2, 0.0),
    "desk": (1.5, 0.0),
    "fetch": (3.0, 0.0),
    "visit": (3.0, 0.0),
}
START_MS = {  # on a whole processor: twice the cold import that `make bench` measures
    "intake": 740,
    "score": 1510,
    "store": 640,
    "alert": 1350,
    "tally": 650,
    "sweep": 1060,
    "desk": 1320,
    "fetch": 1110,
    "visit": 640,
}
# Lambda ends an environment that always runs "every few hours":
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
LIVES = 2 * 3600  # seconds
CALL_MS = 1.2  # on a whole processor, for each AWS call
WAIT_MS = {"sqs": 8, "dynamodb": 5, "s3": 20, "sns": 20, "ssm": 10}
SHARDS = 4  # of a new on-demand table's stream

LOG_ENVELOPE = 26  # bytes that CloudWatch adds to each event: PutLogEvents in its API reference
_SQS_UNIT, _READ_UNIT = 65_536, 4_096
# SNS calls KMS twice for a key that it then uses this long: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
_SNS_KEY_SECONDS = 300


class Account:
    """Counts from now on. The callable gives what the functions have logged since the last call."""

    def __init__(self, house: House, text: Callable[[], str]) -> None:
        self._house, self._said, self._meter = house, text, Meter(house)
        self.reset()

    def reset(self) -> None:
        """Start again."""
        self._said()
        self._meter.reset()
        for room in self._house.rooms.values():
            room.calls.clear()
            room.invocations.clear()

    def counted(self) -> Counted:
        """Everything except Lambda's polling of SQS, starts, and SNS's mails."""
        rooms, written = self._house.rooms, self._said()
        knocks = rooms["intake"].invocations["all"] + rooms["desk"].invocations["all"]
        calls = [call for room in rooms.values() for call in room.calls]
        return Counted(
            http_requests=knocks,
            lambda_requests=sum(times(room) * room.invocations["all"] for room in rooms.values()),
            gb_seconds=sum(times(room) * gb_seconds(room) for room in rooms.values()),
            sqs_requests=sum(map(sqs_units, calls)),
            write_units=self._meter.total,
            read_units=sum(times(room) * read_units(call) for room in rooms.values() for call in room.calls),
            s3_gets=sum(call.operation == "s3.GetObject" for call in calls),
            s3_puts=sum(call.operation == "s3.PutObject" for call in calls),
            kms_requests=kms_requests(calls),
            publishes=sum(call.operation == "sns.Publish" for call in calls),
            log_bytes=len(written.encode()) + LOG_ENVELOPE * written.count("\n") + knocks * access_line(),
        )

    def queue_bytes(self) -> int:
        """Bytes that the functions put on queues."""
        calls = (call for room in self._house.rooms.values() for call in room.calls)
        return sum(len(body.encode()) for call in calls for body in _bodies(call))

    @property
    def units(self) -> Mapping[tuple[str, str], int]:
        """Write units by function and kind of item."""
        return self._meter.units


def times(room: Room) -> float:
    """How much more often it is invoked than here, where the stream has one shard: at most once for every shard."""
    if room.name != "tally":
        return 1
    return min(SHARDS, room.invocations["records"] / max(1, room.invocations["all"]))


def gb_seconds(room: Room) -> float:
    """GB-seconds that Lambda bills for its invocations."""
    memory = float(plan().functions()[room.name]["MemorySize"])
    once, each = WORK_MS[room.name]
    work = once * room.invocations["all"] + each * room.invocations["records"] + CALL_MS * len(room.calls)
    waits = sum(WAIT_MS[call.operation.split(".")[0]] for call in room.calls)
    return (work / min(1, memory / WHOLE_PROCESSOR_MB) + waits) / 1000 * memory / 1024


def start_gb_seconds(room: str) -> float:
    """GB-seconds that Lambda bills to start a function once."""
    memory = float(plan().functions()[room]["MemorySize"])
    return START_MS[room] / min(1, memory / WHOLE_PROCESSOR_MB) / 1000 * memory / 1024


def kms_requests(calls: Sequence[Call]) -> int:
    """One for each secret that SSM decrypts, two for each five minutes in which something is published."""
    read = sum(call.operation == "ssm.GetParameter" for call in calls)
    spans = {call.at.timestamp() // _SNS_KEY_SECONDS for call in calls if call.operation == "sns.Publish"}
    return read + 2 * len(spans)


def sqs_units(call: Call) -> int:
    """The number of requests that AWS charges for a call: one for each 64 KB."""
    if not call.operation.startswith("sqs."):
        return 0
    return max(1, -(-sum(len(body.encode()) for body in _bodies(call)) // _SQS_UNIT))


def _bodies(call: Call) -> list[str]:
    """The messages in a call that sends messages."""
    return [entry["MessageBody"] for entry in call.params.get("Entries", [call.params]) if "MessageBody" in entry]


def read_units(call: Call) -> float:
    """The read units of a call: per 4 KB found, half if it need not be consistent; at least one 4 KB."""
    match call.operation.removeprefix("dynamodb."):
        case "GetItem":
            return _units([call.answer.get("Item", {})], consistent="ConsistentRead" in call.params)
        case "Query":
            return _units(_found(call), consistent="ConsistentRead" in call.params)
        case "BatchGetItem":
            asked = sum(len(param["Keys"]) for param in call.params["RequestItems"].values())
            found = [item for items in call.answer["Responses"].values() for item in items]
            consistent = any(param.get("ConsistentRead") for param in call.params["RequestItems"].values())
            missing = (asked - len(found)) * _units([], consistent=consistent)
            return missing + sum(_units([item], consistent=consistent) for item in found)
    return 0


def _found(call: Call) -> list[Mapping[str, Any]]:
    """What a query read; a query that only counts does not return it."""
    key = {"pk": {"S": "x" * 40}, "sk": {"S": "m"}, "a": {"S": "x" * 40}, "t": {"N": "1" * 13}}
    return list(call.answer.get("Items", [key] * int(call.answer["Count"])))


def _units(items: list[Mapping[str, Any]], *, consistent: bool) -> float:
    return max(1, -(-sum(map(item_bytes, items)) // _READ_UNIT)) * (1 if consistent else 0.5)


def access_line() -> int:
    """Bytes of one line of the access log."""
    pattern = plan().of_type("AWS::ApiGatewayV2::Stage")["Stage"]["AccessLogSettings"]["Format"]
    context = {
        "requestTimeEpoch": "1794992405123",
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": "POST /webhooks/{platform}/{source}",
        "status": "200",
        "responseLength": "0",
        "responseLatency": "21",
        "integrationErrorMessage": "-",
    }
    return LOG_ENVELOPE + len(re.sub(r"\$context\.(\w+)", lambda name: context[name[1]], pattern))
