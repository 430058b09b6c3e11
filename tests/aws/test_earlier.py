"""The author history, counted from the index of authors as the deployed table has it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from goodword.aws import client
from goodword.aws.mention_queries import MANY, AuthorHistory
from goodword.aws.mention_table import MentionTable
from goodword.messages import words
from tests.house.house import House, open_house
from tests.sayings import NOON, scored

JO = {"platform": "x", "author_id": "7"}


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        client.client.cache_clear()
        yield opened
        client.client.cache_clear()


def say(house: House, count: int, start: int = 0, **fields: object) -> None:
    table = MentionTable(house.deployed.names["Table"], 30)
    for number in range(start, start + count):
        moment = NOON + timedelta(seconds=number)
        table.remember(scored(**JO | {"external_id": str(number), "received_at": moment} | fields))


def contacts(house: House, author_id: str = "7", **since_noon: float) -> int:
    return AuthorHistory(house.deployed.names["Table"]).contacts("x", author_id, NOON + timedelta(**since_noon))


def test_counts_over_all_shards_and_only_what_was_before(house: House) -> None:
    say(house, 30)
    assert len({item["a"]["S"] for item in house.items("mention")}) == 4
    assert contacts(house, hours=1) == 30
    assert contacts(house, seconds=20) == 20
    assert contacts(house) == 0


def test_counts_that_author_on_that_platform_only(house: House) -> None:
    say(house, 2)
    say(house, 3, start=10, author_id="8")
    say(house, 4, start=20, platform="facebook")
    say(house, 5, start=30, from_self=True)
    assert contacts(house, hours=1) == 2
    assert contacts(house, "nobody", hours=1) == 0


def test_forgets_what_was_deleted(house: House) -> None:
    say(house, 3)
    say(house, 1, action="deleted", event_at=NOON + timedelta(hours=1))
    assert contacts(house, hours=2) == 2


@pytest.mark.parametrize(("text", "counted"), [(MANY, MANY), (MANY + 1, MANY + 1), (MANY + 40, MANY + 1)])
def test_stops_above_many(house: House, text: int, counted: int) -> None:
    say(house, text)
    assert contacts(house, hours=1) == counted


def test_reads_at_most_what_it_counts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    say(house, MANY + 40)
    reads: list[int] = []
    real = client.client("dynamodb")

    class Counting:
        def query(self, **asked: object) -> dict[str, int]:
            answer: dict[str, int] = real.query(**asked)
            reads.append(answer["ScannedCount"])
            return answer

    monkeypatch.setattr("goodword.aws.mention_queries.client", lambda _: Counting())
    assert contacts(house, hours=1) == MANY + 1
    assert sum(reads) == MANY + 1


def test_the_mail_calls_many_what_the_table_does() -> None:
    assert words.MANY == MANY
