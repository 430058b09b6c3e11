"""Merges all events of one mention. The result is the same when they are late, repeated or out of order."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from goodword.mention import INSTANTS, Action, Mention, ScoredMention

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANK: dict[Action, int] = {"created": 0, "edited": 1, "hidden": 1, "deleted": 2}
_UNCHANGING = (
    *("author_id", "author_name", "author_handle", "audience", "created_at"),
    *("parent_id", "root_id", "account_id", "recipient_id"),
)
_CONTENT = (
    *("source", "text", "title", "lang", "rating", "media", "received_at"),
    *("brands", "sentiment", "intents", "touchpoint", "language", "role", "influence", "copies"),
    *("priority", "reasons", "rule", "trace", "asked", "model"),
)
_HOW_READ = (
    *("brands", "intents", "touchpoint", "language", "role", "influence", "copies"),
    *("priority", "reasons", "rule", "trace", "asked", "model"),
)
# Nothing that depends on us (when and from which source we received it), and no field that earlier versions did not
# have: an event that is redelivered after an upgrade must get the same version.
_NOT_IN_VERSION = ("source", "received_at", "recipient_id", "links")


@dataclass(frozen=True, slots=True)
class MergedMention:
    """A merged mention, the version of its newest event, and the version of the event its content came from.

    If its link came from another event, that version follows in `content_version` after a space.
    """

    mention: ScoredMention
    version: str
    content_version: str

    @classmethod
    def of(cls, mention: ScoredMention) -> "MergedMention":
        """The merge of a single event. Times are cut to milliseconds, as in the table, so that both compare equal."""
        kept: dict[str, Any] = {name: _in_ms(getattr(mention, name)) for name in INSTANTS}
        mention = replace(mention, **kept, links=())  # only used to find brands; the table does not keep them
        made = version(mention)
        return cls(mention, made, _versions(made if has_content(mention) else "", made, mention.permalink))

    def apart(self, external_id: str) -> "MergedMention":
        """The same under another id. The version stays, because it is the same event."""
        return replace(self, mention=replace(self.mention, external_id=external_id))


def version(mention: Mention) -> str:
    """A version that sorts by the platform's time, then created < edited, hidden < deleted, then a digest: no ties."""
    milliseconds = max(0, (mention.event_at - _EPOCH) // timedelta(milliseconds=1))
    return f"{milliseconds:014d}{_RANK[mention.action]}{_digest(mention)}"


def merge(first: MergedMention, other: MergedMention) -> MergedMention:
    """Merge both. The merge is commutative, associative and idempotent."""
    newer = max(first, other, key=lambda memory: memory.version)
    fuller = max(first, other, key=_fullness)
    known: dict[str, Any] = {name: getattr(fuller.mention, name) for name in _CONTENT}
    for name in _UNCHANGING:
        known[name] = _agreed(getattr(first.mention, name), getattr(other.mention, name))
    known["from_self"] = first.mention.from_self or other.mention.from_self
    linked, known["permalink"] = max(_link(first), _link(other), key=lambda link: (link[0], link[1] or ""))
    versions = _versions(_content_version(fuller), linked, known["permalink"])
    return MergedMention(replace(newer.mention, **known), newer.version, versions)


def has_content(mention: Mention) -> bool:
    """Whether the event has content of its own. The hiding of a mention, for example, has only its id."""
    return bool(mention.text or mention.title or mention.media or mention.rating is not None)


def _in_ms(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _fullness(memory: MergedMention) -> tuple[str, timedelta, str, str]:
    """Sorts by the newest content; when we received the same content twice, the first receipt counts."""
    mention = memory.mention
    how_read = {name: getattr(mention, name) for name in _HOW_READ}
    age = _EPOCH - mention.received_at
    return _content_version(memory), age, mention.source, json.dumps(how_read, default=str)


def _content_version(memory: MergedMention) -> str:
    """The version of the event that the content came from; empty when there is none."""
    return memory.content_version.partition(" ")[0]


def _link(memory: MergedMention) -> tuple[str, str | None]:
    """The version of the newest event that has a link, and the link."""
    content, _, linked = memory.content_version.partition(" ")
    link = memory.mention.permalink
    return ("" if link is None else linked or content), link


def _versions(content: str, linked: str, link: str | None) -> str:
    return content if link is None or content == linked else f"{content} {linked}"


def _agreed(first: Any, other: Any) -> Any:
    """The value that either has. If they differ (a renamed author), any choice works if it is always the same."""
    known = [value for value in (first, other) if value is not None]
    return max(known, default=None)


def _digest(mention: Mention) -> str:
    fields = {name: getattr(mention, name) for name in Mention.__dataclass_fields__ if name not in _NOT_IN_VERSION}
    return sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()[:8]
