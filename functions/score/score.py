"""Reads deliveries: each becomes mentions with brand, sentiment, intents and priority, and they are passed on."""

import os
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.comprehend import ComprehendScorer
from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.metrics import Metrics
from goodword.aws.quarantine import Quarantine
from goodword.aws.queues import DeliveryQueue, JobQueue, MentionQueue
from goodword.aws.sqs_batch import RetryDelays, SqsBatch, queue_name, queue_of, turned
from goodword.budget.comprehend import MonthlyBudget
from goodword.config.configuration import Configuration
from goodword.scoring.counts import Counts
from goodword.scoring.pipeline import Pipeline
from goodword.scoring.portions import Shares
from goodword.scoring.ports import Outputs
from goodword.scoring.reading import Reading
from goodword.scoring.second_opinion import SecondOpinion
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.standard import standard_scorer
from goodword.settings import ScoreSettings

ONE_MORE_MS = 5000  # of ten seconds: one to take one more delivery apart, four to pass on
PASS_ON_MS = 4000  # below this no further mention is read: what is left of its delivery goes back to the queue

settings = ScoreSettings.from_env(os.environ)
logger, metrics = Logger(service="score"), Metrics("score")
models = standard_scorer(), FastScorer()
configuration = ConfigurationObject(
    settings.bucket_name, lambda body: Reading.by(Configuration.from_json(body), *models)
)
urls = settings.deliveries_queue_url, settings.pages_queue_url
retry_delays, origins = RetryDelays(urls), {queue_name(url): DeliveryQueue(url) for url in urls}
outputs = Outputs(
    urgent=MentionQueue(settings.urgent_queue_url),
    scored=MentionQueue(settings.scored_queue_url),
    lookups={"fetch": JobQueue(settings.jobs_queue_url), "visit": JobQueue(settings.visits_queue_url)},
    quarantine=Quarantine(settings.bucket_name),
)


def _stopped(cap: str) -> None:
    logger.warning("Amazon Comprehend is not asked until the month is over", extra={"reached": cap})
    metrics.write({"stopped": 1})


def _comprehend(ledger: str) -> SecondOpinion:
    store = DynamoDBStore(ledger, hurried=True)
    budget = MonthlyBudget(store, lambda: configuration.current().rules.comprehend, _stopped)
    log = lambda event, about: logger.warning(event, extra={**about})  # noqa: E731
    return SecondOpinion(ComprehendScorer(budget, lambda: datetime.now(UTC), log))


pipeline = Pipeline(
    configuration, outputs, None if settings.paid_reading == "false" else _comprehend(settings.paid_reading)
)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take a batch of deliveries apart; those of which not all could be passed on come again.

    Each is passed on before the next is begun. One that ends the run in the middle comes back with the others of its
    batch; those behind it are let go at the first or second time, so that in the end it comes alone.
    """
    batch, counts = SqsBatch(turned(event["Records"]), retry_delays, logger), Counts()
    left_ms = context.get_remaining_time_in_millis
    shares = Shares(len(event["Records"]), left_ms, PASS_ON_MS)
    done = batch.each(
        lambda record: pipeline.take(record["body"], origins[queue_of(record)].put, counts, shares.next(), left_ms),
        lambda: left_ms() > ONE_MORE_MS,
    )
    for record, _ in done:
        batch.let_go(record)
    metrics.write(counts.outcomes, ignored_because=counts.ignored, wordless=counts.wordless)
    return batch.response()
