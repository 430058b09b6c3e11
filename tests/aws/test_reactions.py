"""Reactions: one for each author and item, in any order; how they are counted, and how they get to the table."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from goodword.aws import client
from goodword.aws.queues import MentionQueue, read_message
from goodword.aws.reactions import Reactions
from goodword.mention import Mention
from goodword.platforms.contract import MAX_MESSAGE_BYTES
from tests.house.corridors import matches
from tests.house.house import House, open_house
from tests.house.plan import plan
from tests.sayings import NOON, scored

DAYS = 30

MOST = 50


@pytest.fixture(scope="module")
def opened() -> Iterator[House]:
    with open_house() as house:
        client.client.cache_clear()
        yield house
        client.client.cache_clear()


@pytest.fixture
def house(opened: House) -> Iterator[House]:
    yield opened
    for item in (*opened.items("reaction"), *opened.items("mention")):
        key = {"pk": item["pk"], "sk": item["sk"]}
        opened.dynamo.delete_item(TableName=opened.deployed.names["Table"], Key=key)


def like(author: str | None = "7", minute: int = 0, **fields: object) -> Mention:
    at = NOON + timedelta(minutes=minute)
    plain = {"platform": "x", "source": "acme-x", "external_id": None, "kind": "reaction", "action": "created"}
    times = {"event_at": at, "received_at": NOON}
    return Mention(**plain | times | {"parent_id": "1", "author_id": author} | fields)


def unlike(author: str | None = "7", minute: int = 0, **fields: object) -> Mention:
    return like(author, minute, action="deleted", **fields)


def kept(house: House) -> Reactions:
    return Reactions(house.deployed.names["Table"], DAYS)


def count(house: House, target: str = "1", later: timedelta = timedelta()) -> int:
    return kept(house).count("x", target, int((NOON + later).timestamp()), {"acme-x"}, MOST)


def test_each_author_counts_once_for_each_item(house: House) -> None:
    table = kept(house)
    outcomes = [table.remember(mention) for mention in (like("7"), like("8"), like("7"), like("7", parent_id="2"))]
    assert outcomes == ["reacted", "reacted", "same", "reacted"]
    assert (count(house), count(house, "2"), count(house, "3")) == (2, 1, 0)
    assert kept(house).count("facebook", "1", 0, {"acme-x"}, MOST) == 0


def test_whatever_the_order_the_last_word_stands(house: House) -> None:
    table, orders = kept(house), list(permutations(range(4)))
    for number, order in enumerate(orders):
        author = str(number)
        events = [like(author, 1), unlike(author, 2), like(author, 3), unlike(author, 4)]
        for place in (*order, *order):
            table.remember(events[place])
    assert count(house) == 0
    table.remember(like("0", 5))
    assert count(house) == 1


def test_of_two_words_at_one_moment_the_one_that_takes_back_stands(house: House) -> None:
    for events in ((like(), unlike()), (unlike("8"), like("8"))):
        for event in events:
            kept(house).remember(event)
    assert count(house) == 0


def test_another_smile_instead_is_no_second_one(house: House) -> None:
    kept(house).remember(like())
    assert kept(house).remember(like(minute=1, action="edited")) == "reacted"
    assert count(house) == 1


def test_one_without_an_author_is_known_by_its_own_id(house: House) -> None:
    table = kept(house)
    for mention in (like(None, external_id="a"), like(None, external_id="b"), unlike(None, 1, external_id="a")):
        assert table.remember(mention) == "reacted"
    assert count(house) == 1


def test_what_names_neither_item_nor_author_is_not_counted(house: House) -> None:
    assert kept(house).remember(like(None)) == "no target"
    assert kept(house).remember(like(parent_id=None)) == "no target"
    assert not house.items("reaction")


def test_the_item_is_small_and_knows_nobody(house: House) -> None:
    kept(house).remember(like("somebody's own name", text="❤"))
    [item] = house.items("reaction")
    assert "somebody" not in json.dumps(item)
    assert set(item) == {"pk", "sk", "type", "schema", "so", "v", "on", "ttl"}
    assert len(json.dumps(item)) < 300


def test_it_is_forgotten_as_mentions_are(house: House) -> None:
    kept(house).remember(like())
    assert count(house, later=timedelta(days=DAYS) - timedelta(minutes=1)) == 1
    assert count(house, later=timedelta(days=DAYS)) == 0, "even before the table deletes it"


def test_authors_share_the_load_of_one_item(house: House) -> None:
    for author in range(40):
        kept(house).remember(like(str(author)))
    assert len({item["pk"]["S"] for item in house.items("reaction")}) == 4
    assert count(house) == 40


def test_many_are_many(house: House) -> None:
    for author in range(MOST + 7):
        kept(house).remember(like(str(author)))
    assert count(house) == MOST + 1


def test_neither_alert_nor_tally_is_woken(house: House) -> None:
    kept(house).remember(like())
    [item] = house.items("reaction")
    record = {"eventName": "INSERT", "dynamodb": {"NewImage": item}}
    filters = [
        json.loads(event["Pattern"])
        for mapping in plan().of_type("AWS::Lambda::EventSourceMapping").values()
        for event in mapping.get("FilterCriteria", {}).get("Filters", [])
    ]
    assert filters
    assert not any(matches(pattern, record) for pattern in filters)


# ---- On their way ----------------------------------------------------------------------------------------------------


class Sent:
    """An SQS that records what it is sent."""

    def __init__(self) -> None:
        self.bodies = list[str]()

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803 - the SDK's own names
        assert len(MessageBody) <= MAX_MESSAGE_BYTES
        self.bodies.append(MessageBody)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    sqs = Sent()
    monkeypatch.setattr("goodword.aws.queues.client", lambda _: sqs)
    return sqs


def alone(source: str) -> set[str]:
    return {source}


def read(sent: Sent) -> list[Mention]:
    return [item for body in sent.bodies for item in read_message({"body": body})[0]]


def test_a_hundred_share_a_message(sent: Sent) -> None:
    reactions = [like(str(author)) for author in range(250)]
    MentionQueue("queue").put_reactions(reactions, alone)
    assert len(sent.bodies) == 3
    assert read(sent) == reactions


def test_nothing_is_sent_of_nothing(sent: Sent) -> None:
    MentionQueue("queue").put_reactions([], alone)
    assert not sent.bodies


def test_what_nobody_counts_is_not_sent(sent: Sent) -> None:
    MentionQueue("queue").put_reactions(
        [like(text="❤" * 25_000, title="t", media=("m",), permalink="https://a")] * 100, alone
    )
    assert read(sent) == [like()] * 100
    assert len(sent.bodies) == 1


def test_enormous_ids_still_fit(sent: Sent) -> None:
    reactions = [like("😀" * 500, parent_id="😀" * 500, root_id="😀" * 500, account_id="😀" * 500)] * 100
    MentionQueue("queue").put_reactions(reactions, alone)
    assert read(sent) == [replace(reaction, account_id=None) for reaction in reactions]


def test_a_mention_is_read_as_before() -> None:
    mention = scored()
    assert read_message({"body": json.dumps(mention.as_dict())}) == (mention, frozenset())


# ---- Through the function store -------------------------------------------------------------------------------------


def test_the_store_room_keeps_them_beside_mentions(house: House) -> None:
    room = house.rooms["store"]
    body = json.dumps({"reactions": [like(str(author)).as_dict() for author in (7, 8, 7)]})
    record = {"messageId": "1", "body": body, "receiptHandle": "-", "attributes": {"ApproximateReceiveCount": "1"}}
    mention = record | {"messageId": "2", "body": json.dumps(replace(scored(), received_at=house.now).as_dict())}
    answer = room.invoke({"Records": [record, mention]})
    assert answer == {"batchItemFailures": []}
    assert len(house.items("mention")) == 1
    assert len(house.items("reaction")) == 2


def test_what_comes_a_month_late_is_not_kept(house: House) -> None:
    late = replace(like(), received_at=house.now - timedelta(days=40))
    record = {"messageId": "1", "body": json.dumps({"reactions": [late.as_dict()]}), "receiptHandle": "-"}
    house.rooms["store"].invoke({"Records": [record | {"attributes": {"ApproximateReceiveCount": "1"}}]})
    assert not house.items("reaction")


def test_when_time_is_short_the_rest_comes_again(house: House) -> None:
    body = json.dumps({"reactions": [like(str(author)).as_dict() for author in (7, 8)]})
    record = {"body": body, "receiptHandle": "-", "attributes": {"ApproximateReceiveCount": "1"}}
    house.rooms["store"].clock = lambda: iter([100] * 10)
    answer = house.rooms["store"].invoke({"Records": [record | {"messageId": "1"}, record | {"messageId": "2"}]})
    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert len(house.items("reaction")) == 2
