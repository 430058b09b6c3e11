"""What a day would cost at list price: us-east-1, USD, without any free tier; computed from counts.

Prices are those of the AWS pricing pages in autumn 2026; Lambda on arm64, DynamoDB on demand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

HTTP_REQUEST = 1.00e-6
LAMBDA_REQUEST = 0.20e-6
LAMBDA_GB_SECOND = 0.0000133334
SQS_REQUEST = 0.40e-6  # of 64 KB
WRITE_UNIT = 0.625e-6
READ_UNIT = 0.125e-6
SNS_PUBLISH = 0.50e-6
SNS_MAIL = 2.00e-5
LOG_GB = 0.50
LOG_KEPT_GB_MONTH = 0.03  # per GB after compression; here counted as if compression saved nothing
LOG_MONTHS = 1  # the default of LogRetentionDays
S3_GET = 0.40e-6
S3_PUT = 5.00e-6
KMS_REQUEST = 3.00e-6  # also for a key that AWS manages for SSM or SNS
SCHEDULED = 1.00e-6  # EventBridge Scheduler, an invocation
ALARM_METRIC_MONTH = 0.10
METRIC_MONTH = 0.30  # for a custom metric, by the hours in which it is written
DASHBOARD_MONTH = 3.00
DASHBOARDS_GIVEN = 3  # free in each account, of up to 50 metrics
TABLE_GB_MONTH = 0.25
COPIES_GB_MONTH = 0.20  # point-in-time recovery: of the table, not of its indexes

_UNIT_BYTES = 1024
_OVERHEAD = 100  # bytes that DynamoDB adds to each item, and to each index entry
_KEYS = ("pk", "sk", "t")
_REPORT = re.compile(r"REPORT RequestId: \S+\s+Duration: (\d+(?:\.\d+)?) ms.*?Memory Size: (\d+) MB", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What was used. An SMS is priced by country and carrier, and is not in the sum.

    SSM's parameters are free, but not the key that decrypts them. `init_gb_seconds` is what Lambda bills for starts.
    """

    http_requests: float = 0
    lambda_requests: float = 0
    gb_seconds: float = 0
    init_gb_seconds: float = 0
    sqs_requests: float = 0
    write_units: float = 0
    read_units: float = 0
    s3_gets: float = 0
    s3_puts: float = 0
    kms_requests: float = 0
    publishes: float = 0
    mails: float = 0
    log_bytes: float = 0

    @property
    def lines(self) -> dict[str, float]:
        """The bill in USD, by what is paid for."""
        return {
            "HTTP API": self.http_requests * HTTP_REQUEST,
            "Lambda requests": self.lambda_requests * LAMBDA_REQUEST,
            "Lambda compute": self.gb_seconds * LAMBDA_GB_SECOND,
            "Lambda starts": self.init_gb_seconds * LAMBDA_GB_SECOND,
            "SQS": self.sqs_requests * SQS_REQUEST,
            "table writes": self.write_units * WRITE_UNIT,
            "table reads": self.read_units * READ_UNIT,
            "S3 requests": self.s3_gets * S3_GET + self.s3_puts * S3_PUT,
            "keys": self.kms_requests * KMS_REQUEST,
            "publishes": self.publishes * SNS_PUBLISH,
            "mails": self.mails * SNS_MAIL,
            "logs": self.log_bytes / 1e9 * LOG_GB,
            "logs, kept": self.log_bytes / 1e9 * LOG_KEPT_GB_MONTH * LOG_MONTHS,
        }

    @property
    def usd(self) -> float:
        """The bill."""
        return sum(self.lines.values())

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(**{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)})

    def __mul__(self, times: float) -> "Counted":
        return Counted(**{field.name: getattr(self, field.name) * times for field in fields(self)})


def lambda_use(messages: Iterable[str]) -> tuple[int, float]:
    """Invocations and gigabyte-seconds, from the REPORT lines of the functions' logs."""
    reports = [found for message in messages if (found := _REPORT.search(message))]
    return len(reports), sum(float(report[1]) / 1000 * int(report[2]) / 1024 for report in reports)


def write_units(items: Iterable[Mapping[str, Any]]) -> int:
    """Units to write each of these items (in DynamoDB's JSON) once, with its entries in the two indexes."""
    return sum(-(-item_bytes(item) // _UNIT_BYTES) + ("f" in item) + ("a" in item) for item in items)


def kept_usd(item: Mapping[str, Any]) -> float:
    """The price of storing an item for a month, with its entries in the two indexes and its point-in-time copies."""
    table = item_bytes(item) + _OVERHEAD
    entries = [item_bytes({name: item[name] for name in (*_KEYS, index)}) for index in ("f", "a") if index in item]
    indexes = sum(entries) + _OVERHEAD * len(entries)
    return ((table + indexes) * TABLE_GB_MONTH + table * COPIES_GB_MONTH) / 1e9


def item_bytes(item: Mapping[str, Any]) -> int:
    """Approximate size by DynamoDB's rules: names and values, numbers by their digits, three bytes per list."""
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
