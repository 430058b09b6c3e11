"""Somebody with the secret of one source: whatever it sends, the mentions and cases of other sources do not change."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.attacks.victim import FACEBOOK, OTHER_PAGE, REAL, alone, nobody_has_ended, partner, reached_ana, speak
from tests.flow.posts import TOLD_BY_SHOP, by, comment, post, shop
from tests.house.house import House

AT_ONCE = timedelta(seconds=30)
CLAIMS: dict[str, dict[str, Any]] = {
    "deletes it": {"action": "deleted"},
    "hides it": {"action": "hidden"},
    "edits it": {"action": "edited", "text": "acme is wonderful, thank you"},
    "tells it anew": {"text": "acme is wonderful, thank you", "event_at": "2026-11-18T23:00:00Z"},
    "says that we said it": {"from_self": True, "text": "acme says thank you"},
    "answers it for us": {"external_id": "answer", "from_self": True, "parent_id": "7", "root_id": "7", "text": "acme"},
}


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("claim", CLAIMS)
def test_two_senders_that_count_from_one(house: House, claim: str, first: bool) -> None:
    fields = {"external_id": "7", "kind": "post"} | CLAIMS[claim]
    if first:
        assert partner(house, fields) == 200
        house.settle()
    shop(house, post("7", TOLD_BY_SHOP))
    house.settle()
    if not first:
        assert partner(house, fields) == 200
    speak(house)
    house.live(1, every=60)
    reached_ana(house, within=AT_ONCE)
    assert [alert for alert in house.people.notifications if "scalded" in alert.machine["email"]], "it notified people"
    assert nobody_has_ended(house, "#7")


FORGED: dict[str, dict[str, Any]] = {
    "deletes it": {"verb": "remove", "text": None},
    "hides it": {"verb": "hide", "text": None},
    "edits it": {"verb": "edited", "text": "acme is wonderful, thank you"},
    "tells it anew": {"text": "acme is wonderful, thank you", "created_time": 1_794_999_999},
    "says that we said it": {"text": "thank you from acme", "from": {"id": OTHER_PAGE, "name": "Acme"}},
    "answers it for us": {
        "external_id": "c-answer",
        "parent_id": REAL,
        "text": "acme is on it",
        "from": {"id": OTHER_PAGE, "name": "Acme"},
    },
}


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("claim", FORGED)
def test_another_page_of_the_same_platform(house: House, claim: str, first: bool) -> None:
    fields = {"post": f"post-{REAL}", **by("mia")} | FORGED[claim]
    forged = comment(fields.pop("external_id", REAL), fields.pop("text"), **fields).replace(
        b"1234567890321", OTHER_PAGE.encode()
    )
    assert json.loads(forged)["entry"][0]["id"] == OTHER_PAGE
    if not first:
        speak(house)
        house.settle()
    assert house.door.send("facebook", "acme-reseller", forged).status == 200
    house.settle()
    if first:
        speak(house)
    house.live(1, every=60)
    reached_ana(house, within=AT_ONCE)
    assert nobody_has_ended(house)


def test_a_flood_by_one_source_in_the_name_of_somebody_else(house: House) -> None:
    fakes = [post(f"fake-{number}", f"acme charger caught fire {number}", author_id="mia") for number in range(20)]
    partner(house, *fakes)
    speak(house)
    shop(house, post("8", TOLD_BY_SHOP, author_id="mia"))
    house.live(7, every=30)
    assert [alert for alert in alone(house, "fake-2").values() if "flood" in alert.machine["subject"]]
    reached_ana(house, within=timedelta(minutes=2))
    assert {to for alert in house.people.notifications if "scalded" in alert.machine["email"] for to in alert.to} >= {
        "ana:sms"
    }
    assert FACEBOOK[1] in house.secrets
