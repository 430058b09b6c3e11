"""For a release: `version` prints it, `check v0.2.0` refuses a wrong tag, `notes` prints the changelog's section.

Uses only the standard library, so that it runs before anything is installed.
"""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_HEADING = re.compile(r"^## \[?([^\]\s]+)\]?(?: - (\S+))?\s*$", re.MULTILINE)
_USAGE = "usage: release.py version | check TAG | notes [VERSION]"


def version(root: Path = ROOT) -> str:
    """The version in goodword/version.py, read without importing it."""
    source = (root / "layers" / "goodword" / "goodword" / "version.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VERSION":
            return str(ast.literal_eval(node.value))
    raise ValueError("goodword/version.py has no VERSION")


def sections(changelog: str) -> dict[str, tuple[str, str]]:
    """Version -> its date and its text, newest first, in the format of Keep a Changelog."""
    found = list(_HEADING.finditer(changelog))
    ends = [*(item.start() for item in found[1:]), len(changelog)]
    return {
        item[1]: (item[2] or "", _without_links(changelog[item.end() : end]).strip())
        for item, end in zip(found, ends, strict=True)
    }


def faults(tag: str, current: str, changelog: str) -> list[str]:
    """Why that tag must not be released; empty when it may be."""
    found = []
    if tag != f"v{current}":
        found.append(f"the tag is {tag}, but goodword/version.py says {current}: the tag must be v{current}")
    date, text = sections(changelog).get(current, ("", ""))
    if not text:
        found.append(f"CHANGELOG.md has no section for {current}, or an empty one")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        found.append(f"CHANGELOG.md gives no date for {current}: write `## [{current}] - YYYY-MM-DD`")
    if sections(changelog).get("Unreleased", ("", ""))[1]:
        found.append(f"CHANGELOG.md still has entries under [Unreleased]: move them to {current}")
    return found


def main(words: list[str]) -> int:
    """The exit code."""
    current, changelog = version(), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    match words:
        case ["version"]:
            print(current)
        case ["check", tag]:
            found = faults(tag, current, changelog)
            print(*found or [f"{tag} may be released"], sep="\n", file=sys.stderr if found else sys.stdout)
            return bool(found)
        case ["notes", *expected] if len(expected) < 2:
            _, text = sections(changelog).get(expected[0] if expected else current, ("", ""))
            print(text or f"CHANGELOG.md has no section for {expected[0] if expected else current}")
            return not text
        case _:
            print(_USAGE, file=sys.stderr)
            return 2
    return 0


def _without_links(text: str) -> str:
    """A section without the link definitions at the end of a changelog."""
    return re.sub(r"^\[[^\]]+\]: \S+\n?", "", text, flags=re.MULTILINE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
