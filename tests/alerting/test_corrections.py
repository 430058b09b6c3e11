"""Corrections are stored without the text of the mention, and read together with it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from goodword.alerting.corrections import LABELS, MAX_CHARACTERS, Correction, Corrections
from goodword.aws.dynamodb_items import from_dynamo, mention_item, tombstone_item
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_table import MentionTable
from goodword.mention import ScoredMention, Sentiment
from goodword.mention_merge import MergedMention
from goodword.storage.document_store import ConditionalWrite
from goodword.storage.in_memory_store import InMemoryStore
from tests.house.house import House, open_house
from tests.sayings import NOON, SENTIMENTS, scored

DAY = timedelta(days=1)
LATER = NOON + 30 * DAY
HOSTILE = ["\x00", "\u202e<b>{{7*7}}", "😡" * 2_000, "x" * 100_000, "a\tb\nc", "\ud83d lone", "ز" * 300, ""]


class Kept:
    """Mentions and corrections in a document store of their own."""

    def __init__(self) -> None:
        self.store = InMemoryStore()
        self.corrections = Corrections(self.store, 395)

    def remember(self, mention: ScoredMention, expires: datetime = NOON + 395 * DAY) -> ScoredMention:
        memory = MergedMention.of(mention)
        make = tombstone_item if mention.action == "deleted" else mention_item
        item = make(memory, int(expires.timestamp()), *([] if mention.action == "deleted" else [1]))
        plain = from_dynamo(item)
        self.store.write(ConditionalWrite(key=(plain.pop("pk"), plain.pop("sk")), item=plain))
        return mention

    def correct(self, mention: ScoredMention, right: Any = "neutral", who: str = "ana", **other: Any) -> None:
        fields = {"brand": "acme", "correct": right, "who": who, "at": NOON} | other
        self.corrections.keep(Correction.of(mention, **fields))

    def read(self, *brands: str, since: datetime = NOON - DAY, until: datetime = LATER) -> list[Correction]:
        return list(self.corrections.read(brands or ["acme"], since, until))

    def items(self, brand: str = "acme") -> list[Any]:
        return self.store.since(f"correction#{brand}", "")


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_what_was_said_is_read_with_the_words_of_the_mention(kept: Kept) -> None:
    mention = scored(title="Acme", text="slow", language="en", sentiment=SENTIMENTS["negative"], model="encoder-1")
    kept.correct(kept.remember(mention), "positive", at=NOON + DAY)
    assert kept.read() == [
        Correction(
            platform="x",
            external_id="1",
            brand="acme",
            language="en",
            text="Acme\nslow",
            predicted="negative",
            probabilities=SENTIMENTS["negative"].probabilities,
            correct="positive",
            who="ana",
            at=NOON + DAY,
            model="encoder-1",
        )
    ]


def test_the_item_holds_nobodys_words_and_lives_as_long_as_a_mention(kept: Kept) -> None:
    kept.correct(kept.remember(scored(text="charger caught fire", author_name="Jo")))
    (item,) = kept.items()
    assert (item["type"], item["schema"], item["ttl"]) == ("correction", 1, (NOON + 395 * DAY).timestamp())
    assert not [word for word in ("charger", "fire", "Jo") if word in str(item)]


def test_the_last_word_of_each_person_counts(kept: Kept) -> None:
    mention = kept.remember(scored(text="slow"))
    for minute, (who, right) in enumerate((("ana", "positive"), ("ben", "neutral"), ("ana", "negative"))):
        kept.correct(mention, right, who, at=NOON + timedelta(minutes=minute))
    assert [(item.who, item.correct) for item in kept.read()] == [("ben", "neutral"), ("ana", "negative")]
    before = kept.items()
    kept.correct(mention, "negative", at=NOON + timedelta(minutes=2))
    assert kept.items() == before


def test_what_it_was_read_as_then_is_kept_whatever_it_is_read_as_now(kept: Kept) -> None:
    kept.correct(kept.remember(scored(text="slow", sentiment=SENTIMENTS["negative"])))
    kept.remember(scored(text="slow", sentiment=SENTIMENTS["positive"], model="encoder-2"))
    assert [(correction.predicted, correction.model) for correction in kept.read()] == [("negative", "vader-1")]


@pytest.mark.parametrize("how", ["deleted", "expired", "edited", "unknown"])
def test_a_label_without_its_words_is_no_labelled_text(kept: Kept, how: str) -> None:
    mention = scored(text="slow")
    if how != "unknown":
        kept.remember(mention)
    kept.correct(mention)
    match how:
        case "deleted":
            kept.remember(scored(action="deleted"))
        case "expired":
            kept.remember(mention, expires=LATER)
        case "edited":
            kept.remember(scored(action="edited", text="fast!"))
    assert kept.read() == []
    assert kept.items()


def test_the_brands_and_the_span_asked_for_the_oldest_first(kept: Kept) -> None:
    for number in range(250):
        mention = kept.remember(scored(external_id=f"p#{number}", text=f"text {number}"))
        kept.correct(mention, at=NOON + timedelta(minutes=250 - number), brand=("acme", "zeta")[number % 2])
    found = kept.read(since=NOON + timedelta(minutes=10), until=NOON + timedelta(minutes=240))
    assert [correction.external_id for correction in found] == [f"p#{number}" for number in range(240, 9, -2)]
    assert [correction.text for correction in found] == [f"text {number}" for number in range(240, 9, -2)]
    assert {correction.brand for correction in kept.read("zeta")} == {"zeta"}
    assert len(kept.read("zeta", "acme")) == 250
    assert kept.read("nobody") == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_may_be_labelled(kept: Kept, text: str) -> None:
    kept.correct(kept.remember(scored(external_id=text[:500] or "#", text=text)))
    assert [correction.text for correction in kept.read()] == [text[:MAX_CHARACTERS]]
    (item,) = kept.items()
    assert len(f"{item['pk']}{item['sk']}".encode()) < 1_024


def test_every_label_and_probability_comes_back(kept: Kept) -> None:
    for number, label in enumerate((*LABELS, "unsure")):
        shares = {"negative": 0.07, "neutral": 0.0, "positive": 0.93}
        mention = scored(external_id=str(number), text=label, sentiment=Sentiment(label, shares))
        kept.correct(kept.remember(mention), LABELS[number % 3], at=NOON + timedelta(minutes=number))
    assert [(correction.predicted, correction.correct) for correction in kept.read()] == [
        ("negative", "negative"),
        ("neutral", "neutral"),
        ("positive", "positive"),
        ("unsure", "negative"),
    ]
    assert [dict(correction.probabilities) for correction in kept.read()] == [shares] * 4


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def test_the_deployed_table_keeps_them_and_a_deletion_takes_the_words(house: House) -> None:
    name = house.deployed.names["Table"]
    mentions, corrections = MentionTable(name, 395), Corrections(DynamoDBStore(name), 395)
    fields = {"received_at": house.now, "event_at": house.now, "text": "slow \x00 😡"}
    for external_id in ("1", "2"):
        mentions.remember(scored(external_id=external_id, **fields))
        found = mentions.find("x", external_id)
        assert found
        corrections.keep(Correction.of(found, brand="acme", correct="neutral", who="ana", at=house.now))
    mentions.remember(scored(external_id="1", **fields | {"action": "deleted", "text": None}))
    read = list(corrections.read(["acme"], house.now - DAY, house.now))
    assert [(correction.external_id, correction.text) for correction in read] == [("2", "slow \x00 😡")]
