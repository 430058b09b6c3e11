"""The benchmark in its smallest form: it measures every function, and its page matches what a run writes."""

import re
from pathlib import Path

import pytest

from goodword import platforms
from goodword.sentiment.scorer import LABELS
from tests.bench import __main__ as bench
from tests.bench import tables
from tests.bench.__main__ import MOST, MOST_TIMES_VADER, NO_TWEETS, PAGE, _faults, _reading
from tests.bench.cold import cold_room
from tests.bench.reading import ENCODER, FAST, STANDARD, TEXTBLOB, VADER, reading, texts
from tests.bench.repeats import Taken
from tests.bench.scorers import MOST_MEGABYTES, Fresh, Quality, fresh, quality
from tests.bench.warm import INTAKE, warm
from tests.bench.webhooks import webhooks
from tests.bench.wire import connected
from tests.conftest import ROOT
from tests.house.plan import plan
from tests.known_data import smoke_texts

SOON = {VADER: 200e-6, FAST: MOST_TIMES_VADER * 190e-6, STANDARD: 9.0, ENCODER: 99.0}
TAKEN = [Taken("score", 0.002, 0.001), Taken("a longer name", 0.5, 0.25)]


def test_each_room_is_measured_warm_beside_its_floor() -> None:
    with connected() as wire:
        taken = list(warm(wire, sweep=1))
    assert taken[0].what == INTAKE
    assert {times.what.split(",")[0] for times in taken} == set(plan().functions())
    assert all(times.floor > 0 and times.ours > 0 for times in taken)


def test_a_webhook_of_each_platform_that_signs_by_hmac_is_measured() -> None:
    taken = {webhook.what: webhook for webhook in webhooks(sweep=1)}
    assert {"facebook", "instagram", "x", "standard"} <= set(taken) <= set(platforms.names())
    assert not {"discord", "google_business", "telegram"} & set(taken), "they do not sign by HMAC"
    assert all(times.floor > 0 and times.ours > 0 for times in taken.values())


def test_a_cold_room_is_measured_beside_the_clients_that_it_makes() -> None:
    taken = cold_room("tally", sweep=1)
    assert taken.what == "tally (dynamodb)"
    assert taken.floor > 0
    assert taken.ours > 0


def test_score_is_measured_cold_with_its_model_and_without() -> None:
    taken = cold_room("score", sweep=1, model=False)
    assert taken.what.startswith("score, without the model (s3, sqs")
    assert taken.ours > 0


def test_reading_is_measured_whole_and_by_part() -> None:
    assert len(texts()) in (500, 810)
    taken = reading(texts()[:3], sweep=1)
    assert {VADER, TEXTBLOB, FAST, STANDARD, ENCODER, "its brands", "its touchpoint", "its language"} < set(taken)
    assert all(seconds > 0 for seconds in taken.values())


def test_a_scorer_is_loaded_in_a_process_whose_memory_is_its_own() -> None:
    ballast = bytearray(300 * 1024**2)  # ours, and reported for a child too unless another process is in between
    ballast[::4096] = b"." * len(ballast[::4096])
    taken = fresh(texts()[:3], sweep=1)
    assert set(taken) == {VADER, TEXTBLOB, FAST, STANDARD}
    assert all(times.seconds > 0 for times in taken.values())
    assert 5 < taken[FAST].megabytes < taken[STANDARD].megabytes < 300


def test_each_scorer_is_tried_on_labelled_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few = tmp_path / "val.tsv"
    english = [example for example in smoke_texts() if example.language == "en"]
    few.write_text("\n".join(f"{LABELS.index(example.sentiment)}\t{example.text}" for example in english), "utf-8")
    monkeypatch.setattr("tests.bench.scorers.TWEETS", few)
    found = quality()
    assert set(found) == {VADER, TEXTBLOB, FAST, STANDARD}
    assert all(0 < quality.recall <= 1 and 0 < quality.f1 <= 1 for quality in found.values())


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


def test_a_share_that_is_larger_than_was_promised_is_told() -> None:
    good = {FAST: Fresh(0.04, 30), STANDARD: Fresh(0.3, MOST_MEGABYTES)}
    assert list(_faults([Taken(INTAKE, MOST, 1)], SOON, good)) == []
    slow, large = SOON | {FAST: SOON[FAST] * 1.2}, good | {STANDARD: Fresh(0.3, MOST_MEGABYTES + 1)}
    assert len(list(_faults([Taken(INTAKE, MOST + 0.1, 1)], slow, large))) == 3


def test_on_a_machine_a_thousand_times_slower_nothing_else_is_told() -> None:
    memory = {FAST: Fresh(40.0, 30), STANDARD: Fresh(300.0, MOST_MEGABYTES)}
    slow = {what: 1000 * seconds for what, seconds in SOON.items()}
    assert list(_faults([Taken(INTAKE, 1000 * MOST, 1000)], slow, memory)) == []


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


def test_a_row_of_another_table_is_refused() -> None:
    with pytest.raises(ValueError, match="is no row of"):
        tables.page([["an idle month", "USD"], ["Lambda compute", "0.62", "0.82", "1.99"]])


def tables_of(page: str) -> dict[str, list[list[list[str]]]]:
    """The cells of each table, by the heading above it; a table ends with an empty line."""
    sections = (section.partition("\n") for section in page.split("\n## ")[1:])
    return {
        heading: [
            [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            for block in content.strip().split("\n\n")
            if block.startswith("|")
        ]
        for heading, _, content in sections
    }


TABLES = [(heading, table) for heading, found in tables_of(PAGE.read_text()).items() for table in found]


@pytest.mark.parametrize(("heading", "table"), TABLES, ids=[f"{heading}: {table[0][0]}" for heading, table in TABLES])
def test_each_table_of_the_page_is_whole(heading: str, table: list[list[str]]) -> None:
    head, rule, *rows = table
    assert rule == ["---", *["---:"] * (len(head) - 1)]
    assert rows
    assert [row for row in rows if len(row) != len(head)] == []
    assert len({row[0] for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[*\d.,]+", cell) for row in rows for cell in row[1:])


@pytest.mark.parametrize("table", [table for _, table in TABLES if "**total**" in [row[0] for row in table]])
def test_what_stands_together_is_the_sum_of_its_own_table(table: list[list[str]]) -> None:
    _, _, *rows = table
    place = [row[0] for row in rows].index("**total**")
    for column, total in enumerate(rows[place][1:], 1):
        parts = [float(row[column]) for row in rows[:place]]
        assert sum(parts) == pytest.approx(float(total.strip("*")), abs=0.005 * (len(parts) + 1))


def test_the_page_says_what_the_bench_would_say() -> None:
    assert [heading for heading, _ in TABLES] == [
        *("Warm", "Webhooks", "Cold", "Reading", "Reading"),
        *("What a mention costs", "What a mention costs", "What an idle month costs"),
    ]
    page = PAGE.read_text()
    for words in (bench.WARM, bench.WEBHOOKS, bench.COLD, bench.READING, bench.COSTS, bench.SILENCE):
        assert words in page


def test_the_page_has_every_room_and_no_trace_of_the_machine() -> None:
    page = PAGE.read_text()
    assert page.startswith("# Benchmarks\n\nWritten by `make bench` on ")
    for room in plan().functions():
        assert len(re.findall(rf"^\| {room}[,( ]", page, re.MULTILINE)) >= 2, f"{room} is not in both tables"
    assert str(ROOT) not in page
    assert not re.search(r"(?<![\w.])/(home|Users|root|tmp|work)\b", page)
