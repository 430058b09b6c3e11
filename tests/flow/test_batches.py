"""Between the rooms: what fails comes again, alone; what never works ends in dead letters; an outage ends nowhere."""

import json
from itertools import repeat
from typing import Any

import pytest

from tests.flow.said import comment, post, shop
from tests.house.corridors import Malformed, failed_of, matches
from tests.house.faults import Crash
from tests.house.house import House

AGAIN = 81  # seconds, after which what failed can be seen again in any queue


def stored(house: House) -> set[str]:
    return {item["pk"]["S"].rsplit("#", 1)[-1] for item in house.items("mention")}


def refuse(*external_ids: str) -> Any:
    """Matches the writes of these mentions."""
    return lambda params: params["Item"]["pk"]["S"].rsplit("#", 1)[-1] in external_ids


def entries_of(answer: dict[str, Any], params: Any, *places: int) -> None:
    """SQS took the batch, but not these entries, and says so under HTTP 200."""
    taken = answer["Successful"]
    answer["Failed"] = [
        {"Id": taken[place]["Id"], "SenderFault": False, "Code": "ServiceUnavailable"} for place in places
    ]
    answer["Successful"] = [one for place, one in enumerate(taken) if place not in places]


# ---- the rules of the mapping, as the house plays them -------------------------------------------------------------


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


# ---- one message fails, its neighbours do not ----------------------------------------------------------------------


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
    assert len(house.people.rings) == 1
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


def test_a_delivery_that_comes_ten_times_is_one_mention_and_one_ring(house: House) -> None:
    for _ in range(10):
        house.door.send("facebook", "acme-facebook", comment("c1"))
        house.settle()
    assert stored(house) == {"c1"}
    assert len(house.people.rings) == 1


# ---- poison --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queue", "letters"),
    [
        ("DeliveriesQueue", "DeliveriesDeadLetters"),
        ("ScoredQueue", "ScoredDeadLetters"),
        ("UrgentQueue", "UrgentDeadLetters"),
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
    house.live(20, every=AGAIN)
    assert house.dead_letters() == {letters: 1}
    assert house.depths() == {letters: 1}


def test_a_parser_that_fails_keeps_the_delivery_until_it_is_mended(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1"))
    score, real = house.rooms["score"].module, house.rooms["score"].module.asking
    score.asking = None  # type: ignore[attr-defined]
    house.live(20, every=AGAIN)
    assert house.dead_letters() == {"DeliveriesDeadLetters": 1}
    score.asking = real  # type: ignore[attr-defined]
    [letter] = house.sqs.receive_message(QueueUrl=house.deployed.names["DeliveriesDeadLetters"])["Messages"]
    house.sqs.send_message(QueueUrl=house.deployed.names["DeliveriesQueue"], MessageBody=letter["Body"])
    house.settle()
    assert stored(house) == {"c1"}


def test_a_poisoned_stream_record_is_taken_apart_from_its_neighbours(house: House) -> None:
    table = house.deployed.names["Table"]
    shop(house, *[post(f"s{place}", root_id=f"t{place}") for place in range(3)])
    house.corridors["DeliveriesMapping"].step()
    house.corridors["UrgentMapping"].step()
    poison = {"pk": {"S": "m#x#poison"}, "sk": {"S": "m"}, "type": {"S": "mention"}, "p": {"S": "P1"}}
    house.dynamo.put_item(TableName=table, Item=poison)
    shop(house, *[post(f"s{place}", root_id=f"t{place}") for place in range(3, 5)])
    house.settle()
    assert sorted(str(ring.about) for ring in house.people.rings) == ["s0", "s1", "s2", "s3", "s4"]
    assert house.dead_letters() == {"StreamDeadLetters": 1}
    [letter] = house.sqs.receive_message(QueueUrl=house.deployed.names["StreamDeadLetters"])["Messages"]
    assert json.loads(letter["Body"])["DDBStreamBatchInfo"]["batchSize"] == 1


# ---- an hour without -----------------------------------------------------------------------------------------------


def test_an_hour_without_the_table_reaches_no_dead_letter(house: House) -> None:
    with house.faults.on("dynamodb.*"):
        for place in range(6):
            shop(
                house, post(f"p{place}", root_id=f"t{place}"), post(f"q{place}", "acme is broken", root_id=f"u{place}")
            )
            house.live(10, every=30)
        assert stored(house) == set()
        assert house.dead_letters() == {}
    house.live(32, every=30)
    assert stored(house) == {f"{kind}{place}" for kind in "pq" for place in range(6)}
    assert house.depths() == {}
    assert {ring.about for ring in house.people.rings if ring.about} >= {f"p{place}" for place in range(6)}


@pytest.mark.parametrize("operation", ["sqs.SendMessageBatch", "s3.GetObject"])
def test_an_hour_without_what_score_needs_reaches_no_dead_letter(house: House, operation: str) -> None:
    shop(house, post("before"))
    house.settle()
    fresh = {f"s{place}" for place in range(6)}
    house.rooms["score"].module.configuration._good = None  # type: ignore[attr-defined]
    house.rooms["score"].module.configuration._checked = -1e9  # type: ignore[attr-defined]
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


# ---- a batch that takes long ---------------------------------------------------------------------------------------


def test_when_time_runs_short_what_was_read_goes_on_and_the_rest_comes_again(house: House) -> None:
    house.rooms["score"].clock = lambda: iter([9_000, 5_000])  # after the first message, and after the second
    for number in range(4):
        house.door.send("facebook", "acme-facebook", comment(f"c{number}", post=f"p{number}"))
    house.settle()
    assert stored(house) == {"c0", "c1"}
    house.rooms["score"].clock = lambda: repeat(10_000)
    house.live(2)
    assert stored(house) == {"c0", "c1", "c2", "c3"}
    assert house.dead_letters() == {}
