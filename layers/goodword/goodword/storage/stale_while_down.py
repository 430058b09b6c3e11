"""One cache for whatever is read again and again: fresh for a while, and stale while its source is down."""

import time
from collections.abc import Callable

type Seconds = float


class StaleWhileDown[T]:
    """Holds one value. When it is no longer fresh it is loaded again; when that fails, the last good one serves.

    `load` is given the value that is known, or None. `fresh` says for how long a loaded value is fresh; `errors` are
    those that the last good value hides, for `retry` seconds at a time and up to `stale` seconds in all.
    """

    def __init__(
        self,
        load: Callable[[T | None], T],
        *,
        fresh: Callable[[T], Seconds],
        errors: tuple[type[Exception], ...],
        retry: Seconds,
        stale: Callable[[T], Seconds] = lambda _: float("inf"),
        clock: Callable[[], Seconds] | None = None,
    ) -> None:
        self._load, self._fresh, self._errors, self._retry, self._stale = load, fresh, errors, retry, stale
        self._clock = clock or (lambda: time.monotonic())
        self._value: T | None = None
        self._until = self._good_until = self._tried = -float("inf")

    def get(self) -> T:
        """The value. Raises what `load` raises while none is known."""
        now = self._clock()
        known = self._value if now < self._good_until else None
        if known is not None and now < self._until:
            return known
        return self._loaded(known, now)

    def again(self) -> T | None:
        """The value loaded afresh; None when that was tried within the last `retry` seconds."""
        now = self._clock()
        if now - self._tried < self._retry:
            return None
        return self._loaded(self._value if now < self._good_until else None, now)

    def expire(self) -> None:
        """Have the next `get` load it."""
        self._until = -float("inf")

    def _loaded(self, known: T | None, now: Seconds) -> T:
        try:
            value = self._load(known)
        except self._errors:
            if known is None:
                raise
            self._tried, self._until = now, now + self._retry
            return known
        fresh = self._fresh(value)
        self._value, self._tried, self._until = value, now, now + fresh
        self._good_until = now + max(self._stale(value), fresh)
        return value
