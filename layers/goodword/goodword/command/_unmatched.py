"""Finds names and queries of a configuration that matched no mention: typos that no check can see."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from goodword.command._input import Misuse
from goodword.config import Configuration
from goodword.config.brands import NAMES
from goodword.config.faults import Fault, Path, quoted, written
from goodword.mention import Mention, ScoredMention
from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.reader import whole_text
from goodword.scoring.reader_factory import specs

ENOUGH = 100
"""With fewer mentions there are no warnings: a name missing from so few proves nothing."""


@dataclass(slots=True)
class Search:
    """Searches for each name and query of a configuration separately; `looked_at` counts the mentions with text."""

    configuration: Configuration
    looked_at: int = 0
    first: datetime | None = None
    _found: set[str] = field(default_factory=set)

    def through(self, mentions: Iterable[Mention]) -> list[Fault]:
        """A warning for each that matched none of them; none where there are too few mentions."""
        entries = dict(_entries(self.configuration))
        alone = Brands([spec for _, _, spec in entries.values()], {})
        reasons = {(path[1], reason): key for key, (path, reason, _) in entries.items()}
        for mention in mentions:
            if not (text := whole_text(mention.title, mention.text)):
                continue
            self.looked_at += 1
            self.first = min(self.first or mention.received_at, mention.received_at)
            language = mention.language if isinstance(mention, ScoredMention) else mention.lang
            self._found |= {match.brand for match in alone.match(text, None, language, mention.platform)}
            if isinstance(mention, ScoredMention):  # text hidden in a link is matched, but not stored
                self._found |= {reasons.get((match.brand, match.because), "") for match in mention.brands}
        if self.looked_at < ENOUGH:
            return []
        return [self._warning(path, reason) for key, (path, reason, _) in entries.items() if key not in self._found]

    def _warning(self, path: Path, reason: str) -> Fault:
        what = "a query" if path[2] == "queries" else quoted(reason)
        return Fault(path, f"{what} matched none of these mentions; check the spelling, or remove it")


def of_a_file(lines: Iterable[bytes], file: str) -> Iterator[Mention]:
    """The mention in each line, read or unread."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            mention = ScoredMention.from_dict(given) if given.get("priority") else Mention.from_dict(given)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise Misuse(f"{file}:{number} is not a mention: write JSON lines as `goodword parse` does") from None
        if mention.action != "deleted":
            yield mention


def _entries(configuration: Configuration) -> Iterator[tuple[str, tuple[Path, str, BrandSpec]]]:
    """Each name and query under its own key: its path, its reason, and a brand that listens only for it."""
    for spec in specs(configuration):
        limits = {"exclude": spec.exclude, "languages": spec.languages, "platforms": spec.platforms}
        names = iter(spec.names())
        for key in (*NAMES, "queries"):
            for place, entry in enumerate(getattr(spec, key)):
                path: Path = ("brands", spec.key, key, place)
                reason = entry if key == "queries" else next(names)[1]
                alone = BrandSpec(key=written(path), **{key: (entry,)}, **limits)  # type: ignore[arg-type]
                yield written(path), (path, reason, alone)


__all__ = ["ENOUGH", "Search", "of_a_file"]
