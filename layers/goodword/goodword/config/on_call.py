"""Who owns this moment, who has quiet hours, and which hours of the coming year nobody owns. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodword.config.rota import ALL_DAY, DAY, DAYS, NOTIFIABLE, Hours, Shift
from goodword.config.teams import Person, Team

AHEAD = timedelta(days=400)  # a year with its weekdays, holidays and both clock changes, and a margin
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)

type _Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Gap:
    """A span (UTC, end excluded) in which nobody owns what a platform reports.

    Nobody owns mentions without a topic and, when the span begins, mentions of `topics`.
    """

    platform: str
    topics: tuple[str, ...]
    start: datetime
    end: datetime


def owners(team: Team, platform: str, topics: Collection[str], now: datetime) -> tuple[str, ...]:
    """The people, by key, who own what that platform reports about these topics; empty when nobody does."""
    if not team.rota:
        return tuple(team.people)
    fitting = (shift for shift in team.rota if _concerns(shift, platform, topics))
    return next((shift.who for shift in fitting if _on_duty(shift, team, now)), ())


def in_quiet(person: Person, zone: str, now: datetime) -> bool:
    """Whether it is one of the person's quiet hours in that time zone."""
    wall = now.astimezone(clock(zone))
    return any(_started_on(hours, wall) is not None for hours in person.quiet)


def gaps(team: Team, platforms: Iterable[str], since: datetime, ahead: timedelta = AHEAD) -> list[Gap]:
    """Every span of that time in which nobody owns what one of these platforms reports, platform by platform.

    The owner of mentions without a topic owns every topic.
    """
    until = since + ahead
    every_topic = {_hours_only(shift) for shift in team.rota if shift.topics is None}
    spans = {shift: [*_spans(shift, team, since, until)] for shift in every_topic}
    return [
        Gap(platform, tuple(topic for topic in NOTIFIABLE if not owners(team, platform, (topic,), start)), start, end)
        for platform in (platforms if team.rota else ())
        for start, end in _between(sorted(_owned(team, platform, spans)), since, until)
    ]


def clock(zone: str) -> tzinfo:
    """The time zone; UTC where this machine does not know it: better to notify at an odd hour than not at all."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _concerns(shift: Shift, platform: str, topics: Collection[str]) -> bool:
    here = shift.platforms is None or platform in shift.platforms
    return here and (shift.topics is None or any(topic in shift.topics for topic in topics))


def _on_duty(shift: Shift, team: Team, now: datetime) -> bool:
    return _covers(shift, team, now.astimezone(clock(shift.timezone or team.timezone)))


def _covers(shift: Shift, team: Team, wall: datetime) -> bool:
    """Whether the shift is on at this local time."""
    begun = (_started_on(hours, wall) for hours in shift.hours)
    return any(day is not None and _works(shift, team, day) for day in begun)


def _started_on(hours: Hours, wall: datetime) -> date | None:
    """The day on which the current hours began; None when it is outside these hours."""
    minute = wall.hour * 60 + wall.minute
    if not hours.cross_midnight:
        return wall.date() if hours.start <= minute < hours.end else None
    if minute >= hours.start:
        return wall.date()
    return wall.date() - _DAY if minute < hours.end else None


def _works(shift: Shift, team: Team, day: date) -> bool:
    holiday = day in team.holidays
    return DAYS[day.weekday()] in shift.days and shift.holidays in ("yes", "only" if holiday else "no")


# Gaps. A shift depends only on the local time of its zone. So it can begin or end only at one of its own times, or
# when the clock changes; between two such moments it is on or off throughout.


def _owned(team: Team, platform: str, spans: Mapping[Shift, list[_Span]]) -> Iterator[_Span]:
    shifts = {_hours_only(shift) for shift in team.rota if _concerns(shift, platform, ())}
    return (span for shift in shifts for span in spans[shift])


def _hours_only(shift: Shift) -> Shift:
    """The shift without people and platforms: shifts that are equal then cover the same hours."""
    return shift.model_copy(update={"who": (), "platforms": None})


def _between(spans: Iterable[_Span], since: datetime, until: datetime) -> Iterator[_Span]:
    """The time that the spans, sorted by start, leave uncovered."""
    covered = since
    for start, end in spans:
        if start > covered:
            yield covered, start
        covered = max(covered, end)
    if covered < until:
        yield covered, until


def _spans(shift: Shift, team: Team, since: datetime, until: datetime) -> Iterator[_Span]:
    if (shift.days, shift.hours, shift.holidays) == (DAYS, (ALL_DAY,), "yes"):
        return iter([(since, until)])
    zone = clock(shift.timezone or team.timezone)
    edges = {*_shown(shift.hours, zone, since, until), *_jumps(zone, since, until)}
    moments = sorted({since, until, *(edge for edge in edges if since < edge < until)})
    return ((start, end) for start, end in pairwise(moments) if _covers(shift, team, start.astimezone(zone)))


def _shown(spans: Iterable[Hours], zone: tzinfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the local time is a start or an end; both moments where it occurs twice."""
    minutes = {minute % DAY for hours in spans for minute in (hours.start, hours.end)}
    times = [time(minute // 60, minute % 60, fold=fold) for minute in minutes for fold in (0, 1)]
    first = since.date() - _DAY  # the day before and the day after, for zones ahead of UTC and behind it
    for number in range((until.date() - first).days + 2):
        for shown in times:
            yield datetime.combine(first + number * _DAY, shown, zone).astimezone(UTC)


def _jumps(zone: tzinfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the zone's UTC offset changes, to the second; no zone changes it twice within half a day."""
    step, moment = _DAY / 2, since.replace(microsecond=0)
    while moment < until:
        if _offset(zone, moment) != _offset(zone, moment + step):
            yield _first_after(zone, moment, moment + step)
        moment += step


def _first_after(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _offset(zone: tzinfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
