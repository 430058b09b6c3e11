"""A linear model over hashed features: int8 weights in one file, read in pure Python."""

import json
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from goodword.sentiment.features import BUCKETS, denials, pair_bucket, tokens, word_buckets

MAX_TOKENS = 128

type Sums = tuple[float, ...]


class LinearModel:
    """Sums of weights in columns. The sum of a text is that of its words and pairs, so the sum of a word can be cached.

    The file: one line of JSON, then the weights by column. The JSON has `columns`, `letters` (lengths of letter runs),
    `scale`, `bias`, a `lexicon` (how good or bad single words are) and `kinds` (their weights, see `kind_of`).
    """

    def __init__(self, file: Path) -> None:
        head, _, body = file.read_bytes().partition(b"\n")
        data = json.loads(head)
        self.columns: tuple[str, ...] = tuple(data["columns"])
        self._letters, self._scale, self._bias = data["letters"], data["scale"], data["bias"]
        self._lexicon, self._kinds = data["lexicon"], data["kinds"]
        weights = array("b")
        weights.frombytes(body)
        self._weights = [weights[BUCKETS * at : BUCKETS * (at + 1)] for at in range(len(self.columns))]
        self._word = lru_cache(maxsize=20_000)(self._of_word)

    def sums(self, text: str) -> Sums:
        """The sum of each column for a normalised text; only the first 128 tokens count."""
        words = tokens(text)[:MAX_TOKENS]
        lower = ["^", *(word.lower() for word in words), "$"]
        pairs = [pair_bucket(first, second) for first, second in pairwise(lower)]
        of_words = [self._word(word, denied) for word, denied in zip(words, denials(words), strict=True)]
        of_pairs = [sum(map(column.__getitem__, pairs)) for column in self._weights]
        totals = map(sum, zip(*of_words, of_pairs, strict=True))
        return tuple(bias + self._scale * total for bias, total in zip(self._bias, totals, strict=True))

    def _of_word(self, word: str, denied: bool) -> Sequence[float]:
        found = word_buckets(word, denied, self._letters)
        value = self._lexicon.get(word.lower(), 0)
        known = [value * weight / self._scale for weight in self._kinds[kind_of(value, denied=denied)]]
        return [more + sum(map(column.__getitem__, found)) for more, column in zip(known, self._weights, strict=True)]


def kind_of(value: float, *, denied: bool) -> int:
    """The kind of a word in the lexicon, one of four: good or bad, and each denied."""
    return (value < 0) + 2 * denied
