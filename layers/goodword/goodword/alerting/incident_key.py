"""What noise control counts by: a trouble is a brand, what is wanted, and the thread or copy group it happens in."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from goodword.id_scope import OF_THEIR_SOURCE, apart_mark, platform_id, scope_of
from goodword.mention import Mention, ScoredMention

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: a tag is read aloud and typed on phones
_LEAST_COPIED = 6  # words: what is shorter two people may say without one having copied the other
_PASSING = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|\bRT\b")  # what a copy changes: links, names, tags
_INTENTS = ("safety_or_legal", "complaint", "needs_help", "question", "praise", "none")


def incident_key_of(mention: ScoredMention) -> str:
    """The trouble's key, 16 hex digits: the same for everyone who says the same kind of thing in one thread."""
    return next(_names(mention, mention.brand, _intent(mention)))


def incident_keys(mention: ScoredMention) -> Iterator[str]:
    """The trouble's key, and the one that it had when a case may have been opened by an earlier version."""
    return _names(mention, mention.brand, _intent(mention))


def possible_incident_keys(message: ScoredMention) -> Iterator[str]:
    """Every trouble that a conversation may be about, for our own message in it: it names no brand and no intent."""
    for match in message.brands:
        for intent in _INTENTS:
            yield from _names(message, match.brand, intent)


def thread_of(mention: ScoredMention) -> str:
    """The thread by the best name known: root, conversation, parent, those who say nearly the same, or only itself.

    A share that begins a thread of its own belongs to what it shares: five hundred reposts are one trouble.
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


def flood_key(brand: str, by: str, mark: str) -> str:
    """The trouble's key of a flood: what one author, or one text in copies, says about a brand."""
    return _digest(brand, "flood", by, mark)[:16]


def tag_of(incident_key: str, opened: int) -> str:
    """Three letters to call a case by, on the phone and in a subject line; `opened` in Unix seconds."""
    number = int(_digest(incident_key, str(opened)), 16)
    return "".join(_LETTERS[(number >> 5 * place) % 32] for place in range(3))


def _names(mention: ScoredMention, brand: str, intent: str) -> Iterator[str]:
    """What is kept apart is a trouble of its own: whoever told of its id before has a case about something else."""
    thread, mark = thread_of(mention), apart_mark(str(mention.external_id))
    own = mention.platform == OF_THEIR_SOURCE
    yield _digest(brand, intent, *([mark] if mark and not own else []), scope_of(mention), thread)[:16]
    if own:
        yield _digest(brand, intent, mention.platform, thread)[:16]  # until a thread was its source's


def _intent(mention: ScoredMention) -> str:
    return next((intent for intent in mention.intents if intent in _INTENTS), "none")


def _conversation(mention: Mention) -> str | None:
    other = mention.recipient_id if mention.from_self else mention.author_id
    return f"with {other}" if mention.kind == "message" and other else None


def _copied(text: str | None) -> str | None:
    """The copy group of what was stored before mentions said theirs: copies differ in links, names, tags, case."""
    folded = unicodedata.normalize("NFKD", _PASSING.sub(" ", text or "")).casefold()
    words = re.findall(r"[^\W\d_]+", folded)
    return f"copy {_digest(*words)[:16]}" if len(words) >= _LEAST_COPIED else None


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
