"""History read through the index `feed`, as the deployed table has it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from goodword.aws import client
from goodword.aws.mention_queries import HistoryReader
from goodword.aws.mention_table import MentionTable
from goodword.mention import BrandMatch
from tests.house.house import House, open_house
from tests.sayings import NOON, scored


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        client.client.cache_clear()
        yield opened
        client.client.cache_clear()


def remember(house: House, external_id: str, seconds: float = 0, days_kept: int = 30, **fields: object) -> None:
    moment = NOON + timedelta(seconds=seconds)
    table = MentionTable(house.deployed.names["Table"], days_kept)
    table.remember(scored(external_id=external_id, received_at=moment, event_at=moment, **fields))


def read(house: House, *brands: str, after: float = 0, until: float = 3600) -> list[str | None]:
    reader = HistoryReader(house.deployed.names["Table"])
    found = reader.read(brands or ("acme",), NOON + timedelta(seconds=after), NOON + timedelta(seconds=until))
    return [mention.external_id for mention in found]


def test_urgent_or_not_and_our_own_post_come_by_the_time_they_were_heard(house: House) -> None:
    for number in range(230):
        remember(house, str(number), 230 - number, priority="P1" if number % 3 else "P4", from_self=number % 5 == 0)
    assert read(house) == [str(number) for number in reversed(range(230))]


def test_the_span_is_kept_to(house: House) -> None:
    for second in (9, 10, 20, 21):
        remember(house, f"at {second}", second)
    assert read(house, after=10, until=20) == ["at 10", "at 20"]


def test_the_brands_asked_for_and_no_other(house: House) -> None:
    for second, brand in enumerate(("acme", "zeta", "omega")):
        remember(house, brand, second, brands=(BrandMatch(brand, brand),))
    assert read(house) == ["acme"]
    assert read(house, "zeta", "acme") == ["acme", "zeta"]
    assert read(house, "nobody") == []


def test_as_it_stands_now_and_not_at_all_when_it_is_gone(house: House) -> None:
    remember(house, "edited", 0, text="Slow.")
    remember(house, "edited", 5, action="edited", text="Fast!")
    remember(house, "deleted", 1)
    remember(house, "deleted", 6, action="deleted")
    remember(house, "expired", 2, days_kept=0)
    found = list(HistoryReader(house.deployed.names["Table"]).read(["acme"], NOON, NOON + timedelta(hours=1)))
    assert [(mention.external_id, mention.text) for mention in found] == [("edited", "Fast!")]
