"""Items: what goes in comes out, in at most a kilobyte, without a null."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword import platforms
from goodword.aws.items import (
    SHARDS,
    author_key,
    feed_key,
    from_ms,
    mention_item,
    mention_key,
    read_memory,
    shard_of,
    to_ms,
    tombstone_item,
)
from goodword.history import Memory, merge
from goodword.mention import BrandMatch, Mention
from goodword.platforms._platform import Delivery
from goodword.reading.reader import Reader
from goodword.reading.sentiment import VaderScorer
from tests.conftest import SHARED, shared_payloads
from tests.embedded.prices import item_bytes
from tests.sayings import NOON, events_of_one_item, mentions, scored

EXPIRES = 1_800_000_000


@given(mentions)
def test_written_and_read_back(mention):
    memory = Memory.of(mention)
    assert read_memory(mention_item(memory, EXPIRES, 1)) == memory


@given(events_of_one_item, events_of_one_item)
def test_a_duplicate_of_what_was_written_changes_nothing(one, other):
    merged = merge(Memory.of(one), Memory.of(other))
    known = read_memory(mention_item(merged, EXPIRES, 1))
    assert merge(known, Memory.of(one)) == merge(known, Memory.of(other)) == known


@given(mentions)
def test_no_nulls_no_blanks(mention):
    written = json.dumps(mention_item(Memory.of(mention), EXPIRES, 1))
    assert '"NULL"' not in written
    assert '{"S": ""}' not in written
    assert '{"L": []}' not in written


@given(st.integers(0, 4 * 10**12))
def test_instants_keep_their_milliseconds(milliseconds):
    assert to_ms(from_ms(milliseconds)) == milliseconds


def test_our_own_voice_stands_in_no_index():
    item = mention_item(Memory.of(scored(from_self=True, author_id="7")), EXPIRES, 1)
    assert item["type"] == {"S": "own"}
    assert not {"f", "a"} & set(item)


def test_index_keys():
    item = mention_item(Memory.of(scored(author_id="7", priority="P2")), EXPIRES, 1)
    shard = shard_of(mention_key("x", "1"))
    assert item["f"] == {"S": feed_key("acme", urgent=True, shard=shard)} == {"S": f"acme#u#{shard}"}
    assert item["a"] == {"S": author_key("x", "7", shard)}
    assert item["t"] == {"N": str(to_ms(NOON + timedelta(seconds=1)))}


def test_shards_share_evenly():
    counts = [0] * SHARDS
    for number in range(10_000):
        counts[shard_of(mention_key("x", str(1_990_000_000_000_000_000 + number)))] += 1
    assert max(counts) < 10_000 / SHARDS * 1.1


def test_a_tombstone_has_neither_words_nor_person():
    gone = scored(text="secret", author_id="7", author_name="Jo Kern", action="deleted")
    assert set(tombstone_item(Memory.of(gone), EXPIRES)) == {"pk", "sk", "type", "schema", "v", "ttl"}
    assert "secret" not in json.dumps(tombstone_item(Memory.of(gone), EXPIRES))


def test_names_with_the_separator_in_them():
    memory = Memory.of(scored(external_id="a#b#c", brands=(BrandMatch("acme", "#acme"),)))
    assert read_memory(mention_item(memory, EXPIRES, 1)) == memory


def real_items():
    reader = Reader({}, {"acme": "acme"}, VaderScorer())
    for fixture in shared_payloads():
        if fixture["platform"] not in platforms.names():
            continue
        body = (SHARED / "payloads" / fixture["file"]).read_bytes()
        delivery = Delivery(fixture["platform"], "acme", "POST", {}, {}, body, datetime(2026, 11, 22, 12, tzinfo=UTC))
        for heard in platforms.load(fixture["platform"]).parse(delivery, frozenset()):
            if isinstance(heard, Mention) and heard.kind != "reaction" and heard.action != "deleted":
                yield mention_item(Memory.of(reader.read(heard)), EXPIRES, 1)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is absent")
def test_real_mentions_are_at_most_a_kilobyte():
    sizes = [item_bytes(item) for item in real_items()]
    print(f"{len(sizes)} real items: mean {sum(sizes) / len(sizes):.0f} bytes, largest {max(sizes)}")
    assert sizes
    assert sum(sizes) / len(sizes) <= 1024
