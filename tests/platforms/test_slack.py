"""Slack: a time that is an id, edits and deletions inside messages, bots that are ours or not, marks in text."""

import json
from datetime import UTC, datetime

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature
from goodword.platforms._platform import Delivery, Ignored, Secrets
from tests.platforms.hearing import RECEIVED, at, hear, mention

SLACK = platforms.load("slack")
SECRETS = Secrets({"signing_secret": ("s" * 32,)})
TS, LATER = "1700000000.002000", "1700000060.003000"


def told(event, **more):
    return {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event": event} | more


def message(**more):
    return {"type": "message", "channel": "C1", "user": "U1", "text": "hi acme", "ts": TS} | more


def changed(now, before=None, **more):
    event = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": LATER, "message": now}
    return told(event | ({"previous_message": before} if before else {}) | more)


def test_a_message():
    heard = mention("slack", told(message()))
    assert (heard.kind, heard.action, heard.external_id) == ("message", "created", f"C1:{TS}")
    assert (heard.author_id, heard.account_id, heard.root_id, heard.parent_id) == ("U1", "T1", "C1", None)
    assert heard.created_at == heard.event_at == at(1_700_000_000.002)
    assert not heard.from_self


@pytest.mark.parametrize("subtype", ["bot_message", "file_share", "me_message", "thread_broadcast"])
def test_subtypes_that_somebody_said(subtype):
    assert mention("slack", told(message(subtype=subtype))).text == "hi acme"


def test_a_mention_and_its_message_are_one():
    heard = mention("slack", told(message(type="app_mention")))
    assert (heard.kind, heard.external_id) == ("mention", mention("slack", told(message())).external_id)


def test_threads():
    assert mention("slack", told(message(thread_ts="1699999999.000100"))).parent_id == "C1:1699999999.000100"
    assert mention("slack", told(message(thread_ts=TS))).parent_id is None, "the first of a thread answers nobody"


def test_an_edit():
    now = {"type": "message", "user": "U1", "text": "hello", "ts": TS, "edited": {"user": "U1", "ts": LATER}}
    heard = mention("slack", changed(now, {**now, "text": "hi acme", "edited": None}))
    assert (heard.action, heard.external_id, heard.text) == ("edited", f"C1:{TS}", "hello")
    assert (heard.created_at, heard.event_at) == (at(1_700_000_000.002), at(1_700_000_060.003))
    assert mention("slack", changed({**now, "edited": None})).event_at == at(1_700_000_060.003)


def test_a_preview_of_a_link_is_no_edit():
    before = {"type": "message", "user": "U1", "text": "<https://a.example>", "ts": TS}
    [heard] = hear("slack", changed({**before, "attachments": [{"text": "a page"}]}, before))
    assert isinstance(heard, Ignored)


def test_deletions():
    before = message(ts=TS)
    deleted = message(subtype="message_deleted", ts=LATER, deleted_ts=TS, previous_message=before, text="", user=None)
    tombstone = {"type": "message", "subtype": "tombstone", "text": "This message was deleted.", "ts": TS}
    for payload in (told(deleted), changed(tombstone, before)):
        heard = mention("slack", payload)
        assert (heard.action, heard.external_id, heard.text, heard.author_id) == ("deleted", f"C1:{TS}", None, "U1")
        assert (heard.created_at, heard.event_at) == (at(1_700_000_000.002), at(1_700_000_060.003))
    bare = mention("slack", told({key: deleted[key] for key in ("type", "subtype", "channel", "deleted_ts")}))
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
def test_own_voice(more, accounts, ours):
    installed = [{"user_id": "UBOT", "is_bot": True}, {"user_id": "UPERSON", "is_bot": False}, None, {"is_bot": True}]
    assert mention("slack", told(message(**more), authorizations=installed), accounts).from_self is ours


def test_who_said_it():
    person = {"real_name": "Ana Lima", "name": "ana"}
    heard = mention("slack", told(message(user_profile=person)))
    assert (heard.author_name, heard.author_handle) == ("Ana Lima", "ana")
    bot = mention("slack", told(message(subtype="bot_message", user=None, bot_id="B1", username="desk")), {"B2"})
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
    assert mention("slack", told(message(text=written))).text == read


def test_files():
    one, two = "https://files.slack.com/1.png", "https://files.slack.com/download/2.png"
    files = [{"id": "F1", "url_private": one}, {"id": "F2", "url_private_download": two}, {"id": "F3"}, None, 7]
    heard = mention("slack", told(message(subtype="file_share", text="", files=files)))
    assert (heard.text, heard.media) == (None, (one, two, "F3"))


@pytest.mark.parametrize(("name", "action"), [("reaction_added", "created"), ("reaction_removed", "deleted")])
def test_reactions(name, action):
    event = {"type": name, "user": "U1", "reaction": "thumbsup", "item_user": "U2", "event_ts": LATER}
    heard = mention("slack", told(event | {"item": {"type": "message", "channel": "C1", "ts": TS}}))
    assert (heard.kind, heard.action, heard.external_id) == ("reaction", action, None)
    assert (heard.parent_id, heard.author_id, heard.event_at) == (f"C1:{TS}", "U1", at(1_700_000_060.003))
    assert hear("slack", told(event | {"item": {"type": "file", "file": "F1"}})) == [Ignored("reaction to file")]


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"type": "url_verification", "challenge": "c"}, "url_verification"),
        ({"type": "app_rate_limited", "team_id": "T1"}, "app_rate_limited"),
        (told({"type": "member_joined_channel", "user": "U1"}), "member_joined_channel"),
        (told({"type": "app_home_opened"}), "app_home_opened"),
        (told(message(subtype="channel_join")), "channel_join"),
        (told(message(subtype="channel_topic")), "channel_topic"),
        (told(message(subtype="message_replied")), "message_replied"),
        (told(message(subtype=["bot_message"])), "unreadable"),
    ],
)
def test_the_rest_is_ignored_by_name(payload, named):
    [heard] = hear("slack", payload)
    assert isinstance(heard, Ignored)
    assert named in heard.reason


def test_without_a_time_of_its_own_the_receipt_counts():
    event = {"type": "reaction_added", "user": "U1", "item": {"type": "message", "channel": "C1", "ts": TS}}
    assert mention("slack", told(event)).event_at == RECEIVED


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
    body = json.dumps(told(message(text='"type": "url_verification"'))).encode()
    assert SLACK.challenge(posted(body, signed=False), SECRETS) is None
    assert SLACK.challenge(posted(b'{"type": "event_callback", "a": "url_verification"}'), SECRETS) is None


def test_a_form_is_verified_as_any_body():
    body = b"token=x&command=%2Fwebhook-collect&text="
    SLACK.verify(posted(body), SECRETS, RECEIVED)
    with pytest.raises(BadSignature):
        SLACK.verify(posted(body, now=datetime(2026, 1, 1, tzinfo=UTC)), SECRETS, RECEIVED)
