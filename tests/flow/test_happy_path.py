"""One webhook in, one person notified: the whole way through every function."""

import pytest

from tests.flow.posts import FIRE, LATE, PAGE, THANKS, comment
from tests.house.house import House


def test_a_complaint_on_facebook_reaches_the_team_by_mail(house: House) -> None:
    assert house.door.send("facebook", "acme-facebook", comment("c1")).status == 200
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert stored.priority == "P2"
    assert stored.author_name == "Mia Brandt"
    [notification] = house.people.notifications
    assert notification.to == ("ana:mail", "ben:mail")
    assert notification.about == "c1"
    assert [mail.about for mail in house.people.got("ana:mail")] == ["c1"]
    assert house.people.got("ana:sms") == []
    assert house.depths() == {}


def test_a_danger_notifies_by_sms_and_mail(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    house.settle()
    [notification] = house.people.notifications
    assert notification.to == ("ana:mail", "ben:mail", "ana:sms")
    assert [alert.about for alert in house.people.got("ana:sms")] == ["c1"]
    assert [mail.about for mail in house.people.got("ben:mail")] == ["c1"]
    assert notification.machine["priority"] == "P1"
    assert notification.machine["subject"].startswith(f"[ACME P1 {notification.machine['case']}]")


def test_our_own_post_is_kept_and_notifies_nobody(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", LATE, **{"from": {"id": PAGE, "name": "Acme"}}))
    house.settle()
    item = house.item("facebook", "c1")
    assert item is not None
    assert item["type"]["S"] == "own"
    assert house.mention("facebook", "c1").from_self  # type: ignore[union-attr]
    assert house.people.notifications == []


def test_a_reaction_is_counted_and_not_stored(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", None, item="reaction", reaction_type="angry"))
    house.settle()
    assert [item["type"]["S"] for item in house.items()] == ["reaction"]
    assert house.quarantine() == []
    assert house.depths() == {}


@pytest.mark.parametrize("order", [("add", "remove"), ("remove", "add"), ("add", "remove", "add")])
def test_what_was_deleted_is_gone_whatever_the_order(house: House, order: tuple[str, ...]) -> None:
    for verb in order:
        house.door.send("facebook", "acme-facebook", comment("c1", LATE if verb == "add" else None, verb=verb))
        house.settle()
    item = house.item("facebook", "c1")
    assert item is not None
    assert item["type"]["S"] == "gone"
    assert not {"tx", "an", "ai", "f", "a"} & item.keys()
    assert len(house.people.notifications) == (1 if order[0] == "add" else 0)


def test_an_edit_changes_what_is_kept_and_does_not_notify_again(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1"))
    house.settle()
    house.wait(60)
    house.door.send("facebook", "acme-facebook", comment("c1", f"{LATE} Still no answer!", verb="edited"))
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert stored.text is not None
    assert stored.text.endswith("Still no answer!")
    assert stored.action == "edited"
    assert len(house.people.notifications) == 1


def test_thanks_are_kept_and_notify_nobody(house: House) -> None:
    house.door.send("facebook", "acme-facebook", comment("c1", THANKS))
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert (stored.priority, stored.intents) == ("P3", ("praise",))
    assert house.people.notifications == []
