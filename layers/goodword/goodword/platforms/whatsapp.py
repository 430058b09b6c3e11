"""WhatsApp: what people write to a business number, through the Cloud API's webhooks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from goodword.mention import Action, Kind, Mention
from goodword.platforms._meta import ACCEPTED, HEADERS, SECRETS, challenge, parse_entries, sign, verify
from goodword.platforms.contract import Coverage, Delivery, Ignored, ParsedItem
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_seconds,
    ident,
    objects,
    read_each,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms.mention_text import all_words, links, with_kind, words
from goodword.platforms.meta_entry import Entry

COVERAGE = Coverage(
    hears="messages to your numbers, with captions, button presses, form answers and reactions",
    misses="the content of pictures, audio and contact cards; WhatsApp has no public posts",
    delay="seconds",
    edits="pushed if you also use the number in the WhatsApp Business app; replaces the stored text",
    deletion="pushed if you also use the number in the WhatsApp Business app; the text is deleted at once",
    by=("webhook",),
)

# https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
# https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes
_LISTS = {"messages": "messages", "smb_message_echoes": "message_echoes"}

# Where a type has the person's text, if not in a caption.
_WORDS = {"text": "body", "button": "text", "order": "text"}
_PLACE = {"name", "address"}
_SPOKEN = {"text", "body", "caption", "title", "name", "question", "description", "comment"}  # for unknown types
_MEDIA = {"image", "video", "document", "audio", "voice", "sticker"}
# What needs no text. A contact card is about somebody else, who wrote nothing.
_WORDLESS = _MEDIA | {"location", "contacts", "order"}
_CHOSEN = re.compile(r"^[0-9]{1,3}_(\S.*)", re.MULTILINE)  # a chosen answer: its place in the list, and its text
_UNSAID = {"system", "request_welcome"}  # a number has changed; a chat was opened without a message


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read messages and our own from the phone; receipts, notices and anything else are ignored by name."""
    yield from parse_entries(delivery, accounts, "whatsapp_business_account", _read_change)


def _read_change(entry: Entry, change: Object) -> Iterator[ParsedItem]:
    field, value = word(change.get("field")), child(change, "value")
    if field not in _LISTS:
        yield Ignored(f"change {field}")
        return
    messages = objects(value, _LISTS[field])
    if not messages:
        yield Ignored(f"change {field}: {'receipts' if 'statuses' in value else 'nothing in it'}")
    yield from read_each(messages, _chat(entry, field, value).read)


@dataclass(frozen=True, slots=True)
class _Chat:
    """What the messages of one change share. `number` is our own, digits only."""

    entry: Entry
    contacts: tuple[Object, ...]
    number: str
    echoes: bool

    def read(self, message: Any) -> Iterator[ParsedItem]:
        """Read one message. An edit and a removal have an id of their own and name the message that they change."""
        message = as_object(message, "a message")
        kind = word(message.get("type"))
        held = child(message, kind)
        if kind in _UNSAID:
            yield Ignored(f"message {kind}")
        elif kind == "reaction":
            yield self._reaction(message, held)
        elif kind == "edit":
            original = required_ident(held, "original_message_id")
            yield from self._written(message, original, "edited", as_object(held.get("message"), "an edit"))
        elif kind == "revoke":
            yield self._message(message, required_ident(held, "original_message_id"), "deleted")
        else:
            yield from self._written(message, required_ident(message, "id"), "created", message)

    def _written(self, message: Object, external_id: str, action: Action, content: Object) -> Iterator[ParsedItem]:
        mention = self._message(message, external_id, action, **_content(content))
        # Messages that we send need no text.
        yield from [mention] if mention.from_self else with_kind(mention, _kind(content), _WORDLESS)

    def _message(self, message: Object, external_id: str, action: Action, **content: Any) -> Mention:
        # A forwarded message has a context too, but without an id: it answers nothing.
        answered = ident(child(message, "context"), "id")
        return self._mention(message, "message", action, external_id=external_id, parent_id=answered, **content)

    def _reaction(self, message: Object, reaction: Object) -> Mention:
        """A reaction is taken back by one without an emoji."""
        return self._mention(
            message,
            "reaction",
            "created" if text(reaction, "emoji") else "deleted",
            external_id=required_ident(message, "id"),
            parent_id=required_ident(reaction, "message_id"),
        )

    def _mention(self, message: Object, kind: Kind, action: Action, **fields: Any) -> Mention:
        at = from_seconds(message, "timestamp")
        return self.entry.mention(
            kind=kind,
            action=action,
            created_at=at,
            event_at=at,  # for an edit and a removal it is their own time: there is no other clock here
            root_id=ident(message, "group_id"),
            **self._people(message),
            **fields,
        )

    def _people(self, message: Object) -> dict[str, Any]:
        """The author, and the recipient if we wrote it. The contacts in the delivery are never us."""
        ids = [found for key in ("from", "from_user_id") if (found := ident(message, key))]
        contact = {} if self.echoes else self._contact(ids)
        ids += [found for key in ("wa_id", "user_id") if (found := ident(contact, key))]
        author_id = ids[0] if ids else None
        return {
            "author_id": author_id,
            "author_name": text(child(contact, "profile"), "name"),
            "author_handle": (text(child(contact, "profile"), "username") or "").removeprefix("@") or None,
            "recipient_id": (ident(message, "to") or ident(message, "to_user_id") or "").removeprefix("+") or None,
            "from_self": self.echoes or (author_id is not None and author_id == self.number),
        }

    def _contact(self, ids: list[str]) -> Object:
        """The author's contact; a single contact counts even under another id, since people have several."""
        for contact in self.contacts:
            if contact.get("wa_id") in ids or contact.get("user_id") in ids:
                return contact
        return self.contacts[0] if len(self.contacts) == 1 else {}


def _chat(entry: Entry, field: str, value: Object) -> _Chat:
    """An account here is a number: the entry itself only names the company that owns several."""
    metadata = child(value, "metadata")
    return _Chat(
        entry=replace(entry, account_id=ident(metadata, "phone_number_id") or entry.account_id),
        contacts=tuple(part for part in objects(value, "contacts") if isinstance(part, dict)),
        number=re.sub(r"\D", "", text(metadata, "display_phone_number") or ""),
        echoes=field == "smb_message_echoes",
    )


def _content(message: Object) -> dict[str, Any]:
    """Text, media ids and links of a message, whatever its type."""
    kind = word(message.get("type"))
    held = child(message, kind)
    advert = child(message, "referral")  # the message answers it; its text is the advertiser's
    return {
        "text": _written(kind, held),
        "media": urls([held.get("id")]) if kind in _MEDIA else (),
        "links": links(advert.get(key) for key in ("headline", "body", "source_url")),
    }


def _written(kind: str, held: Object) -> str | None:
    """What the person wrote or chose.

    https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/interactive
    """
    match kind:
        case "interactive":
            chosen = child(held, "button_reply") or child(held, "list_reply")
            return text(chosen, "title") or _answers(child(held, "nfm_reply").get("response_json"))
        case "location":
            return words(held, _PLACE)
        case _ if kind in _WORDS or kind in _WORDLESS:
            return text(held, _WORDS.get(kind, "caption"))
        case _:
            return words(held, _SPOKEN)


def _answers(form: Any) -> str | None:
    """The answers in a form, a line each. Its fields have the names that its author gave them; JSON in a text.

    https://developers.facebook.com/docs/whatsapp/flows/guides/receiveflowresponse
    """
    answers = all_words(form)
    return answers and _CHOSEN.sub(lambda chosen: chosen[1].replace("_", " "), answers)


def _kind(message: Object) -> Any:
    """Meta's word for the kind of a message; the inner one where the outer only says that there is one."""
    kind = message.get("type")
    return child(message, word(kind)).get("type") or kind


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
