"""How work grows with its input, independent of a machine's speed.

With eight times the input, linear work costs the same for each character, and quadratic work eight times as much. The
limit is twice as much.
"""

import gc
import math
import sys
import time
from collections.abc import Callable
from typing import Any

TIMES, MOST, TRIES = 8, 2, 10
LONG_ENOUGH, OFTEN = 100e-6, 100
"""Work that takes less time than the first is repeated up to this often: a processor's speed varies."""


def assert_linear(work: Callable[[Any], object], make: Callable[[int], Any], size: int) -> None:
    """Fail when a character of `make(8 * size)` costs more than twice as much as one of `make(size)`, in this run.

    Each try does eight short inputs and then one long one: as much work on both sides, close together, so that another
    busy process slows both. One successful try is enough, since nothing makes quadratic work look linear. Each input
    has a length of its own, so that no cache helps, except where tiny work is done several times.
    """
    work(make(size - 1))  # loads lazily loaded modules
    often = min(OFTEN, math.ceil(LONG_ENOUGH / max(seconds(work, make(size - 2)), LONG_ENOUGH / OFTEN)))
    shorter = longer = math.inf
    for attempt in range(TRIES):
        shorter = sum(seconds(work, make(size + TIMES * attempt + more), often) for more in range(TIMES))
        longer = seconds(work, make(TIMES * (size + TIMES * (TRIES + attempt))), often)
        if longer <= MOST * shorter:
            return
    dearer = longer / shorter
    raise AssertionError(f"{TIMES} times the input costs {dearer:.1f} times as much a character, more than {MOST}")


def assert_linear_steps(work: Callable[[Any], object], make: Callable[[int], Any], size: int) -> None:
    """Fail when a character of `make(8 * size)` takes more than twice the steps that one of `make(size)` takes.

    The same in every run. It cannot see inside a library in C: use it for work in Python.
    """
    work(make(size))  # loads lazily loaded modules
    fewer, more = steps(work, make(size)), steps(work, make(TIMES * size))
    growth = more / fewer / TIMES
    assert growth <= MOST, f"{TIMES} times the input takes {growth:.1f} times the steps a character, more than {MOST}"


def assert_at_most(times: float, work: Callable[[Any], object], less: Any, more: Any) -> None:
    """Fail when the work on `more` takes longer than `times` that on `less`: the least of several tries each."""
    work(less), work(more)
    shorter = longer = math.inf
    for _ in range(TRIES):
        shorter, longer = min(shorter, seconds(work, less)), min(longer, seconds(work, more))
        if longer <= times * shorter:
            return
    raise AssertionError(f"it takes {longer / shorter:.2f} times as long, more than {times}")


def repeated(part: str) -> Callable[[int], str]:
    """Makes texts of a given number of characters out of one part."""
    return lambda size: (part * (size // len(part) + 1))[:size]


def seconds(work: Callable[[Any], object], given: Any, often: int = 1) -> float:
    """Time of this thread's processor, without garbage collection, to do it that often."""
    collects = gc.isenabled()
    gc.disable()
    begun = time.thread_time()
    try:
        for _ in range(often):
            work(given)
        return time.thread_time() - begun
    finally:
        if collects:
            gc.enable()


def steps(work: Callable[[Any], object], given: Any) -> int:
    """How many Python functions the work calls, and how many iterations of their loops it takes."""
    count, tool, events = 0, sys.monitoring.PROFILER_ID, sys.monitoring.events
    counted = (events.PY_START, events.JUMP)

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.monitoring.use_tool_id(tool, "steps")
    try:
        for event in counted:
            sys.monitoring.register_callback(tool, event, one_more)
        sys.monitoring.set_events(tool, sum(counted))
        work(given)
    finally:
        sys.monitoring.set_events(tool, events.NO_EVENTS)
        sys.monitoring.free_tool_id(tool)
    return count
