"""The lookup of a Google review: a login that is kept, both forms of a translation, the reply, and what is gone."""

import base64
import json

import pytest

from goodword import connectors
from goodword.connectors.contract import NoToken, Response
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Delivery, Ignored, Lookup
from tests.connectors import drive
from tests.connectors.apis.google_business import EXPECTS, HOT, LOCATION, LOOKUPS, SECRETS, THANKS, Api

SIDE = connectors.load("google_business")


def asked(name=HOT, **given):
    return drive.ask("review", asked={"what": "review", "name": name}, tokens=SECRETS, **given)


def walk(given, api=None):
    return drive.walk("google_business", SIDE.LOOKUPS["review"](given), api or Api())


def read(review, name=HOT, status="200"):
    body = json.dumps(review).encode()
    question = {"what": "review", "name": name, "status": status}
    return list(
        SIDE.read(Delivery("google_business", "acme", "POST", {}, {}, body, drive.NOW, question), frozenset({LOCATION}))
    )


def review(**more):
    return {"starRating": "TWO", "comment": "meh", "createTime": "2026-11-20T08:00:00Z"} | more


def test_a_review():
    cursor, passed, requests = walk(asked())
    [received] = drive.hear(passed, {LOCATION})
    assert cursor == {}
    assert [request.url for request in requests] == [
        "https://oauth2.googleapis.com/token",
        f"https://mybusiness.googleapis.com/v4/{HOT}",
    ]
    assert (received.kind, received.action, received.external_id, received.rating) == ("review", "created", HOT, 1.0)
    assert (received.text, received.author_name) == (EXPECTS[HOT], "Jo K.")
    assert (received.root_id, received.account_id, received.from_self) == (received.external_id, LOCATION, False)
    assert received.event_at == received.created_at


def test_every_lookup_of_the_model():
    mentions = [item for lookup in LOOKUPS for item in drive.hear(walk(asked(lookup["name"]))[1])]
    assert {mention.external_id: mention.text for mention in mentions} == EXPECTS


def test_it_has_the_id_and_the_place_of_the_push():
    push = Delivery("google_business", "acme", "POST", {}, {}, _event(), drive.NOW)
    pushed, lookup = connectors.hear(push, frozenset())
    assert isinstance(lookup, Lookup)
    [received] = drive.hear(walk(drive.ask("review", asked=lookup.asked, tokens=SECRETS))[1])
    same = ("external_id", "root_id", "account_id", "kind")
    assert [getattr(pushed, name) for name in same] == [getattr(received, name) for name in same]
    assert pushed.text is None


def test_the_login_is_kept_for_its_hour():
    api, session = Api(), {}
    assert len(walk(asked(session=session), api)[2]) == 2
    assert len(walk(asked(session=session), api)[2]) == 1
    later = drive.NOW.replace(hour=drive.NOW.hour + 1)
    assert len(walk(asked(session=session, now=later), api)[2]) == 2
    session.clear()
    assert len(walk(asked(session=session), api)[2]) == 2


def test_a_login_that_says_nothing():
    steps = SIDE.LOOKUPS["review"](asked())
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, b"{}"))


@pytest.mark.parametrize("lasts", [None, 0, "3600", -1, 1e9, True])
def test_a_login_of_unknown_length_is_used_once(lasts):
    session = {}
    steps = SIDE.LOOKUPS["review"](asked(session=session))
    next(steps)
    steps.send(Response(200, {}, json.dumps({"access_token": "ya29", "expires_in": lasts}).encode()))
    assert next(SIDE.LOOKUPS["review"](asked(session=session))).form


@pytest.mark.parametrize("missing", SIDE.TOKENS)
def test_a_missing_token(missing):
    tokens = {name: value for name, value in SECRETS.items() if name != missing}
    with pytest.raises(NoToken, match=missing):
        next(SIDE.LOOKUPS["review"](drive.ask("review", asked=LOOKUPS[0], tokens=tokens)))


def test_no_secret_stands_in_an_address_or_goes_on():
    _, passed, requests = walk(asked())
    for request in requests:
        assert not any(secret in f"{request.url}{request.params}{request.asked}" for [secret] in SECRETS.values())
        assert "ya29" not in f"{request.url}{request.params}{request.asked}"
    assert not any("ya29" in delivery.as_message() for delivery in passed)


@pytest.mark.parametrize(
    "name",
    [
        *("", "accounts/1/locations/2", f"{HOT}/reply", f"/{HOT}", f"{HOT}?x=1", f"{HOT}#x", f"{HOT}%2f", f"{HOT}\n"),
        *("accounts/../locations/2/reviews/3", "accounts/1/locations/2/reviews/..", "//evil.example/reviews/1"),
        *("accounts/1/locations/2/reviews/" + "x" * 500, "accounts/1/locations/2/reviews/ü", f"x{HOT}"),
    ],
)
def test_a_name_that_is_none_is_never_asked_for(name):
    with pytest.raises(Unreadable):
        next(SIDE.LOOKUPS["review"](asked(name)))
    with pytest.raises(Unreadable):
        read(review(), name=name)


def test_an_answer_cut_short_is_asked_for_again():
    steps = SIDE.LOOKUPS["review"](asked(session={"access_token": "x", "until": "9999999999"}))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, b'{"starRating": "ON'))


def test_one_that_is_gone():
    api = Api()
    del api.reviews[HOT]
    _, [passed], _ = walk(asked(), api)
    [received] = read({"error": {"code": 404}}, status="404")
    assert passed.asked["name"] == HOT
    assert (received.kind, received.action, received.external_id, received.text) == ("review", "deleted", HOT, None)
    assert (received.event_at, received.root_id) == (drive.NOW, received.external_id)


@pytest.mark.parametrize(
    ("stars", "rating"),
    [("ONE", 1), ("TWO", 2), ("THREE", 3), ("FOUR", 4), ("FIVE", 5), ("STAR_RATING_UNSPECIFIED", None), (4, None)],
)
def test_stars(stars, rating):
    [received] = read(review(starRating=stars))
    assert received.rating == rating


def test_stars_without_words():
    [received] = read({"starRating": "ONE", "createTime": "2026-11-20T08:00:00Z"})
    assert (received.rating, received.text) == (1, None)


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("just so", "just so"),
        ("(Translated by Google) Lovely\n\n(Original)\nSchön", "Schön"),
        ("(Translated by Google) Lovely\n(Original)\nSchön\nund gut", "Schön\nund gut"),
        ("Schön\n\n(Translated by Google)\nLovely", "Schön"),
        ("(Translated by Google) Lovely", "Lovely"),
        ("(Translated by Google) Lovely\n\n(Original)\n", "Lovely"),
        ("the (Original) taste", "the (Original) taste"),
        ("(Translated by Google)", None),
        ("", None),
        (7, None),
    ],
)
def test_the_original_is_kept(comment, kept):
    [received] = read(review(comment=comment))
    assert received.text == kept


def test_an_edit_is_newer_than_what_it_edits():
    [received] = read(review(updateTime="2026-11-20T08:30:00Z"))
    assert (received.action, received.event_at.minute, received.created_at.minute) == ("edited", 30, 0)
    for updated in (None, "2026-11-20T08:00:00Z", "2026-11-20T07:00:00Z"):
        [received] = read(review(updateTime=updated))
        assert (received.action, received.event_at) == ("created", received.created_at)
    [received] = read({"starRating": "ONE"})
    assert (received.created_at, received.event_at) == (None, drive.NOW)


def test_whoever_wants_no_name_has_none():
    [received] = read(review(reviewer={"displayName": "A Google user", "isAnonymous": True}))
    assert received.author_name is None


def test_links():
    items = [{"thumbnailUrl": "https://lh3.example/1"}, {"videoUrl": "https://lh3.example/2"}, 7, {}]
    [received] = read(review(reviewReplyUrl="https://business.google.com/r/1", reviewMediaItems=items))
    assert received.permalink == "https://business.google.com/r/1"
    assert received.media == ("https://lh3.example/1", "https://lh3.example/2")
    for hostile in ("javascript:alert(1)", "http://business.google.com", "https://a b", 7):
        [received] = read(review(reviewReplyUrl=hostile))
        assert received.permalink is None


def test_our_reply_is_our_own_post():
    _, received = read(review(reviewReply={"comment": "Sorry!", "updateTime": "2026-11-20T08:50:00Z"}))
    assert (received.kind, received.action, received.external_id) == ("comment", "created", f"{HOT}/reply")
    assert (received.parent_id, received.root_id, received.author_id) == (HOT, HOT, LOCATION)
    assert received.from_self
    assert (received.text, received.event_at.minute) == ("Sorry!", 50)


def test_a_reply_that_nobody_sees():
    _, received = read(review(reviewReply={"comment": "Sorry!", "reviewReplyState": "REJECTED"}))
    assert isinstance(received, Ignored)


@pytest.mark.parametrize("body", [{}, {"error": {"code": 403}}, {"reviews": []}])
def test_an_answer_without_a_review(body):
    with pytest.raises(Unreadable):
        read(body)


def test_the_same_answer_is_the_same_mention():
    once, again = (drive.hear(walk(asked(THANKS))[1]) for _ in range(2))
    assert once == again
    assert all(isinstance(mention, Mention) for mention in once)


def _event():
    data = json.dumps({"notificationType": "NEW_REVIEW", "reviewName": HOT})
    return json.dumps({"message": {"data": base64.b64encode(data.encode()).decode()}}).encode()
