"""Notifies people: reads changes from the table's stream, decides, words a text for each person, publishes it once."""

import os
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.alerting import changes
from goodword.alerting.action_links import ActionLinks
from goodword.alerting.compose import Composer
from goodword.alerting.dispatch import Dispatcher
from goodword.alerting.send import Sender
from goodword.alerting.triage import Triage
from goodword.aws.alert_topic import AlertTopic
from goodword.aws.configuration import ConfigurationObject
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_queries import AuthorHistory, MentionFeed
from goodword.aws.mention_table import MentionTable
from goodword.aws.metrics import Metrics
from goodword.aws.stream_batch import StreamBatch
from goodword.config.configuration import Configuration
from goodword.errors import describe
from goodword.health.wording import Health
from goodword.settings import AlertSettings

ONE_MORE_MS = 4000  # of ten seconds: to notify once more, and to keep what is suppressed

settings = AlertSettings.from_env(os.environ)
logger, metrics = Logger(service="alert"), Metrics("alert")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
store, mentions = DynamoDBStore(settings.table_name), MentionTable(settings.table_name)
composer = Composer(
    triage=Triage(store),
    mentions=mentions,
    feed=MentionFeed(settings.table_name),
    earlier=AuthorHistory(settings.table_name),
    links=ActionLinks(store),
    health=Health(store),
    link_base=settings.link_base,
)
topic = AlertTopic(settings.topic_arn)
sender = Sender(
    composer, topic, settings.topic_display_name, lambda error: logger.error("not published yet", extra=describe(error))
)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle a batch of stream records in order."""
    batch, dispatcher = StreamBatch(event, logger), Dispatcher(composer.triage, mentions, sender)
    outcomes = batch.each(
        lambda change: changes.handle(change, dispatcher, configuration.current(), datetime.now(UTC)),
        lambda: context.get_remaining_time_in_millis() >= ONE_MORE_MS,
    )
    counts = Counter[str](outcomes)
    dispatcher.close(datetime.now(UTC))
    metrics.write(counts)
    return batch.response()
