"""What stands about one item after many events: late, repeated and out of order, the end is always the same."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from goodword.mention import Action, Mention, ScoredMention

_RANK: dict[Action, int] = {"created": 0, "edited": 1, "hidden": 1, "deleted": 2}
_UNCHANGING = (
    *("lang", "author_id", "author_name", "author_handle", "audience", "created_at"),
    *("parent_id", "root_id", "account_id", "permalink"),
)
_CONTENT = (
    *("text", "title", "rating", "media", "received_at"),
    *("brands", "sentiment", "intents", "touchpoint", "priority", "reasons", "model"),
)


@dataclass(frozen=True, slots=True)
class Memory:
    """A merged mention, the version of its newest event, and that of the event its content came from."""

    mention: ScoredMention
    version: str
    content_version: str

    @classmethod
    def of(cls, mention: ScoredMention) -> "Memory":
        """The memory of a single event."""
        made = version(mention)
        return cls(mention, made, made if has_content(mention) else "")


def version(mention: Mention) -> str:
    """Sorts by the platform's clock, then created < edited, hidden < deleted, then a digest: never a tie."""
    milliseconds = int(mention.event_at.timestamp() * 1000)
    return f"{milliseconds:014d}{_RANK[mention.action]}{_digest(mention)}"


def merge(one: Memory, other: Memory) -> Memory:
    """Both together; the order of the two does not matter, and merging again changes nothing."""
    older, newer = sorted((one, other), key=lambda memory: (memory.version, memory.content_version))
    fuller = max(one, other, key=lambda memory: memory.content_version)
    known: dict[str, Any] = {name: getattr(fuller.mention, name) for name in _CONTENT}
    for name in _UNCHANGING:
        said = getattr(newer.mention, name)
        known[name] = getattr(older.mention, name) if said is None else said
    known["from_self"] = older.mention.from_self or newer.mention.from_self
    return Memory(replace(newer.mention, **known), newer.version, fuller.content_version)


def has_content(mention: Mention) -> bool:
    return bool(mention.text or mention.title or mention.media or mention.rating is not None)


def _digest(mention: Mention) -> str:
    # Not what depends on us: when and by which source it was heard, and how it was read.
    said = {name: getattr(mention, name) for name in Mention.__dataclass_fields__ if name not in ("source", "received_at")}
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:8]
