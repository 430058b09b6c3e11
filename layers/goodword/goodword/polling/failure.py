"""Why a platform did not answer, as one word, and how long it asks us to wait."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from goodword.connectors.contract import Request, Response
from goodword.errors import GoodwordError

type FailureKind = Literal[
    "busy",
    "down",
    "slow",
    "unreadable",
    "lost",
    "no token",
    "token refused",
    "forbidden",
    "refused",
    "too big",
    "broken",
    "cap",
]
"""busy: it asks us to wait; down: no answer, or a 5xx; slow: the run is out of time; unreadable: not what it documents;
lost: the run ended before it was done; no token: none is stored; token refused: 401; forbidden: 403; refused:
another 4xx, a redirect, or an address that we never call; too big: over the limit of a message; broken: a bug of
ours; cap: the monthly budget is spent.
"""

STOPPED: frozenset[FailureKind] = frozenset(
    {"no token", "token refused", "forbidden", "refused", "too big", "broken", "cap"}
)
"""Failures that last until somebody fixes the cause."""

SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=24)


class FetchFailure(GoodwordError):
    """Raised when there is no usable answer: the wait, where the platform named one, and the detail for the owner."""

    def __init__(self, word: FailureKind, wait: timedelta | None = None, detail: str = "") -> None:
        super().__init__(word)
        self.word, self.wait, self.detail = word, wait, detail


def check(request: Request, response: Response, now: datetime) -> None:
    """Return when the status is 2xx or one that the request allows; else raise FetchFailure."""
    status = response.status
    if 200 <= status < 300 or status in request.also:
        return
    wait = retry_after(response.headers, now)
    match status:
        case 401:
            raise FetchFailure("token refused")
        case 403:
            raise FetchFailure("forbidden")
        case 429:
            raise FetchFailure("busy", wait)
        case 503 if wait:
            raise FetchFailure("busy", wait)
        case 408 | 425:
            raise FetchFailure("down")
        case _:
            raise FetchFailure("down" if status >= 500 else "refused")


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The header Retry-After, seconds or a date, from a minute to a day; None when it is missing or cannot be read.

    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    text = headers.get("retry-after", "").strip()
    wait = _seconds(text) if text.isascii() and text.isdigit() else _until(text, now)
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT) if wait is not None else None


def _seconds(text: str) -> timedelta:
    return timedelta(seconds=int(text)) if len(text) < 10 else LONGEST_WAIT


def _until(text: str, now: datetime) -> timedelta | None:
    try:
        until = parsedate_to_datetime(text)
        return (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
