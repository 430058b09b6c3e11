"""A model of the YouTube Data API and of the hub: videos, threads with five replies at most, pages, an API key."""

import re
from typing import Any

from tests.connectors.standin import Asked, Reply

HOSTS = ("www.googleapis.com", "pubsubhubbub.appspot.com")
KEY, HUB_SECRET = "AIza-of-acme", "hub-of-acme"
US, THEM, REVIEWER = "UCacme00000000000000000u", "UCmira00000000000000000m", "UCb0lampReviewsDaily0000"
SOURCE: dict[str, Any] = {
    "platform": "youtube",
    "brand": "acme",
    "accounts": [US],
    "ask": {"uploads": [REVIEWER], "search": ["acme lamp"], "comments": [US]},
}
SECRETS = {"api_key": [KEY], "hub_secret": [HUB_SECRET]}
EXPECTS = {
    "aC3mE_l4mp5": "Acme's lamp & its hot charger",
    "UgxOne": "My lamp by acme smells burnt",
    "UgxOne.r7": "Same here, reply 7",
    "UgxTwo": "Lovely lamp, thank you",
}
_REPLIES_THAT_COME_ALONG = 5


def video(video_id: str, title: str, published: str, channel: str = REVIEWER) -> dict[str, Any]:
    snippet = {"publishedAt": published, "channelId": channel, "channelTitle": "Lamp Reviews Daily", "title": title}
    return {"kind": "youtube#video", "id": video_id, "snippet": snippet}


def comment(comment_id: str, text: str, published: str, author: str = THEM, **more: Any) -> dict[str, Any]:
    snippet = {
        "videoId": "ourV1deo_01",
        "textDisplay": text,
        "authorDisplayName": "@mira",
        "authorChannelId": {"value": author},
        "publishedAt": published,
        "updatedAt": published,
    }
    return {"kind": "youtube#comment", "id": comment_id, "snippet": snippet | more}


class Api:
    """Two threads about our video, one of them with seven replies, and a review of the lamp."""

    def __init__(self, page: int = 50) -> None:
        self.page, self.subscribed = page, list[dict[str, str]]()
        self.videos = {"aC3mE_l4mp5": video("aC3mE_l4mp5", "Acme's lamp & its hot charger", "2026-11-20T07:00:00Z")}
        self.threads = {
            "UgxTwo": comment("UgxTwo", "Lovely lamp, thank you", "2026-11-20T08:30:00Z"),
            "UgxOne": comment("UgxOne", "My lamp by acme smells burnt", "2026-11-20T08:00:00Z"),
        }
        self.replies = {
            "UgxOne": {
                f"UgxOne.r{n}": comment(
                    f"UgxOne.r{n}", f"Same here, reply {n}", f"2026-11-20T08:1{n}:00Z", parentId="UgxOne"
                )
                for n in range(1, 8)
            }
        }

    def answer(self, asked: Asked) -> Reply:
        """Answer as Google would."""
        if asked.host == HOSTS[1]:
            self.subscribed.append(asked.form)
            return Reply(status=202 if asked.method == "POST" and asked.path == "/subscribe" else 404)
        if asked.headers.get("x-goog-api-key") != KEY:
            return _error(401, "API key not valid")
        match asked.path.removeprefix("/youtube/v3/"):
            case "search":
                after = asked.query["publishedAfter"]
                found = [video for video in self.videos.values() if video["snippet"]["publishedAt"] >= after]
                return self._listed(asked, [*map(_result, _newest_first(found))])
            case "commentThreads":
                return self._listed(asked, [*map(self._thread, _newest_first(self.threads.values()))])
            case "videos":
                return self._listed(asked, _chosen(asked, self.videos))
            case "comments" if "parentId" in asked.query:
                return self._listed(asked, [*self.replies.get(asked.query["parentId"], {}).values()])
            case "comments":
                inner = {key: item for replies in self.replies.values() for key, item in replies.items()}
                return self._listed(asked, _chosen(asked, self.threads | inner))
            case _:
                return _error(404, "no such method")

    def _thread(self, top: dict[str, Any]) -> dict[str, Any]:
        replies = [*self.replies.get(top["id"], {}).values()]
        snippet = {"videoId": top["snippet"]["videoId"], "topLevelComment": top, "totalReplyCount": len(replies)}
        thread = {"kind": "youtube#commentThread", "id": top["id"], "snippet": snippet}
        return thread | ({"replies": {"comments": replies[:_REPLIES_THAT_COME_ALONG]}} if replies else {})

    def _listed(self, asked: Asked, items: list[dict[str, Any]]) -> Reply:
        token = asked.query.get("pageToken", "P0")
        if not re.fullmatch("P[0-9]{1,5}", token):
            return _error(400, "invalidPageToken")
        start = int(token[1:])
        behind = {"nextPageToken": f"P{start + self.page}"} if start + self.page < len(items) else {}
        return Reply({"items": items[start : start + self.page]} | behind)


def _newest_first(items: Any) -> list[dict[str, Any]]:
    return sorted(items, key=lambda thread: thread["snippet"]["publishedAt"], reverse=True)


def _result(item: dict[str, Any]) -> dict[str, Any]:
    """As a search has it: the id one deeper, and the title escaped."""
    snippet = item["snippet"] | {"title": item["snippet"]["title"].replace("&", "&amp;").replace("'", "&#39;")}
    return {"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": item["id"]}, "snippet": snippet}


def _chosen(asked: Asked, items: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [items[video_id] for video_id in asked.query["id"].split(",") if video_id in items]


def _error(status: int, message: str) -> Reply:
    return Reply({"error": {"code": status, "message": message}}, status)
