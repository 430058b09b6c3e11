"""100,000 mentions a minute about one brand, one post, by one author: no key takes more than 800 writes a second."""

from collections import Counter

from goodword.aws.dynamodb_items import mention_item
from goodword.mention_merge import MergedMention
from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE
from goodword.storage.keys import author_key, feed_key, mention_key, shard_of
from tests.flow.meter import Meter
from tests.flow.posts import FIRE, post, shop
from tests.house.house import House
from tests.house.plan import plan
from tests.sayings import scored

MENTIONS = 100_000
SECONDS = 60
MOST = 800  # of the 1,000 that a partition accepts

POLLS = 4  # per second and shard, by Lambda: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
SHARDS = 8  # 1,667 writes a second need two partitions, and a new on-demand table has four


def ids() -> list[str]:
    """Ids as X numbers posts: 64 bits, rising."""
    return [str(1_990_000_000_000_000_000 + number * 4_194_304) for number in range(MENTIONS)]


def busiest(keys: list[str]) -> tuple[str, int]:
    """The key with the most writes in any second, when they arrive evenly."""
    per_second = Counter((key, place * SECONDS // MENTIONS) for place, key in enumerate(keys))
    (key, _), most = per_second.most_common(1)[0]
    return key, most


def test_no_key_of_table_or_index_is_hot() -> None:
    names = [mention_key("x", name) for name in ids()]
    shards = [shard_of(name) for name in names]
    found = {
        "table": busiest(names),
        "feed": busiest([feed_key("acme", urgent=True, shard=shard) for shard in shards]),
        "author": busiest([author_key("x", "7", shard) for shard in shards]),
    }
    print(", ".join(f"{place}: {most} writes a second on {key}" for place, (key, most) in found.items()))
    assert max(most for _, most in found.values()) <= MOST


def test_items_are_filed_under_these_keys() -> None:
    for name in ids()[:50]:
        item = mention_item(MergedMention.of(scored(external_id=name, author_id="7", priority="P1")), 1, 1)
        shard = shard_of(mention_key("x", name))
        assert item["pk"]["S"] == mention_key("x", name)
        assert item["f"]["S"] == feed_key("acme", urgent=True, shard=shard)
        assert item["a"]["S"] == author_key("x", "7", shard)


def test_held_items_come_by_the_batch_and_lambda_bounds_the_batches() -> None:
    mapping = plan().of_type("AWS::Lambda::EventSourceMapping")["StreamMapping"]
    assert POLLS * plan().at("1000", mapping["ParallelizationFactor"]) * SHARDS <= MOST


def test_one_incident_in_a_storm_writes_one_case_and_one_notification(house: House) -> None:
    meter, batches = storm(house, *(post(f"s{number}", FIRE, root_id="post", author_id="7") for number in range(100)))
    assert sum(number for key, number in meter.writes.items() if key.startswith("case#")) == 1
    assert meter.writes["outbox"] == 2  # promised, sent
    assert 0 < meter.writes["held"] <= batches


def test_many_incidents_in_one_second_notify_as_often_as_the_caps_allow(house: House) -> None:
    meter, batches = storm(house, *(post(f"s{number}", FIRE, root_id=f"post-{number}") for number in range(100)))
    assert meter.writes["outbox"] <= 2 * (MAILS_A_MINUTE + TEXTS_A_MINUTE)
    assert 0 < meter.writes["held"] <= batches


def storm(house: House, *posts: dict[str, object]) -> tuple[Meter, int]:
    """All of it within one second; returns the writes, and how many batches the alert function had."""
    meter = Meter(house)
    shop(house, *posts)
    house.settle()
    return meter, house.rooms["alert"].invocations["all"]
