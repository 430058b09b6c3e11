"""Splits a delivery that takes longer than a batch may: we handle what time allows and return the rest in two halves.

Each message names its part by item positions. A body parses to the same items in the same order unless the parser or
the source's accounts change. If they change, the number of items differs, and we read the whole delivery again.

We send two halves, not one rest, because Lambda stops a function that calls itself through a queue 16 times in a row
(https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html). Even at one item per call, 16 calls are
enough for 65,000 items. Every message handles at least one item, so there are never more messages than items.
"""

import json
from collections.abc import Callable, Iterator, Sequence

MOST = 1000
"""The most items of a delivery in one batch, whatever time is left, because their requests must be sent too."""

type Part = tuple[int, int, int]
"""First item, end (exclusive), and number of items."""


class Portion[T]:
    """The items of a message, one by one until time runs out, but always the first one."""

    def __init__(self, items: Sequence[T], part: Part | None, time_left: Callable[[], bool]) -> None:
        self._items, self._time_left = items, time_left
        places = range(len(items))
        self._left = places[part[0] : part[1]] if part and part[2] == len(items) else places

    def __iter__(self) -> Iterator[T]:
        for done, place in enumerate(self._left[:MOST]):
            if done and not self._time_left():
                return
            self._left = self._left[1:]
            yield self._items[place]

    def back(self, message: str) -> list[str]:
        """The messages for what is left of this one; empty if nothing is."""
        middle = (len(self._left) + 1) // 2
        halves = [half for half in (self._left[:middle], self._left[middle:]) if half]
        return [
            json.dumps(json.loads(message) | {"part": [half.start, half.stop, len(self._items)]}) for half in halves
        ]


class Shares:
    """Shares out the time of a batch. A long delivery gets its own share and what earlier ones left over."""

    def __init__(self, records: int, left_ms: Callable[[], int], keep_ms: int) -> None:
        self._records, self._left_ms, self._keep_ms = records, left_ms, keep_ms

    def next(self) -> Callable[[], bool]:
        """Returns whether the next record still has time. `keep_ms` are reserved."""
        left = self._left_ms()
        until = left - (left - self._keep_ms) / self._records
        self._records -= 1
        return lambda: self._left_ms() > until
