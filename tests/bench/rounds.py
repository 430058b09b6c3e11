"""Taking the time of two things side by side, so that whatever else the machine does falls on both."""

import time
from collections.abc import Callable
from statistics import median


def side_by_side(*works: Callable[[], object], rounds: int, each: int = 1) -> list[float]:
    """Median seconds of one call of each work; a round is `each` calls of every one in turn."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for place, work in enumerate(works):
            start = time.perf_counter()
            for _ in range(each):
                work()
            times[place].append((time.perf_counter() - start) / each)
    return [median(taken) for taken in times]
