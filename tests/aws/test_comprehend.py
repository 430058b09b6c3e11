"""Amazon Comprehend behind its API: what is sent, how the answer is read, and that its outage causes no delay."""

import json
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, get_args

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.core.exceptions import JsonRESTError
from pydantic import ValidationError

from goodword.aws import client, comprehend
from goodword.aws.comprehend import ComprehendScorer, units_of
from goodword.budget.comprehend import MonthlyBudget
from goodword.config.reading import Comprehend, Spoken
from goodword.storage.in_memory_store import InMemoryStore
from tests.connectors.standin import Asked, Reply, StandIn
from tests.house.comprehend import LANGUAGES, answer
from tests.house.sessions import new_session
from tests.reading.hostile import HOSTILE

NOW = datetime(2026, 11, 18, 9, 0, 5, tzinfo=UTC)
BAD, GOOD = ("bad, very bad", "en"), ("good, very good", "en")


class Amazon:
    """The service behind a port."""

    def answer(self, asked: Asked) -> Reply:
        assert asked.headers["x-amz-target"] == "Comprehend_20171127.BatchDetectSentiment"
        try:
            return Reply(answer(asked.json))
        except JsonRESTError as error:
            return Reply({"__type": error.error_type, "message": error.message}, 400)


class Reporter:
    """A budget without a limit, which counts what is spent."""

    def __init__(self, *, empty: bool = False) -> None:
        self.units, self.empty = 0, empty

    def book(self, units: int, _now: datetime) -> bool:
        self.units += 0 if self.empty else units
        return not self.empty

    def give_back(self, units: int, _now: datetime) -> None:
        self.units -= units


class Desk:
    """A scorer, its service, its budget, its clock and its log."""

    def __init__(self, amazon: StandIn, budget: Any = None) -> None:
        self.amazon, self.budget, self.now, self.log = amazon, budget or Reporter(), NOW, list[str]()
        self.scorer = ComprehendScorer(
            self.budget, lambda: self.now, lambda text, about: self.log.append(json.dumps([text, about]))
        )

    def labels(self, *texts: tuple[str, str | None]) -> list[str | None]:
        return [found and found.label for found in self.scorer.score_all(texts)]

    @property
    def sent(self) -> list[tuple[str, list[str]]]:
        return [(request.json["LanguageCode"], request.json["TextList"]) for request in self.amazon.asked]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with StandIn(Amazon()) as amazon:
        monkeypatch.setenv("AWS_ENDPOINT_URL_COMPREHEND", f"http://127.0.0.1:{amazon.port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "none")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", new_session())
        client.client.cache_clear()
        yield Desk(amazon)
        client.client.cache_clear()


# ---- Answers ---------------------------------------------------------------------------------------------------------


def test_each_text_gets_its_own_answer_whatever_its_language_and_place(desk: Desk) -> None:
    texts = [BAD, ("gut", "de"), ("nee", "nl"), GOOD, ("schlecht", "de-AT"), ("what", None), ("hm", "zh-Hant")]
    assert desk.labels(*texts) == ["negative", "positive", None, "positive", "negative", None, "neutral"]
    assert [(code, len(words)) for code, words in desk.sent] == [("en", 2), ("de", 2), ("zh-TW", 1)]


def test_what_is_mixed_is_unsure_and_half_of_each(desk: Desk) -> None:
    [found] = desk.scorer.score_all([("good and bad", "en")])
    assert found is not None
    assert found.label == "unsure"
    assert found.probabilities == pytest.approx({"negative": 0.5, "neutral": 0.05, "positive": 0.45})
    assert desk.scorer.because(("good and bad", "en"), found) == ()


def test_the_probabilities_add_up_and_the_label_is_the_likeliest() -> None:
    draw = random.Random(5)
    for _ in range(300):
        names = ("Negative", "Neutral", "Positive", "Mixed")
        scores = {name: draw.random() ** 3 for name in names}
        likeliest = max(scores, key=lambda name: scores[name])
        found = comprehend._sentiment({"Sentiment": likeliest.upper(), "SentimentScore": scores})
        assert sum(found.probabilities.values()) == pytest.approx(1)
        assert found.label in ("unsure", max(found.probabilities, key=lambda label: found.probabilities[label]))


def test_a_label_with_less_than_half_is_unsure() -> None:
    scores = {"Negative": 0.4, "Neutral": 0.3, "Positive": 0.2, "Mixed": 0.1}
    assert comprehend._sentiment({"Sentiment": "NEGATIVE", "SentimentScore": scores}).label == "unsure"


def test_the_languages_are_those_of_the_sdk_and_of_the_configuration(desk: Desk) -> None:
    assert desk.scorer._languages == set(LANGUAGES) == {*get_args(Spoken.__value__), "zh-TW"}


def test_a_language_that_it_does_not_read_is_told_before_it_is_paid_for() -> None:
    with pytest.raises(ValidationError, match="no such language of Comprehend's"):
        Comprehend(usd=1, languages=("nl",))


# ---- Requests --------------------------------------------------------------------------------------------------------


def test_at_most_25_of_one_language_are_asked_at_once(desk: Desk) -> None:
    texts = [(f"{'bad' if place % 3 else 'good'} {place}", "en") for place in range(60)] + [("gut", "de")]
    labels = desk.labels(*texts)
    assert labels == ["negative" if place % 3 else "positive" for place in range(60)] + ["positive"]
    assert [len(words) for _, words in desk.sent] == [25, 25, 10, 1]


def test_what_says_nothing_is_not_sent(desk: Desk) -> None:
    assert desk.labels(("", "en"), (" \n\t", "en"), ("\0\0", "en"), ("...?!", "en"), ("\ud800", "en")) == [None] * 5
    assert (desk.sent, desk.budget.units) == ([], 0)
    assert desk.labels(("\N{PILE OF POO}", "en")) == ["neutral"]


def test_long_text_is_cut_at_a_characters_border(desk: Desk) -> None:
    texts = [("good " * 20_000, "en"), ("日" * 100_000, "ja"), ("a" + "\N{GRINNING FACE}" * 30_000, "fr")]
    assert desk.labels(*texts) == ["positive", "neutral", "neutral"]
    sizes = [len(words[0].encode()) for _, words in desk.sent]
    assert [5_000 - size for size in sizes] == [1, 2, 3]  # a blank at the end, and parts of a character


@given(st.lists(st.tuples(HOSTILE, st.one_of(st.sampled_from(LANGUAGES), st.text(), st.none())), max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_texts_do_no_harm(desk: Desk, texts: list[tuple[str, str | None]]) -> None:
    found = desk.scorer.score_all(texts)
    assert desk.log == [], "the service accepts each one"
    for (words, language), sentiment in zip(texts, found, strict=True):
        assert sentiment is not None or language not in LANGUAGES or not re.search("[a-z]", words[:999])


# ---- Cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "units"), [(1, 3), (300, 3), (301, 4), (400, 4), (5_000, 50)])
def test_a_text_counts_a_unit_for_100_characters_and_three_at_least(length: int, units: int) -> None:
    assert units_of("x" * length) == units


def test_what_is_asked_is_booked(desk: Desk) -> None:
    desk.labels(BAD, ("x" * 650, "en"), ("gut", "de"), ("nee", "nl"))
    assert desk.budget.units == 3 + 7 + 3


def test_without_money_nothing_is_asked_for_a_minute(desk: Desk) -> None:
    desk.budget.empty = True
    assert desk.labels(BAD, GOOD) == [None, None]
    desk.budget.empty = False
    assert desk.labels(BAD) == [None]
    desk.now += timedelta(seconds=60)
    assert desk.labels(BAD) == ["negative"]
    assert len(desk.sent) == 1


class Shared(InMemoryStore):
    """The table: one write at a time, from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def write(self, *writes: Any) -> frozenset[int]:
        with self._lock:
            return super().write(*writes)


def test_no_cap_is_ever_passed_by_many_at_once() -> None:
    """A USD is 10,000 units; 16 functions want 25,600."""
    store, notices = Shared(), list[str]()

    def spend(_: int) -> int:
        budget = MonthlyBudget(store, lambda: Comprehend(usd=1), notices.append)
        return sum(75 for _ in range(22) if budget.book(75, NOW))

    with ThreadPoolExecutor(16) as rooms:
        spent = sum(rooms.map(spend, range(16)))
    book = store.get(("spent", "Amazon Comprehend#2026-11"))
    assert book is not None
    assert spent <= 10_000
    assert (book["reads"], book["micro"]) == (spent, spent * 100)
    assert store.get(("spent", "*#2026-11")) is None, "no source pays for it"


def test_that_the_cap_is_reached_is_told_once_a_month() -> None:
    notices = list[str]()
    budget = MonthlyBudget(InMemoryStore(), lambda: Comprehend(usd=1), notices.append)
    assert budget.book(9_999, NOW)
    assert [budget.book(3, NOW) for _ in range(3)] == [False] * 3
    assert notices == ["its monthly cap of 1 USD"]
    assert budget.book(3, NOW + timedelta(days=14)), "it is December"


def test_without_a_cap_nothing_is_bought() -> None:
    assert not MonthlyBudget(InMemoryStore(), lambda: None, print).book(3, NOW)


# ---- Failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["busy", "down", "forbidden", "truncated", "slow"])
def test_an_outage_falls_back_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(comprehend, "SECONDS", 0.2)
    desk = Desk(desk.amazon)
    desk.amazon.health.how = how
    assert desk.labels(*[BAD] * 60, ("gut", "de")) == [None] * 61
    assert len(desk.amazon.asked) == 1, "there is no retry"
    assert desk.labels(GOOD) == [None]
    desk.amazon.health.how = None
    desk.now += timedelta(seconds=59)
    assert desk.labels(GOOD) == [None]
    desk.now += timedelta(seconds=1)
    assert desk.labels(GOOD) == ["positive"]
    assert len(desk.amazon.asked) == 2


def test_nobody_there(desk: Desk) -> None:
    desk.amazon._server.shutdown()
    desk.amazon._server.server_close()
    assert desk.labels(BAD) == [None]
    assert "EndpointConnectionError" in desk.log[0]


@pytest.mark.parametrize(("how", "units"), [("busy", 0), ("down", 0), ("forbidden", 0), ("slow", 3), ("truncated", 3)])
def test_a_refusal_costs_nothing_and_what_may_have_been_read_stays_booked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str, units: int
) -> None:
    monkeypatch.setattr(comprehend, "SECONDS", 0.2)
    desk = Desk(desk.amazon)
    desk.amazon.health.how = how
    desk.labels(BAD)
    assert desk.budget.units == units


def test_a_text_that_it_cannot_read_fails_alone(desk: Desk) -> None:
    assert desk.labels(BAD, ("unreadable", "en"), GOOD) == ["negative", None, "positive"]
    assert desk.labels(BAD) == ["negative"]
    assert desk.log == ['["Amazon Comprehend could not read some", {"why": {"INTERNAL_SERVER_ERROR": 1}}]']


def test_the_log_says_why_and_repeats_nobody(desk: Desk) -> None:
    desk.amazon.health.how = "busy"
    desk.labels(("my secret unreadable words", "en"))
    desk.amazon.health.how = None
    desk.now += timedelta(minutes=1)
    desk.labels(("my secret unreadable words", "en"))
    assert len(desk.log) == 2
    assert "429" in desk.log[0]
    assert not re.search("secret|words", "".join(desk.log))


def test_books_that_cannot_be_opened_are_an_outage_too(desk: Desk) -> None:
    class Closed(Reporter):
        def book(self, units: int, now: datetime) -> bool:
            raise ConnectionError

    desk = Desk(desk.amazon, Closed())
    assert desk.labels(BAD, ("gut", "de")) == [None, None]
    assert len(desk.log) == 1
    assert not desk.sent


@pytest.mark.parametrize("body", [{}, [], "", {"ResultList": [{}]}, {"ResultList": [{"Index": 7}]}, "<html>"])
def test_an_answer_of_another_shape_is_none(desk: Desk, monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    monkeypatch.setattr(Amazon, "answer", lambda _self, _asked: Reply(body))
    assert desk.labels(BAD) == [None]
    assert len(desk.log) == 1


def test_no_call_begins_without_time_for_it(desk: Desk) -> None:
    left = iter([True, True, False])
    found = desk.scorer.score_all([BAD] * 60, lambda: next(left))
    assert [sentiment is not None for sentiment in found] == [True] * 50 + [False] * 10
