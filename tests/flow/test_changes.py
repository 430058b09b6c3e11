"""The configuration changes, or an author deletes a post, while notifications and suppressed mentions are pending."""

from typing import Any

from tests.flow.posts import FIRE, comment, post, shop
from tests.house.house import CONFIGURATION, House

FACEBOOK = ("facebook", "acme-facebook")
BOLT: dict[str, Any] = {
    **CONFIGURATION,
    "brands": {"bolt": {"name": "Bolt", "terms": ["bolt"], "team": "care"}},
    "sources": {name: {**source, "brand": "bolt"} for name, source in CONFIGURATION["sources"].items()},
}


def test_a_brand_that_went_away_holds_up_nobody(house: House) -> None:
    shop(house, post("old"))
    for name in ("DeliveriesMapping", "UrgentMapping"):
        house.corridors[name].step()
    house.configure(BOLT)
    house.wait(61)  # functions read it at most once a minute
    shop(house, post("new"))
    house.settle()
    house.live(3)
    assert [alert.about for alert in house.people.notifications] == ["new"]
    assert house.depths() == house.dead_letters() == {}


def test_a_notification_for_a_brand_that_went_away_is_dropped_once(house: House) -> None:
    with house.faults.on("sns.Publish"):
        shop(house, post("old"))
        house.settle()
    house.configure(BOLT)
    house.wait(61)
    house.live(5)
    assert house.people.notifications == []
    assert [item["state"]["S"] for item in house.items("outbox")] == ["moved", "dropped"]
    assert house.dead_letters() == {}


def test_who_said_it_too_is_notified_for_when_the_first_takes_it_back(house: House) -> None:
    with house.faults.on("sns.Publish"):
        house.door.send(*FACEBOOK, comment("c1", FIRE))
        house.settle()
    house.door.send(*FACEBOOK, comment("c1", None, verb="remove"))
    house.live(3)
    house.door.send(*FACEBOOK, comment("c2", FIRE))
    house.live(3)
    assert [alert.about for alert in house.people.notifications] == ["c2"]


def test_who_joined_before_the_first_took_it_back_is_notified_for(house: House) -> None:
    with house.faults.on("sns.Publish"):
        house.door.send(*FACEBOOK, comment("c1", FIRE))
        house.door.send(*FACEBOOK, comment("c2", FIRE))
        house.settle()
    house.door.send(*FACEBOOK, comment("c1", None, verb="remove"))
    house.live(4)
    assert [alert.about for alert in house.people.notifications] == ["c2"]


def test_what_was_deleted_before_the_stream_was_read_stays_silent(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    for name in ("DeliveriesMapping", "UrgentMapping"):
        house.corridors[name].step()
    house.door.send(*FACEBOOK, comment("c1", None, verb="remove"))
    for name in ("DeliveriesMapping", "ScoredMapping"):
        house.corridors[name].step()
    house.live(3)
    assert house.item("facebook", "c1")["type"]["S"] == "gone"
    assert house.people.notifications == []
    assert [item["state"]["S"] for item in house.items("outbox")] == ["dropped"]


def test_what_was_redriven_so_often_that_its_deletion_is_forgotten_does_not_come_back(house: House) -> None:
    queue = house.deployed.names["UrgentQueue"]
    house.door.send(*FACEBOOK, comment("c1", FIRE))
    house.corridors["DeliveriesMapping"].step()
    [message] = house.sqs.receive_message(QueueUrl=queue)["Messages"]
    house.sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    house.wait(28 * 86_400 - 60)
    house.sqs.send_message(QueueUrl=queue, MessageBody=message["Body"].replace('"c1"', '"in-time"'))
    house.settle()
    assert house.mention("facebook", "in-time")
    house.wait(120)
    house.sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
    house.settle()
    assert house.mention("facebook", "c1") is None
    assert house.depths() == {}
