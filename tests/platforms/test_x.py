"""X's oddities: three envelopes, two dialects, edits under new ids, escaped text."""

import json

import pytest

from goodword import platforms
from goodword.errors import BadHandshake
from goodword.platforms.contract import Broken, Delivery, Ignored, Secrets
from tests.platforms.hearing import RECEIVED, at, hear, mention

US, THEM = "1111111111111111111", "2222222222222222222"


def activity(event, payload, **more):
    return {"data": {"event_uuid": "-1", "filter": {"user_id": US}, "event_type": event, "payload": payload} | more}


def post(**more):
    return {"id": "99", "text": "hey @acme", "author_id": THEM, "created_at": "2026-01-01T00:00:00.000Z"} | more


def streamed(**more):
    return {"data": post(**more), "matching_rules": [{"id": "1", "tag": "acme"}]}


def classic(**more):
    return {
        "for_user_id": US,
        "tweet_create_events": [
            {
                "id": 99000000000000000001,
                "id_str": "99",
                "text": "hey @acme",
                "created_at": "Wed Feb 05 08:39:31 +0000 2020",
                "user": {"id": int(THEM), "id_str": THEM, "name": "Ana", "screen_name": "ana", "followers_count": 7},
            }
            | more
        ],
    }


@pytest.mark.parametrize(
    ("refers", "kind", "parent"),
    [
        ([], "mention", None),
        ([("replied_to", "5")], "comment", "5"),
        ([("quoted", "6")], "share", "6"),
        ([("retweeted", "7")], "share", "7"),
        ([("quoted", "6"), ("replied_to", "5")], "comment", "5"),
    ],
)
def test_kind_by_what_it_refers_to(refers, kind, parent):
    references = [{"type": name, "id": post_id} for name, post_id in refers]
    for payload in (
        activity("post.mention.create", post(referenced_tweets=references)),
        streamed(referenced_tweets=references),
    ):
        received = mention("x", payload)
        assert (received.kind, received.parent_id) == (kind, parent)


@pytest.mark.parametrize(
    ("more", "kind", "parent"),
    [
        ({}, "mention", None),
        ({"in_reply_to_user_id_str": US, "in_reply_to_status_id_str": None}, "mention", None),
        ({"in_reply_to_status_id_str": "5"}, "comment", "5"),
        ({"quoted_status": {"id_str": "6"}, "is_quote_status": True}, "share", "6"),
        ({"retweeted_status": {"id_str": "7"}, "quoted_status": {"id_str": "6"}}, "share", "7"),
    ],
)
def test_kind_in_the_classic_form(more, kind, parent):
    received = mention("x", classic(**more))
    assert (received.kind, received.parent_id) == (kind, parent)
    assert (received.author_id, received.author_name, received.author_handle, received.audience) == (
        THEM,
        "Ana",
        "ana",
        7,
    )
    assert received.external_id == "99", "the numeric twin is rounded"


def test_own_post():
    assert mention("x", activity("post.create", post(author_id=US))).kind == "post"
    assert mention("x", activity("post.create", post(author_id=US))).from_self
    assert mention("x", classic(user={"id": int(US)})).from_self
    assert mention("x", streamed(author_id="3"), accounts={"3"}).from_self
    assert not mention("x", streamed()).from_self


def test_text_is_whole_and_unescaped():
    assert mention("x", streamed(text="Tom &amp; Jerry &lt;3")).text == "Tom & Jerry <3"
    assert mention("x", streamed(text="short…", note_tweet={"text": "all &amp; everything"})).text == "all & everything"
    long = classic(text="short…", truncated=True, extended_tweet={"full_text": "all &gt; everything"})
    assert mention("x", long).text == "all > everything"
    assert mention("x", streamed(text="bell &#x81;&#xD800; rings")).text == "bell \ufffd rings"


def test_an_edit_replaces_the_post_it_edits():
    first = mention("x", streamed(edit_history_tweet_ids=["99"]))
    second = mention(
        "x", streamed(id="100", created_at="2026-01-01T00:10:00.000Z", edit_history_tweet_ids=["99", "100"])
    )
    assert (first.action, second.action) == ("created", "edited")
    assert first.external_id == second.external_id == "99"
    assert second.event_at > first.event_at
    assert second.permalink.endswith("/100")
    assert mention("x", classic(id_str="100", edit_history={"initial_tweet_id": "99"})).external_id == "99"


@pytest.mark.parametrize(
    "users",
    [
        [{"id": THEM, "name": "Ana", "username": "ana", "public_metrics": {"followers_count": 7}}],
        [{"data": {"id": THEM, "name": "Ana", "username": "ana", "public_metrics": {"followers_count": 7}}}],
        {THEM: {"id": THEM, "name": "Ana", "username": "ana", "public_metrics": {"followers_count": 7}}},
    ],
    ids=["bare", "wrapped", "by id"],
)
def test_author_from_includes(users):
    received = mention("x", activity("post.mention.create", post(), includes={"users": users}))
    assert (received.author_name, received.author_handle, received.audience) == ("Ana", "ana", 7)
    assert received.permalink == "https://x.com/ana/status/99"
    assert mention("x", streamed() | {"includes": {"users": users}}).author_handle == "ana"


@pytest.mark.parametrize("includes", [{}, {"users": []}, {"users": [None, 7, {}]}, {"users": "none"}, None])
def test_no_author_to_be_found(includes):
    received = mention("x", activity("post.mention.create", post(), includes=includes))
    assert (received.author_id, received.author_name) == (THEM, None)
    assert received.permalink == "https://x.com/i/web/status/99"


def test_a_handle_cannot_bend_the_link():
    assert (
        mention("x", classic(user={"id": 2, "screen_name": "a/../evil"})).permalink == "https://x.com/i/web/status/99"
    )


@pytest.mark.parametrize(
    ("marked", "language"), [("en", "en"), ("und", None), ("qme", None), ("zxx", None), (None, None)]
)
def test_language(marked, language):
    assert mention("x", streamed(lang=marked)).lang == language


def test_deletions():
    gone = mention("x", activity("post.delete", {"id": "99", "author_id": US}))
    assert (gone.action, gone.external_id, gone.from_self, gone.event_at) == ("deleted", "99", True, RECEIVED)
    listed = {
        "for_user_id": US,
        "tweet_delete_events": [{"status": {"id": "5", "user_id": US}, "timestamp_ms": "1432228155593"}],
    }
    assert mention("x", listed).event_at == at(1_432_228_155.593)


def test_likes_in_both_forms():
    outbound = mention(
        "x", activity("like.create", {"id": "a1", "liked_tweet_id": "5", "timestamp_ms": "1700000000001"})
    )
    assert (outbound.kind, outbound.external_id, outbound.parent_id) == ("reaction", "a1", "5")
    favorite = {
        "id": "a2",
        "created_at": "Mon Mar 26 16:33:26 +0000 2018",
        "timestamp_ms": 1522082006140,
        "favorited_status": {"id": 5, "id_str": "5", "text": "our post"},
        "user": {"id": 2, "screen_name": "ana"},
    }
    received = mention("x", {"for_user_id": US, "favorite_events": [favorite]})
    assert (received.kind, received.parent_id, received.author_handle, received.text) == ("reaction", "5", "ana", None)
    assert received.created_at == at(1_522_082_006.14)


def dm(sender):
    message = {
        "target": {"recipient_id": THEM if sender == US else US},
        "sender_id": sender,
        "message_data": {"text": "a &amp; b"},
    }
    return {"type": "message_create", "id": "8", "created_timestamp": "1700000000001", "message_create": message}


def test_direct_messages_in_both_forms():
    users = {THEM: {"id": THEM, "name": "Ana", "screen_name": "ana"}}
    wrapped = {THEM: {"data": {"id": THEM, "name": "Ana", "username": "ana"}}}
    for payload in (
        {"for_user_id": US, "direct_message_events": [dm(THEM)], "users": users},
        activity("dm.received", {"direct_message_events": [dm(THEM)], "users": wrapped}),
    ):
        received = mention("x", payload)
        assert (received.kind, received.external_id, received.text, received.author_name) == (
            "message",
            "8",
            "a & b",
            "Ana",
        )
        assert not received.from_self
        assert received.recipient_id is None
    ours = mention("x", activity("dm.sent", {"direct_message_events": [dm(US)]}))
    assert (ours.from_self, ours.recipient_id) == (True, THEM)


def test_a_profile_stands_under_the_id_that_a_message_names():
    users = {US: {"id": US, "name": "Acme"}, THEM: {"name": "Ana", "screen_name": "ana"}}
    received = mention("x", {"for_user_id": US, "direct_message_events": [dm(THEM)], "users": users})
    assert (received.author_name, received.author_handle) == ("Ana", "ana")


@pytest.mark.parametrize("several", [False, True])
def test_a_direct_message_with_a_picture(several):
    picture = {"id_str": "5", "media_url_https": "https://pbs.twimg.com/media/a.jpg"}
    sent = dm(THEM)
    sent["message_create"]["message_data"]["attachment"] = {"type": "media", "media": [picture] if several else picture}
    received = mention("x", {"for_user_id": US, "direct_message_events": [sent]})
    assert received.media == ("https://pbs.twimg.com/media/a.jpg",)


def test_encrypted_chat_is_kept_without_text():
    payload = {"id": "e4f4", "created_at_msec": "1784841183370", "sender_id": THEM, "conversation_id": f"{THEM}:{US}"}
    received = mention("x", activity("chat.received", payload))
    assert (received.kind, received.text, received.author_id, received.root_id) == (
        "message",
        None,
        THEM,
        f"{THEM}:{US}",
    )


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"for_user_id": US, "follow_events": [{"type": "follow"}]}, "follow_events"),
        ({"user_event": {"revoke": {"source": {"user_id": US}}}}, "user_event"),
        ({"replay_job_status": {"job_state": "Complete"}}, "replay_job_status"),
        (activity("oauth.revoke", {"user_id": US}), "oauth.revoke"),
        (activity("profile.update.bio", {"before": "a", "after": "b"}), "profile.update.bio"),
        (activity("dm.received", {"direct_message_events": []}), "direct_message_events"),
    ],
)
def test_the_rest_is_ignored_by_name(payload, named):
    [ignored] = hear("x", payload)
    assert isinstance(ignored, Ignored)
    assert named in ignored.reason


def test_a_list_that_is_none_leaves_the_other_lists():
    parsed = hear("x", classic() | {"favorite_events": "none"})
    assert sorted(type(item).__name__ for item in parsed) == ["Broken", "Mention"]
    assert [item.reason for item in parsed if isinstance(item, Broken)] == ["favorite_events is not a list"]


def test_media():
    pictures = {
        "media": [{"media_url_https": "https://p.example/1.jpg"}, {"media_url_https": "https://p.example/2.jpg"}]
    }
    assert len(mention("x", classic(extended_entities=pictures)).media) == 2
    assert mention("x", streamed(attachments={"media_keys": ["3_1"]})).media == ("3_1",)


def test_ids_survive_exactly():
    body = json.dumps(streamed()).replace('"99"', "2123456789012345677").encode()
    assert mention("x", body).external_id == "2123456789012345677"


@pytest.mark.parametrize(
    "likes",
    [
        {"for_user_id": "10", "favorite_events": [{"id": "abc", "user": {"id_str": "20"}}]},
        {"data": {"event_type": "like.create", "filter": {"user_id": "10"}, "payload": {"id": "abc"}}},
    ],
)
def test_a_like_of_nothing_is_unreadable(likes):
    [broken] = hear("x", likes)
    assert isinstance(broken, Broken)


@pytest.mark.parametrize("body", ['{"data":{}}', "[]", '{"tweet_create_events": []}', " ", "a" * 513, "\ud800"])
def test_the_crc_check_signs_nothing_that_could_be_a_delivery(body):
    asked = Delivery("x", "acme", "GET", {}, {"crc_token": body}, b"", RECEIVED)
    with pytest.raises(BadHandshake):
        platforms.load("x").challenge(asked, Secrets({"consumer_secret": ("s",)}))
