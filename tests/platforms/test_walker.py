"""The walker that collects a person's words out of nested values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.mention import Mention
from goodword.platforms.contract import Wordless
from goodword.platforms.json_fields import MAX_MEDIA, MAX_TEXT_CHARACTERS, MAX_URL_CHARACTERS
from goodword.platforms.mention_text import MAX_DEPTH, MAX_NODES, all_words, links, members, together, with_kind, words
from tests.platforms.hearing import RECEIVED

KEYS = {"text", "title", "value"}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from([*KEYS, "id", "x"]), inner, max_size=5),
    max_leaves=30,
)


def nested(depth, inside):
    for number in range(depth):
        inside = [inside] if number % 2 else {"text": inside}
    return inside


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"title": "Burnt", "text": "my table"}, "Burnt\nmy table"),
        ({"fields": [{"title": "Version", "value": "4.2"}], "color": "red"}, "Version\n4.2"),
        ({"text": ["My ", {"type": "bold", "text": "charger"}, " melted"]}, "My charger melted"),
        ({"text": ["un", {"type": "bold", "text": ["be", {"text": "liev"}]}, "able"]}, "unbelievable"),
        ({"text": [{"type": "bold", "text": "un"}, {"type": "plain", "text": "safe"}]}, "unsafe"),
        ({"elements": [{"text": "it "}, {"text": "melted"}, {"text": ", twice"}]}, "it melted\n, twice"),
        ({"rows": [{"text": "one"}, {"text": "two"}, {"text": "one"}]}, "one\ntwo"),
        ({"a": {"text": "same"}, "b": {"text": "same "}}, "same"),
        ({"text": {"type": "plain_text", "text": "inside"}}, "inside"),
        ({"text": "nul\x00 \ud800 gone"}, "nul  gone"),
        ({"text": "  \n "}, None),
        ({"text": 7, "title": None, "value": [True, 1.5]}, None),
        ({"type": "text"}, None),
        ("text", None),
        (None, None),
    ],
)
def test_words_under_their_keys(value, read):
    assert words(value, KEYS) == read


def test_what_is_to_be_skipped_is_not_looked_at():
    message = {"from": {"title": "Dr"}, "text": "melted", "reply": {"text": "hello"}}
    assert words(message, KEYS, skip={"from", "reply"}) == "melted"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('{"flow_token":"t1","screen_0_Rating_0":"0_Poor","screen_0_Comments_1":"it burnt"}', "0_Poor\nit burnt"),
        ('{"flowToken":"abc def","userId":"u 1","comment":"it burnt"}', "it burnt"),
        ({"address": {"city": "Oslo", "zip": "0150"}, "photo_url": "see there"}, "Oslo"),
        ({"choices": ["too hot", "too loud", "too hot"]}, "too hot\ntoo loud"),
        ({"page": "https://a.example/x", "code": "9f86d081884c7d659a2feaa0c55ad015", "when": "2026-11-28"}, None),
        ({"word": "Donaudampfschifffahrtsgesellschaft"}, "Donaudampfschifffahrtsgesellschaft"),
        ('{"a": "cut', '{"a": "cut'),
        ('"only a text"', "only a text"),
        ("", None),
        (7, None),
    ],
)
def test_words_under_keys_that_nobody_knows(value, read):
    assert all_words(value) == read


@given(values)
def test_whatever_comes_is_bounded_and_can_be_shown(value):
    for read in (words(value, KEYS), all_words(value), all_words(json.dumps(value))):
        assert read is None or (read == read.strip() and 0 < len(read) <= MAX_TEXT_CHARACTERS)
        (read or "").encode()


def test_nesting_and_size_are_bounded():
    assert words(nested(MAX_DEPTH - 2, {"text": "deep"}), KEYS) == "deep"
    assert words(nested(100_000, {"text": "deeper"}), KEYS) is None
    assert len(words([{"text": f"{n:06}"} for n in range(10_000)], KEYS)) <= MAX_TEXT_CHARACTERS
    assert words([{"x": n} for n in range(MAX_NODES)] + [{"text": "behind"}], KEYS) is None


def test_links_are_bounded_like_media():
    assert links(["https://a.example", None, 7, " ", "#acme", "https://a.example"]) == ("https://a.example", "#acme")
    assert len(links(str(number) for number in range(100))) == MAX_MEDIA
    assert [len(link) for link in links(["x" * 10_000])] == [MAX_URL_CHARACTERS]


def mention_of(**fields):
    common = {"platform": "line", "source": "s", "external_id": "1", "kind": "message", "action": "created"}
    return Mention(**common | {"event_at": RECEIVED, "received_at": RECEIVED} | fields)


@pytest.mark.parametrize(
    ("mention", "kind", "counted"),
    [
        (mention_of(), "hologram", ["hologram"]),
        (mention_of(media=("1",)), "hologram", ["hologram"]),
        (mention_of(), None, ["unnamed"]),
        (mention_of(), {"my": "words"}, ["of an unreadable name"]),
        (mention_of(), "my words", ["of an unreadable name"]),
        (mention_of(), "sticker", []),
        (mention_of(text="hi"), "hologram", []),
        (mention_of(title="hi"), "hologram", []),
        (mention_of(action="deleted"), "hologram", []),
        (mention_of(kind="reaction", external_id=None), "hologram", []),
    ],
)
def test_a_kind_without_words_is_named_beside_its_mention(mention, kind, counted):
    assert list(with_kind(mention, kind, {"sticker"})) == [mention, *map(Wordless, counted)]


def test_objects_of_a_list_however_it_comes():
    assert members({"a": {"b": [{"x": 1}, 7, None, {"y": 2}]}}, "a", "b") == [{"x": 1}, {"y": 2}]
    for other in ({"a": {"b": {}}}, {"a": []}, {}, None, "text"):
        assert members(other, "a", "b") == []


def test_several_places_are_one_text():
    assert together("it burnt", None, "it burnt\nand stank", "") == "it burnt\nand stank"
    assert together("twice\ntwice", "once") == "twice\ntwice\nonce", "what somebody wrote stays as written"
    assert together(None, " ") is None
    assert len(together("x" * MAX_TEXT_CHARACTERS, "behind")) == MAX_TEXT_CHARACTERS
