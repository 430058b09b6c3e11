"""Rules through the whole stack: raised mentions notify, muted ones are kept, and listed people get the alert."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.flow.posts import LATE, THANKS, comment, post, shop
from tests.house.house import CONFIGURATION, House, open_house

QUESTION = "@acme do you ship to Canada?"
RULES: list[dict[str, Any]] = [
    {"name": "vips", "when": {"platforms": ["x"], "audience": 100_000}, "priority": "P1", "ring": ["ana"]},
    {"name": "thanks", "when": {"intents": ["praise"]}, "ring": ["ben"]},
]
MUTES = [
    {
        "name": "campaign",
        "when": {"platforms": ["facebook"], "intents": ["complaint"]},
        "from": "2026-11-18",
        "until": "2026-11-20",
        "why": "competition entries",
    }
]


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(CONFIGURATION | {"rules": RULES, "mutes": MUTES}) as opened:
        yield opened


def tweet(external_id: str, text: str, followers: int) -> bytes:
    """A post on X that names us."""
    user = {"id_str": "42", "name": "Kim", "screen_name": "kim", "followers_count": followers}
    fields = {"id_str": external_id, "text": text, "user": user, "lang": "en"}
    return json.dumps({"for_user_id": "1111111111111111111", "tweet_create_events": [fields]}).encode()


def x(house: House, external_id: str, text: str, followers: int) -> None:
    assert house.door.send("x", "acme-x", tweet(external_id, text, followers)).status == 200


def test_a_question_that_a_rule_makes_p1_takes_the_urgent_way_and_notifies(house: House) -> None:
    x(house, "900", QUESTION, followers=250_000)
    house.corridors["DeliveriesMapping"].step()
    assert house.depth("UrgentQueue") == 1
    house.settle()
    stored = house.mention("x", "900")
    assert stored is not None
    assert (stored.priority, stored.rule, stored.trace) == (
        "P1",
        "vips",
        ("campaign: no, platform", "vips: won, P3 to P1"),
    )
    assert stored.reasons[0] == "rule vips: P1 instead of P3"
    [notification] = house.people.notifications
    assert (notification.about, set(notification.to)) == ("900", {"ana:mail", "ana:sms"})


def test_without_the_audience_it_stays_a_question_and_says_why(house: House) -> None:
    x(house, "900", QUESTION, followers=99_999)
    house.settle()
    stored = house.mention("x", "900")
    assert stored is not None
    assert (stored.priority, stored.rule) == ("P3", None)
    assert stored.trace == ("campaign: no, platform", "vips: no, audience", "thanks: no, intent")
    assert house.people.notifications == []


def test_praise_that_a_rule_asks_for_notifies_by_mail(house: House) -> None:
    shop(house, post("t1", THANKS))
    house.settle()
    item = house.item("standard", "t1")
    assert item is not None
    assert (item["p"], item["rg"], item["ru"]) == ({"S": "P3"}, {"BOOL": True}, {"S": "thanks"})
    assert item["f"]["S"].startswith("acme#u#")
    house.live(3)
    assert [(alert.about, alert.to) for alert in house.people.notifications] == [("t1", ("ben:mail",))]


def test_what_the_stream_lost_of_it_is_found_by_the_sweep(house: House) -> None:
    house.stream.lost = True
    shop(house, post("t1", THANKS))
    house.settle()
    house.stream.lost = False
    house.live(5)
    assert [alert.about for alert in house.people.notifications] == ["t1"]


def test_a_muted_complaint_notifies_nobody_and_is_kept_with_its_trace(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", LATE))
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert (stored.priority, stored.rule) == ("P2", "mute:campaign")
    assert stored.trace == ("campaign: muted until 2026-11-20",)
    house.live(70, every=60)
    assert house.people.notifications == []
    assert house.depths() == {}


def test_after_its_last_day_the_mute_is_over(house: House) -> None:
    house.wait(2 * 86_400)
    house.door.send("facebook", "acme-facebook", comment("c1", LATE))
    house.settle()
    assert [alert.about for alert in house.people.notifications] == ["c1"]


def test_what_was_muted_when_it_was_heard_stays_so_when_it_comes_again(house: House) -> None:
    body = comment("c1", LATE)
    house.door.send("facebook", "acme-facebook", body)
    house.settle()
    before = house.item("facebook", "c1")
    house.wait(2 * 86_400)
    house.door.send("facebook", "acme-facebook", body)
    house.settle()
    assert house.item("facebook", "c1") == before
    assert house.people.notifications == []


def test_an_edit_is_judged_anew(house: House) -> None:
    shop(house, post("t1", "Acme opens at nine."))
    house.settle()
    house.wait(60)
    shop(house, post("t1", THANKS, action="edited"))
    house.live(3)
    stored = house.mention("standard", "t1")
    assert stored is not None
    assert (stored.rule, stored.asked) == ("thanks", True)
    assert [alert.about for alert in house.people.notifications] == ["t1"]


def test_a_changed_rule_holds_for_what_is_heard_from_then_on(house: House) -> None:
    x(house, "900", QUESTION, followers=5_000)
    house.settle()
    lower = RULES[0] | {"when": {"platforms": ["x"], "audience": 1_000}}
    house.configure(CONFIGURATION | {"rules": [lower]})
    house.wait(61)
    x(house, "901", QUESTION, followers=5_000)
    house.settle()
    assert [alert.about for alert in house.people.notifications] == ["901"]
    assert house.mention("x", "900").priority == "P3"  # type: ignore[union-attr]
