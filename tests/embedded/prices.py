"""What a day would cost at list price: us-east-1, USD, without any free tier; from what was counted, not guessed.

Prices are those of the AWS pricing pages in autumn 2026; Lambda on arm64, DynamoDB on demand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HTTP_REQUEST = 1.00e-6
LAMBDA_REQUEST = 0.20e-6
LAMBDA_GB_SECOND = 0.0000133334
SQS_REQUEST = 0.40e-6
WRITE_UNIT = 0.625e-6
SNS_PUBLISH = 0.50e-6
SNS_MAIL = 2.00e-5
LOG_GB = 0.50
READ_UNIT = 0.125e-6
S3_GET = 0.40e-6
SCHEDULED = 1.00e-6  # EventBridge Scheduler, an invocation
ALARM_METRIC_MONTH = 0.10

_UNIT_BYTES = 1024
_REPORT = re.compile(r"REPORT RequestId: \S+\s+Duration: (\d+(?:\.\d+)?) ms.*?Memory Size: (\d+) MB", re.DOTALL)


@dataclass(frozen=True)
class Counted:
    """What was counted over a day. An SMS is priced by country and carrier, and is not in the sum."""

    http_requests: int
    lambda_requests: int
    gb_seconds: float
    sqs_requests: int
    write_units: int
    publishes: int
    mails: int
    log_bytes: int

    @property
    def usd(self) -> float:
        """The bill."""
        return (
            self.http_requests * HTTP_REQUEST
            + self.lambda_requests * LAMBDA_REQUEST
            + self.gb_seconds * LAMBDA_GB_SECOND
            + self.sqs_requests * SQS_REQUEST
            + self.write_units * WRITE_UNIT
            + self.publishes * SNS_PUBLISH
            + self.mails * SNS_MAIL
            + self.log_bytes / 1e9 * LOG_GB
        )


def lambda_use(messages: Iterable[str]) -> tuple[int, float]:
    """Invocations and gigabyte-seconds, from the REPORT lines of the functions' logs."""
    reports = [found for message in messages if (found := _REPORT.search(message))]
    return len(reports), sum(float(report[1]) / 1000 * int(report[2]) / 1024 for report in reports)


def write_units(items: Iterable[Mapping[str, Any]]) -> int:
    """Units to write these items (in DynamoDB's JSON) once, each with its entries in the two indexes."""
    return sum(-(-item_bytes(item) // _UNIT_BYTES) + ("f" in item) + ("a" in item) for item in items)


def item_bytes(item: Mapping[str, Any]) -> int:
    """Size by DynamoDB's rules, near enough: names and values, numbers by their digits, three bytes per list."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return len(content) // 2 + 2
        case "L":
            return 3 + sum(1 + _value_bytes(part) for part in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_bytes(part) for name, part in content.items())
        case _:
            return 1
