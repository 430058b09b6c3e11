"""Facebook's oddities: two spellings of each verb, ids of every kind, times that lie."""

import json

import pytest

from goodword.mention import Mention
from goodword.platforms.contract import Broken, Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

PAGE = "1234567890321"


def change(value, field="feed", time=1_700_000_100, **entry):
    return {
        "object": "page",
        "entry": [{"id": PAGE, "time": time, "changes": [{"field": field, "value": value}], **entry}],
    }


def comment(verb="add", **more):
    return {"item": "comment", "verb": verb, "comment_id": "9_2", "post_id": f"{PAGE}_9", "parent_id": "9_1"} | more


def message(**event):
    about = {"sender": {"id": 77}, "recipient": {"id": PAGE}, "timestamp": 1_700_000_000_001}
    return {"object": "page", "entry": [{"id": PAGE, "time": 1_700_000_000_500, "messaging": [about | event]}]}


@pytest.mark.parametrize(
    ("verb", "action"),
    [
        ("add", "created"),
        ("edit", "edited"),
        ("edited", "edited"),
        ("remove", "deleted"),
        ("delete", "deleted"),
        ("hide", "hidden"),
        ("unhide", "edited"),
    ],
)
@pytest.mark.parametrize("field", ["feed", "mention", "ratings"])
def test_every_verb(field, verb, action):
    assert mention("facebook", change(comment(verb), field)).action == action


@pytest.mark.parametrize("verb", ["mute", "block", "unblock", "of_tomorrow", None, 7])
def test_other_verbs_are_ignored(verb):
    [ignored] = hear("facebook", change({"item": "video", "verb": verb, "video_id": 9}))
    assert isinstance(ignored, Ignored)


@pytest.mark.parametrize("kind", ["post", "status", "photo", "video", "album", "link", "event"])
def test_posts_of_every_kind(kind):
    received = mention("facebook", change({"item": kind, "verb": "add", "post_id": f"{PAGE}_9", "message": "hi"}))
    assert (received.kind, received.external_id, received.root_id, received.parent_id) == (
        "post",
        f"{PAGE}_9",
        f"{PAGE}_9",
        None,
    )


def test_a_reply_names_the_comment_it_answers():
    received = mention("facebook", change(comment(message="hi")))
    assert (received.parent_id, received.root_id) == ("9_1", f"{PAGE}_9")


@pytest.mark.parametrize("verb", ["add", "edited", "hide", "remove"])
@pytest.mark.parametrize("field", ["feed", "mention", "ratings"])
@pytest.mark.parametrize("parent", [{}, {"parent_id": None}, {"parent_id": ""}])
def test_a_comment_that_names_no_parent_is_under_its_post(field, verb, parent):
    value = {"item": "comment", "verb": verb, "comment_id": "9_2", "post_id": f"{PAGE}_9"} | parent
    received = mention("facebook", change(value, field))
    assert (received.external_id, received.parent_id, received.root_id) == ("9_2", f"{PAGE}_9", f"{PAGE}_9")


def test_a_mention_with_a_comment_id_is_under_its_post():
    received = mention("facebook", change({"comment_id": "9_2", "post_id": "5_9"}, "mention"))
    assert (received.kind, received.parent_id, received.root_id) == ("mention", "5_9", "5_9")
    reply = mention("facebook", change({"comment_id": "9_3", "parent_id": "9_2", "post_id": "5_9"}, "mention"))
    assert (reply.parent_id, reply.root_id) == ("9_2", "5_9")


@pytest.mark.parametrize("field", ["feed", "mention"])
def test_a_post_is_under_nothing(field):
    received = mention("facebook", change({"item": "post", "verb": "add", "post_id": "5_9"}, field))
    assert (received.external_id, received.parent_id) == ("5_9", None)


def test_an_edit_is_newer_than_its_creation_though_created_time_stays():
    created = mention("facebook", change(comment(created_time=1_700_000_000), time=1_700_000_001))
    edited = mention("facebook", change(comment("edited", created_time=1_700_000_000), time=1_700_000_050))
    assert created.event_at == at(1_700_000_000)
    assert edited.created_at == at(1_700_000_000)
    assert edited.event_at == at(1_700_000_050)


def test_times_that_are_missing():
    removed = change(comment("remove"))
    assert mention("facebook", removed).created_at is None
    assert mention("facebook", removed).event_at == at(1_700_000_100)
    del removed["entry"][0]["time"]
    assert mention("facebook", removed).event_at == RECEIVED


def test_a_deletion_keeps_no_words():
    received = mention(
        "facebook", change(comment("remove", message="what was said", photo="https://cdn.example/p.jpg"))
    )
    assert (received.text, received.media) == (None, ())


def test_older_spelling_of_the_author():
    received = mention("facebook", change(comment(sender_id=705955836155788, sender_name="Tester")))
    assert (received.author_id, received.author_name) == ("705955836155788", "Tester")


def test_own_post():
    assert mention("facebook", change(comment(**{"from": {"id": int(PAGE)}}))).from_self
    assert mention("facebook", change(comment(**{"from": {"id": "55"}})), accounts={"55"}).from_self
    assert not mention("facebook", change(comment(**{"from": {"id": "55"}}))).from_self
    assert not mention("facebook", change(comment())).from_self


def test_media_and_link():
    value = comment(
        photo="https://cdn.example/1.jpg", photos=["https://cdn.example/1.jpg", "https://cdn.example/2.jpg", 3]
    )
    received = mention("facebook", change(value | {"post": {"permalink_url": "https://facebook.example/9"}}))
    assert received.media == ("https://cdn.example/1.jpg", "https://cdn.example/2.jpg")
    assert received.permalink == "https://facebook.example/9"


@pytest.mark.parametrize(
    "link", ["http://facebook.example/9", "javascript:alert(1)", "https://", "https://a b/", 9, None]
)
def test_a_link_that_nobody_should_follow_is_dropped(link):
    value = comment(post={"permalink_url": link}, permalink_url="https://facebook.example/9")
    assert mention("facebook", change(value)).permalink == "https://facebook.example/9"
    assert mention("facebook", change(comment(permalink_url=link))).permalink is None


def test_mention_in_a_comment_is_known_by_the_comment():
    value = {"item": "comment", "verb": "add", "post_id": "5_9", "comment_id": "9_2", "message": "@Acme look"}
    received = mention("facebook", change(value, "mention"))
    assert (received.kind, received.external_id, received.root_id, received.author_id) == (
        "mention",
        "9_2",
        "5_9",
        None,
    )


def test_recommendation_without_stars():
    value = {
        "item": "rating",
        "verb": "add",
        "open_graph_story_id": 904801129604590,
        "reviewer_id": 7,
        "reviewer_name": "Tester",
        "recommendation_type": "NEGATIVE",
        "review_text": None,
    }
    received = mention("facebook", change(value, "ratings"))
    assert (received.kind, received.external_id, received.rating) == ("review", "904801129604590", None)
    assert (received.title, received.text, received.author_name) == ("Does not recommend", None, "Tester")


def test_comment_on_a_review():
    value = comment(post_id="100002241334695_904801129604590", open_graph_story_id="6767676767", sender_id=7)
    received = mention("facebook", change(value, "ratings"))
    assert (received.kind, received.external_id, received.root_id) == (
        "comment",
        "9_2",
        "100002241334695_904801129604590",
    )


@pytest.mark.parametrize("kind", ["like", "reaction"])
def test_reactions_aim_at_the_comment_or_else_the_post(kind):
    value = {"item": kind, "verb": "add", "post_id": "1_9", "parent_id": "1_8", "from": {"id": "7"}}
    assert mention("facebook", change(value)).parent_id == "1_9"
    on_comment = mention("facebook", change(value | {"comment_id": "9_2"}, "ratings"))
    assert (on_comment.kind, on_comment.external_id, on_comment.parent_id) == ("reaction", None, "9_2")


def test_a_like_of_the_page_itself_is_ignored():
    [ignored] = hear("facebook", change({"item": "like", "verb": "add", "user_id": 10201978818232600}))
    assert isinstance(ignored, Ignored)


def test_message_with_everything():
    received = mention(
        "facebook",
        message(
            message={
                "mid": "m_1",
                "text": "look",
                "reply_to": {"mid": "m_0"},
                "attachments": [
                    {"type": "fallback", "url": "https://a.example/", "payload": "BLOB"},
                    {"type": "image", "payload": {"url": "https://b.example/", "sticker_id": 3}},
                    {"type": "location", "payload": {"coordinates": {}}},
                ],
            }
        ),
    )
    assert (received.kind, received.external_id, received.parent_id, received.author_id) == (
        "message",
        "m_1",
        "m_0",
        "77",
    )
    assert received.media == ("https://a.example/", "https://b.example/")
    assert received.account_id == PAGE


def test_message_edit_and_deletion_are_newer_than_the_message():
    sent = mention("facebook", message(message={"mid": "m_1", "text": "hi"}))
    edited = mention("facebook", message(message_edit={"mid": "m_1", "text": "hello", "num_edit": "2"}))
    gone = mention("facebook", message(message={"mid": "m_1", "text": "hello", "is_deleted": True}))
    assert sent.external_id == edited.external_id == gone.external_id
    assert sent.event_at < edited.event_at
    assert sent.event_at < gone.event_at
    assert (edited.action, edited.text, gone.action, gone.text) == ("edited", "hello", "deleted", None)


@pytest.mark.parametrize(
    ("value", "text", "links"),
    [
        ({"item": "link", "link": "https://n.example/acme", "message": "look"}, "look", ("https://n.example/acme",)),
        ({"item": "photo", "link": "https://cdn.example/1.jpg", "message": "look"}, "look", ()),
        ({"item": "question", "question": "Which burnt?", "options": [{"text": "Acme"}]}, "Which burnt?\nAcme", ()),
        ({"item": "album", "title": "My burnt charger", "album_id": "5"}, "My burnt charger", ()),
        ({"item": "note", "title": "A week with Acme"}, "A week with Acme", ()),
        (
            {
                "item": "status",
                "message": "hm",
                "attachments": {"data": [{"title": "Acme recalls", "url": "https://n.example/"}]},
            },
            "hm",
            ("Acme recalls", "https://n.example/"),
        ),
        (
            {"item": "link", "name": "Acme recalls", "caption": "n.example", "from": {"name": "Ana"}},
            "Acme recalls\nn.example",
            (),
        ),
        ({"item": "event", "post": {"message": "of another"}, "event_id": "5"}, None, ()),
    ],
)
def test_what_a_post_shows_beside_its_message(value, text, links):
    received = mention("facebook", change({"verb": "add", "post_id": "5_9"} | value))
    assert (received.text, received.links) == (text, links)


def test_a_post_of_a_kind_that_has_words_is_counted_without_them():
    assert hear("facebook", change({"item": "note", "verb": "add", "note_id": "5"}))[1] == Wordless("note")


def test_echo_and_unsupported():
    assert mention("facebook", message(message={"mid": "m_1", "is_echo": True})).from_self
    unsupported, counted = hear("facebook", message(message={"mid": "m_1", "is_unsupported": True}))
    assert (unsupported.text, counted) == (None, Wordless("is_unsupported"))


def test_an_echo_says_to_whom_it_went_and_a_message_to_us_does_not():
    sent = {"sender": {"id": PAGE}, "recipient": {"id": 77}, "message": {"mid": "m_1", "is_echo": True}}
    assert mention("facebook", message(**sent)).recipient_id == "77"
    assert mention("facebook", message(message={"mid": "m_1", "text": "hi"})).recipient_id is None


@pytest.mark.parametrize(
    "key", ["read", "delivery", "postback", "referral", "optin", "pass_thread_control", "of_tomorrow"]
)
def test_receipts_and_controls_are_ignored_by_name(key):
    [ignored] = hear("facebook", message(**{key: {"mid": "m_1"}}))
    assert ignored == Ignored(f"messaging event {key}")


def test_one_entry_holds_changes_messages_and_standby():
    both = change(comment(), messaging=message(message={"mid": "m_1", "text": "hi"})["entry"][0]["messaging"])
    both["entry"][0]["standby"] = message(message={"mid": "m_2", "text": "hi"})["entry"][0]["messaging"]
    assert [mention.external_id for mention in hear("facebook", both)] == ["m_1", "m_2", "9_2"]


def test_every_entry_and_every_change_is_read():
    many = {"object": "page", "entry": [change(comment(comment_id=str(n)))["entry"][0] for n in range(50)]}
    many["entry"][7]["changes"][0]["value"]["comment_id"] = {"no": "id"}
    parsed = hear("facebook", many)
    assert len(parsed) == 50
    assert [type(item) for item in parsed].index(Broken) == 7


@pytest.mark.parametrize("number", ["9" * 10_000, "1e400", "-1e400"])
def test_an_enormous_number_spoils_its_own_item_only(number):
    two = change(comment(comment_id="ENORMOUS"))
    two["entry"] += change(comment())["entry"]
    parsed = hear("facebook", json.dumps(two).replace('"ENORMOUS"', number).encode())
    assert [mention.external_id for mention in parsed if isinstance(mention, Mention)][-1] == "9_2"
    if "e" not in number:
        assert isinstance(parsed[0], Broken), "no platform has ids that long"


def test_another_product_is_ignored():
    [ignored] = hear("facebook", {"object": "instagram", "entry": change(comment())["entry"]})
    assert isinstance(ignored, Ignored)


def test_reasons_hold_no_words_of_a_person():
    [received] = hear("facebook", change({"item": "My mother's number is 0151", "verb": "add"}))
    assert "mother" not in received.reason


@pytest.mark.parametrize("kind", ["album", "event", "photo", "video", "share"])
def test_an_item_without_a_post_is_known_by_its_own_id(kind):
    received = mention("facebook", change({"item": kind, "verb": "add", f"{kind}_id": 55}))
    assert (received.external_id, received.root_id) == ("55", "55")


@pytest.mark.parametrize(
    ("value", "external_id"),
    [
        ({"item": "reel", "post_id": "5_9"}, "5_9"),
        ({"post_id": "5_9"}, "5_9"),
        ({"post_id": "5_9", "comment_id": None}, "5_9"),
        ({"post_id": "5_9", "comment_id": "9_2"}, "9_2"),
    ],
)
def test_a_mention_is_heard_whatever_item_it_stands_in(value, external_id):
    received = mention("facebook", change(value, "mention"))
    assert (received.kind, received.external_id, received.root_id) == ("mention", external_id, "5_9")


def test_a_like_that_names_its_target_as_parent_only():
    received = mention("facebook", change({"item": "like", "verb": "add", "parent_id": "1_8", "sender_id": 7}))
    assert (received.kind, received.parent_id) == ("reaction", "1_8")


def test_a_recommendation_in_small_letters():
    value = {"item": "rating", "verb": "add", "open_graph_story_id": 9, "recommendation_type": "negative"}
    assert mention("facebook", change(value, "ratings")).title == "Does not recommend"


def test_an_odd_attachment_does_not_cost_the_message():
    odd = [None, "x", {"type": "image", "payload": {"url": "https://b.example/"}}]
    received = mention("facebook", message(message={"mid": "m_1", "text": "look", "attachments": odd}))
    assert (received.text, received.media) == ("look", ("https://b.example/",))


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("live_videos", {"id": "4", "status": "live"}, "change live_videos"),
        ("mention", {}, "change mention"),
        ("feed", {"item": "story", "verb": "add"}, "change feed: story add"),
    ],
)
def test_what_is_ignored_is_named_by_what_it_says(field, value, reason):
    assert hear("facebook", change(value, field)) == [Ignored(reason)]
