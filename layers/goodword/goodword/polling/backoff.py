"""When a feed is polled again: at its interval after a success, after a growing wait when polls fail."""

from datetime import UTC, datetime, timedelta

from goodword.connectors.contract import digest
from goodword.polling.failure import FailureKind, FetchFailure

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPREAD = timedelta(minutes=1)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# You can fix these yourself, and want to see the result soon.
_OWNERS: frozenset[FailureKind] = frozenset({"no token", "token refused"})
_LASTING: frozenset[FailureKind] = frozenset({"forbidden", "refused", "too big", "broken"})


def next_poll(now: datetime, every: timedelta, name: str) -> datetime:
    """The next poll of an interval `every`. Each name has its own offset, so that polls spread over the interval."""
    phase = every * share(name)
    return _EPOCH + phase + ((now - _EPOCH - phase) // every + 1) * every


def next_try(failure: FetchFailure, fails: int, every: timedelta, now: datetime, name: str) -> datetime:
    """When to try again after so many failures in a row; never sooner than the platform asked for."""
    wait = failure.wait or back_off(failure.word, fails, every)
    return now + wait + min(wait / 10, SPREAD) * share(name)


def back_off(word: FailureKind, fails: int, every: timedelta) -> timedelta:
    """The growing wait: an hour to a day for failures that last, else the interval to six hours (or one hour)."""
    if word in _LASTING:
        first, longest = HOUR, DAY
    else:
        first, longest = every, HOUR if word in _OWNERS else 6 * HOUR
    doubled: timedelta = first * 2 ** min(fails - 1, 12)
    return min(doubled, longest)


def share(name: str) -> float:
    """A number from 0 up to 1, always the same for one name."""
    return int(digest(name), 16) / 16**12
