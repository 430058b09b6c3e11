"""The rota: who owns which hours of the wall clock, on which platform, about what; and who is rung next."""

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
"""The topics by which an hour that nobody owns is told; who owns what is of no topic owns each of the others too."""

MAX_SHIFTS, MAX_SPANS = 100, 24
MAX_HOLIDAYS = 400
MAX_STEPS = 10
DAY = 24 * 60  # minutes
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2}) ?- ?([0-9]{1,2}):([0-9]{2})")
_DATE = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}")  # this century and the next: a slip of a digit is a fault


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of the wall clock in minutes since midnight, without its end; it may cross midnight (end <= start)."""

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


def once[T](named: tuple[T, ...]) -> tuple[T, ...]:
    """Each once, in order: nobody is rung twice for being named twice."""
    return tuple(dict.fromkeys(named))


def _hours(value: Any) -> Hours:
    if isinstance(value, Hours):
        return value
    if not (found := _HOURS.fullmatch(one_text(value).strip())):
        raise ValueError("are not hours such as 08:00-18:00: from, a hyphen, to, each with hours and minutes")
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if start >= DAY or end > DAY or any(int(minute) > 59 for minute in found.group(2, 4)):
        raise ValueError("hold a time that no clock shows: from 00:00 to 23:59, and 24:00 as an end only")
    if start == end:
        raise ValueError("begin when they end; for the whole day write 00:00-24:00")
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
            raise ValueError(f"no such day {quoted(day)}{hint(day, DAYS)}; a span is written mon-fri")
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
    raise ValueError("is not a date such as 2026-12-25: year, month and day, with hyphens")


Span = Annotated[Hours, BeforeValidator(_hours), PlainSerializer(str, return_type=str)]
Holiday = Annotated[date, BeforeValidator(_date)]
Days = Annotated[tuple[Day, ...], Field(min_length=1), BeforeValidator(_days)]
Topic = Annotated[Intent, one_of("topic", INTENTS)]
People = Annotated[tuple[Key, ...], Field(min_length=1, max_length=50), AfterValidator(once)]


class Shift(Section):
    """Who owns some hours. They belong to the day they start on, also when they cross midnight.

    `platforms` and `topics`: None is all of them. `timezone`: None is the team's. `holidays`: also on the team's
    days off ("yes"), not on them ("no"), on nothing else ("only").
    """

    who: People
    days: Days = DAYS
    hours: Annotated[tuple[Span, ...], Field(min_length=1, max_length=MAX_SPANS), BeforeValidator(listed)] = (ALL_DAY,)
    holidays: Annotated[Holidays, one_of("choice", get_args(Holidays.__value__))] = "yes"
    platforms: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)] | None = None
    timezone: Zone | None = None


class Escalation(Section):
    """Who is rung while nobody took a P1: a step each `after` minutes; without steps there is one, the whole team."""

    after: Annotated[int, whole(1, 24 * 60)] = 10
    steps: Annotated[tuple[People, ...], Field(max_length=MAX_STEPS)] = ()
