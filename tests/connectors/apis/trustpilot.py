"""A model of Trustpilot's public review API."""

from tests.connectors.standin import Asked, Reply

HOSTS = ("api.trustpilot.com",)
SOURCE = {"platform": "trustpilot", "brand": "acme"}
SECRETS = {"url_token": ["url-token-of-acme"], "api_key": ["key-of-acme"]}
LOOKUPS = [
    {"what": "review", "id": "r1"},
    {"what": "product_review", "id": "p1"},
    {"what": "review", "id": "r404"},
]
EXPECTS = {"r1": "The charger never came.", "p1": "It gets hot."}


def reviews():
    person = {"id": "c1", "displayName": "Mia Brandt", "numberOfReviews": 3}
    times = {"createdAt": "2026-11-20T08:00:00.000Z", "updatedAt": None}
    service = {"id": "r1", "consumer": person, "stars": 1, "title": "Never came", "text": EXPECTS["r1"], **times}
    product = {"id": "p1", "consumer": person, "stars": 2, "content": EXPECTS["p1"], **times}
    return {
        "/v1/reviews/r1": service | {"language": "en", "companyReply": None, "isVerified": True, "links": []},
        "/v1/product-reviews/p1": product | {"language": "en"},
    }


class Api:
    """Two reviews, and nothing without the key."""

    def __init__(self):
        self.reviews = reviews()

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("apikey") not in SECRETS["api_key"]:
            return Reply({"fault": {"faultstring": "Invalid ApiKey"}}, status=401)
        found = self.reviews.get(asked.path)
        return Reply(found) if found else Reply({"message": "not found"}, status=404)
