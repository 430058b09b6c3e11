"""Visits the pages that webmentions announce, and leaves what is there on the queue `pages`."""

import os
from collections import Counter
from typing import Any

from aws_lambda_powertools import Logger

from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.metrics import Metrics
from goodword.aws.queues import DeliveryQueue
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch, receives
from goodword.jobs import Job
from goodword.polling.page_visits import PageVisits
from goodword.polling.visitor import Outcome, Visitor
from goodword.settings import VisitSettings
from goodword.storage.keys import from_ms
from goodword.version import VERSION
from goodword.web.sender import Sender

MAX_BYTES = 700_000  # fits a queue message as base64, even if it does not compress
SECONDS = 10

settings = VisitSettings.from_env(os.environ)
logger, metrics = Logger(service="visit"), Metrics("visit")
retry_delays = RetryDelays([settings.visits_queue_url])
sender = Sender(user_agent=f"goodword/{VERSION} (Webmention)", max_bytes=MAX_BYTES, seconds=SECONDS)
pages = DeliveryQueue(settings.pages_queue_url)
visitor = Visitor(PageVisits(DynamoDBStore(settings.table_name)), sender, pages.put)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Visit each page of a batch; a page that may answer later is retried."""
    batch = SqsBatch(event["Records"], retry_delays, logger)
    metrics.write(Counter[str](outcome for _, outcome in batch.each(_visit)))
    return batch.response()


def _visit(record: Record) -> Outcome:
    sent = from_ms(record["attributes"]["SentTimestamp"])
    return visitor.visit(Job.from_message(record["body"]), record["messageId"], receives(record), sent)
