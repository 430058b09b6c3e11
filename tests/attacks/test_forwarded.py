"""Somebody with a forwarded alert: the link opens one case, for one person, and can end only that case."""

from datetime import timedelta

import pytest

from tests.attacks.victim import FACEBOOK, reached_ana, speak
from tests.flow.posts import by, comment
from tests.house.house import House

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AT_ONCE = timedelta(seconds=30)
ACTIONS = ["act=take", "act=not-about-us", "act=mute&for=1d", "act=hand&to=ben"]


def forwarded(house: House) -> str:
    """The link of the alert about another danger, which ana forwarded."""
    house.door.send(*FACEBOOK, comment("c-other", "acme charger caught fire", post="p1", **by("leo")))
    house.settle()
    links = [alert.machine["link"] for alert in house.people.got("ana:mail") if alert.about == "c-other"]
    return str(links[0])


def knock(house: House, link: str, form: str) -> int:
    return house.door.knock("POST", "/" + link.split("/", 3)[3], form.encode(), FORM).status


@pytest.mark.parametrize("act", ACTIONS)
def test_whatever_is_done_with_it_another_danger_notifies(house: House, act: str) -> None:
    link = forwarded(house)
    assert knock(house, link, act) in (200, 303)
    speak(house)
    house.live(1)
    reached_ana(house, within=AT_ONCE)


@pytest.mark.parametrize("act", ACTIONS)
def test_ana_hears_or_can_read_that_something_was_done_in_her_name(house: House, act: str) -> None:
    link = forwarded(house)
    knock(house, link, act)
    house.live(3)
    speak(house)
    house.live(1)
    reached_ana(house, within=AT_ONCE)
    actions = [act for act in house.items("act") if act["who"]["S"] == "ana"]
    assert len(actions) == 1, "each action is kept, with who and when"


def test_no_other_link_can_be_made_of_it(house: House) -> None:
    link = forwarded(house)
    head, token = link.rsplit("/", 1)
    for guess in (token[:-1], token + "x", token[::-1], token.upper(), "../" + token, token[:8] + "%00" + token[8:]):
        assert knock(house, f"{head}/{guess}", "act=mute&for=1d") in (400, 403, 404, 405)
    assert house.items("act") == []
    speak(house)
    house.settle()
    reached_ana(house, within=AT_ONCE)
