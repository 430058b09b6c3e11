"""Text in the form that rules compare: without markup, and also without case and accents."""

import re
from unicodedata import normalize

MAX_CHARACTERS = 25_000
"""No text is read beyond this, the longest post that any supported platform allows."""

TAKEN_OUT = "~"
"""Replaces words that no rule may read."""

_HEAD, _TAIL = 4_000, 1_000

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]{1,63}\.[a-z]{2,10}/\S*", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)@\w[\w.]{0,63}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff\ud800-\udfff]"
)
# Accents and vowel points as NFKD separates them. The vowel signs of Indian scripts are letters and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]")
_QUOTES = dict(zip("’‘ʼ`´“”؟", "'''''\"\"?", strict=True))
_QUOTE = re.compile(f"[{''.join(_QUOTES)}]")  # str.translate takes up to fifty times as long


def excerpt(text: str) -> str:
    """The part that sentiment and intents are read from: beginning and end, if there are more than 5,000 characters.

    Few people write as much. Brands are searched for in the whole text.
    """
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def bare_text(text: str) -> str:
    """The author's words, without links, @handles and invisible characters; spaces single."""
    seen = _plain_quotes(_UNSEEN.sub("", text[:MAX_CHARACTERS]))
    return " ".join(_HANDLE.sub(" ", _LINK.sub(" ", seen)).split())


def fold(text: str) -> str:
    """The form in which case, accents, width and invisible characters make no difference; spaces single."""
    seen = _plain_quotes(_UNSEEN.sub("", text[:MAX_CHARACTERS]))
    if not seen.isascii():
        bare = _ACCENTS.sub("", normalize("NFKD", seen))
        seen = normalize("NFC", bare)[:MAX_CHARACTERS]
    return " ".join(seen.casefold().split())


def _plain_quotes(text: str) -> str:
    return _QUOTE.sub(lambda quote: _QUOTES[quote[0]], text)
