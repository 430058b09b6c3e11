"""Shows the progress of long work on standard error, so that the result on standard output stays clean."""

import sys
from collections.abc import Callable

_EVERY = 100  # lines in a log that nobody watches


def progress(what: str, total: int) -> Callable[[int], None]:
    """A function to call with the number that is done."""
    watched, last = sys.stderr.isatty(), 0

    def tell(done: int) -> None:
        nonlocal last
        if watched:
            print(f"\r{what}: {done} of {total}", end="\n" if done >= total else "", file=sys.stderr, flush=True)
        elif done // _EVERY > last // _EVERY:
            print(f"{what}: {done} of {total}", file=sys.stderr)
        last = done

    return tell


def left_over(number: int, reason: str) -> int:
    """Print how many letters stay, and why; 1 when there are any."""
    if number:
        print(f"{number} left: {reason}.")
    return 1 if number else 0
