"""The store room: each scored mention once, in the table, whatever order and however often it comes."""

import os
from collections import Counter
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from goodword.aws.mention_table import MentionTable, Outcome
from goodword.aws.patient_batch import PatientBatch, Record
from goodword.aws.queues import read_scored
from goodword.settings import StoreSettings

settings = StoreSettings.from_env(os.environ)
logger, metrics = Logger(service="store"), Metrics(namespace="Goodword", service="store")
table = MentionTable(settings.table_name, int(settings.retention_days))


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Remember a batch of scored mentions; those that the table did not take come again."""
    batch = PatientBatch(event["Records"], [settings.scored_queue_url, settings.urgent_queue_url], logger)
    outcomes: Counter[str] = Counter(outcome for _, outcome in batch.each(_remember))
    logger.info("remembered", extra={"outcomes": outcomes})
    for outcome, number in outcomes.items():
        metrics.add_metric(name=outcome, unit=MetricUnit.Count, value=number)
    return batch.response()


def _remember(record: Record) -> Outcome:
    return table.remember(read_scored(record))
