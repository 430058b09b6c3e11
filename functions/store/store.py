"""The function store: writes each scored mention and reaction once, in whatever order and however often it comes."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.mention_table import MentionTable
from goodword.aws.metrics import Metrics
from goodword.aws.queues import read_message
from goodword.aws.reactions import Reactions
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch
from goodword.mention import Mention, ScoredMention
from goodword.settings import StoreSettings
from goodword.storage.keys import TOMBSTONE_SECONDS

# A redrive gives a message another fourteen days, so it may outlive its mention's tombstone.
TOO_LATE = timedelta(seconds=TOMBSTONE_SECONDS) - timedelta(days=1)
ONE_MORE_MS = 3000  # of ten seconds: a message may hold a hundred reactions, a write each

settings = StoreSettings.from_env(os.environ)
logger, metrics = Logger(service="store"), Metrics("store")
retry_delays = RetryDelays([settings.scored_queue_url, settings.urgent_queue_url])
table = MentionTable(settings.table_name, int(settings.retention_days))
reactions = Reactions(settings.table_name, int(settings.retention_days))


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Store a batch of scored mentions and reactions; those that the table did not take are retried."""
    batch = SqsBatch(event["Records"], retry_delays, logger)
    done = batch.each(_remember, lambda: context.get_remaining_time_in_millis() > ONE_MORE_MS)
    metrics.write(Counter(outcome for _, outcomes in done for outcome in outcomes))
    return batch.response()


def _remember(record: Record) -> list[str]:
    match read_message(record):
        case ScoredMention() as mention, allies:
            return ["too late" if _late(mention) else table.remember(mention, allies)]
        case reacted, allies:
            return ["too late" if _late(reaction) else reactions.remember(reaction, allies) for reaction in reacted]


def _late(mention: Mention) -> bool:
    return datetime.now(UTC) - mention.received_at > TOO_LATE
