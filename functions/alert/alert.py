"""The bell: what the table's stream says is urgent becomes one ring, worded and published once."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.message import message, render
from goodword.aws.alert_topic import AlertTopic, NotPublished
from goodword.aws.bucket import ConfigurationObject
from goodword.aws.held import Why
from goodword.aws.items import read_memory
from goodword.aws.mention_table import MentionTable
from goodword.aws.outbox import Ring, read_ring
from goodword.aws.patient_batch import describe
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention, instant
from goodword.reading.priority import due
from goodword.ringing import Ringing
from goodword.settings import AlertSettings

LATE_AFTER = timedelta(minutes=5)  # a ring later than this says so

settings = AlertSettings.from_env(os.environ)
logger, metrics = Logger(service="alert"), Metrics(namespace="Goodword", service="alert")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
mentions, topic = MentionTable(settings.table_name), AlertTopic(settings.topic_arn)
ringing = Ringing(settings.table_name)


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Ring for a batch of stream records, in order; from the first that fails, the rest come again."""
    held: list[tuple[ScoredMention, Why]] = []
    failures: list[dict[str, str]] = []
    for record in event["Records"]:
        try:
            held += _hear(record["dynamodb"]["NewImage"], datetime.now(UTC))
        except Exception as error:  # noqa: BLE001 - the stream's checkpoint: nothing behind it is passed over
            logger.warning("record failed", extra=describe(error))
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
            break
    ringing.hold(held, datetime.now(UTC))
    metrics.add_metric(name="held", unit=MetricUnit.Count, value=len(held))
    return {"batchItemFailures": failures}


def _hear(image: dict[str, Any], now: datetime) -> list[tuple[ScoredMention, Why]]:
    """Ring for one record; returns it when it is held instead."""
    if image["type"]["S"] == "outbox":
        _wake(read_ring(image), now)
        return []
    mention = read_memory(image).mention
    match ringing.decide(mention, configuration.current(), now):
        case Ring() as ring:
            _send(ring, _worded(ring, mention, now))
        case None:
            pass
        case why:
            return [(mention, why)]
    return []


def _wake(woken: Ring, now: datetime) -> None:
    """Send what the sweep found unsent: a bundle, or a mention that still stands and that no other ring covers."""
    ring = ringing.outbox.claim(woken, now)
    if ring is None:
        return
    if ring.kind == "bundle":
        _send(ring, _worded_bundle(ring, now))
    elif (mention := mentions.find(ring.platform, ring.external_id)) is None:
        ringing.outbox.settle(ring, "dropped")
    elif ringing.open_for(ring, now):
        _send(ring, _worded(ring, mention, now))


def _send(ring: Ring, alert: Alert | Bundle) -> None:
    """Publish, then mark as sent. While SNS does not answer the ring stays in the outbox, and the sweep brings it."""
    rendered = render(alert, settings.topic_display_name)
    try:
        topic.publish(rendered.subject, message(rendered), ring.to)
    except NotPublished as error:
        logger.error("not published yet", extra=describe(error))  # noqa: TRY400 - an exception's words may quote
        metrics.add_metric(name="unpublished", unit=MetricUnit.Count, value=1)
        return
    ringing.outbox.settle(ring, "sent")
    metrics.add_metric(name="rang", unit=MetricUnit.Count, value=1)


def _worded(ring: Ring, mention: ScoredMention, now: datetime) -> Alert:
    current = configuration.current()
    return Alert(
        case=ring.tag,
        brand=current.name_of(ring.brand),
        priority=mention.priority,
        mention=mention,
        to=ring.to,
        zone=current.team_of(ring.brand).timezone,
        first_answer_due=due(mention.priority, mention.received_at),
        sent_at=now,
        delayed_since=ring.made_at if now - ring.made_at > LATE_AFTER else None,
    )


def _worded_bundle(ring: Ring, now: datetime) -> Bundle:
    current = configuration.current()
    return Bundle(
        brand=current.name_of(ring.brand),
        counts={"P1": ring.urgent, "P2": ring.count - ring.urgent},
        to=ring.to,
        zone=current.team_of(ring.brand).timezone,
        since=instant(f"{ring.since}:00Z"),
        sent_at=now,
    )
