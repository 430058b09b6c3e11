"""What strangers wrote is read alone: whatever it does to the function that reads it, deliveries continue."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count, repeat
from typing import Any
from urllib.parse import urlencode

import pytest

from goodword import connectors
from goodword.platforms.contract import Delivery
from tests.connectors.apis import mastodon, rss
from tests.flow.asked import Page, connect
from tests.flow.posts import FIRE, comment
from tests.house.faults import Crash
from tests.house.house import CONFIGURATION, House, open_house

SITE = {"platform": "webmention", "brand": "acme", "accounts": ["https://acme.example"]}
SOURCES = CONFIGURATION["sources"] | {
    "acme-blog": SITE,
    "acme-news": rss.SOURCE,
    "acme-fediverse": mastodon.SOURCE,
}
FEEDS, RECEIVES, HIDDEN = len(rss.SOURCE["ask"]["feed"]), 24, 181


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(CONFIGURATION | {"sources": SOURCES}) as opened:
        opened.keep_secrets("acme-fediverse", **mastodon.SECRETS)
        yield opened


def announce(house: House, source: str = "https://ana.example/post") -> None:
    """A stranger says that a page of theirs links to ours, and the page is fetched."""
    body = urlencode({"source": source, "target": "https://acme.example/chargers/a1"}).encode()
    assert house.door.knock("POST", "/webhooks/webmention/acme-blog", body).status == 202
    house.corridors["DeliveriesMapping"].step()
    house.corridors["VisitsMapping"].step()


def many(now: datetime) -> rss.Api:
    """Feeds, one of which has more entries than a slow function reads in one run."""
    api = rss.Api(now)
    api.feeds[rss.ATOM] = rss.atom([(f"tag:lamps.example,2026:{place}", f"acme {place}", now) for place in range(9)])
    return api


def lies_in(house: House, queue: str) -> list[dict[str, Any]]:
    """The messages in a queue, which stay there."""
    url = house.deployed.names[queue]
    found = house.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
    return [json.loads(message["Body"]) for message in found]


def raising(error: BaseException) -> Callable[[Delivery, frozenset[str]], Any]:
    """A reader that fails on a page; a Crash is a run that Lambda ended for its time or memory."""

    def read(_delivery: Delivery, _accounts: frozenset[str]) -> Any:
        raise error

    return read


@pytest.mark.parametrize("error", [RuntimeError(), MemoryError(), Crash()], ids=lambda error: type(error).__name__)
def test_a_page_that_kills_its_reader_costs_no_delivery_anything(
    house: House, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    connect(house, {"ana.example": Page()})
    monkeypatch.setattr(connectors.load("webmention"), "read", raising(error))
    announce(house)
    house.door.send("facebook", "acme-facebook", comment("c1", FIRE))
    house.settle()
    assert [alert.about for alert in house.people.notifications] == ["c1"]
    assert house.depths() == {"PagesQueue": 1}
    for _ in range(RECEIVES + 1):
        house.wait(HIDDEN)
        house.settle()
    assert house.depths() == {"PagesDeadLetters": 1}
    assert [alert.about for alert in house.people.notifications] == ["c1"]


def test_one_page_that_kills_its_reader_costs_no_other_page_anything(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(house, {"ana.example": Page(), "ben.example": Page()})
    real = connectors.load("webmention").read

    def read(delivery: Delivery, accounts: frozenset[str]) -> Any:
        if "ana.example" in (delivery.asked or {})["source"]:
            raise Crash
        return real(delivery, accounts)

    monkeypatch.setattr(connectors.load("webmention"), "read", read)
    announce(house)
    announce(house, "https://ben.example/post")
    house.settle()
    assert [item["pk"]["S"] for item in house.items("mention")] == [
        "m#webmention#https://ben.example/post https://acme.example/chargers/a1"
    ]
    assert house.depths() == {"PagesQueue": 1}


def test_pages_and_feeds_lie_apart_from_what_platforms_say(house: House) -> None:
    apis = dict.fromkeys(rss.HOSTS, rss.Api(house.now)) | {"mastodon.example": mastodon.Api(now=house.now)}
    connect(house, apis | {"ana.example": Page()})
    announce(house)
    house.corridors.pop("DeliveriesMapping")  # no function reads, so that waiting messages stay visible
    house.corridors.pop("PagesMapping")
    house.live(2, every=60)
    assert {message["platform"] for message in lies_in(house, "PagesQueue")} == {"rss", "webmention"}
    assert house.depth("PagesQueue") == FEEDS + 1
    assert {message["platform"] for message in lies_in(house, "DeliveriesQueue")} == {"mastodon"}


def test_what_there_was_no_time_for_goes_back_where_it_came_from(house: House) -> None:
    connect(house, dict.fromkeys(rss.HOSTS, many(house.now)))
    pages = house.corridors.pop("PagesMapping")
    house.live(2, every=60)
    house.rooms["score"].clock = lambda: count(10_000, -2_500)
    while any("part" not in message for message in lies_in(house, "PagesQueue")):
        pages.step()
    assert house.depth("DeliveriesQueue") == 0
    assert {tuple(message["part"][1:]) for message in lies_in(house, "PagesQueue")} >= {(9, 9)}
    house.rooms["score"].clock = lambda: repeat(10_000)
    house.corridors["PagesMapping"] = pages
    house.live(1)
    assert len(house.items("mention")) == 9 + FEEDS - 1
    assert house.depths() == {}


def test_a_page_that_met_an_outage_comes_again_soon_and_then_later(house: House) -> None:
    """By its own delay, and not when the queue's three minutes are over."""
    connect(house, {"ana.example": Page()})
    announce(house)
    with house.faults.on("sqs.SendMessageBatch", room="score") as fault:
        for seconds in (0, 11, 21, 41):
            house.wait(seconds)
            house.settle()
        assert fault.hits == 4
    house.wait(81)
    house.settle()
    assert len(house.items("mention")) == 1
    assert house.depths() == {}
