"""Looking up Trustpilot's reviews."""

import pytest

from goodword.connectors import trustpilot
from goodword.connectors.contract import NoToken, Response
from goodword.errors import Unreadable
from goodword.mention import Mention, instant
from goodword.platforms.contract import Delivery
from tests.connectors.apis.trustpilot import EXPECTS, LOOKUPS, SECRETS, Api
from tests.connectors.drive import NOW, ask, hear, walk


def look_up(lookup, api=None, key=SECRETS["api_key"][0]):
    asked = ask(lookup["what"], asked=lookup, tokens={"api_key": key})
    cursor, passed, [request] = walk("trustpilot", trustpilot.LOOKUPS[lookup["what"]](asked), api or Api())
    assert cursor == {}
    assert key not in request.url
    return passed


@pytest.mark.parametrize("lookup", LOOKUPS[:2], ids=lambda lookup: lookup["what"])
def test_a_review_as_it_stands(lookup):
    [review] = hear(look_up(lookup))
    assert (review.kind, review.action, review.external_id, review.text) == (
        "review", "created", lookup["id"], EXPECTS[lookup["id"]],
    )  # fmt: skip
    assert (review.author_id, review.author_name, review.lang) == ("c1", "Mia Brandt", "en")
    assert review.event_at == review.created_at == instant("2026-11-20T08:00:00Z")


def test_an_edited_review():
    api = Api()
    api.reviews["/v1/reviews/r1"]["updatedAt"] = "2026-11-20T08:30:00.000Z"
    [review] = hear(look_up(LOOKUPS[0], api))
    assert (review.action, review.event_at) == ("edited", instant("2026-11-20T08:30:00Z"))


def read(status="404", body=b"{}", **asked):
    delivery = Delivery("trustpilot", "acme", "POST", {}, {}, body, NOW, {"status": status, **asked})
    return list(trustpilot.read(delivery, frozenset()))


@pytest.mark.parametrize("status", ["404", "410"])
def test_a_review_that_is_gone(status):
    [review] = read(status, what="review", id="r404")
    assert isinstance(review, Mention)
    assert (review.action, review.external_id, review.event_at, review.text) == ("deleted", "r404", NOW, None)


def test_only_a_deletion_makes_sense_of_a_product_review_that_is_not_found():
    for event, also in (("created", frozenset()), ("deleted", {404, 410})):
        asked = ask("product_review", asked={"id": "p1", "event": event}, tokens={"api_key": "k"})
        assert next(trustpilot.product_review(asked)).also == also


@pytest.mark.parametrize("body", [b'{"id": "r1", "te', b"<html>", b'{"message": "try later"}', b'{"id": "other"}'])
def test_half_an_answer_is_asked_for_again(body):
    steps = trustpilot.service_review(ask("review", asked=LOOKUPS[0], tokens={"api_key": "k"}))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))


def test_without_a_key():
    with pytest.raises(NoToken):
        next(trustpilot.service_review(ask("review", asked=LOOKUPS[0])))


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (b'{"id": "other"}', {"id": "r1"}),
        (b'{"id": "r1"}', {}),
        (b'{"id": "r1"}', {"id": 7}),
        (b"[]", {"id": "r1"}),
        (b"{", {"id": "r1"}),
    ],
)
def test_an_answer_to_something_else(body, asked):
    with pytest.raises(Unreadable):
        read("200", body, **asked)
