"""The bench itself, in its smallest form: it measures every room, and its page is one that the run writes."""

import re

from goodword import platforms
from tests.bench import tables
from tests.bench.__main__ import PAGE
from tests.bench.cold import cold_room
from tests.bench.rounds import Taken
from tests.bench.warm import INTAKE, warm
from tests.bench.webhooks import webhooks
from tests.bench.wire import connected
from tests.conftest import ROOT
from tests.house.plan import plan

TAKEN = [Taken("score", 0.002, 0.001), Taken("a longer name", 0.5, 0.25)]


def test_each_room_is_measured_warm_beside_its_floor() -> None:
    with connected() as wire:
        taken = list(warm(wire, rounds=1))
    assert taken[0].what == INTAKE
    assert {one.what.split(",")[0] for one in taken} == set(plan().functions())
    assert all(one.floor > 0 and one.ours > 0 for one in taken)


def test_a_webhook_of_each_platform_that_signs_by_hmac_is_measured() -> None:
    taken = {one.what: one for one in webhooks(rounds=1)}
    assert {"facebook", "instagram", "x", "standard"} <= set(taken) <= set(platforms.names())
    assert not {"discord", "google_business", "telegram"} & set(taken), "they sign otherwise, or not"
    assert all(one.floor > 0 and one.ours > 0 for one in taken.values())


def test_a_cold_room_is_measured_beside_the_clients_that_it_makes() -> None:
    taken = cold_room("tally", rounds=1)
    assert taken.what == "tally (dynamodb)"
    assert taken.floor > 0
    assert taken.ours > 0


def test_tables_are_for_a_terminal_and_for_a_page() -> None:
    table = tables.times("warm", "floor", TAKEN, 1)
    assert tables.plain(table).splitlines() == [
        "warm              ms  floor  ratio",
        "score            2.0    1.0   2.00",
        "a longer name  500.0  250.0   2.00",
    ]
    assert tables.times("a webhook", "floor", TAKEN, 0, unit="µs")[:2] == [
        ["a webhook", "µs", "floor", "ratio"],
        ["score", "2000", "1000", "2.00"],
    ]
    assert tables.page(table).splitlines()[:3] == [
        "| warm | ms | floor | ratio |",
        "| --- | ---: | ---: | ---: |",
        "| score | 2.0 | 1.0 | 2.00 |",
    ]


def test_the_page_has_every_room_and_no_trace_of_the_machine() -> None:
    page = PAGE.read_text()
    assert page.startswith("# What was measured\n\nWritten by `make bench` on ")
    for room in plan().functions():
        assert len(re.findall(rf"^\| {room}[,( ]", page, re.MULTILINE)) >= 2, f"{room} is not in both tables"
    assert str(ROOT) not in page
    assert not re.search(r"(?<![\w.])/(home|Users|root|tmp|work)\b", page)
