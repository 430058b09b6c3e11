"""The bench itself, in its smallest form: it measures every room, and its page is one that the run writes."""

import re
from pathlib import Path

import pytest

from goodword import platforms
from tests.bench import tables
from tests.bench.__main__ import NO_TWEETS, PAGE, _reading, _slow_reading
from tests.bench.cold import cold_room
from tests.bench.reading import ENCODER, FAST, MOST_SECONDS, STANDARD, TEXTBLOB, VADER, reading, texts
from tests.bench.rounds import Taken
from tests.bench.scorers import MOST_MEGABYTES, TWEETS, Fresh, Quality, fresh, quality
from tests.bench.warm import INTAKE, warm
from tests.bench.webhooks import webhooks
from tests.bench.wire import connected
from tests.conftest import ROOT
from tests.house.plan import plan

SOON = {VADER: 200e-6} | dict(MOST_SECONDS)
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


def test_score_is_measured_cold_with_its_model_and_without() -> None:
    taken = cold_room("score", rounds=1, model=False)
    assert taken.what.startswith("score, without the model (s3, sqs")
    assert taken.ours > 0


def test_reading_is_measured_whole_and_by_part() -> None:
    assert len(texts()) in (500, 810)
    taken = reading(texts()[:3], rounds=1)
    assert {VADER, TEXTBLOB, FAST, STANDARD, ENCODER, "its brands", "its touchpoint", "its language"} < set(taken)
    assert all(seconds > 0 for seconds in taken.values())


def test_a_scorer_is_loaded_in_a_process_whose_memory_is_its_own() -> None:
    ballast = bytearray(300 * 1024**2)  # ours, and what a child is said to have had where nobody stands in between
    ballast[::4096] = b"." * len(ballast[::4096])
    taken = fresh(texts()[:3], rounds=1)
    assert set(taken) == {VADER, TEXTBLOB, FAST, STANDARD}
    assert all(one.seconds > 0 for one in taken.values())
    assert 5 < taken[FAST].megabytes < taken[STANDARD].megabytes < 300


@pytest.mark.skipif(not TWEETS.exists(), reason="../shared/data/sentiment is absent")
def test_each_scorer_is_tried_on_labelled_tweets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few = tmp_path / "val.tsv"
    few.write_text("\n".join(TWEETS.read_text("utf-8").split("\n")[:60]), "utf-8")
    monkeypatch.setattr("tests.bench.scorers.TWEETS", few)
    found = quality()
    assert set(found) == {VADER, TEXTBLOB, FAST, STANDARD}
    assert all(0 < one.recall <= 1 and 0 < one.f1 <= 1 for one in found.values())


def test_without_labelled_tweets_nothing_is_said_of_quality(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.bench.scorers.TWEETS", tmp_path / "val.tsv")
    assert quality() == {}
    words, (_, table) = _reading(SOON, {FAST: Fresh(0.04, 30)}, {})
    assert words.endswith(NO_TWEETS)
    assert table == [["scorer", "ms until a first word", "MB"], [FAST, "40", "30"]]


def test_how_well_each_reads_stands_beside_what_it_takes() -> None:
    words, (each, table) = _reading(SOON, {FAST: Fresh(0.04, 30)}, {FAST: Quality(0.71, 0.7)})
    assert not words.endswith(NO_TWEETS)
    assert each[:2] == [["a text", "µs", "times VADER"], ["VADER", "200", "1.00"]]
    assert table[1] == [FAST, "40", "30", "0.710", "0.700"]


def test_what_reads_slower_than_was_promised_is_told() -> None:
    good = {FAST: Fresh(0.04, 30), STANDARD: Fresh(0.3, MOST_MEGABYTES)}
    assert list(_slow_reading(SOON, good)) == []
    slow = {what: 2 * most for what, most in MOST_SECONDS.items()}
    assert len(list(_slow_reading(slow, {FAST: Fresh(0.06, 30), STANDARD: Fresh(0.3, MOST_MEGABYTES + 1)}))) == 5


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
