"""A model of a Mastodon server: hashtag timelines that anybody may read, and the mentions of one account."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("mastodon.example",)
TOKEN = "mastodon-token-of-acme"
SOURCE: dict[str, Any] = {
    "platform": "mastodon",
    "brand": "acme",
    "accounts": ["108000000000000001"],
    "server": "https://mastodon.example",
    "ask": {"tag": ["acme"], "notifications": ["acme@mastodon.example"]},
}
SECRETS = {"access_token": [TOKEN]}
EXPECTS = {
    "115581034207745001": "My #acme lamp hums all night.",
    "115581034207745002": "@acme where is my refund?",
}


def status(status_id: str, words: str, made_at: datetime, **more: Any) -> dict[str, Any]:
    """A status as the server shows it."""
    return {
        "id": status_id,
        "created_at": made_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "visibility": "public",
        "content": f"<p>{words}</p>",
        "url": f"https://mastodon.example/@mira/{status_id}",
        "account": {"id": "109302436954721982", "acct": "mira@garden.example", "display_name": "Mira"},
        "mentions": [],
        "media_attachments": [],
        "edited_at": None,
    } | more


class Api:
    """Has one status with the hashtag and one mention, and an old one of each."""

    def __init__(self, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        (tagged, words), (mentioned, question) = EXPECTS.items()
        recent, old = now - timedelta(minutes=20), now - timedelta(days=40)
        self.tagged = [status("1", "an old #acme lamp", old), status(tagged, words, recent)]
        self.mentions = [
            {"id": str(number), "type": "mention", "created_at": mentioning["created_at"], "status": mentioning}
            for number, mentioning in enumerate(
                (status("2", "@acme long ago", old), status(mentioned, question, recent)), start=68739215
            )
        ]

    def answer(self, asked: Asked) -> Reply:
        """Answer as the server would."""
        if asked.path == "/api/v1/timelines/tag/acme":
            return Reply(_page(self.tagged, asked))
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply({"error": "The access token is invalid"}, 401)
        if asked.path == "/api/v1/notifications" and asked.query.get("types[]") == "mention":
            return Reply(_page(self.mentions, asked))
        return Reply({"error": "Record not found"}, 404)


def _page(items: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    """The next newer ones above `min_id`, else the newest; either way the newest stands first."""
    limit = min(int(asked.query.get("limit", 20)), 40)
    if "min_id" in asked.query:
        newer = [status for status in items if int(status["id"]) > int(asked.query["min_id"])]
        return newer[:limit][::-1]
    return items[-limit:][::-1]
