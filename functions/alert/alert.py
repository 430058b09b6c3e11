"""The bell: what the table's stream says is urgent becomes one ring, worded and published once."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.message import message, render
from goodword.aws._client import WORLD
from goodword.aws.alert_topic import AlertTopic, NotPublished
from goodword.aws.bucket import ConfigurationObject
from goodword.aws.held import Why
from goodword.aws.items import read_memory
from goodword.aws.mention_table import MentionTable
from goodword.aws.outbox import Ring, read_ring
from goodword.aws.tally_line import TallyLine
from goodword.config.configuration import Configuration
from goodword.errors import describe
from goodword.mention import ScoredMention, instant
from goodword.reading.priority import due
from goodword.ringing import Ringing
from goodword.settings import AlertSettings

LATE_AFTER = timedelta(minutes=5)  # a ring later than this says so

settings = AlertSettings.from_env(os.environ)
logger, tally = Logger(service="alert"), TallyLine("alert")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
mentions, topic = MentionTable(settings.table_name), AlertTopic(settings.topic_arn)
ringing = Ringing(settings.table_name)


class RecordFailed(Exception):
    """Raised for a record that we cannot handle, so that Lambda takes its neighbours apart from it."""


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Ring for a batch of stream records, in order; from the first that meets an outage, the rest come again."""
    counts, failures = Counter[str](), list[dict[str, str]]()
    held: list[tuple[ScoredMention, Why]] = []
    for record in event["Records"]:
        try:
            counts[_hear(record["dynamodb"], held, datetime.now(UTC))] += 1
        except WORLD as error:  # the stream's checkpoint: nothing behind it is passed over
            logger.warning("record waits", extra=describe(error))
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
            break
        except Exception as error:  # noqa: BLE001 - whatever it is, its words may quote a person and go no further
            logger.error("record failed", extra=describe(error))
            raise RecordFailed("the batch is halved until the record is alone") from None
    ringing.hold(held, datetime.now(UTC))
    tally.write(counts)
    return {"batchItemFailures": failures}


def _hear(change: dict[str, Any], held: list[tuple[ScoredMention, Why]], now: datetime) -> str:
    """Ring for one record, or add it to what is held; returns what became of it."""
    image = change["NewImage"]
    if image["type"]["S"] == "outbox":
        return _wake(read_ring(image), now)
    mention = read_memory(image).mention
    if _as_urgent_before(change.get("OldImage"), mention):
        return "known"
    match ringing.decide(mention, configuration.current(), now):
        case Ring() as ring:
            return _send_if_it_stands(ring, now)
        case None:
            return "known"
        case why:
            held.append((mention, why))
            return "held"


def _as_urgent_before(image: dict[str, Any] | None, mention: ScoredMention) -> bool:
    """Whether an edit, or what a late event filled in, leaves it to what was decided when it was first heard of."""
    if not image or image["type"]["S"] != "mention":
        return False
    before = read_memory(image).mention
    return before.brand == mention.brand and before.priority <= mention.priority


def _wake(woken: Ring, now: datetime) -> str:
    """Send what the sweep found unsent: a bundle, or a mention that still stands and that no other ring covers."""
    ring = ringing.take(woken, now)
    if ring is None:
        return "known"
    if ring.brand not in configuration.current().brands:
        ringing.outbox.settle(ring, "dropped")
        return "dropped"
    if ring.kind == "bundle":
        return _send(ring, _worded_bundle(ring, now))
    return _send_if_it_stands(ring, now) if ringing.open_for(ring, now) else "dropped"


def _send_if_it_stands(ring: Ring, now: datetime) -> str:
    """Word the mention as it is now; when it was deleted meanwhile, leave it to the sweep to ring for who joined it."""
    mention = mentions.find(ring.platform, ring.external_id)
    if mention is None:
        ringing.outbox.settle(ring, "withdrawn")
        return "dropped"
    return _send(ring, _worded(ring, mention, now))


def _send(ring: Ring, alert: Alert | Bundle) -> str:
    """Publish, then mark as sent. While SNS does not answer the ring stays in the outbox, and the sweep brings it."""
    rendered = render(alert, settings.topic_display_name)
    try:
        topic.publish(rendered.subject, message(rendered), ring.to)
    except NotPublished as error:
        logger.error("not published yet", extra=describe(error))
        if error.refused:
            ringing.outbox.settle(ring, "unsent")
        return "unpublished"
    ringing.outbox.settle(ring, "sent")
    return "rang"


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
        held=ring.count,
        counts={"P1": ring.urgent, "P2": ring.count - ring.urgent},
        to=ring.to,
        zone=current.team_of(ring.brand).timezone,
        since=instant(f"{ring.since}:00Z"),
        sent_at=now,
    )
