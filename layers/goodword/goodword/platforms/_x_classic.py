"""X in its classic form: Account Activity, whose direct messages the newer products still use."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from goodword.platforms.contract import Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_milliseconds,
    ident,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms.mention_text import links, with_kind, words
from goodword.platforms.x_objects import Reader, author_of, id_of, read_list, required_id
from goodword.platforms.x_text import classic_content, hidden_in, words_of

_SHOWN = {"full_name", "name", "title", "text"}  # of a place, or of anything else attached
_WORDLESS = {"media", "location"}


class ClassicReader(Reader):
    """Reads lists of classic objects."""

    def account_activity(self, body: Object) -> Iterator[ParsedItem]:
        """Account Activity: lists by name.

        https://docs.x.com/x-api/account-activity/introduction
        """
        readers: dict[str, Callable[[Any], Iterator[ParsedItem]]] = {
            "tweet_create_events": self.classic_post,
            "tweet_delete_events": self.deleted,
            "direct_message_events": self.direct_message,
            "favorite_events": self.favorite,
        }
        known = [key for key in readers if body.get(key)]
        for key in known:
            yield from read_each([{key: body[key]}], partial(read_list, key, readers[key]))
        others = [key for key in body if key not in {*known, "for_user_id", "users", "apps"}]
        if not known or any(key.endswith("_events") for key in others):
            yield Ignored(f"account activity: {', '.join(map(word, others[:5])) or 'nothing in it'}")

    def classic_post(self, post: Any) -> Iterator[ParsedItem]:
        """A post as the v1.1 API writes it."""
        post = as_object(post, "a post")
        user = child(post, "user")
        yield from self.post(
            post,
            first_id=ident(child(post, "edit_history"), "initial_tweet_id"),
            author=author_of(user, id_of(user)),
            refers=(
                id_of(child(post, "retweeted_status")),
                ident(post, "in_reply_to_status_id_str") or ident(post, "in_reply_to_status_id"),
                id_of(child(post, "quoted_status")) or ident(post, "quoted_status_id_str"),
            ),
            root_id=ident(post, "conversation_id_str") or ident(post, "conversation_id"),
            **classic_content(post),
        )

    def deleted(self, event: Any) -> Iterator[ParsedItem]:
        """X sends only the deletions by our own accounts."""
        status = child(as_object(event, "a deletion"), "status")
        author_id = ident(status, "user_id") or ident(status, "user_id_str")
        yield self.gone(required_id(status), author_id, from_milliseconds(event, "timestamp_ms"))

    def favorite(self, event: Any) -> Iterator[ParsedItem]:
        """A like; its own id is a hash, never a post's id."""
        event = as_object(event, "a like")
        user = child(event, "user")
        yield self.like(event, author_of(user, id_of(user)), required_id(child(event, "favorited_status")))

    def direct_message(self, event: Any) -> Iterator[ParsedItem]:
        """A direct message that is not encrypted."""
        event = as_object(event, "a direct message")
        if event.get("type", "message_create") != "message_create":
            yield Ignored(f"direct message {word(event.get('type'))}")
            return
        message = child(event, "message_create")
        data, attachment = child(message, "message_data"), child(message, "message_data", "attachment")
        attached = attachment.get("media")
        mention = self.mention(
            kind="message",
            external_id=required_ident(event, "id"),
            text=words_of(text(data, "text")) or words(attachment, _SHOWN),
            links=links(hidden_in(child(data, "entities"))),
            created_at=from_milliseconds(event, "created_timestamp"),
            media=_files(attached if isinstance(attached, list) else [attached]),
            recipient_id=ident(child(message, "target"), "recipient_id"),
            **self.users.author(ident(message, "sender_id")),
        )
        yield from [mention] if mention.from_self else with_kind(mention, attachment.get("type"), _WORDLESS)


def _files(media: list[Any]) -> tuple[str, ...]:
    return urls(part.get("media_url_https") for part in media if isinstance(part, dict))


__all__ = ["ClassicReader"]
