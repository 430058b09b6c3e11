"""The alphabet of an SMS: what one part holds, what each character costs, and how to spell other text in it.

3GPP TS 23.038, section 6.2.1: https://www.3gpp.org/dynareport/23038.htm
"""

import string
import unicodedata

PART = 160  # septets in one part, without a concatenation header
EXTENSION = frozenset("^{}\\[~]|€")  # escape and character: two septets each
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7 = BASIC | EXTENSION
ASCII = frozenset(string.printable) - frozenset(string.whitespace) | {" "}

_LOST = "?"
_LEAST = 200  # characters kept after NFKC, or as many as the text has: one may become eighteen
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′´`‹›", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−•·", "-")
)
_LETTERS = (
    {"Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ß": "ss", "ẞ": "SS", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l"}
    | {"Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "TH", "þ": "th", "Ħ": "H", "ħ": "h", "ı": "i", "Ŋ": "N", "ŋ": "n"}
    | {"¡": "!", "¿": "?", "€": "EUR", "£": "GBP", "¥": "JPY", "©": "(c)", "®": "(R)"}
)


def septets(text: str) -> int:
    """The septets that the text takes. ValueError for a character that would turn the whole SMS into UCS-2."""
    if not GSM7.issuperset(text):
        raise ValueError("the text has a character outside the GSM-7 alphabet")
    return len(text) + sum(character in EXTENSION for character in text)


def spell(text: str, alphabet: frozenset[str]) -> str | None:
    """The text as one line of the alphabet: nearest letters, no symbols, `?` for a letter that cannot be spelled.

    None when more than a fifth of the letters cannot be spelled; empty when the text has only symbols.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))[: max(len(text), _LEAST)]
    spelled = [_nearest(character, alphabet) for character in folded]
    letters = sum(character.isalpha() for character in folded)
    if spelled.count(None) * 5 > letters:
        return None
    return " ".join("".join(_LOST if near is None else near for near in spelled).split())


def _nearest(character: str, alphabet: frozenset[str]) -> str | None:
    if character.isspace() or character in alphabet:
        return character
    near = _LETTERS.get(character) or str(unicodedata.decimal(character, "")) or _bare(character)
    if near and alphabet.issuperset(near):
        return near
    if character.isalpha():
        return None
    return "" if unicodedata.category(character)[0] in "CM" else " "  # controls and marks join, symbols split words


def _bare(character: str) -> str:
    """The letter without its accents."""
    return "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
