"""Incident keys and tags."""

from hypothesis import given

from goodword.alerting.incident_key import incident_key_of, tag_of, thread_of
from goodword.mention import BrandMatch
from tests.sayings import mentions, scored


def test_one_thread_one_kind_of_want_one_incident():
    thread = [scored(external_id=name, root_id="post", author_id=name, intents=("complaint",)) for name in "abc"]
    assert len({incident_key_of(mention) for mention in thread}) == 1


def test_what_tells_incidents_apart():
    told_apart = [
        scored(root_id="post"),
        scored(root_id="other post"),
        scored(root_id="post", platform="facebook"),
        scored(root_id="post", brands=(BrandMatch("zenith", "zenith"),)),
        scored(root_id="post", intents=("complaint",)),
        scored(root_id="post", intents=("safety_or_legal", "complaint")),
    ]
    assert len({incident_key_of(mention) for mention in told_apart}) == len(told_apart)


def test_only_the_leading_intent_counts():
    leading = scored(intents=("safety_or_legal",))
    assert incident_key_of(scored(intents=("safety_or_legal", "complaint"))) == incident_key_of(leading)


def test_thread_by_the_best_name_known():
    assert thread_of(scored(root_id="r", parent_id="p")) == "r"
    assert thread_of(scored(parent_id="p")) == "p"
    assert thread_of(scored(kind="message", author_id="7")) == "with 7"
    assert thread_of(scored(kind="post", author_id="7")) == "1"


def test_parts_cannot_run_into_each_other():
    mention = scored(brands=(BrandMatch("acme", ""),), intents=(), root_id="x")
    other = scored(brands=(BrandMatch("acmenone", ""),), intents=(), platform="", root_id="x")
    assert incident_key_of(mention) != incident_key_of(other)


@given(mentions)
def test_an_incident_key_is_16_hex_digits(mention):
    assert len(incident_key_of(mention)) == 16
    assert int(incident_key_of(mention), 16) >= 0


def test_tags_are_three_letters_that_nobody_mishears_or_mistypes():
    tags = {tag_of(incident_key_of(scored(root_id=str(number))), number) for number in range(500)}
    assert all(len(tag) == 3 and tag.isascii() and tag.isalnum() and tag == tag.upper() for tag in tags)
    assert not set("".join(tags)) & set("01OI")
    assert len(tags) > 480  # of 32,768; 500 draws collide about 4 times


def test_an_incident_that_is_opened_again_gets_another_tag():
    incident_key = incident_key_of(scored())
    assert tag_of(incident_key, 1) == tag_of(incident_key, 1) != tag_of(incident_key, 2)
