"""What you read about sources that deliver nothing: in the hourly report, and in the line below every mail."""

from datetime import timedelta

import pytest

from goodword.health.report import _named
from goodword.health.silent_source import SilentSource
from goodword.health.wording import _silent
from tests.polling.small_world import NOW, SmallWorld, configuration, page, paid


def line(world, now=None):
    return _silent(_named(world.hand_out.silent), now or world.now)


def later(world, configured, **time):
    world.wait(**time)
    world.hand_out.go(configured, world.now)
    return line(world)


def test_a_cap_is_said_at_once(monkeypatch):
    paid(monkeypatch, usd=1)
    world, poor = SmallWorld(), configuration(acme_x={"ask": {"search": ["acme"]}, "cap": {"usd": 5}})
    world.round(poor)
    assert later(world, poor, minutes=1) == [
        "acme-x has not been polled since 09:00 UTC: its monthly cap of 5 USD is reached"
    ]
    assert later(world, poor, days=2) == [
        "acme-x has not been polled since 20 Nov: its monthly cap of 5 USD is reached"
    ]


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (500, "acme-toy has not answered since 09:00 UTC"),
        (429, "acme-toy has not answered since 09:00 UTC"),
        (401, "acme-toy has refused our token since 09:00 UTC"),
        (403, "acme-toy has refused access since 09:00 UTC"),
        (404, "acme-toy has refused our requests since 09:00 UTC"),
    ],
)
def test_a_failure_is_reported_when_it_lasts_for_more_than_an_hour(world, status, text):
    world.answers = [page(status=status)] * 2
    world.round(configuration())
    assert later(world, configuration(), minutes=59) == []
    assert later(world, configuration(), minutes=2) == [text]


def test_a_token_that_is_missing_is_said(world):
    world.stored = {}
    world.round(configuration())
    assert later(world, configuration(), minutes=61) == ["acme-toy is not polled: its token is not stored"]


def test_an_answer_ends_it(world):
    world.answers = [page(status=500)]
    world.round(configuration())
    world.wait(hours=2)
    world.round(configuration())
    assert later(world, configuration(), minutes=1) == []


def test_what_is_not_asked_any_more_is_not_said(world):
    world.answers = [page(status=500)]
    world.round(configuration())
    assert later(world, configuration(acme_other={"ask": {"search": ["acme"]}}), hours=2) == []


def test_a_source_is_said_once_and_two_of_them_by_name(world):
    many = configuration(**{name: {"ask": {"search": ["acme", "lamp"]}} for name in ("a", "b", "c", "d")})
    world.answers = [page(status=500)] * 8
    world.round(many)
    assert later(world, many, hours=2) == [
        "a has not answered since 09:00 UTC",
        "b has not answered since 09:00 UTC",
        "+2",
    ]


def test_a_report_from_before_says_nothing_of_it():
    assert _silent({"waiting": 0}, NOW) == []
    assert _named([]) == {}
    assert _named([SilentSource("a", "is silent since {since}", NOW - timedelta(days=20))])["more"] == 0
