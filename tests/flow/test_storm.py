"""A storm: people keep getting alerts that they can follow, and the count of the rest is correct."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from tests.flow.posts import comment, fire, post, shop
from tests.house.house import House
from tests.house.people import Alerted

MAILS, TEXTS = 6, 3  # per recipient and minute
RECIPIENTS = {"ana:mail": MAILS, "ben:mail": MAILS, "ana:sms": TEXTS}


def most_in_a_minute(moments: Iterable[datetime]) -> int:
    """The largest number of moments in any sixty seconds."""
    ordered = sorted(moments)
    return max((sum(start <= at < start + timedelta(seconds=60) for at in ordered) for start in ordered), default=0)


def storm(house: House, mentions: int, **fields: Any) -> list[str]:
    """This many P1 in a minute, each by another author, from the shop, fifty a webhook; everything runs meanwhile."""
    names = [f"s{place}" for place in range(mentions)]
    for start in range(0, mentions, 50):
        shop(house, *[post(name, fire(name), **{"root_id": name} | fields) for name in names[start : start + 50]])
        house.wait(60 * 50 / mentions)
        house.settle()
    return names


def named(house: House) -> int:
    """How many P1 the bundles name."""
    return sum(
        alert.machine["email"].count("safety on acme-shop by")
        for alert in house.people.notifications
        if not alert.about
    )


def bundled(notifications: list[Alerted]) -> int:
    return sum(
        int(notification.machine["subject"].split("] ")[1].split()[0])
        for notification in notifications
        if notification.about is None
    )


def held(house: House) -> int:
    return len(house.items("held"))


def test_in_a_storm_of_distinct_incidents_everybody_keeps_below_the_caps_and_the_count_is_true(house: House) -> None:
    names = storm(house, 200)
    house.live(5)
    notifications = house.people.notifications
    assert {notification.about for notification in notifications if notification.about} <= set(names)
    for recipient, most in RECIPIENTS.items():
        got = house.people.got(recipient)
        assert 0 < most_in_a_minute(notification.at for notification in got) <= most
        alone = [notification.about for notification in got if notification.about]
        assert len(set(alone)) == len(alone)
    assert bundled(notifications) == named(house) >= len(names) - MAILS * 2, "each waiting P1 was named once"
    last = [notification for notification in notifications if not notification.about][-1]
    assert "You get the last waiting P1 by itself within about 95 min" in last.machine["email"]
    assert 0 < held(house) <= house.rooms["alert"].invocations["all"]
    assert house.depths() == {}
    assert len(house.items("mention")) == len(names)


def test_the_bundle_says_how_many_were_grave(house: House) -> None:
    names = [f"s{place}" for place in range(40)]
    shop(house, *[post(name, fire(name), root_id=name, permalink=f"https://shop.example/{name}") for name in names])
    house.live(2)
    bundle = next(alert for alert in house.people.notifications if not alert.about)
    assert bundle.to == ("ana:mail", "ben:mail", "ana:sms")
    linked = {name for name in names if f"https://shop.example/{name}\n" in bundle.machine["email"]}
    assert bundle.machine["subject"].startswith(f"[ACME BUNDLE] {len(linked)} suppressed")
    assert bundle.machine["sms"].startswith(f"ACME: {len(linked)} suppressed")
    assert f"{len(linked)} P1" in bundle.machine["email"]
    alone = {str(alert.about) for alert in house.people.notifications if alert.at <= bundle.at and alert.about}
    assert len(linked) >= len(names) - 2 * MAILS
    assert linked | alone == set(names)


def test_every_p1_of_a_storm_reaches_everybody_by_itself_in_the_end(house: House) -> None:
    names = [f"s{place}" for place in range(14)]
    shop(house, *[post(name, fire(name), root_id=name) for name in names])
    house.live(8)
    for recipient in RECIPIENTS:
        alone = [str(alert.about) for alert in house.people.got(recipient) if alert.about]
        assert sorted(set(alone)) == sorted(names)
    before = len(house.people.notifications)
    house.live(3)
    assert {alert.machine["kind"] for alert in house.people.notifications[before:]} <= {"step"}, "none waits any longer"


def test_a_storm_in_one_thread_is_one_notification(house: House) -> None:
    storm(house, 200, root_id="viral")
    house.live(5)
    assert len(house.people.notifications) == 1
    assert held(house) <= house.rooms["alert"].invocations["all"]
    assert house.depths() == {}


def test_a_new_danger_notifies_while_complaints_fill_the_mail_cap(house: House) -> None:
    for place in range(30):
        house.door.send("facebook", "acme-facebook", comment(f"c{place}", post=f"p{place}"))
    house.settle()
    complaints = len(house.people.notifications)
    house.wait(6)
    shop(house, post("fire"))
    house.settle()
    assert [alert.about for alert in house.people.notifications[complaints:]] == ["fire"]
    assert house.people.notifications[-1].to == ("ana:mail", "ben:mail", "ana:sms")


def test_a_storm_of_complaints_leaves_phones_alone(house: House) -> None:
    for place in range(30):
        house.door.send("facebook", "acme-facebook", comment(f"c{place}", post=f"p{place}"))
    house.live(5)
    assert house.people.got("ana:sms") == []
    assert (
        len([alert for alert in house.people.notifications if alert.about]) + bundled(house.people.notifications) == 30
    )


def test_two_teams_are_capped_each_by_itself() -> None:
    from tests.house.house import CONFIGURATION, open_house

    configuration = json.loads(json.dumps(CONFIGURATION))
    configuration["brands"]["bolt"] = {"terms": ["bolt"], "team": "night"}
    configuration["teams"]["night"] = {"people": {"cem": {"mail": "cem@example.com"}}}
    configuration["sources"]["acme-shop"].pop("brand")
    with open_house(configuration) as house:
        for place in range(20):
            shop(house, post(f"a{place}", root_id=f"a{place}"))
        shop(house, post("b0", "bolt charger caught fire and melted", root_id="b0"))
        house.settle()
        assert [alert.about for alert in house.people.got("cem:mail")] == ["b0"]


def test_after_the_storm_the_next_incident_notifies_at_once(house: House) -> None:
    storm(house, 200, author_id="flooder")
    house.live(5)
    before = len(house.people.notifications)
    shop(house, post("later"))
    house.settle()
    assert [alert.about for alert in house.people.notifications[before:]] == ["later"]


def test_while_many_others_wait_somebody_new_waits_for_one_bundle(house: House) -> None:
    storm(house, 60)
    house.live(2)
    before = len(house.people.notifications)
    shop(house, post("later", permalink="https://shop.example/later"))
    house.live(3)
    bundles = [
        alert for alert in house.people.notifications[before:] if "https://shop.example/later" in alert.machine["email"]
    ]
    assert bundles
    assert bundles[0].to == ("ana:mail", "ben:mail", "ana:sms")
