"""The store room: each scored mention once, in the table, whatever order and however often it comes."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from aws_lambda_powertools import Logger

from goodword.aws.items import TOMBSTONE_SECONDS
from goodword.aws.mention_table import MentionTable, Outcome
from goodword.aws.patient_batch import Patience, PatientBatch, Record
from goodword.aws.queues import read_scored
from goodword.aws.tally_line import TallyLine
from goodword.settings import StoreSettings

# A redrive gives a message another fortnight, and so may outlive the tombstone of what it tells of.
TOO_LATE = timedelta(seconds=TOMBSTONE_SECONDS) - timedelta(days=1)

settings = StoreSettings.from_env(os.environ)
logger, tally = Logger(service="store"), TallyLine("store")
patience = Patience([settings.scored_queue_url, settings.urgent_queue_url])
table = MentionTable(settings.table_name, int(settings.retention_days))


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Remember a batch of scored mentions; those that the table did not take come again."""
    batch = PatientBatch(event["Records"], patience, logger)
    tally.write(Counter[str](outcome for _, outcome in batch.each(_remember)))
    return batch.response()


def _remember(record: Record) -> Outcome | Literal["too late"]:
    mention = read_scored(record)
    late = datetime.now(UTC) - mention.received_at > TOO_LATE
    return "too late" if late else table.remember(mention)
