"""Reads deliveries: each becomes mentions with brand, sentiment, intents and priority, and they are passed on."""

import os
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.configuration import ConfigurationObject
from goodword.aws.metrics import Metrics
from goodword.aws.paid_reading import paid_scorer
from goodword.aws.quarantine import Quarantine
from goodword.aws.queues import DeliveryQueue, JobQueue, MentionQueue
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch, alternating, queue_name, queue_of
from goodword.scoring.counts import Counts
from goodword.scoring.pipeline import Pipeline
from goodword.scoring.portions import Shares
from goodword.scoring.ports import Outputs
from goodword.scoring.reading import Reading
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.standard import standard_scorer
from goodword.settings import ScoreSettings

ONE_MORE_MS = 5000  # of ten seconds: one to take one more delivery apart, four to pass on
PASS_ON_MS = 4000  # below this no further mention is read: what is left of its delivery goes back to the queue

settings = ScoreSettings.from_env(os.environ)
logger, metrics = Logger(service="score"), Metrics("score")
configuration = ConfigurationObject(settings.bucket_name, Reading.loader(standard_scorer(), FastScorer()))
urls = settings.deliveries_queue_url, settings.pages_queue_url
retry_delays, origins = RetryDelays(urls), {queue_name(url): DeliveryQueue(url) for url in urls}
outputs = Outputs(
    urgent=MentionQueue(settings.urgent_queue_url),
    scored=MentionQueue(settings.scored_queue_url),
    lookups={"fetch": JobQueue(settings.jobs_queue_url), "visit": JobQueue(settings.visits_queue_url)},
    quarantine=Quarantine(settings.bucket_name),
)
paid = paid_scorer(settings.paid_reading, lambda: configuration.current().rules.comprehend, logger, metrics)
pipeline = Pipeline(configuration, outputs, paid)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take a batch of deliveries apart. Each is passed on before the next is begun; one that fails comes again.

    One that ends the run comes back with its batch; the others are let go by the second time, so that it comes alone.
    """
    batch, counts = SqsBatch(alternating(event["Records"]), retry_delays, logger), Counts()
    left_ms = context.get_remaining_time_in_millis
    shares = Shares(len(event["Records"]), left_ms, PASS_ON_MS)

    def take(record: Record) -> None:
        def put_back(part: str) -> None:
            origins[queue_of(record)].put(part)

        pipeline.take(record["body"], put_back, counts, shares.next(), left_ms)

    for record, _ in batch.each(take, lambda: left_ms() > ONE_MORE_MS):
        batch.let_go(record)
    metrics.write(counts.outcomes, ignored_because=counts.ignored, wordless=counts.wordless)
    return batch.response()
