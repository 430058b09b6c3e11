"""Taking the time of two things side by side, so that whatever else the machine does falls on both."""

import time
from collections.abc import Callable
from typing import NamedTuple


class Taken(NamedTuple):
    """What took how many seconds of a processor, and its floor as many."""

    what: str
    ours: float
    floor: float


def side_by_side(
    *works: Callable[[], object], sweep: int, each: int = 1, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """The least seconds of one call of each work; a round is `each` calls of every one in turn.

    The least, and of the processor's time rather than the wall's: neighbours can only make it longer.
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
