"""What it costs at list price: a million mentions, counted request by request, and a month in which nothing is said."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.embedded import prices
from tests.embedded.prices import Counted
from tests.flow.meter import Meter
from tests.flow.said import LATE, THANKS, comment
from tests.house.house import House
from tests.house.plan import plan

A_MILLION = 6.00  # in a stream that fills batches of ten, as the design's model has it
ONE_BY_ONE = 8.00  # so sparse that each mention is a batch of its own: nobody's million, but an upper bound
IDLE_MONTH = 5.00

MENTIONS = 100
A_MONTH_OF_MINUTES = 30 * 24 * 60
URGENT_EVERY = 100  # one mention in so many is a complaint
POLLERS = 5  # per idle mapping, each asking every 20 s: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
POLLS_A_MINUTE = POLLERS * 3

# Milliseconds that Lambda bills: an invocation, and a mention in it. A model, not measured on Lambda.
DURATION = {"intake": (15, 0), "score": (5, 8), "store": (5, 12), "alert": (5, 15), "sweep": (300, 0)}
SNS_MAILS_A_RING = 2


@dataclass
class Said:
    """What was written to the rooms' logs."""

    capture: pytest.CaptureFixture[str]

    def bytes(self) -> int:
        captured = self.capture.readouterr()
        return len(captured.out.encode()) + len(captured.err.encode())


def memory_gb(room: str) -> float:
    return float(plan().functions()[room]["MemorySize"]) / 1024


def gb_seconds(house: House, mentions: int) -> float:
    return sum(
        memory_gb(name)
        * (room.invocations["all"] * DURATION[name][0] + mentions_in(name, mentions) * DURATION[name][1])
        / 1000
        for name, room in house.rooms.items()
    )


def mentions_in(room: str, mentions: int) -> int:
    return mentions // URGENT_EVERY if room == "alert" else mentions


def sqs_requests(house: House) -> int:
    """Ours, and those that Lambda makes for a batch: one to receive it, one to delete it."""
    ours = sum(call.operation.startswith("sqs.") for room in house.rooms.values() for call in room.calls)
    return ours + 2 * sum(house.rooms[name].invocations["all"] for name in ("score", "store"))


def access_line() -> int:
    """Bytes of one line of the access log."""
    pattern = plan().of_type("AWS::ApiGatewayV2::Stage")["Stage"]["AccessLogSettings"]["Format"]
    told = {
        "requestTimeEpoch": "1794992405123",
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": "POST /webhooks/{platform}/{source}",
        "path": "/webhooks/facebook/acme-facebook",
        "status": "200",
        "responseLength": "0",
        "responseLatency": "21",
        "integrationErrorMessage": "-",
    }
    return len(re.sub(r"\$context\.(\w+)", lambda name: told[name[1]], pattern))


LOG_ENVELOPE = 26  # bytes that CloudWatch adds to each event: PutLogEvents reference


@pytest.mark.parametrize(("at_once", "most"), [(MENTIONS, A_MILLION), (1, ONE_BY_ONE)])
def test_a_million_mentions(house: House, capfd: pytest.CaptureFixture[str], at_once: int, most: float) -> None:
    meter, said = Meter(house), Said(capfd)
    said.bytes()
    for number in range(MENTIONS):
        text = LATE if number % URGENT_EVERY == 0 else THANKS
        assert (
            house.door.send("facebook", "acme-facebook", comment(f"c{number}", text, post=f"p{number}")).status == 200
        )
        if number % at_once == at_once - 1:
            house.settle()
    assert len(house.items("mention")) == MENTIONS
    invocations = sum(room.invocations["all"] for room in house.rooms.values())
    publishes = len(house.people.rings)
    counted = Counted(
        http_requests=MENTIONS,
        lambda_requests=invocations,
        gb_seconds=gb_seconds(house, MENTIONS),
        sqs_requests=sqs_requests(house),
        write_units=meter.total,
        publishes=publishes,
        mails=publishes * SNS_MAILS_A_RING,
        log_bytes=said.bytes() + MENTIONS * access_line() + (MENTIONS + invocations) * LOG_ENVELOPE,
    )
    million = counted.usd / MENTIONS * 1e6
    print(f"a million mentions, one a webhook, {at_once} at once: {million:.2f} USD; for {MENTIONS}: {counted}")
    assert publishes == MENTIONS // URGENT_EVERY
    assert million <= most


def test_a_month_of_silence(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    said = Said(capfd)
    house.live(2, every=60)  # the first rounds read the configuration
    rounds = house.rooms["sweep"]
    rounds.calls.clear()
    said.bytes()
    house.live(1, every=60)
    queues = [one for one in plan().of_type("AWS::Lambda::EventSourceMapping").values() if "ScalingConfig" in one]
    bill = {
        "alarms": sum(map(metrics_in, plan().of_type("AWS::CloudWatch::Alarm").values())) * prices.ALARM_METRIC_MONTH,
        "polling": len(queues) * POLLS_A_MINUTE * A_MONTH_OF_MINUTES * prices.SQS_REQUEST,
        "rounds": A_MONTH_OF_MINUTES * (prices.SCHEDULED + prices.LAMBDA_REQUEST)
        + A_MONTH_OF_MINUTES * memory_gb("sweep") * DURATION["sweep"][0] / 1000 * prices.LAMBDA_GB_SECOND,
        "reads": A_MONTH_OF_MINUTES * sum(map(read_units, rounds.calls)) * prices.READ_UNIT,
        "configuration": A_MONTH_OF_MINUTES
        * sum(call.operation == "s3.GetObject" for call in rounds.calls)
        * prices.S3_GET,
        "logs": A_MONTH_OF_MINUTES * said.bytes() / 1e9 * prices.LOG_GB,
    }
    parts = {name: round(usd, 2) for name, usd in bill.items()}
    print(f"an idle month: {sum(bill.values()):.2f} USD; {json.dumps(parts)}")
    assert bill["logs"] == 0, "a silent minute writes no line, and so pays for no metric"
    assert sum(bill.values()) <= IDLE_MONTH


def metrics_in(alarm: dict[str, Any]) -> int:
    """An alarm is charged by the metrics that it looks at."""
    return sum("MetricStat" in one for one in alarm["Metrics"]) if "Metrics" in alarm else 1


def read_units(call: Any) -> float:
    """An idle query or get reads next to nothing: a unit when consistent, else half of one."""
    if call.operation not in ("dynamodb.Query", "dynamodb.GetItem"):
        return 0
    return 1 if call.params.get("ConsistentRead") else 0.5


def test_no_metric_has_a_dimension_by_source_or_brand(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", LATE))
    house.settle()
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if '"_aws"' in line]
    dimensions = {
        tuple(one) for line in lines for told in line["_aws"]["CloudWatchMetrics"] for one in told["Dimensions"]
    }
    assert dimensions == {("service",)}
