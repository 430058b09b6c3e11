"""LINE's oddities: no names, users that are not told, messages that are unsent, redeliveries."""

import pytest

from goodword.platforms.contract import Broken, Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

USER = {"type": "user", "userId": "U1"}


def event(**more):
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_700_000_000_123,
        "source": USER,
        "webhookEventId": "01A",
        "deliveryContext": {"isRedelivery": False},
        "message": {"id": "9", "type": "text", "text": "hi acme"},
    } | more


def body(*events, **more):
    return {"destination": "U0", "events": list(events)} | more


def with_message(**message):
    return body(event(message={"id": "9", "type": "text"} | message))


def test_a_message():
    received = mention("line", body(event()))
    assert (received.kind, received.action, received.external_id, received.text) == (
        "message",
        "created",
        "9",
        "hi acme",
    )
    assert (received.author_id, received.author_name, received.account_id, received.from_self) == (
        "U1",
        None,
        "U0",
        False,
    )
    assert received.created_at == received.event_at == at(1_700_000_000.123)


@pytest.mark.parametrize(
    ("source", "author", "root"),
    [
        (USER, "U1", None),
        ({"type": "group", "groupId": "C1", "userId": "U1"}, "U1", "9"),
        ({"type": "group", "groupId": "C1"}, None, "9"),
        ({"type": "room", "roomId": "R1", "userId": "U1"}, "U1", "9"),
        (None, None, None),
    ],
)
def test_where_it_was_said(source, author, root):
    received = mention("line", body(event(source=source)))
    assert (received.author_id, received.root_id) == (author, root)


@pytest.mark.parametrize(
    ("message", "words", "media"),
    [
        ({"type": "image", "contentProvider": {"type": "line"}}, None, ("9",)),
        (
            {"type": "image", "contentProvider": {"type": "external", "originalContentUrl": "https://a.example/1.jpg"}},
            None,
            ("https://a.example/1.jpg",),
        ),
        ({"type": "video", "duration": 6000}, None, ("9",)),
        ({"type": "audio"}, None, ("9",)),
        ({"type": "file", "fileName": "bill.pdf", "fileSize": 9}, None, ("9",)),
        ({"type": "location", "title": "shop", "address": "street", "latitude": 1.5}, "shop\nstreet", ()),
        ({"type": "location", "latitude": 1.5, "longitude": 2.5}, None, ()),
        ({"type": "sticker", "keywords": ["fire"], "stickerResourceType": "STATIC"}, None, ()),
        ({"type": "template", "altText": "it burnt", "template": {"type": "buttons"}}, "it burnt", ()),
        ({"type": "flex", "contents": {"body": {"contents": [{"type": "text", "text": "burnt"}]}}}, "burnt", ()),
        ({"type": "textV2", "text": "it burnt"}, "it burnt", ()),
        ({"type": "of_tomorrow", "note": {"heading": "it burnt", "noteId": "n 1"}}, "it burnt", ()),
        ({"type": "of_tomorrow", "lines": ["it burnt", "twice"], "quoteToken": "a b"}, "it burnt\ntwice", ()),
        ({"type": "sticker", "packageId": "1", "stickerId": "2"}, None, ()),
        ({"type": "sticker", "text": "thanks acme"}, "thanks acme", ()),
    ],
)
def test_every_kind_of_message(message, words, media):
    received = mention("line", with_message(**message))
    assert (received.text, received.media, received.external_id) == (words, media, "9")


def test_a_quote_is_what_it_answers():
    assert mention("line", with_message(text="this one", quotedMessageId="8")).parent_id == "8"


def test_in_a_group_a_quote_is_the_thread():
    group = {"source": {"type": "group", "groupId": "C1", "userId": "U1"}}
    quoting = {"id": "9", "type": "text", "text": "hi", "quotedMessageId": "8"}
    assert mention("line", body(event(message=quoting, **group))).root_id == "8"
    edited = event(type="messageEdited", **group)
    assert mention("line", body(edited)).root_id is None, "it may have quoted"
    unsent = event(type="unsend", unsend={"messageId": "9"}, message=None, **group)
    assert mention("line", body(unsent)).root_id is None


def test_an_edit_is_of_the_same_message():
    received = mention("line", body(event(type="messageEdited")))
    assert (received.action, received.external_id, received.text) == ("edited", "9", "hi acme")


def test_unsent():
    unsent = event(type="unsend", unsend={"messageId": "9"}, message={"id": "10", "type": "text", "text": "gone"})
    received = mention("line", body(unsent))
    assert (received.action, received.external_id, received.text, received.media) == ("deleted", "9", None, ())
    assert received.event_at == at(1_700_000_000.123)


def test_standby_is_heard_and_a_redelivery_says_the_same():
    assert mention("line", body(event(mode="standby"))).text == "hi acme"
    again = mention("line", body(event(deliveryContext={"isRedelivery": True})))
    assert again == mention("line", body(event()))


def test_our_own_account():
    assert mention("line", body(event(source={"type": "user", "userId": "U0"}))).from_self
    assert mention("line", body(event()), accounts={"U1"}).from_self


def test_the_old_form_without_destination_and_time():
    received = mention(
        "line", {"events": [{"type": "message", "source": USER, "message": {"id": "9", "type": "text"}}]}
    )
    assert (received.account_id, received.created_at, received.event_at) == (None, None, RECEIVED)


@pytest.mark.parametrize(
    "name",
    [
        *("follow", "unfollow", "join", "leave", "memberJoined", "memberLeft", "postback", "beacon", "accountLink"),
        *("videoPlayComplete", "membership", "module", "activated", "deactivated", "botSuspended", "delivery", "of_t"),
    ],
)
def test_what_nobody_said_is_ignored_by_name(name):
    [ignored] = hear("line", body(event(type=name, message=None, postback={"data": "private"})))
    assert ignored == Ignored(f"event {name}")


@pytest.mark.parametrize(
    ("message", "counted"),
    [
        ({"type": "hologram"}, [Wordless("hologram")]),
        ({"type": None}, [Wordless("unnamed")]),
        ({"type": "text", "text": ""}, [Wordless("text")]),
        ({"type": "sticker"}, []),
        ({"type": "image"}, []),
        ({"type": "hologram", "text": "it burnt"}, []),
    ],
)
def test_a_message_of_tomorrow_is_kept_and_counted(message, counted):
    [kept, *beside] = hear("line", with_message(**message))
    assert (kept.external_id, beside) == ("9", counted)


def test_an_event_without_its_message_is_ignored():
    assert hear("line", body(event(message=None))) == [Ignored("event message: no message in it")]


def test_a_check_of_the_address():
    [ignored] = hear("line", body())
    assert isinstance(ignored, Ignored)


def test_one_bad_event_leaves_its_neighbours():
    received = hear("line", body(event(message={"type": "text", "text": "no id"}), event(type="follow"), event()))
    assert [type(item).__name__ for item in received] == ["Broken", "Ignored", "Mention"]
    assert isinstance(received[0], Broken)
