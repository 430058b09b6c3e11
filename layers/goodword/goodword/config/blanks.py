"""Characters that look like a space or that nobody sees, but that a program treats as text."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import name

# Control characters, surrogates, zero-width spaces, unusual line breaks and text direction marks.
INVISIBLE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    r"\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
)
ODD = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that YAML treats as letters."""

_RUN = re.compile(rf"(?<![ \t{ODD}])[ \t{ODD}]++")
_LIST = re.compile(rf"[ \t{ODD}]*-")
_PLAINLY = re.compile(f"[{ODD}]")
# The characters that separate YAML values: a space next to one is not part of a text.
_BEFORE, _BEHIND = frozenset(":,[]{}\"'"), frozenset("[]{},#")
_QUOTED = re.compile(r"""(?<![^\s:,\[{-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")


def called(character: str) -> str:
    """The character by its code, and its name where it has one: `U+00A0, no-break space`."""
    named = "tab" if character == "\t" else name(character, "").lower()
    return f"U+{ord(character):04X}, {named}" if named else f"U+{ord(character):04X}"


def misplaced(text: str) -> Iterator[tuple[int, str, str]]:
    """Lines that use special spaces instead of plain ones: number from 0, what is wrong, and the corrected line.

    Special spaces inside a text, as in `Acme Shop`, separate words and are fine.
    """
    for number, line in enumerate(text.split("\n")):
        if odd := _PLAINLY.search(line):
            shown = _COMMENT.sub(_veiled, _QUOTED.sub(_veiled, line.rstrip("\r")))
            runs = [run for run in _RUN.finditer(shown) if _PLAINLY.search(run[0]) and _parts(shown, run)]
            if runs:
                odd = _PLAINLY.search(runs[0][0]) or odd
                where = "is indented with" if not runs[0].start() else "has"
                yield number, f"{where} a special space ({called(odd[0])}); {PLAIN}", _mended(line, runs)


PLAIN = "delete it and type a plain space"


def _parts(line: str, run: re.Match[str]) -> bool:
    before, behind = line[: run.start()], line[run.end() : run.end() + 1]
    return not before or not behind or before[-1] in _BEFORE or behind in _BEHIND or bool(_LIST.fullmatch(before))


def _mended(line: str, runs: Iterable[re.Match[str]]) -> str:
    pieces, end = [], 0
    for run in runs:
        pieces += [line[end : run.start()], _PLAINLY.sub(" ", run[0])]
        end = run.end()
    return "".join([*pieces, line[end:]])


def _veiled(found: re.Match[str]) -> str:
    return "_" * len(found[0])
