"""`goodword redrive stream`: a record that the stream lost is notified once; what was notified stays quiet."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from goodword.__main__ import main
from goodword.aws import client
from goodword.operations import dead_letters
from goodword.operations.stack import DeployedStack
from goodword.operations.stream_gaps import BEFORE, Span, joined, span_of
from tests.flow.posts import FIRE, THANKS, post, shop
from tests.house.faults import Crash
from tests.house.house import OPENING, STACK, House


@pytest.fixture(autouse=True)
def _owned(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    names = house.deployed.names
    monkeypatch.setattr(DeployedStack, "outputs", {"TableName": names["Table"], "BucketName": names["Bucket"]})
    monkeypatch.setattr(DeployedStack, "resources", names)
    monkeypatch.setattr(dead_letters, "_LISTEN", 0)
    client.client.cache_clear()
    yield
    client.client.cache_clear()


def redrive(*words: str) -> int:
    return main(["redrive", "stream", "--stack", STACK, *words])


def letter(first: datetime, last: datetime) -> str:
    """Lambda's record of a batch that it gave up.

    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    facts = {
        "requestContext": {"requestId": "1", "condition": "RetryAttemptsExhausted", "approximateInvokeCount": 11},
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "timestamp": f"{last:%Y-%m-%dT%H:%M:%S}.000Z",
        "DDBStreamBatchInfo": {
            "shardId": "shardId-1",
            "startSequenceNumber": "1",
            "endSequenceNumber": "2",
            "approximateArrivalOfFirstRecord": f"{first:%Y-%m-%dT%H:%M:%SZ}",
            "approximateArrivalOfLastRecord": f"{last:%Y-%m-%dT%H:%M:%SZ}",
            "batchSize": 1,
            "streamArn": "arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/1",
        },
    }
    return json.dumps(facts)


BURNING = {
    "p1": FIRE,
    "p2": "the new acme kettle exploded in my kitchen this morning",
    "p3": "smoke came out of the acme toaster and my hand is burnt",
    "p4": "got an electric shock from the acme lamp, this is dangerous",
}


def lose(house: House, *ids: str, text: str = "") -> None:
    """These are stored, the stream never delivers them, and Lambda leaves a dead letter that says when."""
    house.stream.lost = True
    start = house.now
    shop(house, *(post(external_id, text or BURNING[external_id]) for external_id in ids))
    house.settle()
    house.live(2 / 60, every=2)  # the part that waits for a full batch
    house.stream.lost = False
    house.sqs.send_message(QueueUrl=house.deployed.names["StreamDeadLetters"], MessageBody=letter(start, house.now))


def notified_about(house: House) -> list[str | None]:
    return sorted({alert.about for alert in house.people.notifications}, key=str)


def later(house: House, days: float) -> None:
    """Nobody checked for this long, and what is kept for only three days is gone."""
    house.wait(days * 86_400)
    for item in house.items():
        if int(item.get("ttl", {"N": "9" * 12})["N"]) < house.now.timestamp():
            key = {name: item[name] for name in ("pk", "sk")}
            house.dynamo.delete_item(TableName=house.deployed.names["Table"], Key=key)


@pytest.mark.parametrize("days", [0.1, 13])
def test_what_nobody_was_notified_for_notifies_once(house: House, days: float) -> None:
    lose(house, "p1")
    later(house, days)
    assert house.people.notifications == []
    assert redrive() == 0
    house.live(3)
    assert notified_about(house) == ["p1"]
    notifications = len(house.people.notifications)
    assert house.dead_letters() == {}
    assert redrive() == 0
    house.live(3)
    assert len(house.people.notifications) == notifications


@pytest.mark.parametrize("days", [0.1, 5])
def test_what_notified_or_joined_stays_quiet(house: House, days: float) -> None:
    shop(house, post("p1", root_id="thread"), post("p2", root_id="thread"))
    house.live(1)
    lose(house, "p3")
    before = len(house.people.notifications)
    assert before
    later(house, days)
    assert redrive() == 0
    house.live(3)
    new = [alert for alert in house.people.notifications[before:] if alert.machine["kind"] == "new"]
    assert {notification.about for notification in new} == {"p3"}


def test_twice_at_once_is_once(house: House) -> None:
    lose(house, "p1")
    house.sqs.send_message(QueueUrl=house.deployed.names["StreamDeadLetters"], MessageBody=letter(OPENING, house.now))
    assert redrive("--limit", "1") == 0
    assert redrive("--limit", "1") == 0
    house.live(3)
    assert len({alert.machine["case"] for alert in house.people.notifications}) == 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fatal", [0, 1, 5])
def test_a_crash_in_the_middle_leaves_the_letters_and_the_next_run_finishes(
    house: House, fatal: int, after: bool
) -> None:
    ids = list(BURNING)
    lose(house, *ids)
    house.wait(2.5 * 3600)
    passed = [fatal]

    def crash(**_: object) -> None:
        passed[0] -= 1
        if passed[0] == -1:
            raise Crash

    when = "after-call" if after else "before-call"
    client.client("dynamodb").meta.events.register(f"{when}.dynamodb.PutItem", crash)
    with pytest.raises(Crash):
        redrive()
    assert house.dead_letters() == {"StreamDeadLetters": 1}
    house.wait(1)
    assert redrive() == 0
    house.live(4)
    assert notified_about(house) == ids
    assert len({alert.machine["case"] for alert in house.people.notifications}) == len(ids)
    assert house.dead_letters() == {}


def test_the_minutes_are_counted_again_also_of_what_does_not_notify(house: House) -> None:
    lose(house, "p1", text=THANKS)
    for item in house.items("dirty"):
        key = {name: item[name] for name in ("pk", "sk")}
        house.dynamo.delete_item(TableName=house.deployed.names["Table"], Key=key)
    assert redrive() == 0
    assert [item["sk"]["S"] for item in house.items("dirty")] == ["2026-11-18T09:00#acme"]
    assert house.people.notifications == []


def test_a_letter_that_does_not_tell_when_stands_for_the_day_before_it(house: House) -> None:
    lose(house, "p1")
    url = house.deployed.names["StreamDeadLetters"]
    house.sqs.purge_queue(QueueUrl=url)
    house.wait(3600)
    house.sqs.send_message(QueueUrl=url, MessageBody='{"responseContext": {"functionError": "Unhandled"}}')
    later(house, 4)
    assert redrive() == 0
    house.live(3)
    assert notified_about(house) == ["p1"]
    assert house.dead_letters() == {}


def test_a_letter_that_nobody_knows_stays_when_the_day_before_it_was_gone_over(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    lose(house, "p1")
    house.sqs.send_message(QueueUrl=house.deployed.names["StreamDeadLetters"], MessageBody="jo said fire")
    assert redrive() == 1
    output = "".join(capsys.readouterr())
    assert "1 left: is not about a batch" in output
    assert "jo said fire" not in output
    house.live(3)
    assert notified_about(house) == ["p1"]
    assert house.dead_letters() == {"StreamDeadLetters": 1}


@pytest.mark.parametrize("body", ["", "{}", "null", '{"DDBStreamBatchInfo": {}}', "[" * 50_000])
def test_a_hostile_letter_stands_for_the_day_before_it(body: str) -> None:
    sent = {"Body": body, "Attributes": {"SentTimestamp": str(int(OPENING.timestamp() * 1000))}}
    assert span_of(sent) == Span(OPENING - timedelta(days=1) - BEFORE, OPENING)


def test_without_a_configuration_nobody_is_anybody_s(house: House) -> None:
    house.s3.delete_object(Bucket=house.deployed.names["Bucket"], Key="config/goodword.json")
    lose(house, "p1")
    assert redrive() == 1
    assert house.dead_letters() == {"StreamDeadLetters": 1}


def test_the_span_of_a_letter_reaches_back_to_what_waited_in_a_queue() -> None:
    assert span_of({"Body": letter(OPENING, OPENING)}) == Span(OPENING - BEFORE, OPENING + timedelta(seconds=1))


def test_spans_that_touch_are_one() -> None:
    hour = timedelta(hours=1)
    spans = [Span(OPENING + hour * start, OPENING + hour * end) for start, end in ((4, 5), (0, 2), (1, 3), (1, 1))]
    assert joined(spans) == [Span(OPENING, OPENING + hour * 3), Span(OPENING + hour * 4, OPENING + hour * 5)]
