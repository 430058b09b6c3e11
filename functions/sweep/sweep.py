"""Runs every minute: missed and due notifications, bundles, jobs that are due, the hourly report, the recount."""

import os
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.alerting.sweep import Sweep
from goodword.alerting.triage import Triage
from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_queries import MentionFeed
from goodword.aws.mention_table import MentionTable
from goodword.aws.metrics import Metrics
from goodword.aws.queues import JobQueue
from goodword.budget.comprehend import AMAZON
from goodword.budget.ledger import Ledger
from goodword.config.configuration import Configuration
from goodword.health.report import HealthReport
from goodword.polling.cursor_store import CursorStore
from goodword.polling.scheduler import Scheduler
from goodword.settings import SweepSettings
from goodword.stats.rollup import Rollup

LEAVE_MS = 8000  # of a round's fifty seconds, for what was begun when the recount stops

settings = SweepSettings.from_env(os.environ)
metrics = Metrics("sweep")
unpublished = Metrics("alert")  # a P1 that waits too long counts with those that SNS did not take: one alarm for both
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
store = DynamoDBStore(settings.table_name)
triage, scheduler, spending = Triage(store), Scheduler(CursorStore(store)), Ledger(store)
sweep = Sweep(triage, MentionFeed(settings.table_name), MentionTable(settings.table_name))
jobs = JobQueue(settings.jobs_queue_url)
report = HealthReport(settings.table_name, settings.dead_letter_queues.split(","))
rollup = Rollup(settings.table_name, int(settings.retention_days))


def handler(_event: dict[str, Any], context: LambdaContext) -> None:
    """One round: people first, then what is to be asked, how we are, and the recount, as far as the time goes."""
    current, now = configuration.current(), datetime.now(UTC)
    counts = sweep.go(current, now)
    metrics.write(counts)
    unpublished.write({"unpublished": counts["waits"]})
    metrics.write(_hand_out(current, now))
    report.write_hourly(current.brands, now, scheduler.silent, lambda: spending.so_far(AMAZON, now))
    metrics.write({"recounted": rollup.recount_due(now, lambda: context.get_remaining_time_in_millis() > LEAVE_MS)})


def _hand_out(current: Configuration, now: datetime) -> dict[str, int]:
    """Put what is due on the jobs queue. A job that SQS does not take comes again when its lease is over."""
    due = scheduler.go(current, now)
    lost = jobs.put_all(due)
    return {"handed_out": len(due) - len(lost), "not_handed_out": len(lost)}
