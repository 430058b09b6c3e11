"""Discord's oddities: two pings, a time inside the id, deletions with and without the message."""

import json

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature, ConfigurationError
from goodword.mention import instant
from goodword.platforms.contract import Delivery, Ignored, Secrets, Wordless
from tests.platforms.hearing import RECEIVED, hear, mention

DISCORD = platforms.load("discord")
PRIVATE = "private:" + "00" * 31 + "01"
SECRETS = Secrets({"public_key": (PRIVATE,)})
BORN = instant("2026-11-20T08:47:31Z")
MESSAGE = "1573258478485504000"  # made at BORN


def webhook(name, data, timestamp="2026-11-20T08:47:40.5"):
    return {
        "version": 1,
        "application_id": "42",
        "type": 1,
        "event": {"type": name, "timestamp": timestamp, "data": data},
    }


def lobby(**more):
    author = {"id": "7", "username": "ana", "global_name": "Ana Lima"}
    return {"id": MESSAGE, "content": "hi acme", "lobby_id": "1", "channel_id": "2", "author": author} | more


def direct(**more):
    return {"id": MESSAGE, "content": "hi", "channel_id": "2", "author": {"id": "7"}} | more


def test_a_lobby_message():
    received = mention("discord", webhook("LOBBY_MESSAGE_CREATE", lobby()))
    assert (received.kind, received.action, received.external_id, received.text) == (
        "message",
        "created",
        MESSAGE,
        "hi acme",
    )
    assert (received.author_id, received.author_name, received.author_handle) == ("7", "Ana Lima", "ana")
    assert (received.root_id, received.account_id, received.from_self) == (MESSAGE, "42", False)
    assert received.created_at == received.event_at == BORN, "it has no time but the one inside its id"


def test_a_direct_message():
    stated = "2026-11-20T08:47:31.947000+00:00"
    received = mention("discord", webhook("GAME_DIRECT_MESSAGE_CREATE", direct(timestamp=stated)))
    assert (received.created_at, received.root_id, received.author_id) == (instant(stated), "2", "7")


@pytest.mark.parametrize("place", ["LOBBY", "GAME_DIRECT"])
def test_edits(place):
    edited = "2026-11-20T08:47:39+00:00"
    received = mention("discord", webhook(f"{place}_MESSAGE_UPDATE", lobby(edited_timestamp=edited)))
    assert (received.action, received.created_at, received.event_at) == ("edited", BORN, instant(edited))
    unnotified = mention("discord", webhook(f"{place}_MESSAGE_UPDATE", lobby()))
    assert unnotified.event_at == instant("2026-11-20T08:47:40.5Z"), "a time without a zone is UTC"
    early = mention("discord", webhook(f"{place}_MESSAGE_UPDATE", lobby(), "2020-01-01T00:00:00"))
    assert early.event_at == early.created_at


@pytest.mark.parametrize(
    ("place", "data"),
    [("LOBBY", {"id": MESSAGE, "lobby_id": "1"}), ("GAME_DIRECT", direct(attachments=[{"url": "https://a.example"}]))],
)
def test_deletions_carry_no_words(place, data):
    received = mention("discord", webhook(f"{place}_MESSAGE_DELETE", data))
    assert (received.action, received.external_id, received.text, received.media) == ("deleted", MESSAGE, None, ())
    assert received.event_at == instant("2026-11-20T08:47:40.5Z")


@pytest.mark.parametrize("message_id", ["abc", "1", "9" * 40])
def test_an_id_that_holds_no_time(message_id):
    received = mention("discord", webhook("LOBBY_MESSAGE_CREATE", lobby(id=message_id)))
    assert received.created_at == instant("2026-11-20T08:47:40.5Z")
    assert mention("discord", webhook("LOBBY_MESSAGE_CREATE", lobby(id=message_id), None)).event_at == RECEIVED


def test_media_and_answers():
    more = {"attachments": [{"url": "https://a.example/1.png"}, 7], "message_reference": {"message_id": "5"}}
    received = mention("discord", webhook("GAME_DIRECT_MESSAGE_CREATE", direct(**more)))
    assert (received.media, received.parent_id) == (("https://a.example/1.png",), "5")


@pytest.mark.parametrize(
    ("data", "root", "parent"),
    [
        (lobby(), MESSAGE, None),
        (lobby(message_reference={"type": 0, "message_id": "5"}), "5", "5"),
        (lobby(message_reference={"message_id": "5"}), "5", "5"),
        (lobby(message_reference={"type": 1, "message_id": "5"}), MESSAGE, None),
        (lobby(position=0), "2", None),
        (lobby(position=3, message_reference={"message_id": "5"}), "2", "5"),
        (lobby(channel_type=11), "2", None),
        (direct(), "2", None),
        (direct(message_reference={"message_id": "5"}), "2", "5"),
    ],
)
def test_the_thread_is_the_thread_and_not_the_lobby(data, root, parent):
    received = mention("discord", webhook("LOBBY_MESSAGE_CREATE", data))
    assert (received.root_id, received.parent_id) == (root, parent)


def test_of_what_is_gone_from_a_lobby_nobody_knows_the_thread():
    assert mention("discord", webhook("LOBBY_MESSAGE_DELETE", {"id": MESSAGE, "lobby_id": "1"})).root_id is None
    assert mention("discord", webhook("GAME_DIRECT_MESSAGE_DELETE", direct())).root_id == "2"


def passed_on(**more):
    return {"message_reference": {"type": 1}, "message_snapshots": [{"message": more}]}


PAGE = {"type": "link", "url": "https://acme.example/lamp", "title": "Acme Lamp", "description": "65 W"}
POLL = {"question": {"text": "worst lamp?"}, "answers": [{"answer_id": 1, "poll_media": {"text": "Acme"}}]}
PICTURE = {"id": "1", "filename": "1.png", "url": "https://a.example/1.png", "description": "a burnt lamp"}


@pytest.mark.parametrize(
    ("more", "words", "media", "hidden"),
    [
        (passed_on(content="it burnt"), "it burnt", (), ()),
        (passed_on(content="it burnt", attachments=[PICTURE]), "it burnt\na burnt lamp", (PICTURE["url"],), ()),
        (passed_on(content="", embeds=[PAGE]), "Acme Lamp\n65 W", (), (PAGE["url"], "Acme Lamp", "65 W")),
        ({"content": "see", "embeds": [PAGE]}, "see", (), (PAGE["url"], "Acme Lamp", "65 W")),
        ({"embeds": [{"type": "rich", "fields": [{"name": "Stars", "value": "1"}]}]}, "Stars\n1", (), ()),
        ({"poll": POLL}, "worst lamp?\nAcme", (), ()),
        ({"content": "vote", "poll": POLL}, "vote\nworst lamp?\nAcme", (), ()),
        ({"attachments": [PICTURE]}, "a burnt lamp", (PICTURE["url"],), ()),
        ({"components": [{"type": 17, "components": [{"type": 10, "content": "it burnt"}]}]}, "it burnt", (), ()),
        ({"message_snapshots": [7, {}, {"message": 7}], "embeds": {}, "poll": 7}, None, (), ()),
    ],
)
def test_words_and_links_beside_the_content(more, words, media, hidden):
    received = mention("discord", webhook("GAME_DIRECT_MESSAGE_CREATE", direct(**{"content": ""} | more)))
    assert (received.text, received.media, received.links) == (words, media, hidden)


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({"type": 44}, [Wordless("type.44")]),
        (passed_on(content=""), [Wordless("forward")]),
        ({"sticker_items": [{"id": "1", "name": "wave"}]}, []),
        ({"attachments": [{"url": "https://a.example/1.png"}]}, []),
    ],
)
def test_what_comes_without_words_is_kept_and_counted(more, counted):
    [kept, *beside] = hear("discord", webhook("LOBBY_MESSAGE_CREATE", lobby(content="", **more)))
    assert (kept.external_id, beside) == (MESSAGE, counted)


def test_own_post():
    event = webhook("GAME_DIRECT_MESSAGE_CREATE", direct(recipient_id="9"))
    assert mention("discord", event).recipient_id is None
    ours = mention("discord", event, accounts={"7"})
    assert (ours.from_self, ours.recipient_id) == (True, "9")
    assert mention("discord", webhook("LOBBY_MESSAGE_CREATE", lobby(author={"id": "42"}))).from_self


@pytest.mark.parametrize(
    "name",
    [
        *("APPLICATION_AUTHORIZED", "APPLICATION_DEAUTHORIZED", "ENTITLEMENT_CREATE", "ENTITLEMENT_UPDATE"),
        *("ENTITLEMENT_DELETE", "QUEST_USER_ENROLLMENT", "OF_TOMORROW"),
    ],
)
def test_what_nobody_said_is_ignored_by_name(name):
    assert hear("discord", webhook(name, {"user": {"id": "7"}})) == [Ignored(f"event {name}")]


@pytest.mark.parametrize("payload", [{"type": 0}, {"type": 1}, {"type": 2, "data": {"name": "private"}}, {}])
def test_a_ping_or_an_interaction_is_no_mention(payload):
    [ignored] = hear("discord", payload)
    assert isinstance(ignored, Ignored)
    assert "private" not in ignored.reason


def posted(payload, *, signed=True):
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = DISCORD.sign(body, SECRETS, RECEIVED) if signed else {}
    return Delivery("discord", "acme", "POST", headers, {}, body, RECEIVED)


def test_both_pings_are_answered_once_verified():
    events, interactions = {"version": 1, "application_id": "42", "type": 0}, {"id": "1", "type": 1, "token": "t"}
    kept = DISCORD.challenge(posted(events), SECRETS)
    assert (kept.status, kept.body, kept.content_type) == (204, "", "application/json")
    pong = DISCORD.challenge(posted(interactions), SECRETS)
    assert (pong.status, json.loads(pong.body), pong.content_type) == (200, {"type": 1}, "application/json")
    for ping in (events, interactions):
        with pytest.raises(BadSignature):
            DISCORD.challenge(posted(ping, signed=False), SECRETS)


def test_what_is_no_ping():
    assert DISCORD.challenge(posted(webhook("LOBBY_MESSAGE_CREATE", lobby()), signed=False), SECRETS) is None
    assert DISCORD.challenge(posted({"type": 2}), SECRETS) is None
    assert DISCORD.challenge(Delivery("discord", "acme", "GET", {}, {}, b"", RECEIVED), SECRETS) is None
    with pytest.raises(BadHandshake):
        DISCORD.challenge(posted(b"ping"), SECRETS)


def public_key(private):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seed = bytes.fromhex(private.removeprefix("private:"))
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def test_public_keys():
    sent = posted({"type": 0})
    DISCORD.verify(sent, Secrets({"public_key": ("mistyped", public_key(PRIVATE).upper() + "\n")}), RECEIVED)
    for keys in (("mistyped",), (public_key("private:" + "02" * 32),)):
        with pytest.raises(BadSignature):
            DISCORD.verify(sent, Secrets({"public_key": keys}), RECEIVED)


def test_a_public_key_cannot_sign():
    with pytest.raises(ConfigurationError):
        DISCORD.sign(b"", Secrets({"public_key": (public_key(PRIVATE),)}), RECEIVED)


def test_the_timestamp_belongs_to_the_signature():
    sent = posted({"type": 0})
    for seconds in ("", "1", " 1795165200", "1795165200{"):
        moved = Delivery(
            "discord", "acme", "POST", {**sent.headers, "x-signature-timestamp": seconds}, {}, sent.body, RECEIVED
        )
        with pytest.raises(BadSignature):
            DISCORD.verify(moved, SECRETS, RECEIVED)
