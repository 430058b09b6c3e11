"""Trustpilot's oddities: a token instead of a signature, and claims that nobody believes yet."""

import base64
from datetime import UTC, datetime

import pytest

from goodword.errors import BadSignature
from goodword.platforms import trustpilot
from goodword.platforms.contract import Broken, Delivery, Ignored, Lookup, Secrets
from tests.platforms.hearing import RECEIVED, hear

TOKENS = Secrets({"url_token": ("new-token", "old-token")})


def event(name="service-review-created", **more):
    data = {
        "id": "r1",
        "language": "en",
        "title": "T",
        "text": "X",
        "stars": 4,
        "createdAt": "2026-01-01T00:00:00.000Z",
        "referenceId": "o1",
        "isVerified": True,
        "link": "https://api.trustpilot.com/v1/reviews/r1",
        "consumer": {"id": "c1", "name": "Ana", "link": "u"},
        "tags": [],
    }
    return {"eventName": name, "version": "1", "eventData": data | more}


def claim(*given, **more):
    [lookup] = hear("trustpilot", {"events": [event(*given, **more)]})
    assert isinstance(lookup, Lookup)
    return lookup


def basic(words):
    return {"authorization": "Basic " + base64.b64encode(words.encode()).decode()}


def verify(query=None, headers=None, secrets=TOKENS):
    sent = Delivery("trustpilot", "acme", "POST", headers or {}, query or {}, b"{}", RECEIVED)
    trustpilot.verify(sent, secrets, RECEIVED)


@pytest.mark.parametrize("token", ["new-token", "old-token"])
def test_the_token_in_the_address(token):
    verify(query={"token": token})
    verify(headers=basic(f"anybody:{token}"))
    verify(headers=basic(f":{token}"))


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ({}, {}),
        ({"token": ""}, {}),
        ({"token": "wrong"}, {}),
        ({"token": "new-token "}, {}),
        ({"token": "NEW-TOKEN"}, {}),
        ({"token": "\ud800"}, {}),
        ({"token": "wrong"}, basic("ana:new-token")),
        ({}, basic("new-token")),
        ({}, basic("new-token:ana")),
        ({}, basic("ana:")),
        ({}, {"authorization": "Bearer new-token"}),
        ({}, {"authorization": "Basic bmV3"}),
        ({}, {"authorization": "Basic /////w=="}),
    ],
)
def test_no_or_another_token(query, headers):
    with pytest.raises(BadSignature):
        verify(query, headers)


def test_no_token_stored():
    with pytest.raises(BadSignature):
        verify(query={"token": "x"}, secrets=Secrets({"url_token": ("",)}))


@pytest.mark.parametrize(
    ("name", "what", "action"),
    [
        ("service-review-created", "review", "created"),
        ("service-review-updated", "review", "edited"),
        ("service-review-deleted", "review", "deleted"),
        ("product-review-created", "product_review", "created"),
        ("product-review-updated", "product_review", "edited"),
        ("product-review-deleted", "product_review", "deleted"),
    ],
)
def test_every_event_is_a_lookup(name, what, action):
    lookup = claim(name)
    assert (lookup.function, lookup.asked["what"], lookup.asked["id"]) == ("fetch", what, "r1")
    review = lookup.claim
    assert (review.kind, review.action, review.external_id) == ("review", action, "r1")
    assert (review.account_id, review.permalink, review.from_self) == (None, None, False)
    assert (review.author_id, review.author_name, review.lang) == ("c1", "Ana", "en")
    gone = action == "deleted"
    assert (review.text, review.title, review.rating) == ((None, None, None) if gone else ("X", "T", 4))
    assert review.created_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert review.event_at == (review.created_at if action == "created" else RECEIVED)


def test_a_deletion_of_ids_only():
    [lookup] = hear("trustpilot", {"events": [{"eventName": "service-review-deleted", "eventData": {"id": "r1"}}]})
    assert (lookup.claim.action, lookup.claim.event_at, lookup.claim.created_at) == ("deleted", RECEIVED, None)


def test_an_edit_has_its_own_time():
    review = claim("service-review-updated", updatedAt="2026-02-01T00:00:00Z").claim
    assert review.event_at == datetime(2026, 2, 1, tzinfo=UTC)
    assert claim("service-review-updated", updatedAt="2025-02-01T00:00:00Z").claim.event_at == review.created_at


def test_the_order_number_is_nowhere():
    assert "o1" not in str(claim().claim.as_dict())


@pytest.mark.parametrize(
    ("link", "permalink"),
    [
        ("https://www.trustpilot.com/reviews/r1", True),
        ("https://trustpilot.com/reviews/r1", True),
        ("https://de.trustpilot.com/reviews/r1", True),
        ("https://api.trustpilot.com/v1/reviews/r1", False),
        ("http://www.trustpilot.com/reviews/r1", False),
        ("https://www.trustpilot.com.evil.example/r1", False),
        ("https://www.trustpilot.com/a b", False),
        (7, False),
        (None, False),
    ],
)
def test_a_link_that_a_person_can_open(link, permalink):
    assert claim(link=link).claim.permalink == (link if permalink else None)


@pytest.mark.parametrize("review_id", ["../private", "r1/reply", "a b", "ä", "", None, [], "r?x=1"])
def test_an_id_that_would_bend_the_address(review_id):
    [broken] = hear("trustpilot", {"events": [event(id=review_id)]})
    assert isinstance(broken, Broken)


@pytest.mark.parametrize("name", ["invitation-created", "service-review-replied", None, 7, "service-review-created\n"])
def test_other_events(name):
    [ignored] = hear("trustpilot", {"events": [event(name)]})
    assert isinstance(ignored, Ignored)


def test_many_events_of_which_one_is_bad():
    parsed = hear("trustpilot", {"events": [event(), 7, event(id="r2"), {"eventName": "service-review-created"}]})
    assert [type(item).__name__ for item in parsed] == ["Lookup", "Broken", "Lookup", "Broken"]
