"""The text of a post on X: all of what it reposts, its poll, its pictures' descriptions, and what its links hide."""

import re
from collections.abc import Iterator
from typing import Any

from goodword.platforms.html_entities import unescape
from goodword.platforms.json_fields import Object, child, scrub, text, urls
from goodword.platforms.mention_text import links, members, together, words

_OWN_PICTURE = re.compile(r"https?://(?:www\.)?(?:twitter|x)\.com/\S+/(?:photo|video)/[0-9]+/?")
_SHORTENED = re.compile(r"https?://t\.co/\S+")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_CARD = {"title", "description", "string_value"}


class Included:
    """The objects that a v2 delivery includes, by id: other posts, users, media and polls, each bare or in `data`.

    https://docs.x.com/x-api/fundamentals/expansions
    """

    def __init__(self, *bodies: Object) -> None:
        blocks = [child(body, "includes") for body in bodies]
        self._posts = _by_id(blocks, "tweets", "id")
        self._media = _by_id(blocks, "media", "media_key")
        self._polls = _by_id(blocks, "polls", "id")
        self._users = _by_id(blocks, "users", "id")

    def post(self, post: Object, *relations: str) -> Object:
        """The first included post that it refers to in one of these ways; empty when there is none."""
        ids = [_key(part.get("id")) for part in members(post, "referenced_tweets") if part.get("type") in relations]
        return next((found for post_id in ids if (found := self._posts.get(post_id))), {})

    def attached(self, post: Object) -> Iterator[Object]:
        """The poll and the pictures of a post."""
        for listed, known in (("poll_ids", self._polls), ("media_keys", self._media)):
            keys = child(post, "attachments").get(listed)
            yield from (known.get(_key(key), {}) for key in (keys if isinstance(keys, list) else []))

    def handle_of(self, post: Object) -> Any:
        """The handle of the post's author."""
        return self._users.get(_key(post.get("author_id")), {}).get("username")


def v2_content(post: Object, included: Included) -> dict[str, Any]:
    """Text, media and links of a post as the v2 API writes it."""
    reposted = included.post(post, "retweeted")
    shown = reposted if _v2_text(reposted) else post
    quoted = included.post(shown, "quoted")
    beside = words([*included.attached(shown)], {"label", "alt_text"})
    keys = child(post, "attachments").get("media_keys") or child(shown, "attachments").get("media_keys")
    handle = reposted and included.handle_of(reposted)
    return {
        "text": together(*_own_or_quoted(_v2_text(shown), _v2_text(quoted)), beside),
        "media": urls(keys if isinstance(keys, list) else ()),
        "links": links([*_hidden(shown, quoted, _v2_text(quoted)), _profile(handle)]),
    }


def classic_content(post: Object) -> dict[str, Any]:
    """The same for a post of the v1.1 API: the posts it refers to are nested, a long text is in `extended_tweet`.

    https://docs.x.com/x-api/fundamentals/data-dictionary
    """
    reposted = child(post, "retweeted_status")
    shown = reposted if _classic_text(reposted) else post
    quoted = child(shown, "quoted_status") or child(post, "quoted_status")
    media = _classic_media(shown) or _classic_media(post)
    return {
        "text": together(
            *_own_or_quoted(_classic_text(shown), _classic_text(quoted)), words(media, {"ext_alt_text", "alt_text"})
        ),
        "media": urls(part.get("media_url_https") for part in media),
        "links": links(
            [*_hidden(shown, quoted, _classic_text(quoted)), _profile(child(reposted, "user").get("screen_name"))]
        ),
    }


def hidden_in(entities: Object) -> Iterator[Any]:
    """The targets of the links in a text, and the titles of those pages."""
    for link in members(entities, "urls"):
        if not _OWN_PICTURE.fullmatch(text(link, "expanded_url") or ""):
            unwound = child(link, "unwound")
            yield from (link.get("expanded_url"), link.get("unwound_url"), unwound.get("url"))
            yield from (page.get(key) for page in (link, unwound) for key in ("title", "description"))


def words_of(written: str | None) -> str | None:
    """X escapes &, < and > in text; the unescaped text is scrubbed again."""
    return scrub(unescape(written)) or None if written else None


def _v2_text(post: Object) -> str | None:
    """The text of an article, if included, says more than the link to it."""
    written = words_of(text(child(post, "note_tweet"), "text") or text(post, "text"))
    return together(written, words(post.get("article"), {"title", "plain_text"}))


def _classic_text(post: Object) -> str | None:
    whole = text(child(post, "note_tweet"), "text") or text(child(post, "extended_tweet"), "full_text")
    return words_of(whole or text(post, "full_text") or text(post, "text"))


def _classic_media(post: Object) -> list[Object]:
    forms = (child(post, "extended_tweet"), post)
    blocks = [(form, key) for form in forms for key in ("extended_entities", "entities")]
    return next((found for form, key in blocks if (found := members(form, key, "media"))), [])


def _own_or_quoted(own: str | None, quoted: str | None) -> tuple[str | None, ...]:
    """A quote without text of its own repeats the quoted text; else the quoted text is somebody else's."""
    return (own,) if own and _SHORTENED.sub("", own).strip() else (own, quoted)


def _hidden(shown: Object, quoted: Object, quoted_text: str | None) -> Iterator[Any]:
    for post in (shown, quoted):
        for form in (post, child(post, "extended_tweet"), child(post, "note_tweet")):
            yield from hidden_in(child(form, "entities"))
    yield from (words(shown.get("card"), _CARD) or "").split("\n")
    yield quoted_text


def _profile(handle: Any) -> str | None:
    """The author of a reposted post, whom X names before the text although nobody wrote that part."""
    return f"@{handle}" if isinstance(handle, str) and _HANDLE.fullmatch(handle) else None


def _by_id(blocks: list[Object], name: str, key: str) -> dict[str, Object]:
    groups = [block.get(name) for block in blocks]
    lists = [[*group.values()] if isinstance(group, dict) else group for group in groups]
    listed = [entry for group in lists if isinstance(group, list) for entry in group]
    bare = [child({"object": entry}, "object", "data") or child({"object": entry}, "object") for entry in listed]
    return {_key(entry.get(key)): entry for entry in bare if _key(entry.get(key))}


def _key(value: Any) -> str:
    """An id to look up an object; empty when it is not valid."""
    return str(value) if isinstance(value, str | int) else ""


__all__ = ["Included", "classic_content", "hidden_in", "v2_content", "words_of"]
