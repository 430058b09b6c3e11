"""A model of the Graph API as far as it tells who mentioned an Instagram account."""

import re
from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("graph.facebook.com",)
TOKEN = "EAAG-of-acme"
ACCOUNT = "17841400000000001"
SOURCE: dict[str, Any] = {"platform": "instagram", "brand": "acme", "accounts": [ACCOUNT]}
SECRETS = {"access_token": [TOKEN]}

COMMENTS: dict[str, dict[str, Any]] = {
    "17865799348089040": {
        "text": "acme your lamp died after a week",
        "timestamp": "2026-11-20T08:30:00+0000",
        "username": "mira.makes",
        "media": {"id": "18024000000000009", "permalink": "https://www.instagram.com/p/DQr5TyeEtPZ/"},
    }
}
MEDIA: dict[str, dict[str, Any]] = {
    "18024000000000010": {
        "caption": "A whole evening with the new lamp by acme",
        "timestamp": "2026-11-20T08:40:00+0000",
        "username": "jonas.lights",
        "permalink": "https://www.instagram.com/p/DQr7UzfFuQa/",
        "media_type": "IMAGE",
        "media_url": "https://scontent.cdninstagram.com/v/lamp.jpg",
    }
}
EXPECTS = {"17865799348089040": COMMENTS["17865799348089040"]["text"]} | {
    "18024000000000010": MEDIA["18024000000000010"]["caption"]
}
LOOKUPS = [
    {
        "what": "mentioned_comment",
        "account": ACCOUNT,
        "media_id": "18024000000000009",
        "comment_id": "17865799348089040",
    },
    {"what": "mentioned_media", "account": ACCOUNT, "media_id": "18024000000000010"},
]

_QUESTION = re.compile(r"(mentioned_comment|mentioned_media)\.(?:comment|media)_id\((\w+)\)\{([\w,]+(?:\{[\w,]+\})?)\}")


class Api:
    """Knows one comment and one caption that name the account."""

    def __init__(self) -> None:
        self.items = {"mentioned_comment": dict(COMMENTS), "mentioned_media": dict(MEDIA)}

    def answer(self, asked: Asked) -> Reply:
        """Answer as the Graph API would."""
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(401, 190, "Error validating access token")
        question = _QUESTION.fullmatch(asked.query.get("fields", ""))
        if asked.method != "GET" or asked.path != f"/{ACCOUNT}" or not question:
            return _error(400, 100, "Unsupported get request")
        what, item_id, fields = question.groups()
        if (item := self.items[what].get(item_id)) is None:
            return _error(404, 803, "Some of the aliases you requested do not exist")
        asked_for = set(re.findall(r"\w+", fields))
        return Reply({what: {"id": item_id} | {name: item[name] for name in item if name in asked_for}, "id": ACCOUNT})


def _error(status: int, code: int, message: str) -> Reply:
    return Reply({"error": {"message": message, "type": "OAuthException", "code": code}}, status)
