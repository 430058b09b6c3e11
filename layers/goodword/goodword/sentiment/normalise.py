"""Normalises a text for the models, in the same way in training and in service."""

import re
from functools import lru_cache
from unicodedata import category, name

from goodword.platforms.html_entities import unescape

MAX_CHARACTERS = 2_000
"""The models read no further. A post shows its sentiment earlier, and longer texts are read by their sentences."""

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_QUOTED = re.compile(r'\\""|\\"|""')
_LINK = re.compile(r"(?:https?:?//?|www\.)\S*|\bhttp\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@\w[\w.]{0,63}")
_HASHTAG = re.compile(r"#(\w{1,100})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=[0-9])")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_MARKS = re.compile(r"([!?.,*~\-_=])\1{2,}")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff\ud800-\udfff]"
)
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "…": "..."}
_FANCY = re.compile(f"[{''.join(_PLAIN)}]")  # str.translate takes seven times as long
_PICTURE = re.compile("[\u203c-\u3299\U0001f000-\U0001faff]")


def worded(text: str) -> str:
    """The normalised text, as both models saw it in training.

    Entities and literal escapes are decoded, links removed, handles replaced by @user, and hashtags split into words.
    Three or more equal letters or marks in a row become two. Emoji are replaced by their Unicode names.
    """
    plain = _ESCAPED.sub(_character, text[:MAX_CHARACTERS])
    plain = _FANCY.sub(lambda fancy: _PLAIN[fancy[0]], _UNSEEN.sub("", unescape(plain)))
    plain = _QUOTED.sub('"', plain)
    plain = _HANDLE.sub("@user", _LINK.sub(" ", plain))
    plain = _HASHTAG.sub(_words_of, plain)
    plain = _MARKS.sub(r"\1\1", _LONG.sub(r"\1\1", plain))
    plain = _PICTURE.sub(_named, plain)
    return " ".join(plain.split())[:MAX_CHARACTERS]


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _words_of(hashtag: re.Match[str]) -> str:
    return f"# {_HUMP.sub(' ', hashtag[1]).replace('_', ' ')}"


def _named(picture: re.Match[str]) -> str:
    return _name(picture[0])


@lru_cache(maxsize=4096)
def _name(picture: str) -> str:
    """Its Unicode name; empty for skin tones and the like. Letters in the same range stay."""
    if category(picture).startswith(("L", "M", "N")):
        return picture
    called = name(picture, "").lower()
    return " " if called.startswith(("emoji modifier", "variation selector")) else f" {called} "
