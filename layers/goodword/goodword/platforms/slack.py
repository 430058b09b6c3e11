"""Slack: messages, mentions and reactions where the brand's app is present, through the Events API."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.errors import BadHandshake, Unreadable
from goodword.mention import Action, Kind, Mention
from goodword.platforms._hmac import check_clock, from_hex, hmac_sha256, matches_any, prefixed
from goodword.platforms.contract import Answer, Coverage, Delivery, Ignored, ParsedItem, Secrets
from goodword.platforms.json_fields import (
    Object,
    as_object,
    child,
    from_seconds,
    ident,
    load_object,
    objects,
    required_ident,
    text,
    urls,
    word,
)
from goodword.platforms.mention_text import links, members, together, with_kind, words

SECRETS = ("signing_secret",)
HEADERS: tuple[str, ...] = ()  # X-Slack-Retry-Num and -Reason add nothing to the ids
ACCEPTED = 200
COVERAGE = Coverage(
    hears="messages and mentions in channels and chats where your app is, with edits, deletions and reactions",
    misses="channels that your app is not in, and people's names",
    delay="seconds",
    edits="pushed; replaces the stored text",
    deletion="pushed; the text is deleted at once",
    by=("webhook",),
)

_SIGNATURE = "x-slack-signature"
_TIMESTAMP = "x-slack-request-timestamp"
_VERSION = "v0"

_ADDRESS = re.compile(r"<((?:https?|mailto):[^|<>\s]{1,2048})")
_FORM = re.compile(rb"[a-z_]{2,20}=")

# https://docs.slack.dev/reference/block-kit/blocks and .../messaging/formatting-message-text (attachments)
_WORDS = {"pretext", "title", "text", "value", "alt_text", "description"}
_PRESSED = {"actions", "input"}  # blocks of buttons and empty fields
_PREVIEW = ("from_url", "original_url", "app_unfurl_url")  # how Slack or an app shows a link that somebody posted
_ADDRESSES = {"url", "title_link", "author_link", "from_url", "original_url", "image_url"}
_WORDLESS = {"file_share", "image", "video", "file", "call"}


def challenge(delivery: Delivery, secrets: Secrets) -> Answer | None:
    """Answer url_verification with its challenge, once it is verified.

    https://docs.slack.dev/reference/events/url_verification/
    """
    # A quote inside a text is escaped, so no text can hold these bytes.
    if delivery.method != "POST" or b'"url_verification"' not in delivery.body:
        return None
    verify(delivery, secrets, delivery.received_at)
    try:
        asked = load_object(delivery.body)
    except Unreadable as error:
        raise BadHandshake("the body is not a readable url_verification") from error
    if asked.get("type") != "url_verification":
        return None
    if not (echo := text(asked, "challenge")):
        raise BadHandshake("challenge is needed")
    return Answer(200, echo)


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:
    """HMAC-SHA256 of version, timestamp and the bytes as received, in any format; five minutes at most.

    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    claimed = from_hex(prefixed(delivery.headers.get(_SIGNATURE), f"{_VERSION}="))
    seconds = delivery.headers.get(_TIMESTAMP, "")
    check_clock(seconds, now)
    signed = _signed(seconds, delivery.body)
    matches_any(claimed, secrets.live("signing_secret"), lambda secret: hmac_sha256(secret, signed))


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
    """The headers that Slack would send."""
    seconds = str(int(now.timestamp()))
    signature = hmac_sha256(secrets.live("signing_secret")[0], _signed(seconds, body))
    return {_TIMESTAMP: seconds, _SIGNATURE: f"{_VERSION}={signature.hex()}"}


def parse(delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
    """Read one event; a mention and the message that holds it have the same id.

    https://docs.slack.dev/apis/events-api/
    """
    if _FORM.match(delivery.body):
        yield Ignored("a slash command or a button: no event")
        return
    body = load_object(delivery.body)
    if body.get("type", "event_callback") != "event_callback" or "event" not in body:
        yield Ignored(f"{word(body.get('type'))}: no event in it")
        return
    bots = frozenset(filter(None, map(_our_bot, objects(body, "authorizations"))))
    reader = _Reader(delivery, accounts, bots, ident(body, "team_id"), ident(body, "api_app_id"))
    event = as_object(body["event"], "event")
    item = reader.read(event)
    if isinstance(item, Mention):
        yield from with_kind(item, _kind_of(child(event, "message") or event), _WORDLESS)
    else:
        yield item


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one event; `bots` are the users that our app is installed as, from the envelope."""

    delivery: Delivery
    accounts: frozenset[str]
    bots: frozenset[str]
    account_id: str | None
    app_id: str | None

    def read(self, event: Object) -> ParsedItem:
        """Tell events apart by type and subtype; other events (somebody joined, a pin) are ignored by name.

        https://docs.slack.dev/reference/events/message#subtypes
        """
        match event.get("type"), event.get("subtype"):
            case "app_mention", _:
                return self._written(event, event, kind="mention")
            case "reaction_added", _:
                return self._reaction(event, "created")
            case "reaction_removed", _:
                return self._reaction(event, "deleted")
            case "message", None | "bot_message" | "file_share" | "me_message" | "thread_broadcast":
                return self._written(event, event)
            case "message", "message_changed":
                return self._changed(event, as_object(event.get("message"), "message"))
            case "message", "message_deleted":
                return self._gone(event, required_ident(event, "deleted_ts"))
            case "message", subtype:
                return Ignored(f"message {word(subtype)}")
            case name, _:
                return Ignored(f"event {word(name)}")

    def _changed(self, event: Object, message: Object) -> ParsedItem:
        """An edit, a deletion that leaves a tombstone because it has answers, or a link's preview."""
        before = child(event, "previous_message")
        if message.get("subtype") == "tombstone":
            return self._gone(event, required_ident(message, "ts"))
        if before and _content_of(before) == _content_of(message):
            return Ignored("message_changed: the text is the same")
        return self._written(event, message, changed_at=_acted_at(event))

    def _written(
        self, event: Object, message: Object, *, kind: Kind = "message", changed_at: datetime | None = None
    ) -> Mention:
        """`event` names the channel, `message` is its current content; without a change the two are one."""
        edited_at = _moment(child(message, "edited"), "ts") or changed_at
        return self._mention(
            event,
            message,
            required_ident(message, "ts"),
            kind=kind,
            action="edited" if edited_at else "created",
            acted_at=edited_at,
            text=_text(message),
            media=_media(message),
            links=_links(message),
        )

    def _gone(self, event: Object, ts: str) -> Mention:
        before = child(event, "previous_message")
        return self._mention(event, before, ts, kind="message", action="deleted", acted_at=_acted_at(event))

    def _mention(self, event: Object, message: Object, ts: str, *, acted_at: datetime | None, **fields: Any) -> Mention:
        """An item by its channel and `ts`, which is its time as well."""
        channel, thread = required_ident(event, "channel"), ident(message, "thread_ts")
        created_at, private = _moment({"ts": ts}, "ts"), _is_private(event, channel)
        # A deleted message may have its `ts` only: then its thread is unknown.
        begun = thread or (ts if message else None)
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            external_id=_id(channel, ts),
            created_at=created_at,
            event_at=_latest(created_at, acted_at) or self.delivery.received_at,
            parent_id=_id(channel, thread) if thread and thread != ts else None,
            root_id=channel if private else begun and _id(channel, begun),
            account_id=self.account_id,
            from_self=self._is_ours(message),
            **_author(message),
            **fields,
        )

    def _reaction(self, event: Object, action: Action) -> ParsedItem:
        """A reaction has no id: its message and its author identify it.

        https://docs.slack.dev/reference/events/reaction_added
        """
        item, at = child(event, "item"), _acted_at(event)
        if item.get("type") != "message":
            return Ignored(f"reaction to {word(item.get('type'))}")
        channel = required_ident(item, "channel")
        return Mention(
            platform=self.delivery.platform,
            source=self.delivery.source,
            received_at=self.delivery.received_at,
            kind="reaction",
            action=action,
            external_id=None,
            created_at=at,
            event_at=at or self.delivery.received_at,
            parent_id=_id(channel, required_ident(item, "ts")),
            root_id=channel if _is_private(event, channel) else None,
            account_id=self.account_id,
            author_id=ident(event, "user"),
            from_self=self._is_ours(event),
        )

    def _is_ours(self, message: Object) -> bool:
        """Whether our user, bot or app wrote it; other bots may bring what customers write.

        An app posts under its `app_id`. A bot without one is an old integration. Without `accounts`, it counts as ours:
        if our own answer were taken for a mention, somebody would answer it.
        """
        bot_id = ident(message, "bot_id")
        if {ident(message, "user"), bot_id} & (self.accounts | self.bots):
            return True
        if bot_id is None:
            return False
        app_id = ident(message, "app_id") or ident(child(message, "bot_profile"), "app_id")
        return app_id == self.app_id if app_id else not self.accounts


def _our_bot(authorization: Any) -> str | None:
    """The bot user of our app's installation; without `is_bot` it is a person who authorized the app."""
    of_bot = isinstance(authorization, dict) and authorization.get("is_bot") is True
    return ident(authorization, "user_id") if of_bot else None


def _signed(seconds: str, body: bytes) -> bytes:
    return f"{_VERSION}:{seconds}:".encode() + body


def _id(channel: str, ts: str) -> str:
    """A `ts` is unique in its channel only; both together must not be longer than an id."""
    return required_ident({"ts": f"{channel}:{ts}"}, "ts")


def _is_private(event: Object, channel: str) -> bool:
    """Whether it is a chat with one person; if the event does not say, the id begins with D.

    https://docs.slack.dev/reference/objects/conversation-object
    """
    kind = event.get("channel_type")
    return kind == "im" if isinstance(kind, str) else channel.startswith("D")


def _text(message: Object) -> str | None:
    """The text; what a bot shows beside it; and without text: blocks, attachments and the titles of files.

    People's blocks repeat their text, and a preview repeats a page: neither is read as theirs.
    https://docs.slack.dev/messaging/formatting-message-text
    """
    written = text(message, "text")
    if written and not _is_bots(message):
        return _unescaped(written)
    blocks = [block for block in members(message, "blocks") if block.get("type") not in _PRESSED]
    shown = [_attached(part) for part in members(message, "attachments") if _is_shown(message, part)]
    beside = together(words(blocks, _WORDS, {"accessory"}), *shown)
    return _unescaped(together(written, beside) or _titles(message))


def _is_shown(message: Object, attachment: Object) -> bool:
    """Whether an attachment is part of the message: not if a person puts it beside text, and not if it is a preview."""
    beside_words = message.get("text") and not _is_bots(message)
    return not (beside_words or _is_preview(attachment))


def _attached(attachment: Object) -> str | None:
    """An attachment's text; `fallback` repeats it as one line, for screens that show nothing else."""
    return words(attachment, _WORDS, {"accessory", "actions", "files", "message_blocks"}) or text(
        attachment, "fallback"
    )


def _is_bots(message: Object) -> bool:
    return ident(message, "bot_id") is not None or message.get("subtype") == "bot_message"


def _titles(message: Object) -> str | None:
    """The titles that people gave their files; without one, the title is the file's name."""
    titled = [part for part in members(message, "files") if part.get("title") != part.get("name")]
    return words(titled, {"title", "alt_txt"}, {"initial_comment"})


def _is_preview(attachment: Object) -> bool:
    """Whether it previews a page. A shared message has a link to itself, but its text was forwarded."""
    shared = attachment.get("is_share") is True or attachment.get("is_msg_unfurl") is True
    return not shared and any(attachment.get(key) for key in _PREVIEW)


def _links(message: Object) -> tuple[str, ...]:
    """Addresses behind labels, and the text of previews and of messages that are forwarded with a comment."""
    found = _ADDRESS.findall(text(message, "text") or "")
    addresses = words([message.get("blocks"), message.get("attachments")], _ADDRESSES) or ""
    others = [part for part in members(message, "attachments") if not _is_shown(message, part)]
    previews = [words(part, _WORDS, {"message_blocks"}) for part in others]
    return links(map(_unescaped, [*found, *addresses.split("\n"), *previews]))


def _content_of(message: Object) -> tuple[Any, ...]:
    return _text(message), message.get("edited"), message.get("files")


def _kind_of(message: Object) -> str:
    """The kind of a message without text: a file, or the first of its blocks or attachments."""
    if message.get("files"):
        return "file_share"
    held = [part for key in ("blocks", "attachments") for part in members(message, key)]
    return word(next((part["type"] for part in held if "type" in part), message.get("subtype") or message.get("type")))


def _author(message: Object) -> dict[str, Any]:
    profile = child(message, "user_profile")
    bot_name = text(message, "username") or text(child(message, "bot_profile"), "name")
    return {
        "author_id": ident(message, "user") or ident(message, "bot_id"),
        "author_name": text(profile, "real_name") or bot_name,
        "author_handle": text(profile, "name"),
    }


def _media(message: Object) -> tuple[str, ...]:
    """Links that need the app's token; a file that is hosted elsewhere may have an id only."""
    files = [part for part in objects(message, "files") if isinstance(part, dict)]
    return urls(part.get("url_private") or part.get("url_private_download") or part.get("id") for part in files)


def _acted_at(event: Object) -> datetime | None:
    return _moment(event, "event_ts") or _moment(event, "ts")


def _latest(*moments: datetime | None) -> datetime | None:
    return max(filter(None, moments), default=None)


def _moment(parent: Object, key: str) -> datetime | None:
    """Slack's `ts`: seconds, a point, and digits that make it unique in its channel."""
    return from_seconds(parent, key)


def _unescaped(written: str | None) -> str | None:
    """Unescapes the three characters that Slack escapes; marks such as <@U1> stay, since they come without names.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    # The ampersand last: an escaped "&lt;" is what somebody typed.
    return (written or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") or None


__all__ = ["ACCEPTED", "COVERAGE", "HEADERS", "SECRETS", "challenge", "parse", "sign", "verify"]
