"""A followed feed that turned hostile: it contains what it likes, each time it is polled."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from tests.attacks.conftest import FEED, Web
from tests.attacks.victim import nobody_has_ended, reached_ana, speak
from tests.connectors.standin import Reply
from tests.house.house import House

AT_ONCE = timedelta(seconds=30)


def rss(*items: str) -> Reply:
    return Reply(f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>', headers=FEED)


def item(number: int, words: str, more: str = "") -> str:
    return f"<item><guid>https://news.example/{number}</guid><description>{words}</description>{more}</item>"


FEEDS = {
    "16,000 attributes": rss(f"<item {' '.join(f'a{n}="b"' for n in range(16_000))}><guid>x</guid></item>"),
    "deep": rss("<item>" + "<b>" * 100_000 + "acme"),
    "30,000 items": rss(*(item(number, "acme") for number in range(30_000))),
    "an entity that grows": Reply(
        '<!DOCTYPE rss [<!ENTITY a "acme"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel>'
        "<item><guid>x</guid><description>&b;</description></item></channel></rss>",
        headers=FEED,
    ),
    "UTF-7": Reply(b'<?xml version="1.0" encoding="utf-7"?>+ADw-rss+AD4-', headers=FEED),
    "nothing": Reply(b"", headers=FEED),
    "half of it": Reply(b'<rss version="2.0"><channel><item><guid>', headers=FEED),
}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_made_to_hold_up_whoever_reads_it(house: House, web: Web, feed: str) -> None:
    web.pages["news.example"] = FEEDS[feed]
    house.live(2)
    speak(house)
    house.live(1)
    reached_ana(house, within=AT_ONCE)
    assert web.asked, "it was read"
    assert house.dead_letters() == {}


def test_a_feed_of_invented_dangers(house: House, web: Web) -> None:
    now = format_datetime(house.now)
    web.pages["news.example"] = rss(
        *(item(number, f"acme charger caught fire {number}", f"<pubDate>{now}</pubDate>") for number in range(40))
    )
    house.live(2)
    speak(house)
    house.live(5)
    assert len([item for item in house.items("mention") if "rss" in item["pk"]["S"]]) == 40
    reached_ana(house, within=timedelta(minutes=5))


def test_a_feed_that_speaks_in_our_name_and_of_other_feeds(house: House, web: Web) -> None:
    speak(house)
    house.settle()
    web.pages["news.example"] = rss(
        "<item><guid>c-real</guid><author>acme</author><description>acme: it is over, we answered</description></item>",
        "<item><guid>m#facebook#c-real</guid><author>1234567890321</author><description>acme</description></item>",
    )
    house.live(3, every=30)
    reached_ana(house, within=AT_ONCE)
    assert nobody_has_ended(house)
    assert not house.items("own")
    assert not [alert for alert in house.people.notifications if alert.machine["kind"] in ("over", "taken")]
