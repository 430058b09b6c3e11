"""Between functions: failed messages are retried alone; hopeless ones end in dead letters; an outage loses nothing."""

import json
from collections import Counter
from itertools import count, repeat
from typing import Any

import pytest
from moto.sqs.models import sqs_backends

from goodword import platforms
from goodword.platforms.contract import Delivery
from goodword.scoring import pipeline
from tests.flow.posts import comment, fire, post, shop
from tests.house.corridors import Malformed, QueueCorridor, failed_of, matches
from tests.house.faults import Crash
from tests.house.house import House
from tests.house.plan import ACCOUNT, REGION

AGAIN = 81  # seconds after which a failed message is visible again in any queue


def stored(house: House) -> set[str]:
    return {item["pk"]["S"].rsplit("#", 1)[-1] for item in house.items("mention")}


def refuse(*external_ids: str) -> Any:
    """Matches the writes of these mentions."""
    return lambda params: params["Item"]["pk"]["S"].rsplit("#", 1)[-1] in external_ids


def entries_of(answer: dict[str, Any], params: Any, *places: int) -> None:
    """SQS took the batch, but not these entries, and reports that under HTTP 200."""
    taken = answer["Successful"]
    answer["Failed"] = [
        {"Id": taken[place]["Id"], "SenderFault": False, "Code": "ServiceUnavailable"} for place in places
    ]
    answer["Successful"] = [post for place, post in enumerate(taken) if place not in places]


def use_up_receives(house: House) -> None:
    """Time for as many retries as a fault may last: seventy receives, of ten seconds each."""
    for _ in range(71):
        house.wait(11)
        house.settle()


# ---- the rules of the mapping, as the test stack applies them -------------------------------------------------------


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": None}, {"batchItemFailures": []}])
def test_an_empty_answer_means_that_all_went_well(answer: Any) -> None:
    assert failed_of(answer, ["a", "b"]) == []


@pytest.mark.parametrize(
    "failures", [[{"itemIdentifier": ""}], [{"itemIdentifier": None}], [{"id": "a"}], [{"itemIdentifier": "z"}], ["a"]]
)
def test_a_malformed_answer_fails_the_whole_batch(failures: Any) -> None:
    with pytest.raises(Malformed):
        failed_of({"batchItemFailures": failures}, ["a", "b"])


def test_a_filter_lets_pass_what_it_names() -> None:
    pattern = {"dynamodb": {"NewImage": {"type": {"S": ["mention"]}, "wake": {"S": [{"exists": False}]}}}}
    assert matches(pattern, {"dynamodb": {"NewImage": {"type": {"S": "mention"}}}})
    assert not matches(pattern, {"dynamodb": {"NewImage": {"type": {"S": "case"}}}})
    assert not matches(pattern, {"dynamodb": {"NewImage": {"type": {"S": "mention"}, "wake": {"S": "yes"}}}})
    assert not matches(pattern, {"eventName": "REMOVE"})


# ---- one message fails, the others do not ---------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [["s0"], ["s3", "s7"], [f"s{place}" for place in range(9)]])
def test_only_what_failed_comes_again(house: House, bad: list[str]) -> None:
    shop(house, *[post(f"s{place}", "acme is broken") for place in range(9)])
    with house.faults.on("dynamodb.PutItem", room="store", match=refuse(*bad)) as fault:
        house.settle()
        assert stored(house) == {f"s{place}" for place in range(9)} - set(bad)
        assert house.depths() == {"ScoredQueue": len(bad)}
        assert fault.hits == len(bad)
    house.wait(AGAIN)
    house.settle()
    assert stored(house) == {f"s{place}" for place in range(9)}
    assert house.depths() == {}


def test_a_crash_in_mid_batch_costs_nothing_but_time(house: House) -> None:
    shop(house, *[post(f"s{place}", "acme is broken") for place in range(9)])
    with house.faults.on("dynamodb.PutItem", Crash(), room="store", skip=4, times=1):
        house.settle()
    assert len(stored(house)) == 4
    house.wait(AGAIN)
    house.settle()
    assert len(stored(house)) == 9
    assert house.depths() == {}


def test_a_write_whose_answer_is_lost_is_taken_for_done_when_it_comes_again(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1"))
    with house.faults.on("dynamodb.PutItem", room="store", after=True, times=1):
        house.settle()
    house.wait(AGAIN)
    house.settle()
    assert stored(house) == {"c1"}
    assert len(house.people.notifications) == 1
    assert house.depths() == {}


@pytest.mark.parametrize("places", [(0,), (1, 2), (0, 1, 2)])
def test_what_the_queue_did_not_take_is_read_again(house: House, places: tuple[int, ...]) -> None:
    shop(house, post("s0", "acme is broken"), post("s1", "acme is broken"), post("s2", "acme is broken"))
    with house.faults.on(
        "sqs.SendMessageBatch", room="score", times=1, edit=lambda answer, params: entries_of(answer, params, *places)
    ):
        house.settle()
    assert house.depth("DeliveriesQueue") == 1
    house.wait(AGAIN)
    house.settle()
    assert stored(house) == {"s0", "s1", "s2"}
    assert house.depths() == {}


def test_a_delivery_that_comes_ten_times_is_one_mention_and_one_notification(house: House) -> None:
    for _ in range(10):
        house.door.send("facebook", "acme-facebook", comment("c1"))
        house.settle()
    assert stored(house) == {"c1"}
    assert len(house.people.notifications) == 1


# ---- one message ends the run, the others do not ---------------------------------------------------------------------


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A delivery that contains the word uses up the time or memory of its reader: Lambda ends the run."""
    standard = platforms.load("standard")
    real = standard.parse

    def parse(delivery: Delivery, accounts: frozenset[str]) -> Any:
        if b"killer" in delivery.body:
            raise Crash
        return real(delivery, accounts)

    monkeypatch.setattr(standard, "parse", parse)


def ten(house: House) -> list[str]:
    """Send ten deliveries, the fourth of which ends the run that reads it; returns the names of the others."""
    names = [f"s{place}" if place != 3 else "killer" for place in range(10)]
    for name in names:
        shop(house, post(name, fire(name), root_id=name))
    return [name for name in names if name != "killer"]


@pytest.mark.usefixtures("killer")
def test_what_was_read_before_a_run_ended_is_passed_on_and_nothing_is_stored_twice(house: House) -> None:
    names = ten(house)
    house.settle()
    assert stored(house) == set(names[:3]), "those before it"
    assert house.depths() == {"DeliveriesQueue": 10}
    house.wait(61)
    house.settle()
    assert stored(house) == set(names), "those behind it come before it at the second time"
    house.wait(61)
    house.settle()
    assert house.depths() == {"DeliveriesQueue": 1}, "the others do not come again"
    about = [alert.about for alert in house.people.notifications]
    assert len(set(about)) == len(about) > 3
    assert {item["pk"]["S"].rsplit("#", 1)[-1]: item["n"]["N"] for item in house.items("mention")} == dict.fromkeys(
        names, "1"
    )


@pytest.mark.usefixtures("killer")
def test_what_ends_each_run_is_alone_among_the_dead_letters(house: House) -> None:
    names = ten(house)
    for _ in range(71):
        house.settle()
        house.wait(61)
    house.settle()
    assert house.depths() == {"DeliveriesDeadLetters": 1}
    assert stored(house) == set(names)


def test_the_urgent_of_a_delivery_go_before_the_rest(house: House) -> None:
    shop(house, post("s0", "acme is broken"), post("s1"))
    with house.faults.on("sqs.SendMessageBatch", Crash(), room="score", skip=1, times=1):
        house.settle()
    assert stored(house) == {"s1"}


@pytest.mark.parametrize("operation", ["sqs.DeleteMessage", "sqs.SendMessageBatch"])
def test_a_delivery_that_comes_again_in_an_outage_is_not_lost(house: House, operation: str) -> None:
    shop(house, post("s0", "acme is broken"))
    with house.faults.on("s3.GetObject", Crash(), room="score", times=1):
        house.settle()
    house.wait(61)
    with house.faults.on(operation, room="score"):
        house.settle()
    house.wait(AGAIN)
    house.settle()
    assert stored(house) == {"s0"}
    assert house.depths() == {}


# ---- poison --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queue", "letters"),
    [
        ("DeliveriesQueue", "DeliveriesDeadLetters"),
        ("ScoredQueue", "ScoredDeadLetters"),
        ("UrgentQueue", "UrgentDeadLetters"),
        ("PagesQueue", "PagesDeadLetters"),
    ],
)
@pytest.mark.parametrize("body", ["not JSON", "{}", '{"schema": 99, "platform": "facebook"}'])
def test_poison_ends_in_the_dead_letters_and_its_neighbours_go_on(
    house: House, queue: str, letters: str, body: str
) -> None:
    house.sqs.send_message(QueueUrl=house.deployed.names[queue], MessageBody=body)
    house.door.send("facebook", "acme-facebook", comment("c1"))
    house.settle()
    assert stored(house) == {"c1"}
    use_up_receives(house)
    assert house.dead_letters() == {letters: 1}
    assert house.depths() == {letters: 1}


def test_a_parser_that_fails_keeps_the_delivery_until_it_is_mended(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1"))
    real = pipeline.connectors
    pipeline.connectors = None  # type: ignore[assignment]
    use_up_receives(house)
    assert house.dead_letters() == {"DeliveriesDeadLetters": 1}
    pipeline.connectors = real
    [letter] = house.sqs.receive_message(QueueUrl=house.deployed.names["DeliveriesDeadLetters"])["Messages"]
    house.sqs.send_message(QueueUrl=house.deployed.names["DeliveriesQueue"], MessageBody=letter["Body"])
    house.settle()
    assert stored(house) == {"c1"}


def test_a_poisoned_stream_record_is_taken_apart_from_its_neighbours(house: House) -> None:
    table = house.deployed.names["Table"]
    shop(house, *[post(f"s{place}", fire(f"s{place}"), root_id=f"t{place}") for place in range(3)])
    house.corridors["DeliveriesMapping"].step()
    house.corridors["UrgentMapping"].step()
    poison = {"pk": {"S": "m#x#poison"}, "sk": {"S": "m"}, "type": {"S": "mention"}, "p": {"S": "P1"}}
    house.dynamo.put_item(TableName=table, Item=poison)
    shop(house, *[post(f"s{place}", fire(f"s{place}"), root_id=f"t{place}") for place in range(3, 5)])
    house.settle()
    assert sorted(str(alert.about) for alert in house.people.notifications) == [
        "s0",
        "s1",
        "s2",
        "s3",
        "s4",
    ]
    assert house.dead_letters() == {"StreamDeadLetters": 1}
    [letter] = house.sqs.receive_message(QueueUrl=house.deployed.names["StreamDeadLetters"])["Messages"]
    assert json.loads(letter["Body"])["DDBStreamBatchInfo"]["batchSize"] == 1


# ---- an outage of an hour --------------------------------------------------------------------------------------------


def test_an_hour_without_the_table_reaches_no_dead_letter(house: House) -> None:
    with house.faults.on("dynamodb.*"):
        for place in range(6):
            fires, breaks = fire(f"p{place}"), "acme is broken"
            shop(house, post(f"p{place}", fires, root_id=f"t{place}"), post(f"q{place}", breaks, root_id=f"u{place}"))
            house.live(10, every=30)
        assert stored(house) == set()
        assert house.given_up() == {}
    house.live(32, every=30)
    assert stored(house) == {f"{kind}{place}" for kind in "pq" for place in range(6)}
    assert set(house.depths()) == {"SweepDeadLetters"}
    assert {alert.about for alert in house.people.notifications if alert.about} >= {f"p{place}" for place in range(6)}


@pytest.mark.parametrize("operation", ["sqs.SendMessageBatch", "s3.GetObject"])
def test_an_hour_without_what_score_needs_reaches_no_dead_letter(house: House, operation: str) -> None:
    shop(house, post("before"))
    house.settle()
    fresh = {f"s{place}" for place in range(6)}
    known = house.rooms["score"].module.configuration._kept
    known._value, known._until = None, -1e9  # as at a cold start
    with house.faults.on(operation, room="score"):
        for name in sorted(fresh):
            shop(house, post(name, root_id=name))
            house.live(10, every=30)
        assert stored(house) == {"before"}
        assert house.dead_letters() == {}
    house.live(32, every=30)
    assert stored(house) == fresh | {"before"}
    assert house.depths() == {}


def test_an_hour_without_quarantine_loses_nothing(house: House) -> None:
    house.door.send("facebook", "acme-facebook", b"unreadable")
    with house.faults.on("s3.PutObject"):
        house.live(60, every=30)
        assert house.dead_letters() == {}
    house.live(32, every=30)
    assert len(house.quarantine()) == 1
    assert house.depths() == {}


def test_an_hour_without_a_free_run_reaches_no_dead_letter(house: House) -> None:
    """Lambda receives, is throttled until the visibility ends, and returns the message; SQS counts each time."""
    queues = [corridor for corridor in house.corridors.values() if isinstance(corridor, QueueCorridor)]
    for corridor in queues:
        corridor.throttled = True
    for name in ("Scored", "Urgent", "Jobs", "Visits", "Pages"):
        house.sqs.send_message(QueueUrl=house.deployed.names[f"{name}Queue"], MessageBody="{}")
    house.door.send("facebook", "acme-facebook", comment("c1"))
    for _ in range(180):
        house.wait(20.5)
        for corridor in queues:
            corridor.step()
    names = [corridor.name.replace("Mapping", "Queue") for corridor in queues]
    assert house.depths() == dict.fromkeys(names, 1)
    assert receives(house, "DeliveriesQueue") > 50, "each of them was counted"
    for corridor in queues:
        corridor.throttled = False
    house.wait(AGAIN)
    house.settle()
    assert stored(house) == {"c1"}


def receives(house: House, queue: str) -> int:
    """How often the one message in a queue was received so far."""
    [message] = sqs_backends[ACCOUNT][REGION].queues[house.deployed.names[queue].rsplit("/", 1)[-1]]._messages
    return int(message.approximate_receive_count)


# ---- a batch that takes long ---------------------------------------------------------------------------------------

SLOW = lambda: count(10_000, -500)  # noqa: E731 - half a second goes by between two looks at the clock
ENOUGH = lambda: repeat(10_000)  # noqa: E731


def waiting(house: House, queue: str) -> list[dict[str, Any]]:
    """The messages in a queue, which stay there."""
    url = house.deployed.names[queue]
    found = house.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
    return [json.loads(message["Body"]) for message in found]


def test_when_time_runs_short_what_was_read_goes_on_and_the_rest_comes_again(house: House) -> None:
    house.rooms["score"].clock = lambda: count(10_000, -2_000)
    for number in range(4):
        house.door.send("facebook", "acme-facebook", comment(f"c{number}", post=f"p{number}"))
    house.corridors["DeliveriesMapping"].step()
    house.rooms["score"].clock = ENOUGH
    house.settle()
    assert stored(house) == {"c0", "c1"}
    house.live(2)
    assert stored(house) == {"c0", "c1", "c2", "c3"}
    assert house.dead_letters() == {}


def everything(number: int) -> list[dict[str, Any]]:
    """This many mentions of each kind that a delivery can hold: read, broken, reactions, and our own."""
    return [
        event
        for place in range(number)
        for event in (
            post(f"s{place}", "acme is broken"),
            post(f"b{place}", "acme", kind="smell"),
            post(f"r{place}", "", kind="reaction", parent_id="s0"),
            post(f"o{place}", "", kind="reaction", parent_id="s0", author_id="acme"),
        )
    ]


def test_a_delivery_that_takes_longer_than_a_batch_is_done_by_parts_and_nothing_of_it_twice(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.rooms["score"].clock = SLOW
    shop(house, *everything(12))
    house.live(5, every=30)
    assert stored(house) == {f"s{place}" for place in range(12)}
    assert len(house.quarantine()) == 12
    assert (house.depths(), house.dead_letters()) == ({}, {})
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"')]
    totals = Counter[str]()
    for line in lines:
        fields = {name: value for name, value in line.items() if isinstance(value, int | list)}
        totals.update({name: sum(value) if isinstance(value, list) else value for name, value in fields.items()})
    assert {name: totals[name] for name in ("scored", "quarantined", "reactions", "ignored")} == dict.fromkeys(
        ("scored", "quarantined", "reactions", "ignored"), 12
    )
    assert 2 <= totals["put_back"] < 48


def test_what_is_asked_is_asked_once_however_often_the_delivery_goes_back(house: House) -> None:
    house.corridors.pop("JobsMapping")  # no fetch runs, so that waiting jobs stay visible
    house.rooms["score"].clock = lambda: count(10_000, -1_500)
    changes = [
        {"field": "mentions", "value": {"media_id": f"9{place}", "comment_id": f"8{place}"}} for place in range(6)
    ]
    entry = {"id": "17841400000000001", "time": 1763456400, "changes": changes}
    house.door.send("instagram", "acme-instagram", json.dumps({"object": "instagram", "entry": [entry]}).encode())
    house.live(3, every=30)
    lookups = [message["asked"]["comment_id"] for message in waiting(house, "JobsQueue") if message["kind"] == "lookup"]
    assert sorted(lookups) == sorted(stored(house))
    assert stored(house) == {f"8{place}" for place in range(6)}


def test_a_long_delivery_leaves_its_neighbours_their_time(house: House) -> None:
    house.rooms["score"].clock = lambda: count(10_000, -100)
    shop(house, *[post(f"s{place}", "acme is broken") for place in range(50)])
    for number in range(3):
        house.door.send("facebook", "acme-facebook", comment(f"c{number}", post=f"p{number}"))
    house.corridors["DeliveriesMapping"].step()
    assert [message["part"][2] for message in waiting(house, "DeliveriesQueue")] == [50, 50]
    house.rooms["score"].clock = ENOUGH
    house.settle()
    assert stored(house) == {f"s{place}" for place in range(50)} | {"c0", "c1", "c2"}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("skip", [0, 1])
def test_a_crash_while_the_rest_goes_back_loses_nothing(house: House, skip: int, after: bool) -> None:
    house.rooms["score"].clock = SLOW
    shop(house, *everything(6))
    with house.faults.on("sqs.SendMessage", Crash(), room="score", skip=skip, times=1, after=after):
        house.settle()
    house.rooms["score"].clock = ENOUGH
    house.live(3)
    assert stored(house) == {f"s{place}" for place in range(6)}
    assert len(house.quarantine()) == 6
    assert house.depths() == {}


def test_where_the_rest_cannot_go_back_the_whole_comes_again(house: House) -> None:
    house.rooms["score"].clock = SLOW
    shop(house, *[post(f"s{place}", "acme is broken") for place in range(20)])
    with house.faults.on("sqs.SendMessage", room="score"):
        house.settle()
        assert house.depths() == {"DeliveriesQueue": 1}
    house.live(2)
    assert stored(house) == {f"s{place}" for place in range(20)}
    assert (house.depths(), house.dead_letters()) == ({}, {})


def test_what_could_not_be_passed_on_leaves_no_parts_behind(house: House) -> None:
    """Otherwise each try of a delivery would leave two more, and so would each of those."""
    house.rooms["score"].clock = SLOW
    shop(house, *[post(f"s{place}", "acme is broken") for place in range(20)])
    with house.faults.on("sqs.SendMessageBatch", room="score"):
        house.live(2)
        assert house.depths() == {"DeliveriesQueue": 1}
    house.live(20)
    assert stored(house) == {f"s{place}" for place in range(20)}


def test_a_batch_of_notifications_that_takes_longer_than_alert_has_is_sent_in_several(house: House) -> None:
    alert = house.rooms["alert"]
    alert.clock = lambda: count(10_000, -3_500)
    shop(house, *[post(f"s{place}", fire(f"s{place}"), root_id=f"t{place}") for place in range(4)])
    house.settle()
    assert {alert.about for alert in house.people.notifications} == {f"s{place}" for place in range(4)}
    assert len(house.people.notifications) == 4
    assert (alert.invocations["failed"], alert.invocations["all"] > 1) == (0, True)
