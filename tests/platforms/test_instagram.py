"""Instagram's oddities: ids without words, entries without changes, message events in two forms."""

import pytest

from goodword.platforms.contract import Broken, Ignored, Lookup, Wordless
from tests.platforms.hearing import at, hear, mention

US = "17841400000000001"


def entry(**held):
    return {"object": "instagram", "entry": [{"id": US, "time": 1_700_000_000, **held}]}


def change(field, value):
    return entry(changes=[{"field": field, "value": value}])


def direct(message):
    event = {"sender": {"id": "77"}, "recipient": {"id": US}, "timestamp": 1_700_000_000_001, "message": message}
    return entry(messaging=[event])


@pytest.mark.parametrize("field", ["comments", "live_comments"])
def test_comment(field):
    received = mention(
        "instagram",
        change(
            field,
            {
                "id": 17865799348089039,
                "text": "hi",
                "from": {"id": "7", "username": "ana"},
                "media": {"id": "9", "ad_id": "3", "original_media_id": "8"},
                "parent_id": "4",
            },
        ),
    )
    assert (received.kind, received.external_id, received.parent_id, received.root_id) == (
        "comment",
        "17865799348089039",
        "4",
        "9",
    )
    assert (received.author_id, received.author_handle, received.author_name) == ("7", "ana", None)
    assert (received.created_at, received.event_at) == (None, at(1_700_000_000))


def test_field_and_value_right_in_the_entry():
    received = mention("instagram", entry(field="comments", value={"id": "1", "text": "hi"}))
    assert (received.external_id, received.text, received.account_id) == ("1", "hi", US)


def test_own_post_by_entry_scoped_id_or_accounts():
    def said_by(**author):
        return mention(
            "instagram", change("comments", {"id": "1", "text": "hi", "from": author}), accounts={"55"}
        ).from_self

    assert said_by(id=US)
    assert said_by(id="7", self_ig_scoped_id=US)
    assert said_by(id="55")
    assert not said_by(id="7", self_ig_scoped_id="8")


def test_an_echo_says_to_whom_it_went_in_both_forms():
    sent = {"sender": {"id": US}, "recipient": {"id": "77"}, "message": {"mid": "m1", "is_echo": True}}
    flat = {"from": {"id": US}, "recipient": {"id": "77"}, "mid": "m1", "is_echo": True}
    for payload in (entry(messaging=[sent]), change("messages", sent), change("message_echoes", flat)):
        received = mention("instagram", payload)
        assert (received.external_id, received.author_id, received.recipient_id) == ("m1", US, "77")
    assert mention("instagram", direct({"mid": "m1", "text": "hi"})).recipient_id is None


def test_removed_and_edited_comments():
    removed = mention("instagram", change("comments", {"id": "1", "verb": "removed", "text": "was said"}))
    assert (removed.action, removed.text) == ("deleted", None)
    assert mention("instagram", change("comments", {"id": "1", "verb": "edited", "text": "hi"})).action == "edited"


def test_mention_in_a_caption_is_known_by_the_media():
    received, lookup = hear("instagram", change("mentions", {"media_id": "9"}))
    assert (received.kind, received.external_id, received.root_id, received.text) == ("mention", "9", "9", None)
    assert (received.created_at, received.event_at) == (None, at(1_700_000_000))
    assert lookup == Lookup({"what": "mentioned_media", "account": US, "media_id": "9"})


def test_mention_in_a_comment_is_known_and_asked_for_by_the_comment():
    received, lookup = hear("instagram", change("mentions", {"media_id": 9, "comment_id": 4}))
    assert (received.external_id, received.root_id) == ("4", "9")
    assert lookup == Lookup({"what": "mentioned_comment", "account": US, "media_id": "9", "comment_id": "4"})


@pytest.mark.parametrize(
    ("account", "value"),
    [
        ("0", {"media_id": "9"}),
        (None, {"media_id": "9"}),
        (US, {"media_id": "9){id},username,x(1"}),
        (US, {"media_id": "9", "comment_id": "../me"}),
        (US, {"media_id": "9", "text": "@acme look"}),
    ],
)
def test_what_cannot_or_need_not_be_asked_is_heard_all_the_same(account, value):
    payload = change("mentions", value)
    payload["entry"][0]["id"] = account
    assert mention("instagram", payload).kind == "mention"


def test_story_mention():
    received = mention(
        "instagram",
        direct({"mid": "m", "attachments": [{"type": "story_mention", "payload": {"url": "https://s.example/"}}]}),
    )
    assert (received.kind, received.media, received.from_self) == ("mention", ("https://s.example/",), False)


def test_answer_to_our_story():
    received = mention(
        "instagram",
        direct({"mid": "m", "text": "wow", "reply_to": {"story": {"id": "s1", "url": "https://s.example/"}}}),
    )
    assert (received.kind, received.parent_id, received.media) == ("message", "s1", ("https://s.example/",))


def test_unsent_message():
    received = mention("instagram", direct({"mid": "m", "is_deleted": True}))
    assert (received.action, received.external_id) == ("deleted", "m")


def test_message_as_a_change_with_seconds_as_text():
    """The form that the dashboard's Test button sends."""
    value = {
        "sender": {"id": "12334"},
        "timestamp": "1527459824",
        "message": {"mid": "random_mid", "text": "random_text"},
    }
    received = mention("instagram", change("messages", value))
    assert (received.external_id, received.text, received.created_at) == (
        "random_mid",
        "random_text",
        at(1_527_459_824),
    )


def test_edit_and_reaction_as_changes_flat_or_nested():
    flat = mention(
        "instagram", change("message_edit", {"mid": "m", "text": "new", "from": {"id": "7", "username": "ana"}})
    )
    nested = mention(
        "instagram", change("message_edit", {"sender": {"id": "7"}, "message_edit": {"mid": "m", "text": "new"}})
    )
    assert (flat.action, flat.external_id, flat.text, flat.author_id) == ("edited", "m", "new", "7")
    assert (nested.action, nested.external_id, nested.text, nested.author_id) == ("edited", "m", "new", "7")
    taken_back = mention(
        "instagram", change("message_reactions", {"mid": "m", "action": "unreact", "from": {"id": "7"}})
    )
    assert (taken_back.kind, taken_back.action, taken_back.parent_id) == ("reaction", "deleted", "m")


@pytest.mark.parametrize("payload", [change("story_insights", {"reach": 3}), change("comments", None)])
def test_the_rest_is_ignored(payload):
    [ignored] = hear("instagram", payload)
    assert isinstance(ignored, Ignored)


def test_seen_events_are_ignored():
    payload = entry(messaging=[{"sender": {"id": "77"}, "timestamp": 1, "read": {"mid": "m"}}])
    assert hear("instagram", payload) == [Ignored("messaging event read")]


def test_a_list_of_envelopes_is_read_one_by_one():
    """Meta's own examples for Instagram Login stand in a list, with field and value right in the entry."""
    envelope = entry(field="comments", value={"id": "c1", "text": "hi"})
    first, second, broken = hear("instagram", [envelope, envelope, 3])
    assert (first.external_id, second.external_id) == ("c1", "c1")
    assert isinstance(broken, Broken)


def test_a_mention_keeps_what_a_relay_knows_of_it():
    value = {"media_id": "m1", "comment_id": "c1", "text": "@acme look", "from": {"id": "7", "username": "jo"}}
    received = mention("instagram", change("mentions", value))
    assert (received.external_id, received.text, received.author_id, received.author_handle) == (
        "c1",
        "@acme look",
        "7",
        "jo",
    )


def test_standby_is_heard_as_a_change_too():
    about = {"sender": {"id": "77"}, "recipient": {"id": US}, "timestamp": 1_700_000_000_001}
    received = mention("instagram", change("standby", about | {"message": {"mid": "m_1", "text": "hi"}}))
    assert (received.kind, received.external_id, received.author_id) == ("message", "m_1", "77")
    pressed = mention("instagram", change("standby", about | {"postback": {"title": "Start"}}))
    assert (pressed.text, pressed.external_id) == ("Start", "postback:77:1700000000001")
    assert hear("instagram", change("standby", about | {"postback": {}})) == [Ignored("messaging event postback")]


@pytest.mark.parametrize(
    "title", ["I want my money back", "¿Dónde está mi pedido?", "Where is it?\x00", "It burnt me 🔥"]
)
def test_a_pressed_question_is_a_message_with_its_words(title):
    event = {"sender": {"id": "77"}, "recipient": {"id": US}, "timestamp": 1_700_000_000_001}
    pressed = {"mid": "m_ice1", "title": title, "payload": "REFUND"}
    received = mention("instagram", entry(messaging=[event | {"postback": pressed}]))
    assert (received.kind, received.external_id, received.text) == ("message", "m_ice1", title.replace("\x00", ""))
    assert (received.author_id, received.from_self, received.created_at) == ("77", False, at(1_700_000_000.001))


def test_a_shared_reel_says_its_title():
    reel = {
        "type": "ig_reel",
        "payload": {"reel_video_id": "1", "title": "my Acme charger burns", "url": "https://c.example/"},
    }
    received = mention("instagram", direct({"mid": "m", "attachments": [reel]}))
    assert (received.text, received.media) == ("my Acme charger burns", ("https://c.example/",))
    beside = mention("instagram", direct({"mid": "m", "text": "look", "attachments": [reel]}))
    assert (beside.text, beside.links) == ("look", ("my Acme charger burns",))


def test_the_advert_under_which_a_comment_stands_is_for_brands_alone():
    value = {"id": "1", "text": "mine melted", "media": {"id": "9", "ad_id": "5", "ad_title": "The Acme charger"}}
    received = mention("instagram", change("comments", value))
    assert (received.text, received.links) == ("mine melted", ("The Acme charger",))


def test_a_comment_without_words_is_counted():
    received, counted = hear("instagram", change("comments", {"id": "1", "from": {"id": "7"}}))
    assert (received.external_id, counted) == ("1", Wordless("comment"))
