"""The write budget, over every payload that stores a mention: at most four units, including its part of the roll-up.

One that opens a case costs six, and one more for the link of each person notified (decision record 6).
"""

import json
from collections.abc import Sequence
from statistics import mean
from typing import Any

import pytest

from tests.flow.meter import Meter
from tests.flow.posts import FIRE, LATE, PAGE, THANKS, comment, message, post, shop
from tests.house.house import House
from tests.known_data import own_payloads, shared_payloads

STORED = 4
ROLLED_UP = 0.3  # a mention's part of its minute's tally at load: test_tally.py measures it
OPENED = 6
PLATFORMS = ("facebook", "instagram", "x")


@pytest.fixture
def meter(house: House) -> Meter:
    return Meter(house)


def empty(house: House) -> None:
    for item in house.items():
        key = {"pk": item["pk"], "sk": item["sk"]}
        house.dynamo.delete_item(TableName=house.deployed.names["Table"], Key=key)


@pytest.mark.parametrize(
    ("payloads", "what"),
    [
        pytest.param(own_payloads(), "invented", id="own"),
        pytest.param(
            *(shared_payloads(), "real"),
            id="shared",
            marks=pytest.mark.skipif(not shared_payloads(), reason="../shared/data is absent"),
        ),
    ],
)
def test_an_ordinary_mention_costs_four_units_at_most(
    house: House, meter: Meter, payloads: Sequence[dict[str, Any]], what: str
) -> None:
    stored: list[float] = []
    for fixture in payloads:
        if fixture["platform"] not in PLATFORMS:
            continue
        meter.reset()
        sent = house.door.send(fixture["platform"], f"acme-{fixture['platform']}", fixture["path"].read_bytes())
        assert sent.status == 200
        house.settle()
        if mentions := house.items("mention") + house.items("own"):
            stored += [meter.total / len(mentions)] * len(mentions)
        empty(house)
    print(f"{len(stored)} mentions of {what} payloads: mean {mean(stored):.2f} write units, most {max(stored):.2f}")
    assert mean(stored) + ROLLED_UP <= STORED


@pytest.mark.parametrize("text", [LATE, FIRE])
def test_opening_a_case_costs_six_units_and_one_for_each_link(house: House, meter: Meter, text: str) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", text))
    house.settle()
    assert len(house.people.notifications) == 1
    assert len(house.people.links) == 2
    assert meter.total == OPENED + 2
    assert {kind: units for (_, kind), units in meter.units.items()} == {"m": 3, "outbox": 2, "case": 1, "link": 2}


def test_our_own_post_costs_two_units_and_one_where_it_answers(house: House, meter: Meter) -> None:
    """It is in the feed, so that a lost answer is found, and it is not a mention."""
    for place, (text, answers) in enumerate([(THANKS, 0), (FIRE, 1)]):
        house.door.send("facebook", "acme-facebook", message(f"m{place}", text, f"77{place}", PAGE))
        house.settle()
        meter.reset()
        ours = message(f"own{place}", "We are looking into it.", PAGE, f"77{place}", is_echo=True)
        house.door.send("facebook", "acme-facebook", ours)
        house.settle()
        assert {kind: units for (_, kind), units in meter.units.items()} == {"m": 2} | ({"case": 1} if answers else {})


def test_a_duplicate_costs_one_unit(house: House, meter: Meter) -> None:
    for _ in range(2):
        meter.reset()
        house.door.send("facebook", "acme-facebook", comment("c1", LATE))
        house.settle()
    assert meter.units == {("store", "m"): 1}


def test_joining_a_case_costs_one_unit_a_batch(house: House, meter: Meter) -> None:
    shop(house, post("first", FIRE, root_id="r"))
    house.settle()
    meter.reset()
    shop(house, *(post(f"more-{number}", FIRE, root_id="r") for number in range(30)))
    for name in ("DeliveriesMapping", "UrgentMapping", "StreamMapping"):
        while house.corridors[name].step():
            pass
    assert meter.units == {("store", "m"): 90, ("alert", "held"): 1}


def test_an_edit_moves_its_index_entries_and_no_more(house: House, meter: Meter) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    house.settle()
    house.wait(10)
    meter.reset()
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS + "!", verb="edited", time=1_794_992_460))
    house.settle()
    assert meter.total <= 1 + 1 + 2 + 2  # refused, written, feed moved, author moved


def test_a_deletion_costs_the_tombstone_and_two_index_entries(house: House, meter: Meter) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    house.settle()
    meter.reset()
    house.door.send("facebook", "acme-facebook", comment("c1", None, verb="remove"))
    house.settle()
    assert meter.total == 3


def test_what_is_ignored_or_quarantined_costs_nothing(house: House, meter: Meter) -> None:
    house.door.send("facebook", "acme-facebook", b"[]")
    house.door.send("facebook", "acme-facebook", json.dumps({"object": "page", "entry": []}).encode())
    house.settle()
    assert meter.total == 0
