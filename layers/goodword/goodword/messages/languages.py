"""The name of a post's language: by its script, and by the platform's code where languages share a script."""

import re
import unicodedata
from collections import Counter

_READ = 2_000  # characters: enough to tell
_SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "DEVANAGARI": "Hindi"}
_OF_SCRIPT = {  # where languages share a script, and the platform says which one it is
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
    "in": "Indonesian",  # the code until 1989, which X still uses
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
    """The language of the text; `lang` is the platform's code, such as `de` or `pt-BR`.

    None for Latin letters without a code that we know, and for a text without letters.
    """
    scripts = _scripts(text)
    if scripts and scripts.most_common(1)[0][0] != "LATIN":
        return foreign(text, lang)
    return _LATIN.get(_code(lang)) if scripts else None


def foreign(text: str, lang: str | None) -> str:
    """The language of a text that is not in Latin letters; "another script" if unknown."""
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
