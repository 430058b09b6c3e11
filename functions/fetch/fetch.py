"""The function fetch: polls platforms, does lookups, and passes the answers on unchanged."""

import os
from collections import Counter
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.bucket import ConfigurationObject, PublicKeys
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.feed import MentionFeed
from goodword.aws.metrics import Metrics
from goodword.aws.queues import DeliveryQueue
from goodword.aws.secret_store import SecretStore
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch
from goodword.config.configuration import Configuration
from goodword.errors import describe
from goodword.jobs import Job
from goodword.polling import user_agent
from goodword.polling.failure import FetchFailure
from goodword.polling.poller import Done, Poller
from goodword.polling.ports import Ports
from goodword.settings import FetchSettings
from goodword.web.sender import Sender

SECONDS = 7  # for one request, of the function's thirty
ENOUGH_MS = 9500  # for one more request, and to pass on and store its answer

settings = FetchSettings.from_env(os.environ)
logger, tally = Logger(service="fetch"), Metrics("fetch")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
retry_delays = RetryDelays([settings.jobs_queue_url])


def _log(job: Job, failure: FetchFailure) -> None:
    about = {"platform": job.platform, "source": job.source, "what": job.what or job.kind, "why": failure.word}
    logger.warning("no answer", extra=about | describe(failure.__cause__ or failure))


asker = Poller(
    Ports(
        store=DynamoDBStore(settings.table_name),
        sender=Sender(user_agent=user_agent(settings.webhook_base), seconds=SECONDS),
        deliveries=DeliveryQueue(settings.deliveries_queue_url),
        pages=DeliveryQueue(settings.pages_queue_url),
        tokens=SecretStore(settings.secrets_path),
        keys=PublicKeys(settings.bucket_name),
        filed=MentionFeed(settings.table_name).filed,
        webhook_base=settings.webhook_base,
        retention_days=int(settings.retention_days),
        log=_log,
    )
)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do the jobs of a batch. sweep leases a failed poll again; a failed lookup is retried by its message."""

    def enough() -> bool:
        return context.get_remaining_time_in_millis() > ENOUGH_MS

    def do(record: Record) -> Done:
        job = Job.from_message(record["body"])
        done = asker.do(job, configuration.current(), enough)
        if done.outcome == "not asked any more":  # or not yet: the sender may have read a newer goodword.yaml
            done = asker.do(job, configuration.again(), enough)
        return done

    batch = SqsBatch(event["Records"], retry_delays, logger)
    done = [item for _, item in batch.each(do, enough)]
    counts = Counter[str](item.outcome for item in done)
    tally.write({"stopped": sum(item.stopped for item in done)}, jobs=counts)
    return batch.response()
