"""Copies share a key; different texts do not."""

import random
from pathlib import Path

import pytest
from hypothesis import given

from goodword.alerting.incident_key import incident_key_of, thread_of
from goodword.reading.copies import copy_group
from tests.reading.copying import PASSING, edited
from tests.reading.hostile import HOSTILE
from tests.sayings import scored

SAID = (
    "Ordered the Acme kettle on Monday, it came with a crack from lid to spout and support only hangs up on me",
    "the new tariff charges me eleven pounds more a month and nobody at the shop could tell why or since when",
    "Übrigens: der Fahrer von Acme hat mein Paket bei Regen über den Zaun geworfen, alles nass, keiner antwortet!",
    "मेरा ऑर्डर तीन दिन से अटका हुआ है और कोई भी फोन का जवाब नहीं दे रहा है",
)
WORK = Path(__file__).parent / "examples" / "work.tsv"


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("edit", PASSING.values(), ids=PASSING)
def test_what_a_copy_adds_in_passing_changes_nothing(text, edit):
    assert copy_group(edit(text)) == copy_group(text)


@pytest.mark.parametrize("text", ["late again, late, again late", "", "😡 " * 50, "#a #b #c #d #e #f @g @h", "RT " * 9])
def test_what_is_short_belongs_to_no_group(text):
    assert copy_group(text) is None


def test_most_copies_keep_the_key_and_no_strangers_share_one():
    chance = random.Random(5)
    texts = [line.split("\t")[3] for line in WORK.read_text().splitlines()]
    groups = {text: copy_group(text) for text in texts if copy_group(text)}
    assert len(set(groups.values())) == len(groups)
    long = [text for text in groups if len(text.split()) >= 12]
    copies = [
        copy == groups[text] for text in long for copy in map(copy_group, dict(edited(text, "really", chance)).values())
    ]
    assert sum(copies) / len(copies) > 0.85


def test_a_long_text_that_is_cut_off_keeps_its_key():
    long = " ".join(SAID[:2])
    assert copy_group(f"RT @jo: {long}"[:139] + "…") == copy_group(long)


@given(HOSTILE)
def test_any_text_has_a_short_key_or_none(text):
    key = copy_group(text)
    assert key is None or (len(key) == 8 and int(key, 16) >= 0)
    assert copy_group(text) == key


def test_copies_are_one_incident_whoever_posts_them():
    copies = [scored(external_id=name, author_id=name, copies="1a") for name in "abc"]
    assert len({incident_key_of(mention) for mention in copies}) == 1
    assert thread_of(scored(copies="1a")) != thread_of(scored(copies="1b"))


def test_shares_are_one_incident_with_what_they_share():
    post = scored(external_id="1", root_id="1", copies="1a")
    shares = [scored(external_id=name, root_id=name, parent_id="1", kind="share", copies=name) for name in "abc"]
    assert len({incident_key_of(share) for share in (post, *shares)}) == 1


def test_what_is_said_in_a_thread_stays_there():
    assert thread_of(scored(external_id="2", root_id="1", copies="1a")) == "1"
    assert thread_of(scored(external_id="2", parent_id="1", copies="1a")) == "1"
    assert thread_of(scored(external_id="1", root_id="1", copies="1a")) == "1"


def test_what_was_stored_before_mentions_said_their_copies_is_still_one_incident():
    old = [
        scored(external_id=name, text=text) for name, text in zip("ab", (SAID[0], PASSING["RT"](SAID[0])), strict=True)
    ]
    assert len({incident_key_of(mention) for mention in old}) == 1
