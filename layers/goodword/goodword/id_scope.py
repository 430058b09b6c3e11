"""Which source a stored mention belongs to: the one that reported it first, and its allies, trusted like it."""

from collections.abc import Callable, Collection
from hashlib import sha256

from goodword.mention import Mention, ScoredMention

type AlliesOf = Callable[[str], Collection[str]]
"""The sources that are believed about what a source reports, itself included: `Configuration.allies_of`."""

OF_THEIR_SOURCE = "standard"
"""The platform where each sender numbers its own ids: 7 from one shop is not 7 from another."""

_APART = "\x1f"  # in no id from a platform, because ids with unprintable characters are refused
_DIGITS = 12  # of the digest of a source: with the longest id it fits a table key of 2,048 bytes
_SAME = (
    *("kind", "action", "text", "title", "rating", "media", "permalink", "created_at", "from_self"),
    *("author_id", "author_name", "author_handle", "parent_id", "root_id", "recipient_id"),
    *("brand", "intents", "priority", "notifies", "rule", "copies"),
)


def scope_of(mention: Mention) -> str:
    """Where its ids are unique: its platform, or its source when senders number their own ids."""
    own = mention.platform == OF_THEIR_SOURCE
    return f"{mention.platform} {mention.source}" if own else mention.platform


def kept_apart(external_id: str, sources: Collection[str]) -> str:
    """The id for what these sources report when the plain id belongs to other sources. `sources` is never empty."""
    return f"{external_id}{_APART}{sha256(min(sources).encode()).hexdigest()[:_DIGITS]}"


def platform_id(external_id: str) -> str:
    """The platform's own id in this id, which may be kept apart."""
    return external_id.partition(_APART)[0]


def apart_mark(external_id: str) -> str:
    """The suffix of an id that is kept apart; empty for the platform's own id."""
    return external_id.partition(_APART)[2]


def tells_nothing_new(known: ScoredMention, event: ScoredMention) -> bool:
    """Whether another source reported the same: text, place, author, and all that decides who is notified about it.

    Two honest sources can report the same post. When senders number their own ids, equal texts are different mentions.
    """
    both = scope_of(known) == scope_of(event) and event.action in ("created", "edited")
    return both and all(getattr(known, name) == getattr(event, name) for name in _SAME)
