"""The hourly health report: the sweep writes it, `wording` reads it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from goodword.alerting.outbox import Notification, Outbox
from goodword.aws.client import client
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.health.silent_source import SilentSource
from goodword.health.wording import DAY, HOUR, KEY, first_of_month, hour, midnight
from goodword.stats.recount_queue import RecountQueue
from goodword.stats.rollup import Rollup
from goodword.storage.document_store import ConditionalWrite, Document
from goodword.storage.keys import SCHEMA, from_ms, minute_of, to_ms

LATE = timedelta(minutes=5)  # an unsent notification older than this is overdue
NAMED = 2  # silent sources to name; the others are counted


class HealthReport:
    """What the sweep writes: what waits for too long, and the numbers of this month, day by day.

    A day is recounted until the next day ends. Then its numbers stay: mentions deleted later still cost money.
    """

    def __init__(self, table: str, dead_letter_queues: Sequence[str]) -> None:
        self._store, self._sqs, self._queues = DynamoDBStore(table), client("sqs"), dead_letter_queues
        self._rollup, self._recount_queue = Rollup(table), RecountQueue(table)
        self._outbox = Outbox(DynamoDBStore(table))

    def write_hourly(
        self,
        brands: Iterable[str],
        now: datetime,
        silent: Sequence[SilentSource] = (),
        paid: Callable[[], int] = lambda: 0,
    ) -> bool:
        """Write it unless this hour has one; returns whether it was written. Raises what the SDK raises.

        `paid` returns the cost of paid reading this month, in millionths of a USD.
        """
        before = self._store.get(KEY) or {}
        if before and hour(from_ms(before["at"])) == hour(now):
            return False
        since = _counted_since(before, now)
        notifications = self._outbox.since(min(since, now - 2 * DAY))
        fresh = self._mentions(brands, since, now) | _sent(notifications, since)
        month = {name: _kept(before.get(name, {}), since) | counts for name, counts in fresh.items()}
        wrong = {
            "waiting": sum(map(self._depth, self._queues)),
            "overdue": sum(_overdue(notification, now) for notification in notifications),
            "uncounted": len(self._recount_queue.due(now - HOUR)),
        }
        item = {"type": "mark", "schema": SCHEMA, "at": to_ms(now), "paid": paid()} | wrong | _named(silent) | month
        self._store.write(ConditionalWrite(key=KEY, item=item))
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


def _named(silent: Sequence[SilentSource]) -> dict[str, Any]:
    """The first silent sources, and how many more there are."""
    first = [{"source": entry.source, "said": entry.text, "since": to_ms(entry.since)} for entry in silent[:NAMED]]
    return {"silent": first, "more": len(silent) - len(first)} if first else {}


def _counted_since(before: Document, now: datetime) -> datetime:
    """The time from which days are recounted: the day before the last report, within this month."""
    return max(first_of_month(now), midnight(from_ms(before["at"])) - DAY) if before else first_of_month(now)


def _kept(days: Document, since: datetime) -> dict[str, int]:
    """Of the days counted before, those of this month that are not recounted."""
    return {day: int(n) for day, n in days.items() if _day(first_of_month(since)) <= day < _day(since)}


def _sent(notifications: Iterable[Notification], since: datetime) -> dict[str, dict[str, int]]:
    """Mails and texts by the day they were sent."""
    counts = {"mail": Counter[str](), "sms": Counter[str]()}
    for notification in notifications:
        if notification.promised_at >= since and notification.state not in ("claimed", "moved"):
            for recipient in notification.reached:
                counts[recipient.rpartition(":")[2]][_day(notification.promised_at)] += 1
    return {"mails": dict(counts["mail"]), "texts": dict(counts["sms"])}


def _overdue(notification: Notification, now: datetime) -> bool:
    return notification.state in ("claimed", "unsent") and notification.origin < minute_of(now - LATE)


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")
