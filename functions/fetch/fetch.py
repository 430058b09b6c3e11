"""The function fetch: polls platforms, does lookups, and passes the answers on unchanged."""

import os
from collections import Counter
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_queries import MentionFeed
from goodword.aws.metrics import Metrics
from goodword.aws.public_keys import PublicKeys
from goodword.aws.queues import DeliveryQueue
from goodword.aws.secret_store import SecretStore
from goodword.aws.sqs_batch import RetryDelays, SqsBatch
from goodword.config.configuration import Configuration
from goodword.errors import describe
from goodword.polling import user_agent
from goodword.polling.poller import Poller
from goodword.polling.ports import Ports
from goodword.settings import FetchSettings
from goodword.web.sender import Sender

SECONDS = 7  # for one request, of the function's thirty
ENOUGH_MS = 9500  # for one more request, and to pass on and store its answer

settings = FetchSettings.from_env(os.environ)
logger, metrics = Logger(service="fetch"), Metrics("fetch")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
retry_delays = RetryDelays([settings.jobs_queue_url])
poller = Poller(
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
        log=lambda about, error: logger.warning("no answer", extra={**about} | describe(error)),
    )
)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do the jobs of a batch. sweep leases a failed poll again; a failed lookup is retried by its message."""

    def enough() -> bool:
        return context.get_remaining_time_in_millis() > ENOUGH_MS

    batch = SqsBatch(event["Records"], retry_delays, logger)
    work = batch.each(lambda record: poller.do_in(record["body"], configuration, enough), enough)
    results = [result for _, result in work]
    counts = Counter[str](result.outcome for result in results)
    metrics.write({"stopped": sum(result.stopped for result in results)}, jobs=counts)
    return batch.response()
