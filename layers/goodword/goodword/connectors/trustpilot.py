"""Looks up a Trustpilot review that was pushed: only what its API shows is trusted."""

from collections.abc import Callable, Iterator, Mapping

from goodword.connectors.contract import Feed, PollContext, Request, Steps, gone
from goodword.errors import Unreadable
from goodword.platforms.contract import Delivery, ParsedItem
from goodword.platforms.json_fields import MAX_ID_CHARACTERS, Object, load_object, required_ident
from goodword.platforms.trustpilot import review

TOKENS = ("api_key",)
FEEDS: Mapping[str, Feed] = {}
RECHECK = None
KEYS = None
SERVER = ""
USD_PER_READ = 0.0
STRANGERS = False

_API = "https://api.trustpilot.com/v1"
_GONE = frozenset({404, 410})


def service_review(ask: PollContext) -> Steps:
    """One service review, or that it is gone.

    Public. The private variant (`/v1/private/reviews/{id}`, with a business user's token) is unverified and not used.
    https://developers.trustpilot.com/service-reviews-api
    """
    return _ask(ask, "reviews", _GONE)


def product_review(ask: PollContext) -> Steps:
    """One product review; "not found" counts as a deletion only if the push said that it was deleted.

    The address and the answer's fields are unverified.
    https://developers.trustpilot.com/product-reviews-api
    """
    return _ask(ask, "product-reviews", _GONE if ask.asked.get("event") == "deleted" else frozenset())


LOOKUPS: Mapping[str, Callable[[PollContext], Steps]] = {"review": service_review, "product_review": product_review}


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:  # noqa: ARG001 - nothing here is ours
    """The current review, or its deletion when it is gone."""
    asked = delivery.asked or {}
    review_id = asked.get("id")
    if not isinstance(review_id, str) or not 0 < len(review_id) <= MAX_ID_CHARACTERS:
        raise Unreadable("id is missing")
    if str(asked.get("status")) in map(str, _GONE):
        yield gone(delivery, review_id, "review")
        return
    yield review(delivery, _review_in(delivery.body, review_id))


def _ask(ask: PollContext, path: str, also: frozenset[int]) -> Steps:
    review_id = ask.asked.get("id", "")
    answer = yield Request(
        url=f"{_API}/{path}/{review_id}",
        headers={"apikey": ask.token("api_key")},
        asked=dict(ask.asked),
        also=also,
        reads=1,
    )
    if answer.status not in also:
        _review_in(answer.body, review_id)  # an answer that is truncated, or about another review, is requested again
    return {}


def _review_in(body: bytes, review_id: str) -> Object:
    """The review in an answer; Unreadable when it is another one than requested."""
    found = load_object(body)
    if required_ident(found, "id") != review_id:
        raise Unreadable("id is not the requested one")
    return found


__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "read"]
