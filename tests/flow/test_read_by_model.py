"""Reading through the whole stack, with the model layer: a danger that no rule names, and many mentions at once."""

import json
from collections.abc import Iterator

import pytest

from tests.flow.posts import comment, page
from tests.house.house import House, open_house

SUBTLE = "is it normal that the plug goes brown and smells when it charges? our baby sleeps in that room"
MANY = 60


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(model=True) as opened:
        yield opened


def test_danger_that_only_the_model_hears_takes_the_urgent_way_and_says_so(house: House) -> None:
    assert house.door.send("facebook", "acme-facebook", comment("subtle", SUBTLE)).status == 200
    house.settle()
    stored = house.mention("facebook", "subtle")
    assert stored is not None
    assert stored.model.startswith("standard-")
    assert (stored.priority, stored.language) == ("P1", "en")
    assert stored.reasons[0].startswith(('danger: "', 'safety: "'))
    assert [alert.about for alert in house.people.notifications] == ["subtle"]


def test_many_mentions_of_one_delivery_are_read_by_the_fast_tier(house: House) -> None:
    comments = (comment(f"many-{number}", f"where is my order {number}?") for number in range(MANY))
    changes = [json.loads(body)["entry"][0]["changes"][0] for body in comments]
    assert house.door.send("facebook", "acme-facebook", page(*changes)).status == 200
    house.settle()
    read = [house.mention("facebook", f"many-{number}") for number in range(MANY)]
    assert {mention.model.partition("-")[0] for mention in read if mention} == {"flat"}
    assert all(mention and mention.intents and not mention.sentiment.because for mention in read)
