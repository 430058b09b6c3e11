"""A delivery that takes longer than a batch has: what there is time for is done, and the rest goes back in two halves.

Each message names its part by places: a body reads to the same items in the same order, as long as the parser and the
source's accounts are the same. Where they changed meanwhile the number of items tells, and the whole is read again.

Two halves, not one rest, because Lambda stops a function that calls itself through a queue 16 times in a row
(https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html): even if each round did a single item, 16
rounds would do for 65,000. Every message does one item at least, so there are never more messages than items.
"""

import json
from collections.abc import Callable, Iterator, Sequence

MOST = 1000
"""Items of a delivery that one batch does, however much time is left: what they ask for has to be sent as well."""

type Part = tuple[int, int, int]
"""From which item, up to which (not included), and of how many."""


class Portion[T]:
    """The items that a message is about, one by one until time is up; the first of them in any case."""

    def __init__(self, items: Sequence[T], part: Part | None, time_left: Callable[[], bool]) -> None:
        self._items, self._time_left, self.whole = items, time_left, len(items)
        places = range(len(items))
        self._left = places[part[0] : part[1]] if part and part[2] == len(items) else places

    def __iter__(self) -> Iterator[T]:
        for done, place in enumerate(self._left[:MOST]):
            if done and not self._time_left():
                return
            self._left = self._left[1:]
            yield self._items[place]

    def back(self, message: str) -> list[str]:
        """The messages that bring what is left of this one; none where nothing is."""
        middle = (len(self._left) + 1) // 2
        halves = [half for half in (self._left[:middle], self._left[middle:]) if half]
        return [
            json.dumps(json.loads(message) | {"part": [half.start, half.stop, len(self._items)]}) for half in halves
        ]


class Shares:
    """The time of a batch, shared out: a long delivery takes its own share, and what those before it left over."""

    def __init__(self, records: int, left_ms: Callable[[], int], keep_ms: int) -> None:
        self._records, self._left_ms, self._keep_ms = records, left_ms, keep_ms

    def next(self) -> Callable[[], bool]:
        """Tells whether the next record's share lasts still; `keep_ms` belong to nobody."""
        left = self._left_ms()
        until = left - (left - self._keep_ms) / self._records
        self._records -= 1
        return lambda: self._left_ms() > until
