"""How Goodword itself is: written by the sweep once an hour, read by whoever words a mail."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from goodword.aws._client import client
from goodword.aws.dirty import Dirty
from goodword.aws.drawer import Key, Plain, TableDrawer, Write
from goodword.aws.items import SCHEMA, from_ms, minute_of, to_ms
from goodword.aws.outbox import Outbox, Ring
from goodword.aws.rollup import Rollup
from goodword.budget.price_list import usd

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATE = timedelta(minutes=5)  # what was promised so long ago and is not sent is overdue
MISSING = timedelta(minutes=75)  # when the last report is older, one is missing
FRESH = timedelta(seconds=60)
MICRO = 1_000_000  # of a USD
NAMED = 2  # sources in trouble; the others are counted

_KEY: Key = ("mark", "health")
_WRONG = {
    "waiting": ("message waits in dead letters", "messages wait in dead letters"),
    "overdue": ("ring is overdue", "rings are overdue"),
    "uncounted": ("minute is not counted yet", "minutes are not counted yet"),
}


@dataclass(frozen=True, slots=True)
class Silence:
    """A source that is not heard because of trouble: `said` is read behind its name, with {since} for the time."""

    source: str
    said: str
    since: datetime


class HealthReport:
    """What the sweep writes: what waits longer than it should, and what this month came to, day by day.

    A day is counted until the one after it is over. Then its numbers stay: what is deleted later has cost all the same.
    """

    def __init__(self, table: str, dead_letter_queues: Sequence[str]) -> None:
        self._drawer, self._sqs, self._queues = TableDrawer(table), client("sqs"), dead_letter_queues
        self._rollup, self._dirty, self._outbox = Rollup(table), Dirty(table), Outbox(TableDrawer(table))

    def write_hourly(
        self,
        brands: Iterable[str],
        now: datetime,
        silent: Sequence[Silence] = (),
        paid: Callable[[], int] = lambda: 0,
    ) -> bool:
        """Write it unless this hour has one; returns whether it was written. Raises what the SDK raises.

        `paid` says what reading came to this month beside our own, in millionths of a USD.
        """
        before = self._drawer.get(_KEY) or {}
        if before and _hour(from_ms(before["at"])) == _hour(now):
            return False
        since = _counted_since(before, now)
        rings = self._outbox.since(min(since, now - 2 * DAY))
        fresh = self._mentions(brands, since, now) | _sent(rings, since)
        month = {name: _kept(before.get(name, {}), since) | counts for name, counts in fresh.items()}
        wrong = {
            "waiting": sum(map(self._depth, self._queues)),
            "overdue": sum(_overdue(ring, now) for ring in rings),
            "uncounted": len(self._dirty.due(now - HOUR)),
        }
        item = {"type": "mark", "schema": SCHEMA, "at": to_ms(now), "paid": paid()} | wrong | _named(silent) | month
        self._drawer.write(Write(key=_KEY, item=item))
        return True

    def _mentions(self, brands: Iterable[str], since: datetime, now: datetime) -> dict[str, dict[str, int]]:
        mentions, minutes = Counter[str](), Counter[str]()
        for brand in brands:
            for total, found in zip((mentions, minutes), self._rollup.days(brand, since, now), strict=True):
                total.update(found)
        return {"mentions": dict(mentions), "minutes": dict(minutes)}

    def _depth(self, queue: str) -> int:
        name = "ApproximateNumberOfMessages"
        return int(self._sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])


class Health:
    """What the sweep wrote last, as one line."""

    def __init__(self, table: str) -> None:
        self._drawer = TableDrawer(table)
        self._report: Plain = {}
        self._read_at: datetime | None = None

    def line(self, now: datetime) -> str:
        """`Goodword: well at 14:00 UTC, nothing waits. November so far: ...`, or what is wrong; read once a minute."""
        if self._read_at is None or not timedelta() <= now - self._read_at < FRESH:
            self._report, self._read_at = self._drawer.get(_KEY) or {}, now
        return _line(self._report, now)


def _line(report: Plain, now: datetime) -> str:
    if not report:
        return "Goodword: its first hourly report is still to come."
    at = from_ms(report["at"])
    if now - at > MISSING:
        return f"Goodword: the hourly report is missing since {_clock(_hour(at) + HOUR, now)}."
    wrong = [
        f"{int(report[name]):,} {many if report[name] > 1 else one}"
        for name, (one, many) in _WRONG.items()
        if report[name]
    ] + _silent(report, now)
    state = f"at {_clock(at, now)} {', '.join(wrong)}" if wrong else f"well at {_clock(at, now)}, nothing waits"
    return f"Goodword: {state}. {_month(report, at)}"


def _named(silent: Sequence[Silence]) -> dict[str, Any]:
    """The first of the sources in trouble, and how many there are more."""
    first = [{"source": one.source, "said": one.said, "since": to_ms(one.since)} for one in silent[:NAMED]]
    return {"silent": first, "more": len(silent) - len(first)} if first else {}


def _silent(report: Plain, now: datetime) -> list[str]:
    said = [
        f"{one['source']} {one['said']}".replace("{since}", _day_or_clock(from_ms(one["since"]), now))
        for one in report.get("silent", ())
    ]
    return [*said, f"+{int(report['more'])}"] if report.get("more") else said


def _day_or_clock(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M} UTC" if moment.date() == now.date() else f"{moment.day} {moment:%b}"


def _month(report: Plain, at: datetime) -> str:
    """What the month of that report came to until then."""
    total = {name: sum(map(int, report[name].values())) for name in ("mentions", "minutes", "mails", "texts")}
    spent = usd(
        mentions=total["mentions"],
        minutes=total["minutes"],
        mails=total["mails"],
        months=(at - _first(at)) / (monthrange(at.year, at.month)[1] * DAY),
    )
    paid = int(report.get("paid", 0)) / MICRO
    mentions = f"{total['mentions']:,} mention{'' if total['mentions'] == 1 else 's'}"
    texts = f", and {total['texts']:,} SMS at your country's price" if total["texts"] else ""
    amazon = f" ({paid:,.2f} of it to Amazon Comprehend)" if paid else ""
    return f"{at:%B} so far: {mentions}, about {spent + paid:,.2f} USD{amazon}{texts}."


def _counted_since(before: Plain, now: datetime) -> datetime:
    """From when on days are counted anew: the day before the last report's, within this month."""
    return max(_first(now), _midnight(from_ms(before["at"])) - DAY) if before else _first(now)


def _kept(days: Plain, since: datetime) -> dict[str, int]:
    """Of the days that were counted before, those of this month that are not counted anew."""
    return {day: int(n) for day, n in days.items() if _day(_first(since)) <= day < _day(since)}


def _sent(rings: Iterable[Ring], since: datetime) -> dict[str, dict[str, int]]:
    """Mails and texts by the day on which they were sent."""
    counts = {"mail": Counter[str](), "sms": Counter[str]()}
    for ring in rings:
        if ring.promised_at >= since and ring.state not in ("claimed", "moved"):
            for recipient in ring.reached:
                counts[recipient.rpartition(":")[2]][_day(ring.promised_at)] += 1
    return {"mails": dict(counts["mail"]), "texts": dict(counts["sms"])}


def _overdue(ring: Ring, now: datetime) -> bool:
    return ring.state in ("claimed", "unsent") and ring.origin < minute_of(now - LATE)


def _clock(moment: datetime, now: datetime) -> str:
    """`14:00 UTC`, with the date when it is another day's."""
    day = "" if moment.date() == now.date() else f"{moment.day} {moment:%B}, "
    return f"{day}{moment:%H:%M} UTC"


def _first(moment: datetime) -> datetime:
    return _midnight(moment).replace(day=1)


def _midnight(moment: datetime) -> datetime:
    return _hour(moment).replace(hour=0)


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
