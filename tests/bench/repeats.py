"""Measures two things side by side, so that other load on the machine affects both."""

import time
from collections.abc import Callable
from typing import NamedTuple


class Taken(NamedTuple):
    """The seconds of a processor that something took, and those of its floor."""

    what: str
    ours: float
    floor: float


def side_by_side(
    *works: Callable[[], object], sweep: int, each: int = 1, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """The least seconds of one call of each work; in each repeat every work in turn is called `each` times.

    The least, and processor time instead of wall time: other processes can only make it longer.
    """
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(sweep):
        for place, work in enumerate(works):
            start = clock()
            for _ in range(each):
                work()
            times[place].append((clock() - start) / each)
    return [min(taken) for taken in times]
