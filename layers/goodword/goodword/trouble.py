"""What noise control counts by: a trouble is a brand, what is wanted, and the thread it happens in."""

from hashlib import sha256

from goodword.mention import ScoredMention

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: a tag is read aloud and typed on phones


def trouble_of(mention: ScoredMention) -> str:
    """The trouble's key, 16 hex digits: the same for everyone who says the same kind of thing in one thread."""
    intent = mention.intents[0] if mention.intents else "none"
    return _digest(mention.brand, intent, mention.platform, thread_of(mention))[:16]


def thread_of(mention: ScoredMention) -> str:
    """The thread by the best name known: root, parent, the conversation with one person, else the item itself."""
    conversation = f"with {mention.author_id}" if mention.kind == "message" and mention.author_id else None
    return mention.root_id or mention.parent_id or conversation or str(mention.external_id)


def tag_of(trouble: str, opened: int) -> str:
    """Three letters to call a case by, on the phone and in a subject line; `opened` in Unix seconds."""
    number = int(_digest(trouble, str(opened)), 16)
    return "".join(_LETTERS[(number >> 5 * place) % 32] for place in range(3))


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
