"""Lookups that score requests: ids are completed once, a claim counts once it was verified, reactions are counted."""

import json

import pytest

from goodword.aws.reactions import Reactions
from goodword.jobs import Job
from goodword.platforms.contract import Delivery
from tests.flow.posts import comment
from tests.house.house import CONFIGURATION, open_house
from tests.platforms.cases import case

CONFIGURED = CONFIGURATION | {
    "sources": CONFIGURATION["sources"]
    | {
        "acme-reviews": {"platform": "trustpilot", "brand": "acme"},
        "acme-blog": {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]},
    }
}
IDS_ONLY = {
    "object": "instagram",
    "entry": [
        {
            "id": "17841400000000001",
            "time": 1763456400,
            "changes": [{"field": "mentions", "value": {"media_id": "901", "comment_id": "902"}}],
        }
    ],
}


@pytest.fixture
def house():
    with open_house(CONFIGURED) as opened:
        opened.keep_secrets("acme-reviews", **{name: ["trustpilot-secret"] for name in ("url_token",)})
        opened.keep_secrets("acme-blog")
        opened.corridors.pop("JobsMapping")  # fetch does not run, so that a test can see what waits, and answer itself
        opened.corridors.pop("VisitsMapping")
        yield opened


def waiting(house, queue):
    """The jobs in a queue, removed from it."""
    url = house.deployed.names[queue]
    found = house.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for message in found:
        house.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [Job.from_message(message["Body"]) for message in found]


def answer(house, job, body, **asked):
    """Put the platform's answer on the deliveries queue, as fetch does."""
    delivery = Delivery(
        job.platform, job.source, "POST", {}, {}, body, house.now, {**job.asked, "status": "200", **asked}
    )
    house.sqs.send_message(QueueUrl=house.deployed.names["DeliveriesQueue"], MessageBody=delivery.as_message())
    house.settle()


def test_a_mention_of_ids_only_is_kept_and_completed_once(house):
    house.door.send("instagram", "acme-instagram", json.dumps(IDS_ONLY).encode())
    house.settle()
    [job] = waiting(house, "JobsQueue")
    assert (job.kind, job.platform, job.source, job.sure) == ("lookup", "instagram", "acme-instagram", True)
    assert house.mention("instagram", "902").text is None

    found = {
        "id": "902",
        "text": "@acme my charger caught fire!",
        "timestamp": "2025-11-18T09:00:00+0000",
        "username": "jo",
    }
    answer(house, job, json.dumps({"mentioned_comment": found, "id": "17841400000000001"}).encode())

    assert house.mention("instagram", "902").text == "@acme my charger caught fire!"
    assert {alert.about for alert in house.people.notifications} == {"902"}, "its content was known only now"
    assert waiting(house, "JobsQueue") == [], "an answer never causes a lookup"


def test_a_review_is_believed_once_it_was_read_back(house):
    assert house.door.send("trustpilot", "acme-reviews", case("trustpilot").event).status == 200
    house.settle()
    assert house.items("mention") == []
    [job] = waiting(house, "JobsQueue")
    assert (job.kind, job.sure) == ("lookup", False)


def test_a_page_that_a_stranger_named_is_for_visit(house):
    assert house.door.send("webmention", "acme-blog", case("webmention").event).status == 202
    house.settle()
    [job] = waiting(house, "VisitsQueue")
    assert (job.kind, job.platform, job.source) == ("visit", "webmention", "acme-blog")
    assert waiting(house, "JobsQueue") == []


def test_what_cannot_be_handed_on_comes_again_and_nothing_is_lost(house):
    house.door.send("instagram", "acme-instagram", json.dumps(IDS_ONLY).encode())
    with house.faults.on("sqs.SendMessageBatch", room="score"):
        house.settle()
    assert waiting(house, "JobsQueue") == []
    house.wait(11)
    house.settle()
    assert len(waiting(house, "JobsQueue")) == 1
    assert house.mention("instagram", "902")


def test_a_source_is_heard_in_the_minute_in_which_it_was_configured(house):
    """Intake may know of it up to a minute before score does."""
    house.door.send("facebook", "acme-facebook", comment("c1", "nice"))
    house.settle()
    sources = CONFIGURED["sources"] | {"acme-new": {"platform": "standard", "brand": "acme"}}
    house.configure(CONFIGURED | {"sources": sources})
    delivery = Delivery(
        "standard", "acme-new", "POST", {}, {}, b'{"external_id": "n1", "text": "late again"}', house.now
    )
    house.sqs.send_message(QueueUrl=house.deployed.names["DeliveriesQueue"], MessageBody=delivery.as_message())
    house.settle()
    assert house.mention("standard", "n1")


def reaction(verb, who="77"):
    fields = {"item": "reaction", "verb": verb, "post_id": "1234567890321_1", "from": {"id": who, "name": "Jo"}}
    change = {"field": "feed", "value": {**fields, "reaction_type": "angry", "created_time": 1763456400}}
    entry = {"id": "1234567890321", "time": 1763456400 + (verb == "remove"), "changes": [change]}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def test_reactions_are_counted_and_not_stored_as_mentions(house):
    house.door.send("facebook", "acme-facebook", comment("c1", "nice"))
    for body in (
        reaction("add"),
        reaction("add"),
        reaction("add", "78"),
        reaction("add", "79"),
        reaction("remove", "79"),
    ):
        house.door.send("facebook", "acme-facebook", body)
    house.door.send("facebook", "acme-facebook", reaction("add", "1234567890321"))
    house.settle()
    assert [mention["pk"]["S"] for mention in house.items("mention")] == ["m#facebook#c1"]
    reactions = Reactions(house.deployed.names["Table"])
    assert reactions.count("facebook", "1234567890321_1", int(house.now.timestamp()), {"acme-facebook"}, 100) == 2
    assert reactions.count("facebook", "c1", int(house.now.timestamp()), {"acme-facebook"}, 100) == 0
