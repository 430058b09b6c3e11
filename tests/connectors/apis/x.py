"""A model of the X API: recent search by query and id, posts by their ids, pages, a bearer token."""

from datetime import datetime, timedelta
from typing import Any

from goodword.mention import instant
from tests.connectors.standin import Asked, Reply

HOSTS = ("api.x.com",)
TOKEN = "AAAA-of-acme"
US, THEM = "1111111111111111111", "2222222222222222222"
QUERY = '"acme charger" -is:retweet'
SOURCE: dict[str, Any] = {"platform": "x", "brand": "acme", "accounts": [US], "ask": {"search": [QUERY]}}
SECRETS = {"bearer_token": [TOKEN]}
NOW = instant("2026-11-20T09:00:00Z")
_EPOCH = instant("2010-11-04T01:42:54.657Z")


def post_id(at: datetime, number: int = 0) -> str:
    """An id as X makes one: the milliseconds, and a number."""
    return str(((at - _EPOCH) // timedelta(milliseconds=1) << 22) + number)


def post(minutes_ago: int, text: str, number: int = 0, **more: Any) -> dict[str, Any]:
    at = NOW - timedelta(minutes=minutes_ago)
    own_id = post_id(at, number)
    written = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    fields = {"id": own_id, "text": text, "author_id": THEM, "created_at": written, "conversation_id": own_id}
    return fields | {"edit_history_tweet_ids": [own_id], "lang": "en"} | more


HOT, SAFE = post(90, "my acme charger gets hot &amp; smells"), post(30, "is the acme charger safe?")
EXPECTS = {HOT["id"]: "my acme charger gets hot & smells", SAFE["id"]: "is the acme charger safe?"}


class Api:
    """Two posts about a charger."""

    def __init__(self, page: int = 100) -> None:
        self.page, self.now = page, NOW
        self.posts = {post["id"]: post for post in (HOT, SAFE)}
        self.older = dict[str, dict[str, Any]]()
        """Forms of posts before an edit: a search knows only the newest."""
        self.hidden = set[str]()

    def answer(self, asked: Asked) -> Reply:
        """Answer as X would."""
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply({"title": "Unauthorized"}, 401)
        if asked.path == "/2/tweets/search/recent":
            return self._search(asked)
        return self._by_ids(asked.query["ids"].split(",")) if asked.path == "/2/tweets" else Reply({}, 404)

    def _search(self, asked: Asked) -> Reply:
        since, start = asked.query.get("since_id"), asked.query.get("start_time")
        reach = self.now - timedelta(days=7)
        if (since and start) or (since and int(since) < int(post_id(reach))) or (start and instant(start) < reach):
            return Reply({"title": "Invalid Request"}, 400)
        lowest = int(since or post_id(instant(str(start)) if start else reach))
        ids = sorted((post for post in map(int, self.posts) if post > lowest), reverse=True)
        if token := asked.query.get("next_token"):
            if not (until := token.removeprefix("b26v89c")).isdecimal():
                return Reply({"title": "Invalid Request"}, 400)
            ids = [post_id for post_id in ids if post_id < int(until)]
        size = min(self.page, int(asked.query["max_results"]))
        found, meta = ids[:size], {"result_count": len(ids[:size])}
        if found:
            meta |= {"newest_id": str(found[0]), "oldest_id": str(found[-1])}
        if len(ids) > size:
            meta |= {"next_token": f"b26v89c{found[-1]}"}
        return Reply(self._answer_of([self.posts[str(post_id)] for post_id in found]) | {"meta": meta})

    def _by_ids(self, ids: list[str]) -> Reply:
        known = self.older | self.posts
        found = self._answer_of([known[post_id] for post_id in ids if post_id in known and post_id not in self.hidden])
        errors = [
            _problem(post_id, hidden=post_id in self.hidden)
            for post_id in ids
            if post_id not in known or post_id in self.hidden
        ]
        return Reply(found | ({"errors": errors} if errors else {}))

    def _answer_of(self, posts: list[dict[str, Any]]) -> dict[str, Any]:
        users = [{"id": THEM, "name": "Jo K.", "username": "jo_k", "public_metrics": {"followers_count": 412}}]
        return {"data": posts, "includes": {"users": users}} if posts else {}


def _problem(post_id: str, *, hidden: bool) -> dict[str, Any]:
    kind, title = (
        ("not-authorized-for-resource", "Authorization Error") if hidden else ("resource-not-found", "Not Found Error")
    )
    problem = {"resource_id": post_id, "value": post_id, "resource_type": "tweet", "parameter": "ids", "title": title}
    return problem | {"type": f"https://api.twitter.com/2/problems/{kind}"}
