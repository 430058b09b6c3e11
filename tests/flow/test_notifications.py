"""Notifications survive failures: none is lost; none is sent twice, unless a crash follows right after publishing."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from tests.flow.posts import FIRE, by, comment, fire, post, shop
from tests.house.faults import Crash
from tests.house.house import House

FACEBOOK = ("facebook", "acme-facebook")


def kind_of(params: Any) -> str:
    """The kind of item that a put or an update writes."""
    item = params.get("Item") or params["Key"]
    return str(item["pk"]["S"].split("#")[0])


def writing(kind: str) -> Callable[[Any], bool]:
    return lambda params: kind_of(params) == kind


def notified_about(house: House) -> list[str | None]:
    return sorted((alert.about for alert in house.people.notifications), key=str)


def everybody_heard_once(house: House, names: list[str]) -> None:
    """By each of their channels, in any number of notifications."""
    for recipient in ("ana:mail", "ana:sms", "ben:mail"):
        assert sorted(str(alert.about) for alert in house.people.got(recipient) if alert.about) == names


STEPS = {
    "before the outbox put": ("dynamodb.PutItem", writing("outbox"), False, 1),
    "after the outbox put": ("dynamodb.PutItem", writing("outbox"), True, 1),
    "before the case put": ("dynamodb.PutItem", writing("case"), False, 1),
    "after the case put": ("dynamodb.PutItem", writing("case"), True, 1),
    "before publishing": ("sns.Publish", lambda _: True, False, 1),
    "after publishing": ("sns.Publish", lambda _: True, True, 2),
    "before settling": ("dynamodb.UpdateItem", writing("outbox"), False, 2),
    "after settling": ("dynamodb.UpdateItem", writing("outbox"), True, 1),
}


@pytest.mark.parametrize("back_after", [0, 1, 30], ids=["at once", "after 1 s", "after 30 s"])
@pytest.mark.parametrize(("operation", "match", "after", "most"), STEPS.values(), ids=STEPS.keys())
def test_a_crash_loses_no_notification(
    house: House, operation: str, match: Callable[[Any], bool], after: bool, most: int, back_after: int
) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    with house.faults.on(operation, Crash(), room="alert", match=match, after=after, times=1) as crash:
        for name in ("DeliveriesMapping", "UrgentMapping", "StreamMapping"):
            house.corridors[name].step()
        assert crash.hits == 1
    house.wait(back_after)
    house.settle()
    house.live(4)
    notifications = house.people.notifications
    assert 1 <= len(notifications) <= most
    assert {notification.about for notification in notifications} == {"c1"}
    assert {notification.machine["case"] for notification in notifications} == {notifications[0].machine["case"]}
    assert house.depths() == {}


@pytest.mark.parametrize(("operation", "match", "after", "most"), STEPS.values(), ids=STEPS.keys())
def test_a_crash_whose_record_never_comes_again_is_made_good_by_the_sweep(
    house: House, operation: str, match: Callable[[Any], bool], after: bool, most: int
) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    for name in ("DeliveriesMapping", "UrgentMapping"):
        house.corridors[name].step()
    with house.faults.on(operation, Crash(), room="alert", match=match, after=after, times=1):
        house.stream.step()
    house.stream.skip()
    house.live(4)
    assert 1 <= len(house.people.notifications) <= most
    assert {alert.about for alert in house.people.notifications} == {"c1"}


@pytest.mark.parametrize(("operation", "match", "after", "most"), STEPS.values(), ids=STEPS.keys())
def test_an_error_from_aws_at_any_step_loses_no_notification(
    house: House, operation: str, match: Callable[[Any], bool], after: bool, most: int
) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    with house.faults.on(operation, room="alert", match=match, after=after, times=1):
        house.settle()
    house.live(4)
    assert 1 <= len(house.people.notifications) <= most
    assert {alert.about for alert in house.people.notifications} == {"c1"}
    assert house.depths() == {}


@pytest.mark.parametrize(("operation", "match", "after", "most"), STEPS.values(), ids=STEPS.keys())
def test_a_notification_that_the_sweep_woke_survives_a_crash_as_well(
    house: House, operation: str, match: Callable[[Any], bool], after: bool, most: int
) -> None:
    house.stream.lost = True
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.settle()
    house.stream.lost = False
    with house.faults.on(operation, Crash(), room="alert", match=match, after=after, times=1):
        house.live(4)
    assert 1 <= len(house.people.notifications) <= most
    assert {alert.about for alert in house.people.notifications} == {"c1"}


# ---- SNS is down ---------------------------------------------------------------------------------------------------


def test_an_hour_without_sns_delays_notifications_and_they_say_so(house: House) -> None:
    everything = [f"s{place}" for place in range(12)]
    with house.faults.on("sns.Publish"):
        for name in everything:
            shop(house, post(name, fire(name), root_id=name))
            house.live(1, every=30)
            house.wait(240)
        assert house.people.notifications == []
    house.live(8)
    everybody_heard_once(house, sorted(everything))
    for notification in [alert for alert in house.people.notifications if alert.about][:11]:
        assert "delayed" in notification.machine["subject"].lower()
        assert notification.machine["email"].startswith("Delayed")
        assert notification.machine["sms"] is None or notification.machine["sms"].startswith("Delayed")
    assert house.depths() == {}


def test_an_answer_that_sns_lost_is_asked_for_once_more(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    lost = ReadTimeoutError(endpoint_url="https://sns")
    with house.faults.on("sns.Publish", lost, after=True, times=1):
        house.settle()
    house.live(4)
    assert notified_about(house) == ["c1", "c1"]


# ---- the sweep -----------------------------------------------------------------------------------------------------


def test_what_the_stream_lost_is_found_and_notified_for_once(house: House) -> None:
    house.stream.lost = True
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.door.send(*FACEBOOK, comment("c2", post="p2"))
    house.settle()
    house.stream.lost = False
    house.live(4)
    assert notified_about(house) == ["c1", "c2"]


def test_what_a_stream_that_stood_for_a_day_lost_is_found(house: House) -> None:
    house.stream.lost = True
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.settle()
    house.wait(25 * 3600)
    house.stream.lost = False
    house.live(61, every=60)
    assert notified_about(house) == ["c1"]
    assert "delayed" in house.people.notifications[0].machine["subject"].lower()


def test_of_a_thread_whose_records_were_lost_one_notifies(house: House) -> None:
    house.stream.lost = True
    for place in range(30):
        house.door.send(*FACEBOOK, comment(f"c{place}", FIRE))
    house.settle()
    house.stream.lost = False
    house.live(5)
    assert len(house.people.notifications) == 1


def lose_three(house: House) -> None:
    """Three mentions of different incidents are stored, the stream loses them, and the sweep has waited long enough."""
    house.stream.lost = True
    for place in range(3):
        house.door.send(*FACEBOOK, comment(f"c{place}", fire(f"c{place}"), post=f"p{place}", **by(f"c{place}")))
    house.settle()
    house.stream.lost = False
    house.wait(130)


def test_the_sweep_may_run_twice_and_over_itself(house: House) -> None:
    lose_three(house)
    sweep = house.rooms["sweep"].module
    before = {
        name: getattr(sweep.triage, name).since(house.now - timedelta(days=2)) for name in ("outbox", "suppressed")
    }
    assert house.sweep()
    # A second sweep that read the table before the first one wrote.
    current = sweep.configuration.current()
    sweep.sweep.forgotten(before["outbox"], before["suppressed"], current, house.now)
    sweep.sweep.overdue(before["outbox"], current, house.now)
    house.settle()
    house.live(5)
    everybody_heard_once(house, ["c0", "c1", "c2"])


@pytest.mark.parametrize("step", range(6))
def test_a_sweep_that_dies_half_way_is_finished_by_the_next(house: House, step: int) -> None:
    lose_three(house)
    with house.faults.on("dynamodb.PutItem", Crash(), room="sweep", skip=step, times=1):
        assert not house.sweep()
    house.live(5)
    everybody_heard_once(house, ["c0", "c1", "c2"])


def test_what_was_deleted_before_it_could_be_notified_for_stays_silent(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    with house.faults.on("sns.Publish"):
        house.settle()
    house.door.send(*FACEBOOK, comment("c1", None, verb="remove"))
    house.live(4)
    assert house.people.notifications == []
    assert house.depths() == {}


# ---- replay --------------------------------------------------------------------------------------------------------


def test_a_replay_of_any_suffix_of_the_stream_notifies_nobody_again(house: House) -> None:
    for place in range(4):
        house.door.send(*FACEBOOK, comment(f"c{place}", FIRE, post=f"p{place % 2}"))
        house.settle()
        house.wait(7)
    house.live(3)
    notifications, records = list(house.people.notifications), house.stream.everything()
    assert len(notifications) == 2
    assert len(records) >= 4
    for start in range(len(records)):
        house.stream.replay(records[start:])
        house.settle()
        house.live(1)
    assert house.people.notifications == notifications


def test_an_expired_item_that_leaves_the_table_notifies_nobody(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.settle()
    item = house.item("facebook", "c1")
    assert item is not None
    key = {"pk": item["pk"], "sk": item["sk"]}
    house.dynamo.delete_item(TableName=house.deployed.names["Table"], Key=key)
    house.live(5)
    assert notified_about(house) == ["c1"]


def test_what_alert_writes_itself_does_not_come_back_to_it(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.settle()
    before = house.rooms["alert"].invocations["all"]
    house.settle()
    assert house.rooms["alert"].invocations["all"] == before == 1


def test_notifications_carry_no_secret_and_log_no_words(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE, **{"from": {"id": "5001", "name": "Mia Brandt"}}))
    house.settle()
    house.door.knock("POST", "/webhooks/facebook/acme-facebook", comment("c2"), {"x-hub-signature-256": "sha256=00"})
    logged = capsys.readouterr().out
    assert "scored" in logged
    assert not [word for word in ("Mia", "5001", "charger", "facebook-app-secret", "sha256=") if word in logged]
    assert json.dumps(house.people.notifications[0].machine)
