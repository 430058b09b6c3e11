"""Texts that attackers might send, by kind and seed: the same on every machine."""

import random
from collections.abc import Callable
from html.entities import html5

LONGEST = 100_000
_SCRIPTS = ("\x20\x7e", "\xc0\u024f", "\u0391\u03c9", "\u0400\u044f", "\u05d0\u05ea", "\u0621\u064a", "\u0905\u0939")
_MORE = ("\u0e01\u0e2e", "\u3041\u3096", "\u4e00\u9fff", "\uac00\ud7a3", "\U0001f300\U0001faff", "\ufdf0\ufdfc")
_WORDS = """
acme zeta not never hate love terrible great but and the charger caught fire sue refund please help why is it free win
dm follow rt link @jo #AcmeFails https://a.example/x my phone 1,000 $1 ?! :( 😡 ... "
"""
_EMOJI = "😀😡👍🏽❤️👨‍👩‍👧🏳️‍🌈🔥💩🥰👏"
_MARKS = "\u0300\u0301\u0323\u0334\u0489\u035c\u0651"
_RTL = "\u202e\u202b\u2067\u200f"

type Make = Callable[[random.Random, int], str]
"""Returns a text of about so many characters."""


def hostile(seed: int) -> str:
    """One text. Kinds alternate; one in a hundred is longer than any platform allows."""
    chance = random.Random(seed)
    make = _MAKES[seed % len(_MAKES)]
    return make(chance, LONGEST if chance.random() < 0.01 else chance.choice((1, 10, 50, 200, 1_000)))


def _empty(chance: random.Random, size: int) -> str:
    return chance.choice(("", " ", "\n", "\t\r", "\u200b", "\ufeff", "\xa0")) * (size % 3)


def _one_character(chance: random.Random, size: int) -> str:
    return _character(chance) * size


def _one_mark(chance: random.Random, size: int) -> str:
    return chance.choice("?!.,-_'\"&#@$:(<>/\\1~*") * size


def _a_few_characters(chance: random.Random, size: int) -> str:
    few = "".join(_character(chance) for _ in range(chance.randint(2, 4)))
    return few * (size // len(few) + 1)


def _one_long_word(chance: random.Random, size: int) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyzé", k=size))


def _emoji_only(chance: random.Random, size: int) -> str:
    return "".join(chance.choices(_EMOJI, k=size))


def _zalgo(chance: random.Random, size: int) -> str:
    return "".join(f"{chance.choice('acme ')}{''.join(chance.choices(_MARKS, k=9))}" for _ in range(size // 10 + 1))


def _right_to_left(chance: random.Random, size: int) -> str:
    letters = "".join(chr(chance.randint(0x621, 0x64A)) for _ in range(20))
    return f"{chance.choice(_RTL)}{letters} acme " * (size // 27 + 1)


def _nul(chance: random.Random, size: int) -> str:
    return "".join(chance.choices("\x00\x00a c\x1f\x7f", k=size))


def _lone_surrogates(chance: random.Random, size: int) -> str:
    return "".join(chance.choices("\ud800\udfff\ud83da 😀", k=size))


def _mixed_scripts(chance: random.Random, size: int) -> str:
    return "".join(_character(chance) for _ in range(min(size, 5_000))) * (size // 5_000 or 1)


def _short_sentences(chance: random.Random, size: int) -> str:
    text = chance.choice(("I love it. ", "It broke! ", "Why? ", "No. ", "Acme is bad, zeta is great. "))
    return text * max(1, min(1_000, size // 2))


def _entities(chance: random.Random, size: int) -> str:
    known = [f"&{name}" for name in chance.sample(sorted(html5), 5)]
    return "".join(chance.choices([*known, "&#128545;", "&#x41;", "&amp;amp;", "&#999999999999;"], k=size // 5 + 1))


def _quoted(chance: random.Random, size: int) -> str:
    quoting = chance.choice(('"@jo: ', "RT @jo: ", "> ", "> acme\n", "“", "QT @acme ", '\\"'))
    return quoting * (size // 6 + 1) + "hate it"


def _words(chance: random.Random, size: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=size // 5 + 1))


def _one_phrase(chance: random.Random, size: int) -> str:
    phrase = " ".join(chance.choices(_WORDS.split(), k=3))
    return f"{phrase}{chance.choice((' ', ', ', '. ', ''))}" * (size // 12 + 1)


def _escapes(chance: random.Random, size: int) -> str:
    return "".join(f"\\u{chance.randrange(1 << 16):04x}" for _ in range(size // 6 + 1))


def _character(chance: random.Random) -> str:
    first, last = chance.choice(_SCRIPTS + _MORE)
    return chr(chance.randint(ord(first), ord(last)))


_MAKES: tuple[Make, ...] = (
    *(_empty, _one_character, _one_mark, _a_few_characters, _one_long_word, _emoji_only, _zalgo, _right_to_left, _nul),
    *(_lone_surrogates, _mixed_scripts, _short_sentences, _entities, _quoted, _words, _one_phrase, _escapes),
)

KINDS = {make.__name__.strip("_").replace("_", " "): make for make in _MAKES}
