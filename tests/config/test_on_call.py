"""The rota, compared with a walk over every minute: 2,000 rotas in ten zones, around their clock changes."""

import random
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from goodword.config import Hours, Person, Shift, Team
from goodword.config.on_call import AHEAD, clock, gaps, in_quiet, owners
from goodword.config.rota import DAY, DAYS, NOTIFIABLE

MINUTE = timedelta(minutes=1)
PEOPLE = {name: Person(mail=f"{name}@example.com") for name in ("ana", "ben", "cleo")}
PLATFORMS = ("facebook", "x")

# Zones whose clock changes by an hour, by half an hour, over midnight, by a whole day; and zones without changes.
JUMPS = {
    "Europe/Berlin": [date(2026, 10, 25), date(2027, 3, 28)],
    "Europe/Lisbon": [date(2026, 10, 25)],
    "America/New_York": [date(2026, 11, 1), date(2027, 3, 14)],
    "America/St_Johns": [date(2026, 11, 1), date(2011, 3, 13)],  # in 2011 at 00:01
    "America/Sao_Paulo": [date(2018, 11, 4), date(2019, 2, 17)],  # at midnight: a day begins at 01:00, or twice
    "Australia/Lord_Howe": [date(2027, 4, 4), date(2026, 10, 4)],  # half an hour
    "Pacific/Apia": [date(2011, 12, 30)],  # a day that was skipped
    "Pacific/Kiritimati": [date(1994, 12, 31)],  # another one
    "Asia/Kolkata": [date(2026, 11, 1)],
    "Asia/Kathmandu": [date(2026, 11, 1)],
}
ZONES = [*JUMPS]
EVENTS = sorted({day for days in JUMPS.values() for day in days})
BEFORE, LENGTH = timedelta(days=4), timedelta(days=9)  # a weekend at least


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of minutes to walk over."""

    since: datetime
    length: timedelta

    @property
    def minutes(self):
        return self.length // MINUTE

    @property
    def first_day(self):
        return self.since.date() - timedelta(days=3)

    def at(self, number):
        return self.since + number * MINUTE


@cache
def shown(zone, window):
    """The local time in each minute, in minutes since the midnight of `window.first_day`."""
    tz, origin = ZoneInfo(zone), datetime.combine(window.first_day, time())
    return [minute for start in range(0, window.minutes, 60) for minute in an_hour(tz, origin, window.at(start))]


def an_hour(tz, origin, start):
    """The same for sixty minutes; a zone with the same offset at the end as at the start had no clock change."""
    first = (start.astimezone(tz).replace(tzinfo=None) - origin) // MINUTE
    if start.astimezone(tz).utcoffset() == (start + 60 * MINUTE).astimezone(tz).utcoffset():
        return range(first, first + 60)
    minutes = (start + number * MINUTE for number in range(60))
    return [(minute.astimezone(tz).replace(tzinfo=None) - origin) // MINUTE for minute in minutes]


def painted(shift, team, window):
    """The shift as a calendar of minutes, filled in day by day."""
    days = window.length.days + 6
    calendar = bytearray((days + 2) * DAY)
    for number in range(days):
        day = window.first_day + timedelta(days=number)
        off = day in team.holidays
        if DAYS[day.weekday()] not in shift.days or (off and shift.holidays == "no"):
            continue
        if not off and shift.holidays == "only":
            continue
        for hours in shift.hours:
            length = (hours.end - hours.start) % DAY or DAY
            begin = number * DAY + hours.start
            calendar[begin : begin + length] = b"\1" * length
    return calendar


def walk(team, window):
    """For each entry, one byte a minute: whether its calendar says that it is on at that local time."""
    clocks = (shown(shift.timezone or team.timezone, window) for shift in team.rota)
    calendars = (painted(shift, team, window) for shift in team.rota)
    return [bytes(map(calendar.__getitem__, clock)) for calendar, clock in zip(calendars, clocks, strict=True)]


def first_on(walk, team, platform, topics):
    """Who owns each minute: one byte, the number of the first entry that fits and is on, or 0 for nobody."""
    owner = bytearray(len(walk[0]))
    for number, shift in reversed([*enumerate(team.rota, 1)]):
        if shift.platforms and platform not in shift.platforms:
            continue
        if shift.topics and not set(shift.topics) & set(topics):
            continue
        for run in re.finditer(b"\1+", walk[number - 1]):
            owner[slice(*run.span())] = bytes([number]) * len(run[0])
    return bytes(owner)


def people_of(team, number):
    return team.rota[number - 1].who if number else ()


def spans_without(owner, window):
    """The gaps that the walk finds."""
    return [(window.at(run.start()), window.at(run.end())) for run in re.finditer(b"\0+", owner)]


def changes(owner):
    """The minutes in which an owner's time begins, and those in which it ends."""
    runs = re.finditer(rb"(.)\1*", owner, re.DOTALL)
    return {minute for run in runs for minute in (run.start(), run.end() - 1)}


# Rotas as people write them, and worse


def some_hours(rng):
    start = rng.choice([0, rng.randrange(48) * 30, rng.randrange(DAY)])
    end = rng.choice([DAY, rng.randrange(49) * 30, rng.randrange(DAY + 1)])
    return Hours(0, DAY) if start == end else Hours(start, end)


def some_shift(rng, zones, around):
    days = rng.choice([DAYS, DAYS[:5], DAYS[5:], tuple(day for day in DAYS if rng.random() < 0.6) or DAYS])
    return Shift.model_construct(
        who=tuple(rng.sample(sorted(PEOPLE), rng.randint(1, 2))),
        days=days,
        hours=tuple(some_hours(rng) for _ in range(rng.choice([1, 1, 2, 3])))
        if rng.random() < 0.9
        else (Hours(0, DAY),),
        holidays=rng.choice(["yes", "yes", "no", "only"]),
        platforms=rng.choice([None, None, None, ("facebook",), ("x",), PLATFORMS]),
        topics=rng.choice([None, None, None, ("complaint",), ("complaint", "praise")]),
        timezone=rng.choice([None, *zones]),
    )


def some_team(rng, zones, around):
    rota = tuple(some_shift(rng, zones, around) for _ in range(rng.randint(1, 5)))
    holidays = tuple(around + timedelta(days=rng.randint(-6, 6)) for _ in range(rng.choice([0, 1, 3])))
    return Team.model_construct(timezone=zones[0], people=PEOPLE, rota=rota, holidays=tuple(sorted(set(holidays))))


def owner_maps(seed, number):
    """Rotas around a clock change, each mostly in the zones that have it."""
    rng = random.Random(seed)
    for _ in range(number):
        around = rng.choice(EVENTS)
        jumping = [zone for zone, days in JUMPS.items() if around in days]
        zones = [rng.choice(jumping), rng.choice(jumping), rng.choice(ZONES)]
        yield rng, some_team(rng, zones, around), Window(datetime.combine(around, time(), UTC) - BEFORE, LENGTH)


def test_800_owner_maps_agree_with_a_walk_over_every_minute():
    asked = found = 0
    for rng, team, window in owner_maps("calendars", 800):
        seen = gaps(team, PLATFORMS, window.since, window.length)
        minutes = walk(team, window)
        for platform, topics in zip(PLATFORMS, ((), rng.choice([("complaint",), ("question", "praise")])), strict=True):
            spans = spans_without(first_on(minutes, team, platform, ()), window)
            assert [(gap.start, gap.end) for gap in seen if gap.platform == platform] == spans, team
            found += len(spans)
            owner = first_on(minutes, team, platform, topics)
            on_end = rng.randrange(window.minutes - 60)
            for number in {*changes(owner), *range(on_end, on_end + 60)}:
                moment = window.at(number) + timedelta(seconds=rng.randrange(60))
                assert owners(team, platform, topics, moment) == people_of(team, owner[number]), (team, moment)
                asked += 1
        for gap in seen[:3]:
            assert [*gap.topics] == [t for t in NOTIFIABLE if not owners(team, gap.platform, (t,), gap.start)]
    assert asked > 120_000
    assert found > 4_000


def test_over_400_days_they_agree_too():
    window = Window(datetime(2026, 3, 1, tzinfo=UTC), AHEAD)
    rng = random.Random("long")
    for _ in range(12):
        team = some_team(rng, ["Europe/Berlin", "Australia/Lord_Howe"], date(2026, 10, 25))
        spans = spans_without(first_on(walk(team, window), team, "x", ()), window)
        assert [(gap.start, gap.end) for gap in gaps(team, ["x"], window.since)] == spans, team


def test_every_minute_of_a_day_that_has_25_hours_has_its_owner():
    night = Shift(who=("ana",), hours=("22:00-06:00",), days=("sat",))
    team = Team(timezone="Europe/Berlin", people=PEOPLE, rota=(night, Shift(who=("ben",))))
    window = Window(datetime(2026, 10, 24, tzinfo=UTC), timedelta(days=2))
    owner = first_on(walk(team, window), team, "x", ())
    assert [owners(team, "x", (), window.at(number)) for number in range(window.minutes)] == [
        people_of(team, number) for number in owner
    ]
    assert owner.count(1) == 9 * 60  # 22:00 to 06:00, with one hour twice


# Simple cases


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_without_a_rota_everybody_owns_every_hour():
    team = Team(people=PEOPLE)
    assert owners(team, "x", (), utc(2026, 1, 1)) == ("ana", "ben", "cleo")
    assert gaps(team, PLATFORMS, utc(2026, 1, 1)) == []


def test_the_first_entry_that_fits_wins():
    team = Team(
        timezone="Asia/Kolkata",
        people=PEOPLE,
        rota=(
            Shift(who=("ana",), platforms=("x",), topics=("complaint",), hours=("09:00-17:00",)),
            Shift(who=("ben", "cleo"), timezone="UTC", days=("mon-fri",)),
            Shift(who=("cleo",)),
        ),
    )
    wednesday, sunday = utc(2026, 11, 4, 3, 30), utc(2026, 11, 8, 3, 30)  # 09:00 in Kolkata
    assert owners(team, "x", ("praise", "complaint"), wednesday) == ("ana",)
    assert owners(team, "x", ("complaint",), wednesday - MINUTE) == ("ben", "cleo")
    assert owners(team, "x", (), wednesday) == ("ben", "cleo")
    assert owners(team, "facebook", ("complaint",), sunday) == ("cleo",)


def test_a_night_belongs_to_the_day_it_starts_on_also_on_a_holiday():
    team = Team(
        timezone="Europe/Berlin",
        holidays=("2026-12-25",),
        people=PEOPLE,
        rota=(
            Shift(who=("ana",), hours=("22:00-06:00",), holidays="no"),
            Shift(who=("ben",), hours=("22:00-06:00",), holidays="only"),
        ),
    )
    assert owners(team, "x", (), utc(2026, 12, 25, 4, 59)) == ("ana",)  # still the night that began on the 24th
    assert owners(team, "x", (), utc(2026, 12, 25, 5)) == ()
    assert owners(team, "x", (), utc(2026, 12, 25, 21)) == ("ben",)
    assert owners(team, "x", (), utc(2026, 12, 26, 4, 59)) == ("ben",)
    assert owners(team, "x", (), utc(2026, 12, 26, 21)) == ("ana",)


def test_a_gap_says_what_nobody_owns_and_until_when():
    team = Team(
        people=PEOPLE,
        rota=(Shift(who=("ana",), days=("mon-sat",)), Shift(who=("ben",), platforms=("x",), topics=("complaint",))),
    )
    first = gaps(team, ("facebook", "x"), utc(2026, 11, 2))
    sunday, monday = utc(2026, 11, 8), utc(2026, 11, 9)
    assert (first[0].platform, first[0].topics, first[0].start, first[0].end) == (
        "facebook",
        NOTIFIABLE,
        sunday,
        monday,
    )
    on_x = next(gap for gap in first if gap.platform == "x")
    assert (on_x.topics, on_x.start) == (tuple(topic for topic in NOTIFIABLE if topic != "complaint"), sunday)
    assert len(first) == 2 * (400 // 7)


def test_a_gap_is_looked_for_to_the_second_from_any_instant():
    team = Team(timezone="Europe/Berlin", people=PEOPLE, rota=(Shift(who=("ana",), hours=("00:00-02:30",)),))
    since = datetime(2027, 3, 27, 23, 10, 7, 5, UTC)
    assert [(gap.start, gap.end) for gap in gaps(team, ["x"], since, timedelta(hours=6))] == [
        (
            utc(2027, 3, 28, 1),
            since + timedelta(hours=6),
        )  # the clock goes from 02:00 to 03:00: there is no 02:30
    ]


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (utc(2026, 11, 4, 21, 59), False),
        (utc(2026, 11, 4, 22), True),
        (utc(2026, 11, 5, 6, 59, 59), True),
        (utc(2026, 11, 5, 7), False),
        (utc(2026, 11, 5, 12, 30), True),
        (utc(2026, 7, 5, 21, 0), True),  # summer: one hour earlier in UTC
        (utc(2026, 7, 5, 6, 0), False),
    ],
)
def test_quiet_hours_are_those_of_the_persons_clock(moment, quiet):
    ana = Person(mail="ana@example.com", quiet=("22:00-07:00", "12:00-13:00"))
    assert in_quiet(ana, "Europe/Lisbon", moment) is quiet
    assert not in_quiet(PEOPLE["ben"], "Europe/Lisbon", moment)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe"])
def test_a_zone_that_this_machine_does_not_know_is_utc(zone):
    assert clock(zone) is UTC
    assert owners(Team(timezone=zone, people=PEOPLE, rota=(Shift(who=("ana",)),)), "x", (), utc(2026, 1, 1)) == ("ana",)
