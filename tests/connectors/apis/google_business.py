"""A model of Google's token endpoint and of the part of the My Business API that tells a review."""

from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("oauth2.googleapis.com", "mybusiness.googleapis.com")
LOCATION = "accounts/104512345678901234567/locations/7712345678901234567"
SOURCE: dict[str, Any] = {"platform": "google_business", "brand": "acme", "accounts": [LOCATION]}
SECRETS = {
    "audience": ["https://acme.example/webhooks/google_business/acme"],
    "service_account": ["pusher@acme-reviews.iam.gserviceaccount.com"],
    "client_id": ["7712.apps.googleusercontent.com"],
    "client_secret": ["GOCSPX-of-acme"],
    "refresh_token": ["1//refresh-of-acme"],
}

HOT, THANKS = f"{LOCATION}/reviews/AbFvOqkJ3rT2w8Yx_acmeHotCharger-1", f"{LOCATION}/reviews/AbFvOqnZ7"
REVIEWS: dict[str, dict[str, Any]] = {
    HOT: {
        "reviewId": "AbFvOqkJ3rT2w8Yx_acmeHotCharger-1",
        "reviewer": {"displayName": "Jo K.", "profilePhotoUrl": "https://lh3.googleusercontent.com/a/jo"},
        "starRating": "ONE",
        "comment": "The charger of my lamp gets so hot that it smells burnt.",
        "createTime": "2026-11-20T08:47:30.100Z",
        "updateTime": "2026-11-20T08:47:30.100Z",
    },
    THANKS: {
        "reviewId": "AbFvOqnZ7",
        "reviewer": {"displayName": "Mira", "isAnonymous": False},
        "starRating": "FIVE",
        "comment": "(Translated by Google) Lovely shop\n\n(Original)\nSchöner Laden",
        "createTime": "2026-11-18T10:00:00Z",
        "updateTime": "2026-11-19T10:00:00.123456789Z",
        "reviewReply": {"comment": "Thank you, Mira!", "updateTime": "2026-11-19T12:00:00Z"},
    },
}
EXPECTS = {HOT: REVIEWS[HOT]["comment"], THANKS: "Schöner Laden", f"{THANKS}/reply": "Thank you, Mira!"}
LOOKUPS = [{"what": "review", "name": HOT}, {"what": "review", "name": THANKS}]


class Api:
    """Grants tokens of an hour, of which only the newest is good, and tells reviews by their names."""

    def __init__(self) -> None:
        self.reviews = dict(REVIEWS)
        self.granted = 0

    def answer(self, asked: Asked) -> Reply:
        """Answer as Google would."""
        if asked.host == HOSTS[0]:
            return self._grant(asked)
        if asked.headers.get("authorization") != f"Bearer ya29.{self.granted}" or not self.granted:
            return _error(401, "UNAUTHENTICATED")
        name = asked.path.removeprefix("/v4/")
        if asked.method != "GET" or name not in self.reviews:
            return _error(404, "NOT_FOUND")
        return Reply({"name": name} | self.reviews[name])

    def _grant(self, asked: Asked) -> Reply:
        login = {name: SECRETS[name][0] for name in ("client_id", "client_secret", "refresh_token")}
        if (asked.method, asked.path) != ("POST", "/token") or asked.form != login | {"grant_type": "refresh_token"}:
            return Reply({"error": "invalid_grant"}, 400)
        self.granted += 1
        return Reply({"access_token": f"ya29.{self.granted}", "expires_in": 3599, "token_type": "Bearer"})


def _error(status: int, name: str) -> Reply:
    return Reply({"error": {"code": status, "message": "no", "status": name}}, status)
