"""Items: they are read as written, with at most a kilobyte and without a null."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword import platforms
from goodword.alerting.rules import judge
from goodword.aws.dynamodb_items import mention_item, read_memory, tombstone_item
from goodword.config.configuration import Configuration
from goodword.mention import BrandMatch, Mention
from goodword.mention_merge import MergedMention, merge
from goodword.platforms.contract import Delivery
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer
from goodword.storage.keys import SHARDS, author_key, feed_key, from_ms, mention_key, own_key, shard_of, to_ms
from tests.embedded.prices import item_bytes
from tests.house.house import CONFIGURATION
from tests.known_data import own_payloads, shared_payloads
from tests.sayings import NOON, events_of_one_item, mentions, scored

EXPIRES = 1_800_000_000


@given(mentions)
def test_written_and_read_back(mention):
    memory = MergedMention.of(mention)
    assert read_memory(mention_item(memory, EXPIRES, 1)) == memory


@given(events_of_one_item, events_of_one_item)
def test_a_duplicate_of_what_was_written_changes_nothing(first, other):
    merged = merge(MergedMention.of(first), MergedMention.of(other))
    known = read_memory(mention_item(merged, EXPIRES, 1))
    assert merge(known, MergedMention.of(first)) == merge(known, MergedMention.of(other)) == known


@given(mentions)
def test_no_nulls_no_blanks(mention):
    written = json.dumps(mention_item(MergedMention.of(mention), EXPIRES, 1))
    assert '{"NULL":' not in written
    assert '{"S": ""}' not in written
    assert '{"L": []}' not in written


@given(st.integers(0, 4 * 10**12))
def test_instants_keep_their_milliseconds(milliseconds):
    assert to_ms(from_ms(milliseconds)) == milliseconds


def test_our_own_post_stands_apart_in_the_feed_and_is_no_author():
    item = mention_item(MergedMention.of(scored(from_self=True, author_id="7", priority="P1")), EXPIRES, 1)
    shard = shard_of(mention_key("x", "1"))
    assert item["type"] == {"S": "own"}
    assert item["f"] == {"S": own_key("acme", shard)}
    assert item["f"]["S"] not in {feed_key("acme", urgent=urgent, shard=shard) for urgent in (True, False)}
    assert "a" not in item


def test_index_keys():
    item = mention_item(MergedMention.of(scored(author_id="7", priority="P2")), EXPIRES, 1)
    shard = shard_of(mention_key("x", "1"))
    assert item["f"] == {"S": feed_key("acme", urgent=True, shard=shard)} == {"S": f"acme#u#{shard}"}
    assert item["a"] == {"S": author_key("x", "7", shard)}
    assert item["t"] == {"N": str(to_ms(NOON + timedelta(seconds=1)))}


@pytest.mark.parametrize(
    ("facts", "urgent"),
    [
        ({"priority": "P1"}, True),
        ({"priority": "P2", "rule": "vips"}, True),
        ({"priority": "P3", "asked": True}, True),
        ({"priority": "P3"}, False),
        ({"priority": "P1", "rule": "mute:campaign"}, False),
    ],
)
def test_what_may_notify_stands_apart_in_the_feed(facts, urgent):
    item = mention_item(MergedMention.of(scored(**facts)), EXPIRES, 1)
    assert item["f"]["S"].split("#")[1] == ("u" if urgent else "o")


def test_what_the_rules_made_of_it():
    plain, judged = scored(), scored(rule="vips", trace=("fires: no, intent", "vips: won"), asked=True)
    assert not {"ru", "tr", "rg", "ri"} & set(mention_item(MergedMention.of(plain), EXPIRES, 1))
    item = mention_item(MergedMention.of(judged), EXPIRES, 1)
    assert (item["ru"], item["rg"]) == ({"S": "vips"}, {"BOOL": True})
    assert item["tr"] == {"L": [{"S": "fires: no, intent"}, {"S": "vips: won"}]}


def test_an_item_of_a_version_without_rules_is_still_read():
    item = mention_item(MergedMention.of(scored(rule="vips", trace=("vips: won",), asked=True)), EXPIRES, 1)
    older = {name: value for name, value in item.items() if name not in ("ru", "tr", "rg")}
    assert read_memory(older).mention == scored()


def test_shards_share_evenly():
    counts = [0] * SHARDS
    for number in range(10_000):
        counts[shard_of(mention_key("x", str(1_990_000_000_000_000_000 + number)))] += 1
    assert max(counts) < 10_000 / SHARDS * 1.1


def test_a_tombstone_has_neither_words_nor_person():
    gone = scored(text="secret", author_id="7", author_name="Jo Kern", action="deleted")
    assert set(tombstone_item(MergedMention.of(gone), EXPIRES)) == {"pk", "sk", "type", "schema", "v", "so", "ttl"}
    assert "secret" not in json.dumps(tombstone_item(MergedMention.of(gone), EXPIRES))


def test_names_with_the_separator_in_them():
    memory = MergedMention.of(scored(external_id="a#b#c", brands=(BrandMatch("acme", "#acme"),)))
    assert read_memory(mention_item(memory, EXPIRES, 1)) == memory


def items_of(payloads, judged=lambda mention: mention):
    reader = Reader(Brands.of_terms({}, {"acme": "acme"}), FastScorer())
    for fixture in payloads:
        if fixture["platform"] not in platforms.names():
            continue
        body, now = fixture["path"].read_bytes(), datetime(2026, 11, 22, 12, tzinfo=UTC)
        delivery = Delivery(fixture["platform"], "acme", "POST", {}, {}, body, now)
        for item in platforms.load(fixture["platform"]).parse(delivery, frozenset()):
            if isinstance(item, Mention) and item.kind != "reaction" and item.action != "deleted":
                yield mention_item(MergedMention.of(judged(reader.read(item))), EXPIRES, 1)


of_known_payloads = pytest.mark.parametrize(
    "payloads",
    [
        pytest.param(own_payloads(), id="own"),
        pytest.param(
            shared_payloads(),
            id="shared",
            marks=pytest.mark.skipif(not shared_payloads(), reason="../shared/data is absent"),
        ),
    ],
)


@of_known_payloads
def test_mentions_are_at_most_a_kilobyte(payloads):
    sizes = [item_bytes(item) for item in items_of(payloads)]
    print(f"{len(sizes)} items: mean {sum(sizes) / len(sizes):.0f} bytes, largest {max(sizes)}")
    assert sizes
    assert sum(sizes) / len(sizes) <= 1024


RULES = [
    {"name": "fires-and-lawyers", "when": {"intents": ["safety_or_legal"]}, "ring": ["ana"]},
    {"name": "vips-on-x", "when": {"platforms": ["x"], "audience": 10_000}, "priority": "P1"},
    {"name": "reviews", "when": {"touchpoints": ["product"]}, "by": ["mail"]},
    {"name": "complaints", "when": {"intents": ["complaint"]}, "cool_down": 30},
    {"name": "praise-to-ana", "when": {"intents": ["praise"]}, "ring": ["ana"]},
    {"name": "questions", "when": {"intents": ["question"], "audience": 1_000}, "ring": "owners"},
]


@of_known_payloads
@pytest.mark.parametrize("times", [1, 16])
def test_mentions_stay_in_a_kilobyte_under_many_rules(payloads, times):
    rules = [rule | {"name": f"{rule['name']}-{turn}"} for turn in range(times) for rule in RULES]
    current = Configuration.model_validate(CONFIGURATION | {"rules": rules})
    sizes = [item_bytes(item) for item in items_of(payloads, lambda mention: judge(mention, current, NOON))]
    print(f"{len(rules)} rules: mean {sum(sizes) / len(sizes):.0f} bytes, largest {max(sizes)}")
    assert sum(sizes) / len(sizes) <= 1024
