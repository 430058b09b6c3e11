"""LinkedIn's oddities: a challenge by the signing key, a text before the body, two spellings of one comment."""

import hashlib
import hmac
import json

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature
from goodword.platforms.contract import Broken, Delivery, Ignored, Secrets, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

LINKEDIN = platforms.load("linkedin")
SECRETS = Secrets({"client_secret": ("newest", "oldest")})
US, THEM, POST = "urn:li:organization:2", "urn:li:person:5", "urn:li:activity:3"
COMMENT = "urn:li:comment:(urn:li:activity:3,4)"
CODE = "890e4665-4dfe-4ab1-b689-ed553bceeed0"


def notification(action="COMMENT", **more):
    fields = {"entity": COMMENT, "owner": THEM, "text": "hi", "object": POST}
    return {
        "notificationId": 1,
        "action": action,
        "organizationalEntity": US,
        "sourcePost": POST,
        "lastModifiedAt": 1_700_000_000_123,
        "generatedActivity": "urn:li:comment:(activity:3,4)",
        "subscriber": "urn:li:person:admin",
        "decoratedGeneratedActivity": {"comment": fields},
    } | more


def body(*notifications):
    return {"type": "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", "notifications": list(notifications)}


def mention_of(action="COMMENT", accounts=(), **more):
    return mention("linkedin", body(notification(action, **more)), accounts)


def without(*keys, action="COMMENT"):
    return body({key: value for key, value in notification(action).items() if key not in keys})


def get(**query):
    return Delivery("linkedin", "acme", "GET", {}, query, b"", RECEIVED)


def post(content, signature):
    return Delivery("linkedin", "acme", "POST", {"x-li-signature": signature}, {}, content, RECEIVED)


def test_challenge_is_answered_with_the_newest_secret():
    answer = LINKEDIN.challenge(get(challengeCode=CODE, applicationId="7"), SECRETS)
    response = hmac.new(b"newest", CODE.encode(), hashlib.sha256).hexdigest()
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert json.loads(answer.body) == {"challengeCode": CODE, "challengeResponse": response}


@pytest.mark.parametrize("code", ["", "a b", "ä", "\ud800", "a" * 65, 'x"', "<script>", f"{CODE}\n"])
def test_a_code_that_is_none(code):
    with pytest.raises(BadHandshake):
        LINKEDIN.challenge(get(challengeCode=code), SECRETS)


def test_the_challenge_signs_nothing_that_could_be_a_delivery():
    """The key is the same: a stranger must not have a body signed by asking for it as a challenge."""
    forged = b'{"notifications":[]}'
    with pytest.raises(BadHandshake):
        LINKEDIN.challenge(get(challengeCode=f"hmacsha256={forged.decode()}"), SECRETS)
    answer = LINKEDIN.challenge(get(challengeCode="0"), SECRETS)
    with pytest.raises(BadSignature):
        LINKEDIN.verify(post(b"0", json.loads(answer.body)["challengeResponse"]), SECRETS, RECEIVED)


def test_the_signature_is_the_bare_digest_over_a_text_and_the_body():
    content = b'{"notifications":[]}'
    digest = hmac.new(b"oldest", b"hmacsha256=" + content, hashlib.sha256).hexdigest()
    LINKEDIN.verify(post(content, digest), SECRETS, RECEIVED)
    for wrong in (
        hmac.new(b"oldest", content, hashlib.sha256).hexdigest(),
        f"hmacsha256={digest}",
        digest.upper(),
        digest[:32],
        f"{digest[:32]} {digest[32:]}",
    ):
        with pytest.raises(BadSignature):
            LINKEDIN.verify(post(content, wrong), SECRETS, RECEIVED)


def test_a_comment():
    received = mention_of()
    assert (received.kind, received.action, received.external_id) == ("comment", "created", COMMENT)
    assert (received.text, received.author_id, received.author_name) == ("hi", THEM, None)
    assert (received.parent_id, received.root_id, received.account_id) == (POST, POST, US)
    assert received.created_at == received.event_at == at(1_700_000_000.123)
    assert not received.from_self


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("urn:li:comment:(activity:3,4)", COMMENT),
        ("urn:li:comment:(urn:li:activity:3,4)", COMMENT),
        ("urn:li:comment:(urn:li:activity:3, 4)", COMMENT),
        ("urn:li:comment:(ugcPost:3,4)", "urn:li:comment:(urn:li:ugcPost:3,4)"),
        ("urn:li:comment:(share:3,4)", "urn:li:comment:(urn:li:share:3,4)"),
        ("urn:li:comment:(urn:li:groupPost:1-3,4)", "urn:li:comment:(urn:li:groupPost:1-3,4)"),
        ("urn:li:something:else", "urn:li:something:else"),
    ],
)
def test_one_spelling_of_a_comment(written, kept):
    assert mention_of(generatedActivity=written).external_id == kept
    assert mention_of("COMMENT_DELETE", generatedActivity=written, decoratedGeneratedActivity=None).external_id == kept


def test_a_notification_without_its_envelope():
    assert mention("linkedin", notification()) == mention_of()


def test_the_block_names_the_comment_where_nothing_else_does():
    assert mention("linkedin", without("generatedActivity")).external_id == COMMENT


@pytest.mark.parametrize(
    ("action", "kind", "kept"),
    [
        ("COMMENT", "comment", "created"),
        ("ADMIN_COMMENT", "comment", "created"),
        ("COMMENT_EDIT", "comment", "edited"),
        ("COMMENT_DELETE", "comment", "deleted"),
        ("SHARE", "share", "created"),
        ("SHARE_MENTION", "mention", "created"),
        ("LIKE", "reaction", "created"),
    ],
)
def test_every_action(action, kind, kept):
    received = mention_of(action)
    assert (received.kind, received.action, received.from_self) == (kind, kept, action == "ADMIN_COMMENT")


def test_an_edit_is_newer_and_does_not_say_when_it_was_written():
    received = mention_of("COMMENT_EDIT", lastModifiedAt=1_700_000_060_000)
    assert (received.created_at, received.event_at, received.text) == (None, at(1_700_000_060), "hi")


def test_a_deletion_needs_no_block_and_keeps_no_words():
    received = mention_of("COMMENT_DELETE")
    assert (received.action, received.text, received.event_at) == ("deleted", None, at(1_700_000_000.123))
    bare = mention("linkedin", without("decoratedGeneratedActivity", "sourcePost", action="COMMENT_DELETE"))
    assert (bare.external_id, bare.root_id, bare.author_id) == (COMMENT, POST, None)


def test_our_own_post():
    ours = {"comment": {"entity": COMMENT, "owner": US, "text": "hi"}}
    assert mention_of(decoratedGeneratedActivity=ours).from_self
    assert mention_of("ADMIN_COMMENT").from_self, "whoever of the administrators wrote it"
    assert mention_of(accounts={THEM}).from_self
    assert not mention_of(accounts={"urn:li:person:admin"}).from_self, "who connected us did not write it"


@pytest.mark.parametrize(
    "text", [{"text": "hi"}, {"message": {"text": "hi"}}, {"text": None, "message": {"text": "hi"}}]
)
def test_where_the_text_stands(text):
    assert mention_of(decoratedGeneratedActivity={"comment": {"owner": THEM} | text}).text == "hi"
    assert mention_of(decoratedGeneratedActivity={"owner": THEM} | text).text == "hi"


POLL = {"question": "Which burnt?", "options": [{"text": "Acme"}, {"text": "Zeta"}]}
PICTURE = {"id": "urn:li:image:1", "altText": "A burnt Acme"}
ARTICLE = {"source": "https://n.example/acme", "title": "Recall"}


@pytest.mark.parametrize(
    ("block", "text", "links"),
    [
        ({"text": "look", "title": "Recall", "description": "It may burn"}, "look", ("Recall", "It may burn")),
        ({"title": "Acme recalls", "mediaCategory": "ARTICLE"}, "Acme recalls", ("Acme recalls",)),
        ({"commentary": "hm", "content": {"article": ARTICLE}}, "hm", ("https://n.example/acme", "Recall")),
        ({"text": "Vote", "content": {"poll": POLL}}, "Vote\nWhich burnt?\nAcme\nZeta", ()),
        ({"commentary": "Vote", "poll": POLL}, "Vote\nWhich burnt?\nAcme\nZeta", ()),
        ({"text": "look", "content": {"media": PICTURE}}, "look\nA burnt Acme", ()),
        ({"content": {"media": PICTURE}}, "A burnt Acme", ()),
        ({"message": "the words right in it"}, "the words right in it", ()),
        ({"text": None, "content": 7, "poll": []}, None, ()),
    ],
)
@pytest.mark.parametrize("action", ["SHARE", "SHARE_MENTION"])
def test_articles_and_polls(action, block, text, links):
    share = {"share": {"entity": "urn:li:share:8", "owner": THEM} | block}
    received, *counted = hear("linkedin", body(notification(action, decoratedGeneratedActivity=share)))
    assert (received.text, received.links) == (text, links)
    assert counted == ([Wordless(action)] if text is None and action == "SHARE_MENTION" else [])


def test_a_comment_without_words_is_counted_and_ours_is_not():
    received, counted = hear("linkedin", body(notification(decoratedGeneratedActivity={"comment": {"owner": THEM}})))
    assert (received.external_id, counted) == (COMMENT, Wordless("COMMENT"))
    [ours] = hear("linkedin", body(notification("ADMIN_COMMENT", decoratedGeneratedActivity=None)))
    assert ours.from_self


def test_a_deletion_keeps_no_links():
    block = {"comment": {"owner": THEM, "text": "look", "title": "Acme recalls"}}
    assert mention_of("COMMENT_DELETE", decoratedGeneratedActivity=block).links == ()


def test_a_reply_to_a_comment():
    fields = {"owner": THEM, "text": "hi", "parentComment": "urn:li:comment:(activity:3,1)", "object": POST}
    received = mention_of(decoratedGeneratedActivity={"comment": fields})
    assert (received.parent_id, received.root_id) == ("urn:li:comment:(urn:li:activity:3,1)", POST)


def test_a_share():
    fields = {"share": {"entity": "urn:li:share:8", "owner": THEM, "text": "look at this"}}
    received = mention_of("SHARE", generatedActivity="urn:li:activity:9", decoratedGeneratedActivity=fields)
    assert (received.kind, received.external_id, received.parent_id) == ("share", "urn:li:activity:9", POST)
    assert (received.text, received.author_id) == ("look at this", THEM)
    assert (
        mention_of("SHARE", generatedActivity=None, decoratedGeneratedActivity=fields).external_id == "urn:li:share:8"
    )


def test_a_mention_may_be_told_as_the_source():
    post_block = {"entity": "urn:li:share:8", "owner": THEM, "text": "thanks @acme"}
    received = mention_of(
        "SHARE_MENTION", generatedActivity=None, decoratedGeneratedActivity=None, decoratedSourcePost=post_block
    )
    assert (received.kind, received.external_id, received.text) == ("mention", "urn:li:share:8", "thanks @acme")
    bare, counted = hear("linkedin", without("generatedActivity", "decoratedGeneratedActivity", action="SHARE_MENTION"))
    assert counted == Wordless("SHARE_MENTION")
    assert (bare.external_id, bare.parent_id, bare.root_id) == (POST, None, POST)


def test_a_like_has_no_id():
    received = mention_of(
        "LIKE", generatedActivity="urn:li:like:(urn:li:person:6,activity:3)", decoratedGeneratedActivity=None
    )
    assert (received.external_id, received.author_id, received.parent_id) == (None, "urn:li:person:6", POST)
    on_comment = mention_of(
        "LIKE", generatedActivity=f"urn:li:like:(person:6,{COMMENT})", decoratedGeneratedActivity=None
    )
    assert (on_comment.parent_id, on_comment.root_id) == (COMMENT, POST)
    assert mention("linkedin", without("generatedActivity", action="LIKE")).parent_id == POST
    [broken] = hear("linkedin", without("generatedActivity", "sourcePost", action="LIKE"))
    assert isinstance(broken, Broken)


def test_no_time_is_told():
    received = mention("linkedin", without("lastModifiedAt"))
    assert (received.created_at, received.event_at) == (None, RECEIVED)


def test_ten_in_one_body():
    several = [notification(generatedActivity=f"urn:li:comment:(activity:3,{number})") for number in range(9)]
    received = hear("linkedin", body(*several, {"action": "COMMENT"}))
    assert [mention.external_id for mention in received[:9]] == [
        f"urn:li:comment:(urn:li:activity:3,{n})" for n in range(9)
    ]
    assert isinstance(received[9], Broken)


def test_the_same_comment_told_to_two_administrators_is_one():
    once, again = hear("linkedin", body(notification(), notification(notificationId=2, subscriber="urn:li:person:b")))
    assert once == again


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (body(), "no notifications"),
        ({}, "no notifications"),
        ({"type": "LEAD_ACTION", "notifications": [notification()]}, "type LEAD_ACTION"),
        (body(notification("COMMENT_PIN")), "action COMMENT_PIN"),
        (body(notification("a person's words")), "action of an unreadable name"),
        (body({}), "action unnamed"),
    ],
)
def test_ignored_by_name(payload, reason):
    assert hear("linkedin", payload) == [Ignored(reason)]


def test_an_id_that_is_too_long_once_it_is_spelled_out():
    [broken] = hear("linkedin", body(notification(generatedActivity=f"urn:li:comment:(activity:{'3' * 470},4)")))
    assert hear("linkedin", body(notification(generatedActivity=f"urn:li:comment:(activity:{'3' * 460},4)")))
    assert isinstance(broken, Broken)
