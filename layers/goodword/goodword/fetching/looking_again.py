"""Which stored mentions are looked at again today: those that are a day old, a week, a month, as the terms demand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

from goodword.asking._ask import Recheck
from goodword.aws.items import from_ms, to_ms

DAY = timedelta(days=1)
CATCH_UP = timedelta(days=7)  # what was missed longer ago is met again at its next age

type Heard = Callable[[str, datetime, datetime], Iterator[tuple[datetime, str, str]]]
"""(when heard, platform, external id) in a partition of the feed between two instants."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids to look at, and the cursor that holds once that was done. The last one of a place has no ids."""

    ids: tuple[str, ...]
    after: Mapping[str, Any]


def batches(
    rule: Recheck,
    platform: str,
    places: Iterable[str],
    heard: Heard,
    cursor: Mapping[str, Any],
    now: datetime,
    most: int,
) -> Iterator[Batch]:
    """One day's batches from the cursor on, `most` days old at most. What is heard twice in a run is looked at once."""
    day = _day(cursor, now)
    begun = cursor if cursor.get("day") == _written(day) else {}
    start = (begun.get("age", 0), begun.get("place", ""))
    for age in [age for age in ages(rule, most) if age >= start[0] and day <= _midnight(now)]:
        for place in [place for place in sorted(places) if (age, place) >= start]:
            first = day - age * DAY
            after = from_ms(begun["after"]) if (age, place) == start and "after" in begun else first
            at = {"day": _written(day), "age": age, "place": place}
            until = first + DAY - timedelta(milliseconds=1)
            found = (one for one in heard(place, after, until) if one[1] == platform)
            for group in batched(found, rule.batch, strict=False):
                yield Batch(tuple(one[2] for one in group), at | {"after": to_ms(group[-1][0])})
            yield Batch((), at | {"after": to_ms(until)})
    yield Batch((), {"day": _written(max(day, min(day + DAY, _midnight(now) + DAY)))})


def is_over(cursor: Mapping[str, Any], now: datetime) -> bool:
    """Whether nothing is left of today."""
    return _day(cursor, now) > _midnight(now)


def ages(rule: Recheck, most: int) -> list[int]:
    """The ages in days at which a mention is looked at, as long as it is kept."""
    *before, last = rule.ages
    step = last - before[-1] if before else last
    return [age for age in (*rule.ages, *range(last + step, most + 1, step)) if age <= most]


def _day(cursor: Mapping[str, Any], now: datetime) -> datetime:
    """The day (its midnight) to be looked at next."""
    if "day" not in cursor:
        return _midnight(now)
    return max(datetime.fromisoformat(cursor["day"]).replace(tzinfo=UTC), _midnight(now) - CATCH_UP)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _written(day: datetime) -> str:
    return f"{day:%Y-%m-%d}"
