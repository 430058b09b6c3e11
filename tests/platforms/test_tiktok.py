"""TikTok's oddities: a signed time, JSON inside a text, ids of 19 digits, acts that change who may see a comment."""

import json
from datetime import timedelta

import pytest

from goodword import platforms
from goodword.errors import BadSignature, Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Broken, Delivery, Ignored, Secrets, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

TIKTOK = platforms.load("tiktok")
SECRETS = Secrets({"client_secret": ("newest", "oldest")})
US = "_000openid"
BODY = b'{"event":"comment.update"}'


def event(name, content, **more):
    written = content if isinstance(content, str) else json.dumps(content)
    return {
        "client_key": "7",
        "event": name,
        "create_time": 1_700_000_100,
        "user_openid": US,
        "content": written,
    } | more


def comment(**more):
    content = {
        "comment_id": 7247303576418566913,
        "video_id": 7203946942097902849,
        "comment_type": "comment",
        "comment_action": "insert",
        "timestamp": 1_700_000_000_123,
        "unique_identifier": "u1",
        "text": "so hot",
    }
    return event("comment.update", content | more)


def tagged(**more):
    content = {
        "type_of_event": "CREATE",
        "mention_type": "VIDEO_MENTION",
        "video_id": 7203946942097902849,
        "video_create_time": 1_700_000_000,
        "unique_identifier": "u1",
        "unique_name_of_mentioned_user": "acme",
        "share_url": "https://www.tiktok.com/@u1/video/7203946942097902849",
        "video_caption": "my lamp from @acme",
        "comment_id": "0",
    }
    return event("brand.mention.event", content | more)


def message(name="im_receive_msg", **more):
    content = {
        "from": "jo_k",
        "to": "acme",
        "from_user": {"id": "u1", "role": "personal_account"},
        "to_user": {"id": US, "role": "business_account"},
        "conversation_id": "conv",
        "message_id": "m1",
        "timestamp": 1_700_000_000_123,
        "type": "text",
        "text": {"body": "hello"},
    }
    return event(name, content | more)


def check(header, now=RECEIVED):
    delivery = Delivery("tiktok", "acme", "POST", {"tiktok-signature": header}, {}, BODY, now)
    TIKTOK.verify(delivery, SECRETS, now)


def signed(now=RECEIVED):
    [header] = TIKTOK.sign(BODY, SECRETS, now).values()
    return header.split(",")


def test_the_parts_stand_in_any_order_and_others_may_come():
    seconds, signature = signed()
    check(f"{seconds},{signature}")
    check(f"{signature},{seconds}")
    check(f"v=2,{seconds},x=,{signature}")


def test_the_older_secret_holds_too():
    [header] = TIKTOK.sign(BODY, Secrets({"client_secret": ("oldest",)}), RECEIVED).values()
    check(header)


def test_parts_that_cannot_be_read():
    seconds, signature = signed()
    for header in (
        *(seconds, signature, f"{seconds},{signature},{signature}", f"{seconds},{seconds},{signature}"),
        *(f"{seconds}, {signature}", f"{seconds};{signature}", f"{seconds},{signature},", f",{seconds},{signature}"),
        *(f"{seconds},{signature.upper()}", f"T{seconds[1:]},{signature}", f"{seconds},s=", f"t=,{signature}"),
        *(f"t=0{seconds[2:]},{signature}", f"t=+{seconds[2:]},{signature}", f"{seconds}.0,{signature}"),
        *(f"{seconds},{signature},v={'x' * 600}", f"{seconds},{signature}=", f"{seconds},{signature},v"),
    ):
        with pytest.raises(BadSignature):
            check(header)


def test_the_time_is_signed():
    seconds, signature = signed()
    later = f"t={int(seconds[2:]) + 1}"
    with pytest.raises(BadSignature):
        check(f"{later},{signature}")


def test_five_minutes_both_ways():
    header = ",".join(signed())
    for away in (300, -300):
        check(header, RECEIVED + timedelta(seconds=away))
    for away in (301, -301):
        with pytest.raises(BadSignature):
            check(header, RECEIVED + timedelta(seconds=away))


def test_a_comment():
    received = mention("tiktok", comment())
    assert (received.kind, received.action, received.external_id) == ("comment", "created", "7247303576418566913")
    assert (received.text, received.author_id, received.author_handle) == ("so hot", "u1", None)
    assert (received.parent_id, received.root_id, received.account_id) == (
        "7203946942097902849",
        "7203946942097902849",
        US,
    )
    assert received.created_at == received.event_at == at(1_700_000_000.123)
    assert not received.from_self


def test_a_reply():
    assert mention("tiktok", comment(comment_type="reply", parent_comment_id=7235861947622916866)).parent_id == (
        "7235861947622916866"
    )


@pytest.mark.parametrize(
    "parent", [{}, {"parent_comment_id": 0}, {"parent_comment_id": "0"}, {"parent_comment_id": None}]
)
@pytest.mark.parametrize("act", ["insert", "set_to_hidden", "delete"])
def test_a_comment_that_names_no_parent_is_under_its_video(act, parent):
    received = mention("tiktok", comment(comment_action=act, **parent))
    assert received.parent_id == received.root_id == "7203946942097902849"


def test_what_names_neither_is_under_nothing():
    received = mention("tiktok", comment(video_id=0))
    assert (received.parent_id, received.root_id) == (None, None)


def test_ids_as_texts_and_content_as_an_object():
    assert mention("tiktok", comment(comment_id="7247303576418566913")).external_id == "7247303576418566913"
    payload = comment()
    assert mention("tiktok", payload | {"content": json.loads(payload["content"])}) == mention("tiktok", payload)


@pytest.mark.parametrize(
    ("act", "action"),
    [
        ("insert", "created"),
        ("set_to_hidden", "hidden"),
        ("set_to_friends_only", "hidden"),
        ("set_to_public", "edited"),
        ("delete", "deleted"),
    ],
)
def test_every_action(act, action):
    received = mention("tiktok", comment(comment_action=act))
    assert received.action == action
    assert received.text == (None if action == "deleted" else "so hot")
    assert received.event_at == (at(1_700_000_000.123) if act == "insert" else at(1_700_000_100))


def test_a_comment_without_its_text():
    payload = comment()
    content = json.loads(payload["content"])
    del content["text"]
    assert mention("tiktok", payload | {"content": json.dumps(content)}).text is None


def test_seconds_and_milliseconds():
    assert mention("tiktok", comment(timestamp=1_700_000_000)).created_at == at(1_700_000_000)
    received = mention("tiktok", comment(timestamp=None, comment_action="delete"))
    assert (received.created_at, received.event_at) == (None, at(1_700_000_100))
    received = mention("tiktok", comment(timestamp=None) | {"create_time": None})
    assert received.event_at == RECEIVED


def test_our_own_comments():
    assert mention("tiktok", comment(unique_identifier=US)).from_self
    assert mention("tiktok", comment(), accounts={"u1"}).from_self


def test_a_comment_of_somebody_who_may_buy_is_the_same_with_its_text():
    content = {
        "comment_id": "7247303576418566913",
        "comment_text": "where can I buy it?",
        "from": "jo_k",
        "unique_identifier": "u1",
        "from_user": {"id": "x1"},
        "timestamp": 1_700_000_000_123,
        "video_id": 7203946942097902849,
    }
    received = mention("tiktok", event("im_receive_high_intent_comment", content))
    assert received.parent_id == received.root_id == "7203946942097902849"
    assert (received.kind, received.external_id, received.text) == (
        "comment",
        "7247303576418566913",
        "where can I buy it?",
    )
    assert (received.author_id, received.author_handle) == ("u1", "jo_k")


@pytest.mark.parametrize("kind", ["VIDEO_MENTION", "VIDEO MENTION", None])
def test_a_mention_in_a_caption(kind):
    received = mention("tiktok", tagged(mention_type=kind))
    assert (received.kind, received.action, received.external_id) == ("mention", "created", "7203946942097902849")
    assert (received.text, received.author_id, received.root_id) == ("my lamp from @acme", "u1", received.external_id)
    assert received.parent_id is None
    assert received.created_at == received.event_at == at(1_700_000_000)
    assert received.permalink == "https://www.tiktok.com/@u1/video/7203946942097902849"


def test_a_mention_in_a_comment_does_not_take_the_caption_for_its_words():
    received = mention("tiktok", tagged(mention_type="COMMENT", comment_id=7247303576418566913))
    assert (received.external_id, received.root_id) == ("7247303576418566913", "7203946942097902849")
    assert received.parent_id == received.root_id
    assert (received.text, received.created_at, received.event_at) == (None, None, at(1_700_000_100))
    assert mention("tiktok", tagged(comment_id="5", comment_text="hey @acme")).text == "hey @acme"


@pytest.mark.parametrize(
    ("named", "action"),
    [("CREATE", "created"), ("EDIT", "edited"), ("PRIVACY_CHANGE", "edited"), ("DELETE", "deleted")],
)
def test_what_happened_to_a_mention(named, action):
    received = mention("tiktok", tagged(type_of_event=named))
    assert received.action == action
    assert received.event_at == (at(1_700_000_000) if named == "CREATE" else at(1_700_000_100))
    assert received.text == (None if action == "deleted" else "my lamp from @acme")


@pytest.mark.parametrize("name", ["brand_mention.video", "brand_mention.comment"])
def test_other_names_of_a_mention(name):
    assert mention("tiktok", tagged() | {"event": name}).kind == "mention"


@pytest.mark.parametrize("link", ["http://www.tiktok.com/x", "javascript:x", "https://", "https://a b", 7, "x" * 3000])
def test_a_link_that_is_none(link):
    assert mention("tiktok", tagged(share_url=link)).permalink is None


def test_a_message():
    received = mention("tiktok", message())
    assert (received.kind, received.external_id, received.text) == ("message", "m1", "hello")
    assert (received.author_id, received.author_handle, received.root_id) == ("u1", "jo_k", "conv")
    assert (received.created_at, received.from_self, received.recipient_id) == (at(1_700_000_000.123), False, None)


def test_a_message_of_ours_says_to_whom_it_went():
    received = mention("tiktok", message("im_send_msg", from_user={"id": "b"}, to_user={"id": "u1"}))
    assert (received.from_self, received.author_id, received.recipient_id) == (True, "b", "u1")
    bare = mention("tiktok", message("im_send_msg", **{"from": "biz", "to": "u1", "from_user": None, "to_user": None}))
    assert (bare.from_self, bare.author_id, bare.author_handle, bare.recipient_id) == (True, "biz", None, "u1")


@pytest.mark.parametrize("facts", [{"text": "hi"}, {"text": None, "content": "hi"}, {"text": {"body": "hi"}}])
def test_where_the_text_of_a_message_stands(facts):
    assert mention("tiktok", message(type="TEXT", **facts)).text == "hi"


def test_an_answer_to_a_message():
    assert mention("tiktok", message(referenced_message_info={"referenced_message_id": "m0"})).parent_id == "m0"


@pytest.mark.parametrize(
    ("attached", "media"),
    [
        ({"image": {"media_id": "i1"}}, ("i1",)),
        ({"video": {"media_id": "v1"}}, ("v1",)),
        ({"share_post": {"embed_url": "https://www.tiktok.com/player/v1/1", "video_id": "1"}}, 1),
        ({"sticker": {"url": "https://p16.example/s"}}, ("https://p16.example/s",)),
        ({"emoji": {"url": "https://p16.example/e"}}, ("https://p16.example/e",)),
        ({"image": 7}, ()),
    ],
)
def test_what_is_attached(attached, media):
    received = mention("tiktok", message(text=None, type=next(iter(attached)), **attached))
    assert received.media == (("https://www.tiktok.com/player/v1/1",) if media == 1 else media)


@pytest.mark.parametrize(
    ("kind", "held", "words"),
    [
        ("template", {"template": {"title": "All well?", "buttons": [{"title": "No"}]}}, "All well?"),
        ("share_post", {"share_post": {"video_id": "1", "caption": "my Acme lamp burnt"}}, "my Acme lamp burnt"),
        ("image", {"image": {"media_id": "i1", "caption": "look at the smoke"}}, "look at the smoke"),
        ("question", {"question": {"text": "Where is my order?", "id": "q1"}}, "Where is my order?"),
        ("hologram", {"hologram": {"title": "Acme", "body": "it burnt"}}, "Acme\nit burnt"),
        ("TEXT", {"message": {"text": "煙が出た"}}, "煙が出た"),
    ],
)
def test_what_is_sent_without_a_text_says_what_it_shows(kind, held, words):
    assert mention("tiktok", message(type=kind, text=None, **held)).text == words


@pytest.mark.parametrize("kind", ["hologram", "template", "text", None])
def test_a_new_kind_without_words_is_counted(kind):
    received, counted = hear("tiktok", message(type=kind, text=None))
    assert (received.external_id, counted) == ("m1", Wordless(kind or "unnamed"))
    [ours] = hear("tiktok", message("im_send_msg", type=kind, text=None))
    assert ours.from_self


def test_reactions():
    reaction = {"operation": "ADD", "emoji": "x", "original_msg_id": "m0", "timestamp": 1_700_000_001_000}
    received = hear("tiktok", message(type="reaction", reaction=[reaction, reaction | {"operation": "REMOVE"}, 7]))
    assert [reaction.action for reaction in received[:2]] == ["created", "deleted"]
    assert {
        (reaction.kind, reaction.external_id, reaction.parent_id, reaction.author_id) for reaction in received[:2]
    } == {("reaction", None, "m0", "u1")}
    assert isinstance(received[2], Broken)
    assert isinstance(hear("tiktok", message(type="REACTION"))[0], Broken)
    assert mention("tiktok", message("im_send_msg", type="reaction", reaction=[reaction])).from_self


@pytest.mark.parametrize(
    "name",
    [
        *(
            "im_mark_read_msg",
            "im_receive_msg_eu",
            "im_referral_msg",
            "authorization.removed",
            "video.publish.completed",
        ),
        *("post.publish.failed", "im_auto_message_config_update", "of.tomorrow"),
    ],
)
def test_ignored_by_name(name):
    assert hear("tiktok", event(name, "not even JSON")) == [Ignored(f"event {name}")]


def test_an_action_that_is_new():
    assert hear("tiktok", comment(comment_action="set_to_gold")) == [Ignored("event comment.update: set_to_gold")]
    assert hear("tiktok", tagged(type_of_event="PIN")) == [Ignored("event brand.mention.event: PIN")]
    assert hear("tiktok", {}) == [Ignored("event unnamed")]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "7", None, [], "\ud800", "[" * 100_000, '{"comment_action": "insert"}']
)
def test_content_that_cannot_be_read(content):
    with pytest.raises(Unreadable):
        hear("tiktok", comment() | {"content": content})


def test_a_rounded_id_is_none():
    with pytest.raises(Unreadable):
        hear("tiktok", comment(comment_id=7.247303576418567e18))


def test_everything_is_a_mention():
    for payload in (comment(), tagged(), message(), message("im_send_msg")):
        assert isinstance(mention("tiktok", payload), Mention)
