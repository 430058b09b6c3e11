"""What stands about one item after many events: late, repeated and out of order, the end is always the same."""

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
# Nothing that depends on us (when and by which source it was heard), and nothing that versions before could not read:
# an event that comes again after an upgrade has to get the version that it had.
_NOT_IN_VERSION = ("source", "received_at", "recipient_id", "links")


@dataclass(frozen=True, slots=True)
class MergedMention:
    """A merged mention, the version of its newest event, and that of the event its content came from.

    Where its link came from another event, the version of that one stands behind, after a blank.
    """

    mention: ScoredMention
    version: str
    content_version: str

    @classmethod
    def of(cls, mention: ScoredMention) -> "MergedMention":
        """The memory of a single event, in milliseconds: the table knows no less, and what was read must equal it."""
        kept: dict[str, Any] = {name: _in_ms(getattr(mention, name)) for name in INSTANTS}
        mention = replace(mention, **kept, links=())  # a brand was found in them; the table does not keep them
        made = version(mention)
        return cls(mention, made, _versions(made if has_content(mention) else "", made, mention.permalink))

    def apart(self, external_id: str) -> "MergedMention":
        """The same under another id: of the same version, since it is the same event."""
        return replace(self, mention=replace(self.mention, external_id=external_id))


def version(mention: Mention) -> str:
    """Sorts by the platform's clock, then created < edited, hidden < deleted, then a digest: never a tie."""
    milliseconds = max(0, (mention.event_at - _EPOCH) // timedelta(milliseconds=1))
    return f"{milliseconds:014d}{_RANK[mention.action]}{_digest(mention)}"


def merge(first: MergedMention, other: MergedMention) -> MergedMention:
    """Both together; neither their order nor their grouping matters, and merging again changes nothing."""
    newer = max(first, other, key=lambda memory: memory.version)
    fuller = max(first, other, key=_fullness)
    known: dict[str, Any] = {name: getattr(fuller.mention, name) for name in _CONTENT}
    for name in _UNCHANGING:
        known[name] = _agreed(getattr(first.mention, name), getattr(other.mention, name))
    known["from_self"] = first.mention.from_self or other.mention.from_self
    linked, known["permalink"] = max(_link(first), _link(other), key=lambda link: (link[0], link[1] or ""))
    versions = _versions(_said(fuller), linked, known["permalink"])
    return MergedMention(replace(newer.mention, **known), newer.version, versions)


def has_content(mention: Mention) -> bool:
    """Whether the event says anything by itself; a hide, for one, names only what it hides."""
    return bool(mention.text or mention.title or mention.media or mention.rating is not None)


def _in_ms(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _fullness(memory: MergedMention) -> tuple[str, timedelta, str, str]:
    """Sorts by the newest content; of the same content heard twice, the first hearing counts."""
    mention = memory.mention
    how_read = {name: getattr(mention, name) for name in _HOW_READ}
    heard_ago = _EPOCH - mention.received_at
    return _said(memory), heard_ago, mention.source, json.dumps(how_read, default=str)


def _said(memory: MergedMention) -> str:
    """The version of the event that the content came from; empty where there is none."""
    return memory.content_version.partition(" ")[0]


def _link(memory: MergedMention) -> tuple[str, str | None]:
    """The version of the newest event that has a link, and the link."""
    text, _, linked = memory.content_version.partition(" ")
    link = memory.mention.permalink
    return ("" if link is None else linked or text), link


def _versions(text: str, linked: str, link: str | None) -> str:
    return text if link is None or text == linked else f"{text} {linked}"


def _agreed(first: Any, other: Any) -> Any:
    """What either knows. Should they differ after all (a renamed author), any rule serves that is always the same."""
    known = [value for value in (first, other) if value is not None]
    return max(known, default=None)


def _digest(mention: Mention) -> str:
    fields = {name: getattr(mention, name) for name in Mention.__dataclass_fields__ if name not in _NOT_IN_VERSION}
    return sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()[:8]
