"""Faults of a configuration: where they are, and a message that needs no programmer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from goodword.errors import ConfigurationError

type Path = tuple[str | int, ...]

MAX_FAULTS = 100
_MAX_SHOWN = 40  # characters of a key or value in a message
_MAX_COMPARED = 700  # known names that a hint looks through: all time zones
_MAX_LISTED = 16  # all keys of a brand


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to fix. `path` leads to it from the top of the file; `line` counts from 1."""

    path: Path
    words: str
    line: int = 1

    def __str__(self) -> str:
        where = written(self.path)
        line = f"{self.line}: {where}: {self.words}" if where else f"{self.line}: {self.words}"
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


class FaultyConfiguration(ConfigurationError):
    """Raised with every fault of a configuration file at once, in the order of its lines."""

    def __init__(self, filename: str, faults: Iterable[Fault]) -> None:
        first: dict[tuple[int, Path], Fault] = {}
        for fault in islice(faults, MAX_FAULTS):
            first.setdefault((fault.line, fault.path), fault)  # one fault for each place: a second one is a consequence
        self.faults = sorted(first.values(), key=lambda fault: fault.line)
        super().__init__("\n".join(f"{filename}:{fault}" for fault in self.faults))


def written(path: Path) -> str:
    """The path as a person writes it: `brands.acme.terms[2]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_short(part)}" for part in path)
    return "".join(parts).removeprefix(".")


def quoted(value: str) -> str:
    """The value in quotes, shortened."""
    return f'"{_short(value)}"'


def hint(word: str, known: Iterable[str], also: Mapping[str, str] | None = None) -> str:
    """`; did you mean x?` with the nearest known name, else a list of known names. `also`: synonyms of known names."""
    names = list(islice(known, _MAX_COMPARED))
    choices = {other.lower(): name for other, name in (also or {}).items() if name in names}
    choices |= {name.lower(): name for name in names}
    if near := get_close_matches(word[:_MAX_SHOWN].lower(), choices, n=1):
        return f"; did you mean {_short(choices[near[0]])}?"
    return f"; known: {', '.join(map(_short, names))}" if 0 < len(names) <= _MAX_LISTED else ""


def _short(value: str) -> str:
    return value if len(value) <= _MAX_SHOWN else f"{value[:_MAX_SHOWN]}..."
