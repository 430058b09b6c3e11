"""Whose a stored mention is: of the source that told of it, and of its allies, which are believed about it as it is."""

from collections.abc import Collection
from hashlib import sha256

from goodword.mention import Mention, ScoredMention

OF_THEIR_SOURCE = "standard"
"""The platform whose ids every sender counts by itself: 7 of one shop is not 7 of another."""

_APART = "\x1f"  # no id that was heard has it: it cannot be printed, and what cannot is no id
_DIGITS = 12  # of the digest that stands for a source: with the longest id they fit a table key of 2,048 bytes
_SAME = (
    *("kind", "action", "text", "title", "rating", "media", "permalink", "created_at", "from_self"),
    *("author_id", "author_name", "author_handle", "parent_id", "root_id", "recipient_id"),
    *("brand", "intents", "priority", "notifies", "rule", "copies"),
)


def scope_of(mention: Mention) -> str:
    """Within what its ids name one thing: its platform, or its source where those are the sender's own."""
    own = mention.platform == OF_THEIR_SOURCE
    return f"{mention.platform} {mention.source}" if own else mention.platform


def kept_apart(external_id: str, sources: Collection[str]) -> str:
    """The id under which these sources' word is kept while the id itself belongs to others; never empty `told`."""
    return f"{external_id}{_APART}{sha256(min(sources).encode()).hexdigest()[:_DIGITS]}"


def platform_id(external_id: str) -> str:
    """The platform's own id of what is kept under this one."""
    return external_id.partition(_APART)[0]


def apart_mark(external_id: str) -> str:
    """What tells an id under which a mention is kept apart from the platform's own; empty for that one."""
    return external_id.partition(_APART)[2]


def tells_nothing_new(known: ScoredMention, event: ScoredMention) -> bool:
    """Whether another source heard the same: what is said, where, by whom, and all that decides who is rung for it.

    Two honest sources may hear one post. Where ids are the sender's own, the same words are another mention.
    """
    both = scope_of(known) == scope_of(event) and event.action in ("created", "edited")
    return both and all(getattr(known, name) == getattr(event, name) for name in _SAME)
