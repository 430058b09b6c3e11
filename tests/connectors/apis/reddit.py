"""A model of Reddit's API: a token for the application, a search, a community's comments, and things by their names."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("www.reddit.com", "oauth.reddit.com")
CLIENT, SECRET, TOKEN = "acme-client", "acme-client-secret", "reddit-token"
SOURCE: dict[str, Any] = {
    "platform": "reddit",
    "brand": "acme",
    "accounts": ["t2_acme"],
    "ask": {"search": ["acme charger"], "comments": ["lamps"]},
}
SECRETS = {"client_id": [CLIENT], "client_secret": [SECRET]}
EXPECTS = {
    "t3_1p2q3r": "It melted > my desk & nobody at acme answers.",
    "t1_nq7x8y9": "Same here, acme never wrote back.",
}


def post(name: str, words: str, made_at: datetime, **more: Any) -> dict[str, Any]:
    """A post in a listing."""
    data = {
        "name": name,
        "id": name[3:],
        "title": "Acme charger",
        "selftext": words,
        "author": "mira",
        "author_fullname": "t2_mira",
        "created_utc": made_at.timestamp(),
        "edited": False,
        "permalink": f"/r/lamps/comments/{name[3:]}/acme_charger/",
        "url": f"https://www.reddit.com/r/lamps/comments/{name[3:]}/acme_charger/",
        "removed_by_category": None,
    }
    return {"kind": "t3", "data": data | more}


def comment(name: str, words: str, made_at: datetime, **more: Any) -> dict[str, Any]:
    """A comment in a listing."""
    data = {
        "name": name,
        "id": name[3:],
        "body": words,
        "author": "jonas",
        "author_fullname": "t2_jonas",
        "created_utc": made_at.timestamp(),
        "edited": False,
        "permalink": f"/r/lamps/comments/1p2q3r/acme_charger/{name[3:]}/",
        "link_id": "t3_1p2q3r",
        "parent_id": "t3_1p2q3r",
    }
    return {"kind": "t1", "data": data | more}


class Api:
    """Has one post that search finds and one comment, and an old one of each."""

    def __init__(self, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        (posted, words), (commented, answer) = EXPECTS.items()
        recent, old = now - timedelta(minutes=20), now - timedelta(days=40)
        self.posts = [post(posted, words, recent), post("t3_old", "an old acme charger", old)]
        self.comments = [comment(commented, answer, recent), comment("t1_old", "an old comment", old)]

    def answer(self, asked: Asked) -> Reply:
        """Answer as Reddit would."""
        if (asked.host, asked.path) == ("www.reddit.com", "/api/v1/access_token"):
            return _login(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply({"message": "Unauthorized", "error": 401}, 401)
        if not asked.headers.get("user-agent", "").startswith("web:goodword:"):
            return Reply({"message": "Too Many Requests", "error": 429}, 429)
        match asked.path:
            case "/search" if (asked.query.get("sort"), asked.query.get("type")) == ("new", "link"):
                return _listing(self.posts, asked)
            case "/r/lamps/comments":
                return _listing(self.comments, asked)
            case "/api/info":
                names = asked.query["id"].split(",")
                return _listing(
                    [post for post in (*self.posts, *self.comments) if post["data"]["name"] in names], asked
                )
        return Reply({"message": "Not Found", "error": 404}, 404)


def _login(asked: Asked) -> Reply:
    known = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    if asked.headers.get("authorization") != known or asked.form != {"grant_type": "client_credentials"}:
        return Reply({"message": "Unauthorized", "error": 401}, 401)
    return Reply({"access_token": TOKEN, "token_type": "bearer", "expires_in": 86400, "scope": "*"})


def _listing(things: list[dict[str, Any]], asked: Asked) -> Reply:
    """`after` names the thing behind which the page begins; of one that nobody knows nothing is behind it."""
    names = [thing["data"]["name"] for thing in things]
    after, limit = asked.query.get("after"), min(int(asked.query.get("limit", 25)), 100)
    start = 0 if after is None else (names.index(after) + 1 if after in names else len(names))
    page = things[start : start + limit]
    behind = page[-1]["data"]["name"] if start + limit < len(things) else None
    return Reply({"kind": "Listing", "data": {"children": page, "after": behind, "before": None}})
