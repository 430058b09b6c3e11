"""Incident keys, by which mentions are grouped: the brand, the intent, and the thread or group of copies."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from goodword.id_scope import OF_THEIR_SOURCE, apart_mark, platform_id, scope_of
from goodword.mention import Mention, ScoredMention

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: people read tags aloud and type them on phones
_LEAST_COPIED = 6  # words: two people can write a shorter text independently
_PASSING = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|\bRT\b")  # what differs between copies: links, names, tags
_INTENTS = ("safety_or_legal", "complaint", "needs_help", "question", "praise", "none")


def incident_key_of(mention: ScoredMention) -> str:
    """The incident key, 16 hex digits: the same for all mentions of one brand and intent in one thread."""
    return next(_names(mention, mention.brand, _intent(mention)))


def incident_keys(mention: ScoredMention) -> Iterator[str]:
    """The incident key, and the key under which an earlier version may have opened a case."""
    return _names(mention, mention.brand, _intent(mention))


def possible_incident_keys(message: ScoredMention) -> Iterator[str]:
    """Every incident that a conversation may be about. For our own message in it, which has no intent of its own."""
    for match in message.brands:
        for intent in _INTENTS:
            yield from _names(message, match.brand, intent)


def thread_of(mention: ScoredMention) -> str:
    """The thread, by the first of these that is known: root, conversation, parent, group of copies, the mention itself.

    A share that starts its own thread belongs to the thread of what it shares: 500 reposts are one incident.
    """
    shares = mention.kind == "share" and mention.root_id == platform_id(str(mention.external_id))
    return (
        (shares and mention.parent_id)
        or mention.root_id
        or _conversation(mention)
        or mention.parent_id
        or (f"copies {mention.copies}" if mention.copies else _copied(mention.text))
        or platform_id(str(mention.external_id))
    )


def flood_key(brand: str, by: str, short: str) -> str:
    """The incident key of a flood: one author, or one copied text, about a brand."""
    return _digest(brand, "flood", by, short)[:16]


def tag_of(incident_key: str, opened: int) -> str:
    """The tag of a case, three characters for phone calls and subject lines; `opened` in Unix seconds."""
    number = int(_digest(incident_key, str(opened)), 16)
    return "".join(_LETTERS[(number >> 5 * place) % 32] for place in range(3))


def _names(mention: ScoredMention, brand: str, intent: str) -> Iterator[str]:
    """A mention that is kept apart has its own incident: the plain id belongs to another source's mention."""
    thread, mark = thread_of(mention), apart_mark(str(mention.external_id))
    own = mention.platform == OF_THEIR_SOURCE
    yield _digest(brand, intent, *([mark] if mark and not own else []), scope_of(mention), thread)[:16]
    if own:
        yield _digest(brand, intent, mention.platform, thread)[:16]  # of versions without the source in the key


def _intent(mention: ScoredMention) -> str:
    return next((intent for intent in mention.intents if intent in _INTENTS), "none")


def _conversation(mention: Mention) -> str | None:
    other = mention.recipient_id if mention.from_self else mention.author_id
    return f"with {other}" if mention.kind == "message" and other else None


def _copied(text: str | None) -> str | None:
    """The copy group of mentions stored without one. Copies differ in links, names, tags, upper and lower case."""
    folded = unicodedata.normalize("NFKD", _PASSING.sub(" ", text or "")).casefold()
    words = re.findall(r"[^\W\d_]+", folded)
    return f"copy {_digest(*words)[:16]}" if len(words) >= _LEAST_COPIED else None


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
