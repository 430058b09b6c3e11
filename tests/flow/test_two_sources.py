"""Two sources of one platform, from the webhook to the notification: neither changes what the other reported."""

import json
from typing import Any

import pytest

from goodword.id_scope import kept_apart
from tests.flow.posts import FIRE, comment, post
from tests.house.house import CONFIGURATION, SECRETS, House, open_house

SECOND = {"app_secret": ["second-app-secret"], "verify_token": ["second"]}
OTHER = {"webhook_secret": ["whsec_b3RoZXItc2VjcmV0LTAxMjM0NTY3ODlhYmNkZWY="]}


def opened(*accounts: str) -> Any:
    """A test stack with a second page, which names these accounts, and a second shop."""
    more = {
        "second-page": {"platform": "facebook", "brand": "acme", "accounts": list(accounts)},
        "other-shop": {"platform": "standard", "brand": "acme"},
    }
    return open_house({**CONFIGURATION, "sources": {**CONFIGURATION["sources"], **more}})


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SECRETS, "second-page", SECOND)
    monkeypatch.setitem(SECRETS, "other-shop", OTHER)


def sell(house: House, source: str, *posts: dict[str, Any]) -> None:
    house.door.send("standard", source, json.dumps(posts).encode())
    house.settle()


def test_two_shops_that_count_from_one_are_both_notified_for() -> None:
    with opened() as house:
        for source in ("acme-shop", "other-shop"):
            sell(house, source, post("7"))
        house.live(2)
        assert [alert.about for alert in house.people.notifications] == ["7", "7"]
        sell(house, "other-shop", {"external_id": "7", "action": "deleted"})
        assert house.mention("standard", "7").source == "acme-shop"
        assert house.mention("standard", kept_apart("7", {"other-shop"})) is None


@pytest.mark.parametrize(("accounts", "believed"), [((), False), (("1234567890321",), True)])
def test_a_deletion_counts_from_who_shares_an_account_alone(accounts: tuple[str, ...], *, believed: bool) -> None:
    with opened(*accounts) as house:
        house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
        house.settle()
        house.door.send("facebook", "second-page", comment("c1", None, verb="remove"))
        house.settle()
        assert (house.mention("facebook", "c1") is None) is believed


def test_a_deletion_that_came_first_silences_nobody_else() -> None:
    with opened() as house:
        house.door.send("facebook", "second-page", comment("c1", None, verb="remove"))
        house.settle()
        house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
        house.live(2)
        assert [alert.about for alert in house.people.notifications] == ["c1"]
