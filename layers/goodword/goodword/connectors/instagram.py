"""Looks up the text, author and time of a mention whose push holds only ids."""

from collections.abc import Callable, Iterator, Mapping

from goodword.connectors.contract import Feed, PollContext, Recheck, Request, Steps
from goodword.platforms.contract import Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import Object, child, from_iso, ident, load_object, required_ident, text, urls
from goodword.platforms.meta_entry import Entry, permalink

TOKENS = ("access_token",)
FEEDS: Mapping[str, Feed] = {}
RECHECK: Recheck | None = None
KEYS: Request | None = None
USD_PER_READ = 0.0
STRANGERS = False

SERVER = "https://graph.facebook.com"  # the only host documented for mentions; graph.instagram.com is unverified
_GONE = {404, 410}  # unverified: Meta documents no status for what was deleted before the lookup
_QUESTIONS = {
    "mentioned_comment": ("comment_id", "id,text,timestamp,username,media{id,permalink}"),
    "mentioned_media": ("media_id", "id,caption,username,timestamp,permalink,media_type,media_url"),
}


def complete(ask: PollContext) -> Steps:
    """Request one mention from the Graph API, as the mentioned account.

    Without a version in the path, the oldest version that the app may use answers, so this never expires.

    https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_comment
    https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_media
    """
    key, fields = _QUESTIONS[ask.what]
    response = yield Request(
        url=f"{ask.server or SERVER}/{ask.asked['account']}",
        params={"fields": f"{ask.what}.{key}({ask.asked[key]}){{{fields}}}"},
        headers={"Authorization": f"Bearer {ask.token('access_token')}"},
        asked={**ask.asked, "what": ask.what},
        also=frozenset(_GONE),
        reads=1,
    )
    if response.status not in _GONE:
        load_object(response.body)
    return {}


LOOKUPS: Mapping[str, Callable[[PollContext], Steps]] = dict.fromkeys(_QUESTIONS, complete)


def read(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read the answer, under the id that the mention already has."""
    asked = dict(delivery.asked or {})
    entry = Entry(delivery, accounts, ident(asked, "account"), None)
    if asked.get("status") in {str(status) for status in _GONE}:
        yield _gone(entry, asked)
    elif node := child(load_object(delivery.body), str(asked.get("what"))):
        yield _mention(entry, asked, node)
    else:
        yield Ignored("the answer lacks the requested mention")


def _mention(entry: Entry, asked: Object, node: Object) -> ParsedItem:
    """A comment or a media: their texts and links have different names, and a comment's link is its media's."""
    media = child(node, "media")
    handle = text(node, "username")
    return entry.mention(
        kind="mention",
        action="created",
        external_id=required_ident(asked, "comment_id", "media_id"),
        root_id=ident(asked, "media_id") or ident(media, "id"),
        text=text(node, "text") or text(node, "caption"),
        created_at=from_iso(node, "timestamp"),
        author_id=None,
        author_handle=handle,
        from_self=entry.is_ours(handle),
        media=urls([node.get("media_url")]),
        permalink=permalink(node, "permalink") or permalink(media, "permalink"),
    )


def _gone(entry: Entry, asked: Object) -> ParsedItem:
    return entry.mention(
        kind="mention",
        action="deleted",
        external_id=required_ident(asked, "comment_id", "media_id"),
        root_id=ident(asked, "media_id"),
        created_at=None,
        author_id=None,
    )


__all__ = ["FEEDS", "KEYS", "LOOKUPS", "RECHECK", "SERVER", "TOKENS", "USD_PER_READ", "complete", "read"]
