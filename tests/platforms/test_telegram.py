"""Telegram's oddities: ids that hold in one chat only, chats that speak, deletions in a business account alone."""

import pytest

from goodword.platforms.contract import Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "last_name": "Lima", "username": "ana"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ana"}
CHANNEL = {"id": -100123, "type": "channel", "title": "Acme News", "username": "acme_news"}
GROUP = {"id": -42, "type": "group", "title": "Acme users"}


def update(key="message", **more):
    message = {"message_id": 12, "from": ANA, "chat": PRIVATE, "date": 1_700_000_000, "text": "hi acme"} | more
    return {"update_id": 1, key: {name: value for name, value in message.items() if value is not None}}


def test_a_message():
    received = mention("telegram", update())
    assert (received.kind, received.action, received.external_id, received.root_id) == (
        "message",
        "created",
        "7:12",
        "7",
    )
    assert (received.author_id, received.author_name, received.author_handle) == ("7", "Ana Lima", "ana")
    assert received.created_at == received.event_at == at(1_700_000_000)
    assert (received.from_self, received.recipient_id, received.permalink) == (False, None, None)


@pytest.mark.parametrize(
    ("key", "kind", "action"),
    [
        ("message", "message", "created"),
        ("edited_message", "message", "edited"),
        ("channel_post", "post", "created"),
        ("edited_channel_post", "post", "edited"),
        ("business_message", "message", "created"),
        ("edited_business_message", "message", "edited"),
    ],
)
def test_what_is_told_under_which_key(key, kind, action):
    received = mention("telegram", update(key))
    assert (received.kind, received.action) == (kind, action)


def test_an_edit_is_as_old_as_its_message_and_as_new_as_the_edit():
    received = mention("telegram", update("edited_message", edit_date=1_700_000_060))
    assert (received.created_at, received.event_at) == (at(1_700_000_000), at(1_700_000_060))
    early = mention("telegram", update("edited_message", edit_date=1))
    assert early.event_at == early.created_at, "never older than what it edits"


def test_a_channel_speaks():
    post = update("channel_post", sender_chat=CHANNEL, chat=CHANNEL, **{"from": None})
    received = mention("telegram", post)
    assert (received.author_id, received.author_name, received.author_handle) == ("-100123", "Acme News", "acme_news")
    assert received.permalink == "https://t.me/acme_news/12"
    assert not received.from_self
    assert mention("telegram", post, accounts={"-100123"}).from_self


def test_an_anonymous_admin_is_the_chat_and_not_the_stand_in():
    stand_in = {"id": 1087968824, "is_bot": True, "username": "GroupAnonymousBot"}
    received = mention("telegram", update(sender_chat=GROUP, chat=GROUP, **{"from": stand_in}))
    assert (received.author_id, received.author_name) == ("-42", "Acme users")


@pytest.mark.parametrize(
    ("chat", "link"),
    [
        (CHANNEL | {"type": "supergroup"}, "https://t.me/acme_news/12"),
        (PRIVATE | {"username": "ana_lima"}, None),
        (GROUP, None),
        (CHANNEL | {"username": "a/../evil"}, None),
    ],
)
def test_a_link_only_where_anyone_can_read(chat, link):
    assert mention("telegram", update(chat=chat)).permalink == link


def test_a_reply_names_its_message_in_the_same_way():
    received = mention("telegram", update(reply_to_message={"message_id": 9, "chat": PRIVATE, "text": "hello"}))
    assert (received.parent_id, received.text) == ("7:9", "hi acme")
    assert mention("telegram", update(reply_to_message={"message_id": 9})).parent_id == "7:9"
    elsewhere = {"message_id": 9, "chat": PRIVATE | {"id": 8}}
    assert mention("telegram", update(reply_to_message=elsewhere)).parent_id == "7:9", "always of the same chat"


@pytest.mark.parametrize(
    ("content", "words", "media"),
    [
        ({"photo": [{"file_id": "small"}, {"file_id": "large"}], "caption": "look"}, "look", ("large",)),
        ({"video": {"file_id": "v"}, "caption": "look"}, "look", ("v",)),
        ({"animation": {"file_id": "a"}, "document": {"file_id": "a"}}, None, ("a",)),
        ({"voice": {"file_id": "o"}}, None, ("o",)),
        ({"audio": {"file_id": "u"}}, None, ("u",)),
        ({"video_note": {"file_id": "n"}}, None, ("n",)),
        ({"document": {"file_id": "d"}}, None, ("d",)),
        ({"sticker": {"file_id": "s", "emoji": "👍"}}, None, ("s",)),
        ({"location": {"latitude": 1.5, "longitude": 2.5}}, None, ()),
        ({"contact": {"phone_number": "+1", "first_name": "Ben", "vcard": "BEGIN:VCARD"}}, None, ()),
        ({"dice": {"emoji": "🎲", "value": 4}}, None, ()),
        ({"story": {"id": 1, "chat": CHANNEL}}, None, ()),
        ({"poll": {"question": "is acme good?"}}, "is acme good?", ()),
        ({"photo": [7, {"file_id": 7}]}, None, ()),
    ],
)
def test_content(content, words, media):
    received = mention("telegram", update(text=None, **content))
    assert (received.text, received.media) == (words, media)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"poll": {"question": "worst lamp?", "options": [{"text": "Acme"}, {"text": "Zeta"}]}},
            "worst lamp?\nAcme\nZeta",
        ),
        ({"poll": {"question": "q", "options": [], "explanation": "it burnt"}}, "q\nit burnt"),
        (
            {"checklist": {"title": "Broken", "tasks": [{"id": 1, "text": "lamp"}, {"id": 2, "text": "cable"}]}},
            "Broken\nlamp\ncable",
        ),
        (
            {"venue": {"title": "Acme store", "address": "Long Street 1", "foursquare_id": "x"}},
            "Acme store\nLong Street 1",
        ),
        ({"game": {"title": "Race", "description": "go", "photo": [{"file_id": "f"}]}}, "Race\ngo"),
        ({"invoice": {"title": "Lamp", "description": "by Acme", "currency": "EUR"}}, "Lamp\nby Acme"),
        ({"gift": {"gift": {"id": "g"}, "text": "thanks acme"}}, "thanks acme"),
        ({"checklist_tasks_added": {"tasks": [{"id": 3, "text": "call acme"}]}}, "call acme"),
        ({"giveaway": {"chats": [CHANNEL], "prize_description": "a lamp"}}, "a lamp"),
        ({"paid_media": {"star_count": 1, "paid_media": []}, "caption": "look"}, "look"),
        ({"web_app_data": {"button_text": "Report", "data": '{"id":"7","what":"it burnt"}'}}, "it burnt"),
        ({"web_app_data": {"button_text": "Report", "data": "it burnt"}}, "it burnt"),
        (
            {
                "rich_message": {
                    "blocks": [{"type": "paragraph", "text": ["My ", {"type": "bold", "text": "lamp"}, " burnt"]}]
                }
            },
            "My lamp burnt",
        ),
        (
            {
                "rich_message": {
                    "blocks": [
                        {"type": "heading", "text": "Help"},
                        {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "it burnt"}]}]},
                    ]
                }
            },
            "Help\nit burnt",
        ),
        (
            {
                "rich_message": {
                    "blocks": [
                        {
                            "type": "table",
                            "cells": [[{"text": "lamp"}, {"text": ["bur", {"type": "italic", "text": "nt"}]}]],
                        }
                    ]
                }
            },
            "lamp\nburnt",
        ),
        (
            {
                "rich_message": {
                    "blocks": [{"type": "photo", "photo": [{"file_id": "f"}], "caption": {"text": "burnt"}}]
                }
            },
            "burnt",
        ),
        ({"note_of_tomorrow": {"id": "n1", "heading": "it burnt", "kind_url": "https://t.me/x"}}, "it burnt"),
        ({"note_of_tomorrow": "it burnt"}, "it burnt"),
        ({"sticker": {"file_id": "s"}, "external_reply": {"chat": CHANNEL}, "quote": {"text": "it burnt"}}, "it burnt"),
        ({"sticker": {"file_id": "s"}, "quote": {"text": "we are sorry that it burnt"}}, None),
    ],
)
def test_words_outside_text_and_caption(content, words):
    received = mention("telegram", update(text=None, reply_to_message={"message_id": 9, "text": "not this"}, **content))
    assert received.text == words


@pytest.mark.parametrize(
    ("content", "counted"),
    [
        ({"hologram": {"file_id": "x", "mime_type": "x/y"}}, [Wordless("hologram")]),
        ({"hologram": True}, [Wordless("hologram")]),
        ({"hologram": {"title": "it burnt"}}, []),
        ({"sticker": {"file_id": "s"}}, []),
        ({"live_photo": {"file_id": "s"}}, []),
        ({"text": ""}, [Wordless("text")]),
        ({"pinned_message": {"text": "x"}, "hologram": 1}, [Wordless("hologram")]),
    ],
)
def test_a_kind_of_tomorrow_without_words_is_kept_and_counted(content, counted):
    [kept, *beside] = hear("telegram", update(**{"text": None} | content))
    assert (kept.external_id, beside) == ("7:12", counted)


LINK = {"type": "text_link", "offset": 0, "length": 4, "url": "https://acme.example/lamp"}


@pytest.mark.parametrize(
    ("more", "hidden"),
    [
        ({"entities": [LINK]}, ("https://acme.example/lamp",)),
        ({"text": None, "caption": "here", "photo": [], "caption_entities": [LINK]}, ("https://acme.example/lamp",)),
        ({"entities": [{"type": "text_mention", "user": {"id": 5, "username": "acme_help"}}]}, ("@acme_help",)),
        ({"entities": [{"type": "text_mention", "user": {"id": 5, "first_name": "Ben"}}]}, ()),
        ({"link_preview_options": {"url": "https://acme.example/"}}, ("https://acme.example/",)),
        ({"entities": [{"type": "bold"}, LINK, LINK, 7]}, ("https://acme.example/lamp",)),
        ({"entities": {"url": 7}}, ()),
        ({"reply_to_message": {"message_id": 9, "entities": [LINK]}}, ()),
        (
            {
                "text": None,
                "rich_message": {"blocks": [{"text": [{"type": "url", "text": "a", "url": "https://b.example"}]}]},
            },
            ("https://b.example",),
        ),
    ],
)
def test_what_a_link_hides(more, hidden):
    assert mention("telegram", update(**more)).links == hidden


SUPERGROUP = {"id": -100, "type": "supergroup", "title": "Acme users"}
TOPIC = {"message_thread_id": 5, "is_topic_message": True}


@pytest.mark.parametrize(
    ("more", "root", "parent"),
    [
        ({}, "7", None),
        ({"reply_to_message": {"message_id": 9}}, "7", "7:9"),
        ({"message_thread_id": 5}, "7", None),
        ({"chat": GROUP}, "-42:12", None),
        ({"chat": GROUP, "reply_to_message": {"message_id": 9}}, "-42:9", "-42:9"),
        ({"chat": SUPERGROUP}, "-100:12", None),
        ({"chat": SUPERGROUP, "message_thread_id": 5, "reply_to_message": {"message_id": 9}}, "-100:5", "-100:9"),
        ({"chat": SUPERGROUP, **TOPIC}, "-100:5", "-100:5"),
        ({"chat": SUPERGROUP, **TOPIC, "reply_to_message": {"message_id": 5}}, "-100:5", "-100:5"),
        ({"chat": SUPERGROUP, **TOPIC, "reply_to_message": {"message_id": 9}}, "-100:5", "-100:9"),
        ({"chat": SUPERGROUP, "direct_messages_topic": {"topic_id": 8, "user": ANA}}, "-100:topic:8", None),
    ],
)
def test_the_thread_is_the_thread_and_not_the_chat(more, root, parent):
    received = mention("telegram", update(**more))
    assert (received.root_id, received.parent_id) == (root, parent)


def test_in_a_channels_direct_messages_we_speak_to_one_person():
    topic = {"chat": SUPERGROUP, "direct_messages_topic": {"topic_id": 8, "user": ANA}}
    ours = mention("telegram", update(**topic, sender_chat=SUPERGROUP), accounts={"-100"})
    assert (ours.from_self, ours.recipient_id) == (True, "7")


def test_text_is_as_written():
    entities = [{"type": "text_link", "offset": 0, "length": 2, "url": "https://a.example"}]
    assert mention("telegram", update(text="<b>&amp;</b>", entities=entities)).text == "<b>&amp;</b>"


def test_our_bot():
    bot = {"id": 99, "is_bot": True, "first_name": "Acme"}
    assert not mention("telegram", update(**{"from": bot}, chat=GROUP)).from_self, "any bot is not our bot"
    ours = mention("telegram", update(**{"from": bot}), accounts={"99"})
    assert (ours.from_self, ours.recipient_id) == (True, "7")
    assert mention("telegram", update(**{"from": bot}, chat=GROUP), accounts={"99"}).recipient_id is None


def test_the_business_speaks_in_its_customers_chat():
    assert not mention("telegram", update("business_message")).from_self
    owner = mention("telegram", update("business_message", **{"from": {"id": 50, "first_name": "Acme"}}))
    assert (owner.from_self, owner.recipient_id) == (True, "7")
    assert mention("telegram", update("business_message", sender_business_bot={"id": 99})).from_self


def test_deletions_in_a_business_account():
    gone = {"business_connection_id": "b", "chat": PRIVATE, "message_ids": [12, 13]}
    parsed = hear("telegram", {"update_id": 1, "deleted_business_messages": gone})
    assert [mention.external_id for mention in parsed] == ["7:12", "7:13"]
    assert {(mention.action, mention.text, mention.created_at, mention.event_at) for mention in parsed} == {
        ("deleted", None, None, RECEIVED)
    }
    [nothing] = hear("telegram", {"update_id": 1, "deleted_business_messages": gone | {"message_ids": []}})
    assert isinstance(nothing, Ignored)


@pytest.mark.parametrize(
    ("old", "new", "action"), [([], ["👍"], "created"), (["👍"], ["👎"], "edited"), (["👍"], [], "deleted")]
)
def test_reactions(old, new, action):
    change = {"chat": GROUP, "message_id": 12, "user": ANA, "date": 1_700_000_000}
    change |= {
        key: [{"type": "emoji", "emoji": item} for item in emoji]
        for key, emoji in (("old_reaction", old), ("new_reaction", new))
    }
    received = mention("telegram", {"update_id": 1, "message_reaction": change})
    assert (received.kind, received.action, received.external_id, received.parent_id) == (
        "reaction",
        action,
        None,
        "-42:12",
    )
    assert (received.author_id, received.event_at, received.text) == ("7", at(1_700_000_000), None)
    assert mention("telegram", {"message_reaction": change}, accounts={"7"}).from_self


def test_a_chat_reacts():
    change = {"chat": GROUP, "message_id": 12, "actor_chat": CHANNEL, "date": 1, "new_reaction": [{}]}
    assert mention("telegram", {"message_reaction": change}).author_id == "-100123"
    assert mention("telegram", {"message_reaction": change | {"actor_chat": None}}).author_id is None


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"update_id": 1}, "unnamed"),
        ({"update_id": 1, "callback_query": {"id": "1", "message": {"text": "x"}}}, "callback_query"),
        ({"update_id": 1, "inline_query": {"query": "private words"}}, "inline_query"),
        ({"update_id": 1, "message_reaction_count": {}}, "message_reaction_count"),
        ({"update_id": 1, "my_chat_member": {}}, "my_chat_member"),
        ({"update_id": 1, "business_connection": {}}, "business_connection"),
        (update(text=None, new_chat_members=[ANA]), "new_chat_members"),
        (update(text=None, pinned_message={"text": "x"}), "pinned_message"),
        (update(text=None, forum_topic_created={"name": "x"}), "forum_topic_created"),
        (update(text=None, video_chat_started={}, new_chat_title="private"), "video_chat_started"),
        (update(text=None, successful_payment={"currency": "EUR"}), "successful_payment"),
        (update(text=None, proximity_alert_triggered={}), "proximity_alert_triggered"),
        (update(text=None), "unnamed"),
    ],
)
def test_the_rest_is_ignored_by_name(payload, named):
    [ignored] = hear("telegram", payload)
    assert isinstance(ignored, Ignored)
    assert named in ignored.reason
    assert "private" not in ignored.reason


def test_the_same_number_in_two_chats_is_two_messages():
    assert mention("telegram", update()).external_id != mention("telegram", update(chat=GROUP)).external_id
