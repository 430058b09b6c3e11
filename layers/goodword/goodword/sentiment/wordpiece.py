"""Word pieces: a text as the numbers that the encoder was trained with (WordPiece, lower case, as in BERT)."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from unicodedata import category, normalize

_WORD = re.compile(r"[^\W_]+|[^\s\w]|_", re.UNICODE)
_LONGEST = 60  # characters; a longer word is unknown
_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# Scripts without spaces: BERT reads each character as a word.
_IDEOGRAPHS = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


class Pieces:
    """Cuts words into the longest pieces of a vocabulary with one piece a line; its number is the line."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(lines) if piece}
        self._unknown = self._numbers[_UNKNOWN]
        self._cut = lru_cache(maxsize=20_000)(self._pieces)

    def numbers(self, text: str, most: int) -> list[int]:
        """The pieces of a normalised text, at most so many, including the first and last special piece."""
        found = [self._numbers[_START]]
        for word in _words(text):
            found += self._cut(word)
            if len(found) >= most:
                break
        return [*found[: most - 1], self._numbers[_END]]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > _LONGEST:
            return [self._unknown]
        found, start = [], 0
        while start < len(word):
            end = len(word)
            while (number := self._numbers.get(word[start:end] if start == 0 else f"##{word[start:end]}")) is None:
                end -= 1
                if end == start:
                    return [self._unknown]
            found.append(number)
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    lower = text.lower()
    if not lower.isascii():
        lower = "".join(character for character in normalize("NFD", lower) if category(character) != "Mn")
        lower = _IDEOGRAPHS.sub(r" \1 ", lower)
    return (found[0] for found in _WORD.finditer(lower))
