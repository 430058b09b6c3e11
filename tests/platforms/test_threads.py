"""Threads' oddities: an envelope of its own, one value or many, and authors without an id."""

import pytest

from goodword.platforms.contract import Broken, Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

US = "2"
WRITTEN = "2026-01-01T00:00:00+0000"
REPLY = {
    "id": "4",
    "username": "ana",
    "text": "hi",
    "media_type": "TEXT_POST",
    "permalink": "https://www.threads.net/@ana/post/P",
    "replied_to": {"id": "5"},
    "root_post": {"id": "6", "owner_id": US, "username": "acme"},
    "shortcode": "P",
    "timestamp": WRITTEN,
}


def change(field, value):
    return {"field": field, "value": value}


def body(values):
    return {"app_id": "1", "topic": "moderate", "target_id": US, "time": 1_800_000_000, "values": values}


def hears(field, value, accounts=()):
    return mention("threads", body(change(field, value)), accounts)


def test_reply():
    received = hears("replies", REPLY)
    assert (received.kind, received.action, received.external_id, received.text) == ("comment", "created", "4", "hi")
    assert (received.parent_id, received.root_id, received.account_id) == ("5", "6", US)
    assert (received.author_id, received.author_handle, received.from_self) == (None, "ana", False)
    assert (received.created_at, received.event_at) == (at(1_767_225_600), at(1_767_225_600))
    assert received.permalink == "https://www.threads.net/@ana/post/P"


def test_mention():
    value = {
        "id": 4,
        "username": "ana",
        "text": "@acme look",
        "is_reply": False,
        "is_quote_post": True,
        "alt_text": "a lamp",
        "media_url": "https://cdn.example/1.jpg",
        "gif_url": "https://gif.example/1.gif",
    }
    received = hears("mentions", value)
    assert (received.kind, received.external_id, received.text, received.root_id) == (
        "mention",
        "4",
        "@acme look\na lamp",
        None,
    )
    assert received.media == ("https://cdn.example/1.jpg", "https://gif.example/1.gif")
    assert hears("mentions", REPLY).parent_id == "5"


def test_deletion():
    fields = {"id": "4", "owner": {"owner_id": US}, "username": "acme", "timestamp": WRITTEN}
    received = hears(
        "delete", fields | {"deleted_at": "2026-01-02T00:00:00+0000", "text": "gone", "media_url": "https://a.b/"}
    )
    assert (received.kind, received.action, received.external_id, received.from_self) == ("post", "deleted", "4", True)
    assert (received.author_id, received.author_handle, received.text, received.media) == (US, "acme", None, ())
    assert (received.created_at, received.event_at) == (at(1_767_225_600), at(1_767_312_000))
    early = hears("delete", fields | {"deleted_at": "2025-12-31T00:00:00+0000"})
    assert early.event_at == early.created_at
    assert hears("delete", fields).event_at == at(1_800_000_000)


def test_what_we_publish_is_our_own_post():
    value = {"id": "4", "username": "acme", "permalink": "https://www.threads.net/@acme/post/P", "timestamp": WRITTEN}
    assert (hears("publish", value).kind, hears("publish", value).from_self) == ("post", True)
    assert hears("publish", value | {"replied_to": {"id": "5"}}).kind == "comment"


@pytest.mark.parametrize(
    ("value", "accounts", "ours"),
    [
        (REPLY, {"ana"}, True),
        (REPLY | {"username": "acme"}, (), True),
        (REPLY | {"username": "acme", "root_post": {"owner_id": "3", "username": "acme"}}, {"3"}, True),
        (REPLY | {"username": "acme", "root_post": {"owner_id": "3", "username": "acme"}}, (), False),
        (REPLY | {"username": None, "root_post": {"owner_id": US}}, (), False),
        (REPLY | {"username": "ACME"}, (), False),
    ],
)
def test_own_post_without_an_id(value, accounts, ours):
    assert hears("replies", value, accounts).from_self is ours


def test_values_are_one_or_many():
    reply = change("replies", REPLY)
    assert mention("threads", body(reply)) == mention("threads", body([reply]))
    first, bad, odd, last = hear("threads", body([reply, change("replies", {"text": "no id"}), 7, reply]))
    assert first == last
    assert isinstance(bad, Broken)
    assert isinstance(odd, Broken)


@pytest.mark.parametrize("values", [None, [], {}])
def test_nothing_in_it(values):
    [ignored] = hear("threads", body(values))
    assert isinstance(ignored, Ignored)


def test_the_envelope_of_metas_other_products():
    entry = {"id": US, "time": 1_800_000_000, "changes": [change("replies", REPLY)]}
    assert mention("threads", {"object": "threads", "entry": [entry]}) == mention("threads", body(entry["changes"]))
    assert mention("threads", {"entry": [entry]}).account_id == US
    [ignored] = hear("threads", {"object": "instagram", "entry": [entry]})
    assert isinstance(ignored, Ignored)


def test_without_any_time():
    silent = {"target_id": US, "values": change("mentions", {"id": "4"})}
    assert (mention("threads", silent).created_at, mention("threads", silent).event_at) == (None, RECEIVED)


@pytest.mark.parametrize("link", ["http://www.threads.net/@ana", "javascript:alert(1)", "P", 7, None])
def test_a_link_that_nobody_should_follow_is_dropped(link):
    assert hears("replies", REPLY | {"permalink": link}).permalink is None


def test_other_fields_are_ignored_by_name():
    assert hear("threads", body(change("of_tomorrow", REPLY))) == [Ignored("change of_tomorrow")]


def test_what_answers_the_post_itself_is_under_it():
    received = hears("replies", {key: REPLY[key] for key in REPLY if key != "replied_to"})
    assert (received.parent_id, received.root_id) == ("6", "6")
    assert hears("mentions", {"id": "4", "text": "hi"}).parent_id is None


@pytest.mark.parametrize(
    ("more", "words", "hidden"),
    [
        ({"alt_text": "a burnt lamp"}, "hi\na burnt lamp", ()),
        (
            {"poll_attachment": {"option_a": "Acme", "option_b": "Zeta", "option_a_votes_percentage": 0.9}},
            "hi\nAcme\nZeta",
            (),
        ),
        ({"link_attachment_url": "https://acme.example"}, "hi", ("https://acme.example",)),
        ({"topic_tag": "acme"}, "hi", ("#acme",)),
        ({"alt_text": 7, "poll_attachment": [], "topic_tag": {}, "link_attachment_url": None}, "hi", ()),
    ],
)
def test_words_and_links_beside_the_text(more, words, hidden):
    received = hears("replies", REPLY | more)
    assert (received.text, received.links) == (words, hidden)
    gone = hears("delete", REPLY | more)
    assert (gone.text, gone.links) == (None, ())


@pytest.mark.parametrize(
    ("kind", "counted"), [("HOLOGRAM", [Wordless("HOLOGRAM")]), ("TEXT_POST", [Wordless("TEXT_POST")]), ("IMAGE", [])]
)
def test_what_comes_without_words_is_kept_and_counted(kind, counted):
    [kept, *beside] = hear("threads", body(change("replies", REPLY | {"text": "", "media_type": kind})))
    assert (kept.external_id, beside) == ("4", counted)
