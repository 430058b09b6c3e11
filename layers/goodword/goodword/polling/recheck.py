"""Which stored mentions are rechecked today: those that are a day, a week or a month old, as the terms demand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.connectors.contract import Recheck
from goodword.storage.keys import from_ms, to_ms

DAY = timedelta(days=1)
CATCH_UP = timedelta(days=7)  # a mention missed longer ago is rechecked at its next age
ROWS = 5_000  # read at once: a day may hold a million mentions of other platforms, and a run is short

type FiledIn = Callable[[str, datetime, datetime], Iterator[tuple[datetime, str, str]]]
"""(when received, platform, external id) in a partition of the feed between two instants."""


@dataclass(frozen=True, slots=True)
class RecheckBatch:
    """Ids to recheck, if there were any, and the cursor to store once that is done."""

    ids: tuple[str, ...]
    after: Mapping[str, Any]


def batches(
    rule: Recheck,
    platform: str,
    places: Iterable[str],
    filed_in: FiledIn,
    cursor: Mapping[str, Any],
    now: datetime,
    most: int,
) -> Iterator[RecheckBatch]:
    """One day's batches from the cursor on, for mentions up to `most` days old. A run rechecks each id once."""
    day = _day(cursor, now)
    begun = cursor if cursor.get("day") == _written(day) else {}
    start = (begun.get("age", 0), begun.get("place", ""))
    for age in [age for age in ages(rule, most) if age >= start[0] and day <= _midnight(now)]:
        for place in [place for place in sorted(places) if (age, place) >= start]:
            begin = day - age * DAY
            after = from_ms(begun["after"]) if (age, place) == start and "after" in begun else begin
            at = {"day": _written(day), "age": age, "place": place}
            until = begin + DAY - timedelta(milliseconds=1)
            for ids, last in _groups(filed_in(place, after, until), platform, rule.batch):
                yield RecheckBatch(ids, at | {"after": to_ms(last)})
            yield RecheckBatch((), at | {"after": to_ms(until)})
    yield RecheckBatch((), {"day": _written(max(day, min(day + DAY, _midnight(now) + DAY)))})


def _groups(
    rows: Iterator[tuple[datetime, str, str]], platform: str, most: int
) -> Iterator[tuple[tuple[str, ...], datetime]]:
    """The platform's ids among the rows, so many at a time, and when the last row behind them was received."""
    ids, received = list[str](), None
    for row, (received, row_platform, external_id) in enumerate(rows, 1):
        if row_platform == platform:
            ids.append(external_id)
        if len(ids) == most or row % ROWS == 0:
            yield tuple(ids), received
            ids = []
    if ids and received:
        yield tuple(ids), received


def is_over(cursor: Mapping[str, Any], now: datetime) -> bool:
    """Whether today's rechecks are done."""
    return _day(cursor, now) > _midnight(now)


def ages(rule: Recheck, most: int) -> list[int]:
    """The ages in days at which a mention is rechecked, while it is kept."""
    *before, last = rule.ages
    step = last - before[-1] if before else last
    return [age for age in (*rule.ages, *range(last + step, most + 1, step)) if age <= most]


def _day(cursor: Mapping[str, Any], now: datetime) -> datetime:
    """The day (its midnight) to recheck next."""
    if "day" not in cursor:
        return _midnight(now)
    return max(datetime.fromisoformat(cursor["day"]).replace(tzinfo=UTC), _midnight(now) - CATCH_UP)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _written(day: datetime) -> str:
    return f"{day:%Y-%m-%d}"
