"""Each platform's sample event through every function: verified, read, stored, edited and deleted."""

import json

import pytest

from goodword import connectors, platforms
from goodword.mention import Mention
from goodword.platforms.contract import Delivery, Lookup, needs_keys
from tests.house.house import CONFIGURATION, open_house
from tests.platforms.cases import case

NAMES = platforms.names()


def ids(name):
    """The accounts that intake sees and that `accounts` can hold; the rest would be searches."""
    return [account for account in case(name).known if " " not in account]


def source_of(name):
    return f"real-{name.replace('_', '-')}"


CONFIGURED = CONFIGURATION | {
    "sources": {source_of(name): {"platform": name, "brand": "acme", "accounts": ids(name)} for name in NAMES}
}


@pytest.fixture(scope="module")
def house():
    with open_house(CONFIGURED) as opened:
        for name in NAMES:
            kept = case(name).secrets(case(name).old).values
            keys = kept.get("keys", ())
            opened.keep_secrets(
                source_of(name), **{name: list(live) for name, live in kept.items() if name not in _BESIDE}
            )
            if needs_keys(platforms.load(name)):
                bucket = opened.deployed.names["Bucket"]
                opened.s3.put_object(Bucket=bucket, Key=f"keys/{name}.json", Body=keys[0].encode())
        opened.corridors.pop("JobsMapping")  # no platform is polled here
        opened.corridors.pop("VisitsMapping")
        yield opened


_BESIDE = ("known", "keys")


def knock(house, name, body):
    headers = platforms.load(name).sign(body, case(name).secrets(case(name).old), house.now)
    return house.door.knock("POST", f"/webhooks/{name}/{source_of(name)}", body, headers)


@pytest.mark.parametrize("name", NAMES)
def test_its_event_is_let_in_and_stands_in_the_table(house, name):
    body, before = case(name).event, waiting(house)
    assert knock(house, name, body).status == platforms.load(name).ACCEPTED
    house.settle()
    delivery = Delivery(name, source_of(name), "POST", {}, {}, body, house.now)
    items = list(connectors.hear(delivery, frozenset(case(name).known)))
    for mention in (item for item in items if isinstance(item, Mention) and item.kind != "reaction"):
        assert house.mention(name, mention.external_id).text == mention.text
    lookups = [item for item in items if isinstance(item, Lookup)]
    assert waiting(house) - before == len(lookups), "each lookup is one job"
    assert house.dead_letters() == {}


def waiting(house):
    """Jobs that no function takes here."""
    return house.depth("JobsQueue") + house.depth("VisitsQueue")


@pytest.mark.parametrize("name", [name for name in NAMES if case(name).signed])
def test_a_forged_one_is_not(house, name):
    headers = platforms.load(name).sign(case(name).event, case(name).secrets(case(name).old), house.now)
    path = f"/webhooks/{name}/{source_of(name)}"
    assert house.door.knock("POST", path, case(name).event + b" ", headers).status == 401
    assert house.depth("DeliveriesQueue") == 0


def test_discord_and_slack_are_answered_as_they_want_it(house):
    ping = json.dumps({"version": 1, "application_id": "1", "type": 0}).encode()
    assert (knock(house, "discord", ping).status, house.depth("DeliveriesQueue")) == (204, 0)
    asked = json.dumps(
        {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}
    )
    answer = knock(house, "slack", asked.encode())
    assert (answer.status, house.depth("DeliveriesQueue")) == (200, 0)
    assert "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" in answer.body


def test_a_platform_that_only_can_be_asked_has_no_door(house):
    for name in set(connectors.names()) - set(NAMES):
        assert house.door.knock("POST", f"/webhooks/{name}/real-{name}", b"{}").status == 404
