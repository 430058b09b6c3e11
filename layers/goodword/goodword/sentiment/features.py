"""A text as numbered buckets, for the linear models: words, their letters, pairs of words, and denied words."""

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

BUCKETS = 1 << 18

_TOKEN = re.compile(
    r"@user|[:;=8xX]['\-^]?[()DPpOo/\\|\[\]3]+(?!\w)|<3|[()\[\]][-']?[:;=]|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\s\w]"
)
_ENDS = frozenset(".,;")
_DENIAL_WORDS = """
not no never none nobody nothing neither nor cannot cant wont dont doesnt didnt isnt arent wasnt werent wouldnt
couldnt shouldnt hasnt havent hadnt aint without hardly barely
"""
_DENIALS = frozenset(_DENIAL_WORDS.split())
_DENIED = 3  # words after a denial that count as denied, until the sentence ends


def tokens(text: str) -> list[str]:
    """Words, numbers, emoticons and marks of a normalised text."""
    return _TOKEN.findall(text)


def denials(words: list[str]) -> Iterator[bool]:
    """For each word, whether one shortly before it denies it."""
    left = 0
    for word in words:
        if word in _ENDS:
            left = 0
        yield left > 0
        left -= 1
        lower = word.lower()
        if lower.replace("'", "") in _DENIALS or lower.endswith("n't"):
            left = _DENIED


def word_buckets(word: str, denied: bool, letters: Sequence[int]) -> list[int]:
    """The buckets of one word: the word or its denial, its runs of letters by length, and whether it is in capitals.

    Misspelt and unknown words share their runs with others.
    """
    lower = word.lower()
    names = [f"~{lower}" if denied else lower]
    if len(word) > 2 and word.isupper():
        names.append(f"^^{lower}")
    if len(lower) >= min(letters) and lower != "@user":
        ended = f"<{lower[:40]}>"
        names += [ended[at : at + run] for run in letters for at in range(len(ended) - run + 1)]
    return [bucket(name) for name in names]


def pair_bucket(first: str, second: str) -> int:
    """The bucket of two words in a row; `^` is before the first word, `$` after the last."""
    return bucket(f"{first} {second}")


def bucket(name: str) -> int:
    """The bucket of a feature's name: the same on every machine."""
    return crc32(name.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)
