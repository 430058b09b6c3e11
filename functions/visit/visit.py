"""The function visit: fetches a page that a stranger named, and puts its content on the pages queue."""

import os
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Literal

from aws_lambda_powertools import Logger

from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.metrics import Metrics
from goodword.aws.queues import DeliveryQueue
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch
from goodword.connectors.contract import Request
from goodword.errors import TooLarge
from goodword.jobs import Job, RetryLater
from goodword.platforms.contract import Delivery
from goodword.polling.page_visits import PageVisit, PageVisits
from goodword.settings import VisitSettings
from goodword.storage.keys import from_ms
from goodword.version import VERSION
from goodword.web.sender import Forbidden, Sender, TooBig, Unreachable

MAX_BYTES = 700_000  # fits a queue message as base64, even if it does not compress
SECONDS = 10
TRIES = 11  # over an hour, as `wait_seconds` spreads them; then a page that is still down is given up
RECEIVES = 23  # over four hours; one fewer than the queue allows, so that no stranger fills the dead letters

type Outcome = Literal["visited", "visited since", "crowded out", "forbidden", "too big", "refused", "unreachable"]

settings = VisitSettings.from_env(os.environ)
logger, tally = Logger(service="visit"), Metrics("visit")
retry_delays = RetryDelays([settings.visits_queue_url])
pages = DeliveryQueue(settings.pages_queue_url)
turns = PageVisits(DynamoDBStore(settings.table_name))
sender = Sender(user_agent=f"goodword/{VERSION} (Webmention)", max_bytes=MAX_BYTES, seconds=SECONDS)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Visit each page of a batch; a page that may answer later is retried."""
    batch = SqsBatch(event["Records"], retry_delays, logger)
    tally.write(Counter[str](outcome for _, outcome in batch.each(_visit)))
    return batch.response()


def _visit(record: Record) -> Outcome:
    job, about = Job.from_message(record["body"]), record["attributes"]
    last, sent = int(about["ApproximateReceiveCount"]) >= RECEIVES, from_ms(about["SentTimestamp"])
    try:
        turn = turns.take(job.asked["source"], job.asked["target"], record["messageId"], sent)
        return _visited(job, turn, last=last) if turn else "visited since"
    except Forbidden:
        return "forbidden"
    except RetryLater:
        if last:
            return "crowded out"
        raise


def _visited(job: Job, turn: PageVisit, *, last: bool) -> Outcome:
    """The outcome of a visit. Raises Forbidden, and RetryLater where the page may answer later."""
    try:
        delivery = _fetched_in(turn, job)
    except TooBig:
        return "too big"
    except Unreachable:
        if turn.tries < TRIES and not last:
            raise RetryLater("unreachable") from None
        return "unreachable"
    if delivery is None:
        return "refused"
    try:
        pages.put(delivery.as_message())
    except TooLarge:
        return "too big"
    return "visited"


def _fetched_in(turn: PageVisit, job: Job) -> Delivery | None:
    """The same as `_fetched`; afterwards the host rests."""
    try:
        return _fetched(job)
    finally:
        turns.end(turn)


def _fetched(job: Job) -> Delivery | None:
    """The page, or that it is gone; None when we get it neither now nor later.

    Raises Unreachable when it may answer later.
    """
    answer = sender.send(Request(url=job.asked["source"], headers={"Accept": "text/html, */*;q=0.5"}, follow=True))
    if answer.status in (408, 425, 429) or answer.status >= 500:
        raise Unreachable("the page is not served now")
    if not (200 <= answer.status < 300 or answer.status in (404, 410)):
        return None
    seen = {"status": str(answer.status), "content_type": answer.headers.get("content-type", ""), "ended": answer.url}
    now = datetime.now(UTC)
    return Delivery(job.platform, job.source, "POST", {}, {}, answer.body, now, {**job.asked, **seen})


__all__ = ["handler"]
