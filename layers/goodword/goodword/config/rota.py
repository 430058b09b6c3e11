"""The rota: who owns which local hours, on which platform, about which topic; and who is notified next."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from goodword.config._section import Key, Section, Zone, listed, one_of, one_text, whole
from goodword.config.faults import hint, quoted
from goodword.mention import Intent

type Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
type Holidays = Literal["yes", "no", "only"]

DAYS: tuple[Day, ...] = get_args(Day.__value__)
INTENTS: tuple[Intent, ...] = get_args(Intent)
NOTIFIABLE: tuple[Intent, ...] = ("safety_or_legal", "complaint", "needs_help", "question", "praise")
"""The topics that a gap names; the owner of mentions without a topic owns the other topics too."""

MAX_SHIFTS, MAX_SPANS = 100, 24
MAX_HOLIDAYS = 400
MAX_STEPS = 10
DAY = 24 * 60  # minutes
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2}) ?- ?([0-9]{1,2}):([0-9]{2})")
_DATE = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}")  # this century and the next: a mistyped digit is a fault


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of local time in minutes since midnight, end excluded; it may cross midnight (end <= start)."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"

    @property
    def cross_midnight(self) -> bool:
        """Whether they begin on one day and end on the next."""
        return self.end <= self.start


ALL_DAY = Hours(0, DAY)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def once[T](names: tuple[T, ...]) -> tuple[T, ...]:
    """Each once, in order: nobody is notified twice because they are named twice."""
    return tuple(dict.fromkeys(names))


def _hours(value: Any) -> Hours:
    if isinstance(value, Hours):
        return value
    if not (found := _HOURS.fullmatch(one_text(value).strip())):
        raise ValueError("are not hours such as 08:00-18:00: write start, hyphen, end, each with hours and minutes")
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if start >= DAY or end > DAY or any(int(minute) > 59 for minute in found.group(2, 4)):
        raise ValueError("contain a time that does not exist: use 00:00 to 23:59, or 24:00 as the end")
    if start == end:
        raise ValueError("begin and end at the same time; for the whole day write 00:00-24:00")
    return Hours(start, end)


def _days(value: Any) -> Any:
    value = listed(value)
    if not isinstance(value, list | tuple):
        return value
    named = {day for entry in value for day in _span_of_days(one_text(entry).strip().lower())}
    return [day for day in DAYS if day in named]


def _span_of_days(entry: str) -> list[Day]:
    """`fri` or `fri-mon`."""
    first, _, last = (part.strip() for part in entry.partition("-"))
    for day in (first, last or first):
        if day not in DAYS:
            raise ValueError(f"no such day {quoted(day)}{hint(day, DAYS)}; write a span as mon-fri")
    begin, length = _number(first), (_number(last or first) - _number(first)) % 7
    return [DAYS[(begin + more) % 7] for more in range(length + 1)]


def _number(day: str) -> int:
    return [*DAYS].index(day)  # type: ignore[arg-type]


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        if _DATE.fullmatch(written := one_text(value).strip()):
            return date.fromisoformat(written)
    except ValueError:
        pass  # 2026-02-30
    raise ValueError("is not a date such as 2026-12-25: write year, month and day, with hyphens")


Span = Annotated[Hours, BeforeValidator(_hours), PlainSerializer(str, return_type=str)]
Holiday = Annotated[date, BeforeValidator(_date)]
Days = Annotated[tuple[Day, ...], Field(min_length=1), BeforeValidator(_days)]
Topic = Annotated[Intent, one_of("topic", INTENTS)]
People = Annotated[tuple[Key, ...], Field(min_length=1, max_length=50), AfterValidator(once)]


class Shift(Section):
    """Who owns some hours. Hours that cross midnight belong to the day on which they start.

    `platforms` and `topics`: None means all of them. `timezone`: None means the team's. `holidays`: also on the
    team's days off ("yes"), not on them ("no"), only on them ("only").
    """

    who: People
    days: Days = DAYS
    hours: Annotated[tuple[Span, ...], Field(min_length=1, max_length=MAX_SPANS), BeforeValidator(listed)] = (ALL_DAY,)
    holidays: Annotated[Holidays, one_of("choice", get_args(Holidays.__value__))] = "yes"
    platforms: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)] | None = None
    timezone: Zone | None = None


class Escalation(Section):
    """Whom to notify while nobody takes a P1: a step every `after` minutes; no steps means one, the whole team."""

    after: Annotated[int, whole(1, 24 * 60)] = 10
    steps: Annotated[tuple[People, ...], Field(max_length=MAX_STEPS)] = ()
