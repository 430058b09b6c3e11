"""The name of the language of a post: by its letters, and by what the platform says where many share them."""

import re
import unicodedata
from collections import Counter

_READ = 2_000  # characters; more would not change the answer
_SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "DEVANAGARI": "Hindi"}
_OF_SCRIPT = {  # where one script serves many languages, and the platform says which it is
    ("CYRILLIC", "ru"): "Russian",
    ("CYRILLIC", "uk"): "Ukrainian",
    ("CYRILLIC", "bg"): "Bulgarian",
    ("CYRILLIC", "sr"): "Serbian",
    ("ARABIC", "fa"): "Persian",
    ("ARABIC", "ur"): "Urdu",
    ("DEVANAGARI", "mr"): "Marathi",
    ("DEVANAGARI", "ne"): "Nepali",
    ("HEBREW", "yi"): "Yiddish",
    ("CJK", "ja"): "Japanese",
}
_LATIN = {
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "in": "Indonesian",  # what it was called until 1989, and still is on X
    "it": "Italian",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sv": "Swedish",
    "sw": "Swahili",
    "tl": "Tagalog",
    "tr": "Turkish",
    "vi": "Vietnamese",
}


def language(text: str, lang: str | None) -> str | None:
    """The language of the whole; `lang` is what the platform calls it, such as `de` or `pt-BR`.

    None for Latin letters of which the platform says nothing that we know, and for a text without letters.
    """
    scripts = _scripts(text)
    if scripts and scripts.most_common(1)[0][0] != "LATIN":
        return foreign(text, lang)
    return _LATIN.get(_code(lang)) if scripts else None


def foreign(text: str, lang: str | None) -> str:
    """The language of what is not in Latin letters; "another script" when there is nothing to tell it by."""
    scripts = _scripts(text)
    del scripts["LATIN"], scripts["?"]
    if not scripts:
        return "another script"
    script = "HIRAGANA" if scripts["HIRAGANA"] or scripts["KATAKANA"] else scripts.most_common(1)[0][0]
    return _OF_SCRIPT.get((script, _code(lang))) or _SCRIPTS.get(script) or script.title()


def _scripts(text: str) -> Counter[str]:
    letters = (character for character in text[:_READ] if character.isalpha())
    return Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)


def _code(lang: str | None) -> str:
    return re.split("[-_]", (lang or "").lower(), maxsplit=1)[0]
