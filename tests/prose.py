"""`make prose`: runs proselint over README.md, CONTRIBUTING.md and docs/, and fails if it finds anything.

proselint reads the prose only: no code, link targets, HTML or quoted posts. Rules that are off are in `pyproject.toml`.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
OFF: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["goodword"]["prose"]["off"]
"""Rules that are off, each with the reason."""

_UNREAD = re.compile(
    r"^ *```.*?^ *```$|<!--.*?-->|<[a-z/][^>]*>|`[^`\n]*`|\]\([^)]*\)|^ *>[^\n]*$|^ {4,}(?![-*\d ])[^\n]*$", re.M | re.S
)
_NO_SENTENCES = re.compile(r"(?:^ *[#|][^\n]*\n)+", re.M)
_END = re.compile(r"(?<=[.!?])[\"')*_]*\s+|\n(?=\s*\n| *[-*] | *\d+\. )|\s*\Z")
"""The end of a sentence: its mark and a blank, a new paragraph or list item, or the end of the page."""


class Sentence(NamedTuple):
    """A sentence of a page, with its line and its number of words."""

    page: str
    line: int
    words: int
    text: str


def prose(markdown: str) -> str:
    """The text with a backtick for each character that is no prose; all positions stay the same."""
    return _UNREAD.sub(lambda found: "`" * len(found[0]), markdown)


def sentences(page: Path) -> Iterator[Sentence]:
    """The sentences of a page's paragraphs and lists; headings and tables have none."""
    markdown, start = page.read_text(), 0
    bare = _NO_SENTENCES.sub(lambda found: "\n" * len(found[0]), prose(markdown))
    for found in _END.finditer(bare):
        sentence = bare[start : found.start()].strip()
        if words := sum(1 for word in sentence.split() if re.search(r"[\w`]", word)):
            line = 1 + markdown.count("\n", 0, bare.index(sentence, start))
            yield Sentence(page.relative_to(ROOT).as_posix(), line, words, sentence)
        start = found.end()


def findings(pages: Iterable[Path]) -> Iterator[str]:
    """What proselint finds on these pages: the place, the rule, what to do, and the words."""
    from proselint.checks import __register__  # only in the environment that `make setup` prepares
    from proselint.config import DEFAULT
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    registry.register_many(__register__)
    if unknown := OFF.keys() - {check.path for check in registry.checks}:
        raise ValueError(f"pyproject.toml switches off rules that proselint does not have: {sorted(unknown)}")
    for page in pages:
        markdown, name = page.read_text(), page.relative_to(ROOT).as_posix()
        # A heading and the sentence below it may start with the same word. proselint must see that they are apart.
        for result in LintFile(name, prose(markdown).replace("\n\n", "``")).lint(DEFAULT):
            rule, message, (start, end), _ = result.check_result
            if rule not in OFF:  # proselint puts a line break before the text, so its positions are one higher
                line = 1 + markdown.count("\n", 0, start - 1)
                yield f"{name}:{line}: {rule}: {message} ({' '.join(markdown[start - 1 : end - 1].split())})"


def main() -> int:
    """Exit status 1 if there is a finding."""
    found = list(findings(PAGES))
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
