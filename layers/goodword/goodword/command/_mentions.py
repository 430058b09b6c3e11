"""Reads the mentions in a deployed stack's table, and shows progress."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from goodword.mention import ScoredMention

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack

SINCE = timedelta(days=30)


def of_a_stack(stack: "DeployedStack", brands: set[str], since: timedelta | None) -> Iterator[ScoredMention]:
    """What its table holds about these brands, the oldest first, but for what was deleted or has expired."""
    from goodword.aws.mention_queries import HistoryReader

    until = datetime.now(UTC)
    return HistoryReader(stack.output("TableName")).read(sorted(brands), until - (since or SINCE), until)


def with_progress(mentions: Iterable[ScoredMention]) -> Iterator[ScoredMention]:
    """The same mentions; a terminal shows the day reached."""
    tell = progress("reading: ")
    for mention in mentions:
        tell(mention.received_at)
        yield mention


def progress(what: str) -> Callable[[datetime], None]:
    """A function that shows the day reached on a terminal, once a second."""
    last = [0.0]

    def tell(moment: datetime) -> None:
        if sys.stderr.isatty() and time.monotonic() - last[0] >= 1:
            last[0] = time.monotonic()
            print(f"\r\x1b[K{what}{moment:%d %b %Y}", end="", file=sys.stderr, flush=True)

    return tell


def clear() -> None:
    """Clears the line that `progress` wrote on the terminal."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
