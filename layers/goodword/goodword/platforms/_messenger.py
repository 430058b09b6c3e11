"""Messaging events of Messenger and Instagram: messages, and the buttons that people press."""

from collections.abc import Callable, Iterator
from typing import Any

from goodword.mention import Mention
from goodword.platforms._messenger_words import WORDLESS, content, feedback, kind_of
from goodword.platforms.contract import Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_any,
    from_milliseconds,
    ident,
    objects,
    required_ident,
    text,
    word,
)
from goodword.platforms.mention_text import with_kind
from goodword.platforms.meta_entry import Entry


def read_message(entry: Entry, event: Any) -> Iterator[ParsedItem]:
    """Read one messaging event.

    https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
    """
    event = as_object(event, "a messaging event")
    for key, read in _MESSAGING.items():
        if isinstance(event.get(key), dict):
            yield from read(entry, event, event[key])
            return
    name = next((key for key in event if key not in {"sender", "recipient", "timestamp"}), None)
    yield Ignored(f"messaging event {word(name)}")


def as_message(value: Object, key: str) -> Object:
    """A `changes` value as a messaging event; it may hold the fields flat, with `from` as the sender.

    Meta's examples of this form have seconds; real deliveries have milliseconds.
    """
    at = from_any(value, "timestamp")
    clock = {"timestamp": at and round(at.timestamp() * 1000)}
    if isinstance(value.get(key), dict) or ("recipient" in value and "mid" not in value):
        return {**value, **clock}
    who = {"sender": value.get("from") or value.get("sender"), "recipient": value.get("recipient")}
    return {**who, **clock, key: value}


def _message(entry: Entry, event: Object, message: Object) -> Iterator[ParsedItem]:
    attachments = [part for part in objects(message, "attachments") if isinstance(part, dict)]
    replied = child(message, "reply_to")
    in_story = any(part.get("type") == "story_mention" for part in attachments)
    mention = entry.mention(
        kind="mention" if in_story else "message",
        action="deleted" if message.get("is_deleted") is True else "created",
        external_id=required_ident(message, "mid"),
        parent_id=ident(replied, "mid") or ident(child(replied, "story"), "id"),
        from_self=message.get("is_echo") is True,
        **content(message),
        **_sender(event),
    )
    # Messages that we send need no text.
    yield from [mention] if mention.from_self else with_kind(mention, kind_of(message), WORDLESS)


def _edit(entry: Entry, event: Object, edit: Object) -> Iterator[ParsedItem]:
    yield entry.mention(
        kind="message",
        action="edited",
        external_id=required_ident(edit, "mid"),
        text=text(edit, "text"),
        **_sender(event),
    )


def _reaction(entry: Entry, event: Object, reaction: Object) -> Iterator[ParsedItem]:
    # A reaction has no id of its own: its target and its author identify it.
    yield entry.mention(
        kind="reaction",
        action="deleted" if reaction.get("action") == "unreact" else "created",
        external_id=None,
        parent_id=required_ident(reaction, "mid"),
        **_sender(event),
    )


def _postback(entry: Entry, event: Object, postback: Object) -> Iterator[ParsedItem]:
    """A pressed button or question: its label is the text; the payload beside it is ours.

    https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_postbacks
    """
    if pressed := text(postback, "title"):
        yield _pressed(entry, event, ident(postback, "mid") or _id_of(event, "postback"), text=pressed)
    else:
        yield Ignored("messaging event postback")


def _form(entry: Entry, event: Object, form: Object) -> Iterator[ParsedItem]:
    yield _pressed(entry, event, _id_of(event, "messaging_feedback"), **feedback(form))


def _thumb(entry: Entry, event: Object, thumb: Object) -> Iterator[ParsedItem]:
    """A person's rating of our answer; another thumb about the same answer replaces the first.

    https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/response_feedback
    """
    answer, who = required_ident(thumb, "mid"), ident(child(event, "sender"), "id")
    known_by = required_ident({"mid": f"response_feedback:{who}:{answer}"}, "mid")
    yield _pressed(entry, event, known_by, text=text(thumb, "feedback"), parent_id=answer)


def _pressed(entry: Entry, event: Object, external_id: str, **fields: Any) -> Mention:
    return entry.mention(kind="message", action="created", external_id=external_id, **fields, **_sender(event))


def _id_of(event: Object, name: str) -> str:
    """The id of an event that has none: author and time, which are the same in a repeat."""
    who, when = required_ident(child(event, "sender"), "id"), required_ident(event, "timestamp")
    return required_ident({"mid": f"{name}:{who}:{when}"}, "mid")


_MESSAGING: dict[str, Callable[[Entry, Object, Object], Iterator[ParsedItem]]] = {
    "message": _message,
    "message_edit": _edit,
    "reaction": _reaction,
    "postback": _postback,
    "messaging_feedback": _form,
    "response_feedback": _thumb,
}


def _sender(event: Object) -> Object:
    sender = child(event, "sender")
    return {
        "created_at": from_milliseconds(event, "timestamp"),
        "author_id": ident(sender, "id"),
        "author_handle": text(sender, "username"),
        "recipient_id": ident(child(event, "recipient"), "id"),
    }


__all__ = ["as_message", "read_message"]
