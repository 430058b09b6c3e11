"""Slack: a time that is an id, edits and deletions inside messages, bots that are ours or not, marks in text."""

import json
from datetime import UTC, datetime

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature
from goodword.platforms.contract import Delivery, Ignored, Secrets, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

SLACK = platforms.load("slack")
SECRETS = Secrets({"signing_secret": ("s" * 32,)})
TS, LATER = "1700000000.002000", "1700000060.003000"


def callback(event, **more):
    return {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event": event} | more


def message(**more):
    return {"type": "message", "channel": "C1", "user": "U1", "text": "hi acme", "ts": TS} | more


def changed(now, before=None, **more):
    event = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": LATER, "message": now}
    return callback(event | ({"previous_message": before} if before else {}) | more)


def test_a_message():
    received = mention("slack", callback(message()))
    assert (received.kind, received.action, received.external_id) == ("message", "created", f"C1:{TS}")
    assert (received.author_id, received.account_id, received.root_id, received.parent_id) == (
        "U1",
        "T1",
        f"C1:{TS}",
        None,
    )
    assert received.created_at == received.event_at == at(1_700_000_000.002)
    assert not received.from_self


@pytest.mark.parametrize("subtype", ["bot_message", "file_share", "me_message", "thread_broadcast"])
def test_subtypes_that_somebody_said(subtype):
    assert mention("slack", callback(message(subtype=subtype))).text == "hi acme"


def test_a_mention_and_its_message_are_one():
    received = mention("slack", callback(message(type="app_mention")))
    assert (received.kind, received.external_id) == ("mention", mention("slack", callback(message())).external_id)


def test_threads():
    assert mention("slack", callback(message(thread_ts="1699999999.000100"))).parent_id == "C1:1699999999.000100"
    assert mention("slack", callback(message(thread_ts=TS))).parent_id is None, "the first of a thread answers nobody"


FIRST = "1699999999.000100"


@pytest.mark.parametrize(
    ("event", "root"),
    [
        (message(), f"C1:{TS}"),
        (message(thread_ts=TS), f"C1:{TS}"),
        (message(thread_ts=FIRST), f"C1:{FIRST}"),
        (message(thread_ts=FIRST, subtype="thread_broadcast"), f"C1:{FIRST}"),
        (message(type="app_mention", thread_ts=FIRST), f"C1:{FIRST}"),
        (message(channel_type="channel", channel="D1"), f"D1:{TS}"),
        (message(channel_type="mpim", channel="G1"), f"G1:{TS}"),
        (message(channel_type="im", channel="D1"), "D1"),
        (message(channel="D1", thread_ts=FIRST), "D1"),
    ],
)
def test_the_thread_is_the_thread_and_not_the_channel(event, root):
    assert mention("slack", callback(event)).root_id == root


def test_what_is_edited_or_gone_stays_in_its_thread():
    now = message(thread_ts=FIRST, edited={"user": "U1", "ts": LATER})
    assert mention("slack", changed(now, message(text="old"))).root_id == f"C1:{FIRST}"
    gone = {"type": "message", "subtype": "message_deleted", "channel": "C1", "ts": LATER, "deleted_ts": TS}
    assert mention("slack", callback(gone | {"previous_message": now})).root_id == f"C1:{FIRST}"
    assert mention("slack", callback(gone | {"previous_message": message()})).root_id == f"C1:{TS}"
    assert mention("slack", callback(gone)).root_id is None, "nobody knows in which thread it stood"


BOT = {"subtype": "bot_message", "bot_id": "B1", "app_id": "A2", "user": None, "text": ""}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "it &amp; the cable burnt"}}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "it "}, {"type": "text", "text": "burnt", "style": {"bold": True}}],
        }
    ],
}
REVIEW = {"fallback": "1 star: it melted", "title": "1 star by Rita", "text": "it melted", "color": "red"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"attachments": [REVIEW]}, "1 star by Rita\nit melted"),
        (
            {"attachments": [REVIEW | {"fields": [{"title": "Version", "value": "4.2"}]}]},
            "1 star by Rita\nit melted\nVersion\n4.2",
        ),
        ({"attachments": [{"fallback": "1 star: it melted", "color": "red"}]}, "1 star: it melted"),
        (
            {"attachments": [{"pretext": "New review", "text": "it melted"}, {"text": "and stank"}]},
            "New review\nit melted\nand stank",
        ),
        ({"attachments": [{"blocks": [SECTION]}]}, "it & the cable burnt"),
        ({"attachments": [REVIEW], "text": "New review"}, "New review\n1 star by Rita\nit melted"),
        ({"blocks": [SECTION], "text": "it &amp; the cable burnt"}, "it & the cable burnt"),
        (
            {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Ticket"}}, SECTION]},
            "Ticket\nit & the cable burnt",
        ),
        ({"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "by Rita"}]}]}, "by Rita"),
        (
            {
                "blocks": [
                    {
                        "type": "section",
                        "fields": [{"type": "mrkdwn", "text": "Stars"}, {"type": "mrkdwn", "text": "1"}],
                    }
                ]
            },
            "Stars\n1",
        ),
        (
            {"blocks": [{"type": "image", "image_url": "https://a.example/1", "alt_text": "a burnt lamp"}]},
            "a burnt lamp",
        ),
        ({"blocks": [RICH]}, "it burnt"),
        (
            {
                "blocks": [
                    SECTION | {"accessory": {"type": "button", "text": {"text": "Open"}}},
                    {"type": "actions", "elements": [{"text": {"text": "Close"}}]},
                ]
            },
            "it & the cable burnt",
        ),
    ],
)
def test_what_a_bot_shows_is_what_it_says(more, words):
    assert mention("slack", callback(message(**BOT | more))).text == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"blocks": [RICH], "text": "it *burnt*"}, "it *burnt*"),
        ({"blocks": [RICH], "text": ""}, "it burnt"),
        (
            {"text": "", "attachments": [{"is_share": True, "from_url": "https://a.slack.com/p1", "text": "it burnt"}]},
            "it burnt",
        ),
        ({"text": "look", "attachments": [{"is_share": True, "text": "it burnt"}]}, "look"),
        (
            {"text": "<https://a.example>", "attachments": [{"from_url": "https://a.example", "text": "a page"}]},
            "<https://a.example>",
        ),
        ({"text": "", "files": [{"id": "F1", "name": "a.png", "title": "my burnt lamp"}]}, "my burnt lamp"),
        ({"text": "", "files": [{"id": "F1", "name": "a.png", "title": "a.png"}]}, None),
    ],
)
def test_what_a_person_says_is_the_text_and_where_there_is_none_what_is_shown(more, words):
    assert mention("slack", callback(message(**more))).text == words


def test_an_edit_of_what_a_bot_shows_is_an_edit():
    before = message(**BOT, attachments=[REVIEW])
    received = mention("slack", changed(before | {"attachments": [REVIEW | {"text": "it is fine"}]}, before))
    assert (received.action, received.text) == ("edited", "1 star by Rita\nit is fine")


@pytest.mark.parametrize(
    ("more", "hidden"),
    [
        ({"text": "see <https://acme.example/a?b=1&amp;c|this>"}, ("https://acme.example/a?b=1&c",)),
        ({"text": "see <https://acme.example>, <@U1>, <#C1|acme>"}, ("https://acme.example",)),
        (
            {"text": "", "blocks": [{"elements": [{"type": "link", "url": "https://b.example", "text": "b"}]}]},
            ("https://b.example",),
        ),
        (
            {"text": "", "attachments": [{"title": "t", "title_link": "https://acme.example/1"}]},
            ("https://acme.example/1",),
        ),
        (
            {"text": "x", "attachments": [{"from_url": "https://c.example", "title": "Acme Lamp"}]},
            ("https://c.example", "Acme Lamp"),
        ),
        ({"text": "look", "attachments": [{"is_share": True, "text": "my acme burnt"}]}, ("my acme burnt",)),
        ({"text": "nothing"}, ()),
    ],
)
def test_what_a_link_hides(more, hidden):
    assert mention("slack", callback(message(**more))).links == hidden


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({"text": "", "blocks": [{"type": "hologram", "x": 1}]}, [Wordless("hologram")]),
        ({"text": "", "attachments": [{"color": "red"}]}, [Wordless("message")]),
        ({"text": "", "files": [{"id": "F1"}]}, []),
        ({"text": ""}, [Wordless("message")]),
        ({"text": "hi", "blocks": [{"type": "hologram"}]}, []),
    ],
)
def test_what_comes_without_words_is_kept_and_counted(more, counted):
    [kept, *beside] = hear("slack", callback(message(**more)))
    assert (kept.external_id, beside) == (f"C1:{TS}", counted)


def test_an_edit():
    now = {"type": "message", "user": "U1", "text": "hello", "ts": TS, "edited": {"user": "U1", "ts": LATER}}
    received = mention("slack", changed(now, {**now, "text": "hi acme", "edited": None}))
    assert (received.action, received.external_id, received.text) == ("edited", f"C1:{TS}", "hello")
    assert (received.created_at, received.event_at) == (at(1_700_000_000.002), at(1_700_000_060.003))
    assert mention("slack", changed({**now, "edited": None})).event_at == at(1_700_000_060.003)


def test_a_preview_of_a_link_is_no_edit():
    before = {"type": "message", "user": "U1", "text": "<https://a.example>", "ts": TS}
    [ignored] = hear("slack", changed({**before, "attachments": [{"text": "a page"}]}, before))
    assert isinstance(ignored, Ignored)


def test_deletions():
    before = message(ts=TS)
    deleted = message(subtype="message_deleted", ts=LATER, deleted_ts=TS, previous_message=before, text="", user=None)
    tombstone = {"type": "message", "subtype": "tombstone", "text": "This message was deleted.", "ts": TS}
    for payload in (callback(deleted), changed(tombstone, before)):
        received = mention("slack", payload)
        assert (received.action, received.external_id, received.text, received.author_id) == (
            "deleted",
            f"C1:{TS}",
            None,
            "U1",
        )
        assert (received.created_at, received.event_at) == (at(1_700_000_000.002), at(1_700_000_060.003))
    bare = mention("slack", callback({key: deleted[key] for key in ("type", "subtype", "channel", "deleted_ts")}))
    assert (bare.external_id, bare.author_id, bare.event_at) == (f"C1:{TS}", None, bare.created_at)


@pytest.mark.parametrize(
    ("more", "accounts", "ours"),
    [
        ({}, (), False),
        ({}, {"U1"}, True),
        ({"bot_id": "B1"}, {"B1"}, True),
        ({"bot_id": "B1", "app_id": "A1"}, (), True),
        ({"bot_id": "B1", "bot_profile": {"app_id": "A1"}}, {"U9"}, True),
        ({"bot_id": "B1", "app_id": "A2"}, (), False),
        ({"bot_id": "B1", "user": None}, (), True),
        ({"bot_id": "B1", "user": None}, {"B2"}, False),
        ({"user": "UBOT", "bot_id": "B1", "app_id": "A2"}, (), True),
        ({"user": "UPERSON"}, (), False),
    ],
)
def test_own_post(more, accounts, ours):
    installed = [{"user_id": "UBOT", "is_bot": True}, {"user_id": "UPERSON", "is_bot": False}, None, {"is_bot": True}]
    assert mention("slack", callback(message(**more), authorizations=installed), accounts).from_self is ours


def test_who_said_it():
    person = {"real_name": "Ana Lima", "name": "ana"}
    received = mention("slack", callback(message(user_profile=person)))
    assert (received.author_name, received.author_handle) == ("Ana Lima", "ana")
    bot = mention("slack", callback(message(subtype="bot_message", user=None, bot_id="B1", username="desk")), {"B2"})
    assert (bot.author_id, bot.author_name) == ("B1", "desk")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &amp; b &lt;3 &gt; c", "a & b <3 > c"),
        ("&amp;lt; stays", "&lt; stays"),
        ("&quot;&copy; stay", "&quot;&copy; stay"),
        ("<@U1> saw <https://a.example/x?a=1&amp;b=2|this>", "<@U1> saw <https://a.example/x?a=1&b=2|this>"),
        ("1 &lt; 2 <unclosed", "1 < 2 <unclosed"),
    ],
)
def test_text_is_unescaped(written, read):
    assert mention("slack", callback(message(text=written))).text == read


def test_files():
    url, download = "https://files.slack.com/1.png", "https://files.slack.com/download/2.png"
    files = [{"id": "F1", "url_private": url}, {"id": "F2", "url_private_download": download}, {"id": "F3"}, None, 7]
    received = mention("slack", callback(message(subtype="file_share", text="", files=files)))
    assert (received.text, received.media) == (None, (url, download, "F3"))


@pytest.mark.parametrize(("name", "action"), [("reaction_added", "created"), ("reaction_removed", "deleted")])
def test_reactions(name, action):
    event = {"type": name, "user": "U1", "reaction": "thumbsup", "item_user": "U2", "event_ts": LATER}
    received = mention("slack", callback(event | {"item": {"type": "message", "channel": "C1", "ts": TS}}))
    assert (received.kind, received.action, received.external_id) == ("reaction", action, None)
    assert (received.parent_id, received.author_id, received.event_at) == (f"C1:{TS}", "U1", at(1_700_000_060.003))
    assert hear("slack", callback(event | {"item": {"type": "file", "file": "F1"}})) == [Ignored("reaction to file")]


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"type": "url_verification", "challenge": "c"}, "url_verification"),
        ({"type": "app_rate_limited", "team_id": "T1"}, "app_rate_limited"),
        (callback({"type": "member_joined_channel", "user": "U1"}), "member_joined_channel"),
        (callback({"type": "app_home_opened"}), "app_home_opened"),
        (callback(message(subtype="channel_join")), "channel_join"),
        (callback(message(subtype="channel_topic")), "channel_topic"),
        (callback(message(subtype="message_replied")), "message_replied"),
        (callback(message(subtype=["bot_message"])), "unreadable"),
    ],
)
def test_the_rest_is_ignored_by_name(payload, named):
    [ignored] = hear("slack", payload)
    assert isinstance(ignored, Ignored)
    assert named in ignored.reason


def test_without_a_time_of_its_own_the_receipt_counts():
    event = {"type": "reaction_added", "user": "U1", "item": {"type": "message", "channel": "C1", "ts": TS}}
    assert mention("slack", callback(event)).event_at == RECEIVED


def posted(body, *, signed=True, now=RECEIVED):
    headers = SLACK.sign(body, SECRETS, now) if signed else {}
    return Delivery("slack", "acme", "POST", headers, {}, body, now)


def test_the_handshake_is_answered_once_verified():
    body = json.dumps({"token": "t", "challenge": "3eZbrw1a", "type": "url_verification"}).encode()
    answer = SLACK.challenge(posted(body), SECRETS)
    assert (answer.status, answer.body, answer.content_type) == (200, "3eZbrw1a", "text/plain")
    with pytest.raises(BadSignature):
        SLACK.challenge(posted(body, signed=False), SECRETS)
    with pytest.raises(BadHandshake):
        SLACK.challenge(posted(b'{"type": "url_verification"}'), SECRETS)
    with pytest.raises(BadHandshake):
        SLACK.challenge(posted(b'"url_verification"'), SECRETS)


def test_words_are_no_handshake():
    body = json.dumps(callback(message(text='"type": "url_verification"'))).encode()
    assert SLACK.challenge(posted(body, signed=False), SECRETS) is None
    assert SLACK.challenge(posted(b'{"type": "event_callback", "a": "url_verification"}'), SECRETS) is None


def test_a_form_is_verified_as_any_body():
    body = b"token=x&command=%2Fwebhook-collect&text="
    SLACK.verify(posted(body), SECRETS, RECEIVED)
    with pytest.raises(BadSignature):
        SLACK.verify(posted(body, now=datetime(2026, 1, 1, tzinfo=UTC)), SECRETS, RECEIVED)
