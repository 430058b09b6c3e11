"""Retired words: where one of them is still used. `python -m tests.words [folder or file ...]` lists the places.

Looked at are identifiers, comments, docstrings and other texts of Python files, and prose in Markdown. What stands in
code font in prose is left out: stored attributes, metric names and keys of goodword.yaml keep their old names.
"""

import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

RETIRED = {
    **dict.fromkeys(("ring", "rings", "rung", "rang", "ringing"), "notification, notify, alert"),
    "bell": "alerting",
    **dict.fromkeys(("trouble", "troubles"), "incident, incident key; failure"),
    **dict.fromkeys(("drawer", "drawers", "notebook"), "document store"),
    "purse": "monthly budget",
    "moot": "cancelled",
    "chalk": "recount mark",
    **dict.fromkeys(("setback", "setbacks"), "fetch failure"),
    **dict.fromkeys(("errand", "errands"), "lookup"),
    "voices": "mentions",
    "rounds": "sweep",
}
VAGUE = frozenset({"said", "told", "heard", "one", "wanted"})
"""No variable has such a name: it does not say what it holds."""

ALLOWED = (
    # What people write, in tests and in the words that are looked for. Names are looked at here as well.
    *("layers/goodword/goodword/reading/", "tests/reading/", "tests/sentiment/", "tests/data/", "tests/platforms/"),
    *("tests/recorded/versions/", "events/"),
    *("tests/words.py", "tests/plan/test_retired_words.py", "docs/glossary.md", "CHANGELOG.md"),
)
STORED = frozenset({"rung", "rung_at", "trouble", "troubles", "rang", "ring", "bell"})
"""Names that the table, a metric or goodword.yaml has: as a whole text in the code, and nowhere else."""

_WORDS = re.compile(rf"\b({'|'.join(RETIRED)})\b", re.IGNORECASE)
_PARTS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_QUOTES = re.compile(r"^[rbfuRBFU]*[\"']+|[\"']+$")
_KEY = r"\[?\"?\bring\"?(?=:|\[)|\.ring\b|rang:"  # of goodword.yaml, and of a docstring about metrics
_CODE = re.compile(rf"```.*?```|`[^`\n]*`|\]\([^)]*\)|{_KEY}", re.DOTALL)


class Place(NamedTuple):
    """Where a retired word is, and what to write instead."""

    file: str
    line: int
    word: str
    is_name: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.word}: {RETIRED.get(self.word.lower(), 'say what it holds')}"


def places(*within: str) -> list[Place]:
    """Every place in the files under those paths that git knows; in all of them where none is given."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *within], cwd=ROOT, capture_output=True, check=True
    )
    files = [name for name in listed.stdout.decode().splitlines() if name.endswith((".py", ".md"))]
    return [place for name in files if (ROOT / name).is_file() for place in _allowed_for(name)]


def _allowed_for(name: str) -> list[Place]:
    """The places in a file; where its texts are allowed, those that are names."""
    found = places_in(name, (ROOT / name).read_text())
    return [place for place in found if place.is_name] if name.startswith(ALLOWED) else found


def places_in(name: str, text: str) -> list[Place]:
    """Every place in one file, whose kind its name tells."""
    return list(_in_python(name, text) if name.endswith(".py") else _in_prose(name, text))


def _in_prose(name: str, text: str) -> Iterator[Place]:
    bare = _CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), 1):
        yield from (Place(name, number, found[0]) for found in _WORDS.finditer(line))


def _in_python(name: str, source: str) -> Iterator[Place]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        line = token.start[0]
        if token.type == tokenize.NAME:
            parts = {part.lower() for part in _PARTS.findall(token.string)}
            if parts & RETIRED.keys() or token.string in VAGUE:
                yield Place(name, line, next(iter(parts & RETIRED.keys()), token.string), is_name=True)
        elif token.type in (tokenize.COMMENT, tokenize.STRING, tokenize.FSTRING_MIDDLE):
            bare = _CODE.sub(lambda found: "\n" * found[0].count("\n"), token.string)
            if _QUOTES.sub("", bare) not in STORED:
                yield from (
                    Place(name, line + bare[: found.start()].count("\n"), found[0]) for found in _WORDS.finditer(bare)
                )


if __name__ == "__main__":
    found = places(*sys.argv[1:])
    print(*found, sep="\n")
    print(f"{len(found)} places", file=sys.stderr)
