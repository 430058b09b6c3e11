"""One line that shows how long each step takes: `building 14s - deploying 21s - ready`."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """Prints steps as they end; on a terminal the current step counts its seconds."""

    def __init__(self) -> None:
        self._line = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show the step while the block runs, and then how long it took."""
        started, done = time.monotonic(), threading.Event()
        ticker = threading.Thread(target=self._tick, args=(name, started, done), daemon=True)
        self._show(name)
        ticker.start()
        try:
            yield
        finally:
            done.set()
            ticker.join()
            self._say(f"{name} {time.monotonic() - started:.0f}s - ")

    def end(self, words: str) -> None:
        """Finish the line."""
        self._say(f"{words}\n")

    def _say(self, words: str) -> None:
        self._line += words
        print(f"\r{self._line}" if sys.stdout.isatty() else words, end="", flush=True)

    def _show(self, passing: str) -> None:
        if sys.stdout.isatty():
            print(f"\r{self._line}{passing}", end="", flush=True)

    def _tick(self, name: str, started: float, done: threading.Event) -> None:
        while not done.wait(1):
            self._show(f"{name} {time.monotonic() - started:.0f}s")
