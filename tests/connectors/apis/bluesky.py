"""A model of Bluesky's API: a login, a search, and the notifications of one account."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("bsky.social",)
HANDLE, PASSWORD = "acme.bsky.social", "abcd-efgh-ijkl-mnop"
US, THEM = "did:plc:acmeacmeacmeacmeacmeacme", "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
SOURCE: dict[str, Any] = {
    "platform": "bluesky",
    "brand": "acme",
    "accounts": [US],
    "ask": {"search": ["acme charger"], "notifications": [HANDLE]},
}
SECRETS = {"handle": [HANDLE], "app_password": [PASSWORD]}
EXPECTS = {
    f"at://{THEM}/app.bsky.feed.post/3m5yjq2jxgk2a": "That acme charger gets far too hot.",
    f"at://{THEM}/app.bsky.feed.post/3m5yjq2jxgk2b": "@acme.bsky.social is anybody there?",
}


def view(address: str, words: str, made_at: datetime, **more: Any) -> dict[str, Any]:
    """A post as search shows it; with a reason it is a notification."""
    time = made_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "uri": address,
        "cid": "bafyreibjifzpqj6o6wcq3hejh7y4z4z2vmiklkvykc57tw3pcbx3kxifpm",
        "author": {"did": THEM, "handle": "mira.bsky.social", "displayName": "Mira"},
        "record": {"$type": "app.bsky.feed.post", "createdAt": time, "text": words, "langs": ["en"]},
        "indexedAt": time,
    } | more


class Api:
    """Has one post that search finds and one mention, and an old one of each. `sessions` are those that it gave."""

    def __init__(self, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        (found, words), (mentioned, question) = EXPECTS.items()
        recent, old = now - timedelta(minutes=20), now - timedelta(days=40)
        gone_by = f"at://{THEM}/app.bsky.feed.post/old"
        self.posts = [view(found, words, recent), view(gone_by, "an old acme charger", old)]
        self.notifications = [
            view(f"at://{THEM}/app.bsky.feed.like/1", "", recent, reason="like", record={}),
            view(mentioned, question, recent, reason="mention"),
            view(gone_by, "an old question", old, reason="mention"),
        ]
        self.sessions: list[str] = []

    def answer(self, asked: Asked) -> Reply:
        """Answer as Bluesky would."""
        method = asked.path.removeprefix("/xrpc/")
        if method == "com.atproto.server.createSession":
            return self._login(asked)
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.sessions:
            return Reply({"error": "InvalidToken", "message": "Token could not be verified"}, 401)
        if method == "app.bsky.feed.searchPosts" and asked.query.get("sort") == "latest":
            since = asked.query.get("since", "")
            return _page("posts", [post for post in self.posts if post["indexedAt"] >= since], asked)
        if method == "app.bsky.notification.listNotifications":
            return _page("notifications", self.notifications, asked)
        return Reply({"error": "MethodNotImplemented"}, 501)

    def _login(self, asked: Asked) -> Reply:
        if asked.method != "POST" or asked.json != {"identifier": HANDLE, "password": PASSWORD}:
            return Reply({"error": "AuthenticationRequired"}, 401)
        self.sessions.append(f"jwt-{len(self.sessions)}")
        return Reply({"accessJwt": self.sessions[-1], "refreshJwt": "r", "handle": HANDLE, "did": US})


def _page(key: str, items: list[dict[str, Any]], asked: Asked) -> Reply:
    start, limit = int(asked.query.get("cursor", 0)), min(int(asked.query.get("limit", 50)), 100)
    behind = {"cursor": str(start + limit)} if start + limit < len(items) else {}
    return Reply({key: items[start : start + limit], **behind})
