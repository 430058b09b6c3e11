"""The bell: what the table's stream says is urgent becomes one ring, worded for each person and published once."""

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword.alerting.action_links import ActionLinks
from goodword.alerting.compose import Composer
from goodword.alerting.outbox import Notification, person_of, read_notification
from goodword.alerting.replies import note_answer
from goodword.alerting.suppressed import Suppression
from goodword.alerting.triage import Triage, people_in
from goodword.aws.alert_topic import AlertTopic, NotPublished
from goodword.aws.bucket import ConfigurationObject
from goodword.aws.client import AWS_ERRORS
from goodword.aws.dynamodb_items import from_dynamo, read_memory
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.earlier import AuthorHistory
from goodword.aws.feed import MentionFeed
from goodword.aws.mention_table import MentionTable
from goodword.aws.metrics import Metrics
from goodword.config.configuration import Configuration
from goodword.errors import describe
from goodword.health.wording import Health
from goodword.mention import ScoredMention
from goodword.mention_merge import MergedMention
from goodword.messages.message import message, render
from goodword.settings import AlertSettings
from goodword.storage.mention_documents import sources_in

ONE_MORE_MS = 4000  # of ten seconds: to ring once more, and to hold what is held

settings = AlertSettings.from_env(os.environ)
logger, tally = Logger(service="alert"), Metrics("alert")
configuration = ConfigurationObject(settings.bucket_name, Configuration.from_json)
store, mentions = DynamoDBStore(settings.table_name), MentionTable(settings.table_name)
topic, triage = AlertTopic(settings.topic_arn), Triage(store)
telling = Composer(
    triage=triage,
    mentions=mentions,
    feed=MentionFeed(settings.table_name),
    earlier=AuthorHistory(settings.table_name),
    links=ActionLinks(store),
    health=Health(store),
    link_base=settings.link_base,
)


class RecordFailed(Exception):
    """Raised for a record that we cannot handle, so that Lambda takes its neighbours apart from it."""


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Ring for a batch of stream records, in order; what there is no time for, or met an outage, comes again."""
    counts, failures = Counter[str](), list[dict[str, str]]()
    held: list[tuple[ScoredMention, Suppression]] = []
    for place, record in enumerate(event["Records"]):
        if place and context.get_remaining_time_in_millis() < ONE_MORE_MS:
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
            break
        try:
            counts[_hear(record["dynamodb"], held, datetime.now(UTC))] += 1
        except AWS_ERRORS as error:  # the stream's checkpoint: nothing behind it is passed over
            logger.warning("record waits", extra=describe(error))
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
            break
        except Exception as error:  # noqa: BLE001 - whatever it is, its words may quote a person and go no further
            logger.error("record failed", extra=describe(error))
            raise RecordFailed("the batch is halved until the record is alone") from None
    triage.hold(held, datetime.now(UTC))
    tally.write(counts)
    return {"batchItemFailures": failures}


def _hear(change: dict[str, Any], held: list[tuple[ScoredMention, Suppression]], now: datetime) -> str:
    """Ring for one record, or add it to what is held; returns what became of it."""
    image = change["NewImage"]
    match image["type"]["S"]:
        case "outbox":
            return _wake(read_notification(from_dynamo(image)), now)
        case "own":
            return _note(image, change.get("OldImage"))
    mention = read_memory(image).mention
    if _as_urgent_before(change.get("OldImage"), mention):
        return "known"
    match triage.decide(mention, configuration.current(), now):
        case Notification() as notification:
            return _send(notification, now)
        case None:
            return "known"
        case kept:
            held.append((mention, kept))
            return "held"


def _note(image: dict[str, Any], before: dict[str, Any] | None) -> str:
    """Note our own answer, unless neither it nor who told of it has changed."""
    own, reporters = _told(image)
    if before and before["type"]["S"] == "own" and _told(before) == (own, reporters):
        return "known"
    current = configuration.current()
    allies = frozenset().union(*(current.allies_of(source) for source in reporters))
    return "answered" if note_answer(own.mention, triage.cases, mentions, allies) else "known"


def _told(image: dict[str, Any]) -> tuple[MergedMention, frozenset[str]]:
    return read_memory(image), sources_in(from_dynamo(image))


def _as_urgent_before(image: dict[str, Any] | None, mention: ScoredMention) -> bool:
    """Whether an edit, or what a late event filled in, leaves it to what was decided when it was first heard of."""
    if not image or image["type"]["S"] != "mention":
        return False
    before = read_memory(image).mention
    return before.brand == mention.brand and before.notifies and before.priority <= mention.priority


def _wake(woken: Notification, now: datetime) -> str:
    """Send what the sweep promised; a mention's ring only while no other ring covers its trouble."""
    current = configuration.current()
    notification = triage.take(woken, current, now)
    if notification is None:
        return "known"
    if notification.brand not in current.brands:
        triage.outbox.settle(notification, "dropped")
        return "dropped"
    if notification.kind == "new" and not triage.opens(
        notification, mentions.find(notification.platform, notification.external_id), current, now
    ):
        return "dropped"
    return _send(notification, now)


def _send(notification: Notification, now: datetime) -> str:
    """Publish to one person after the other, then mark as sent.

    What SNS did not take stays in the outbox, and the sweep brings it. A mention that was deleted meanwhile is left to
    the sweep as well, which rings for who joined it.
    """
    reported = telling.about(notification, configuration.current(), now)
    if isinstance(reported, str):
        triage.outbox.settle(
            notification, "sent" if notification.notified else reported
        )  # who was told before hears how it ends
        return "dropped"
    for person in people_in(notification.to):
        if person in notification.notified:
            continue
        to = tuple(item for item in notification.to if person_of(item) == person)
        rendered = render(reported(person, to), settings.topic_display_name)
        try:
            topic.publish(rendered.subject, message(rendered), to)
        except NotPublished as error:
            logger.error("not published yet", extra=describe(error))
            if error.refused or notification.notified:
                triage.outbox.settle(notification, "unsent" if error.refused else "claimed")
            return "unpublished"
        notification = replace(notification, notified=(*notification.notified, person))
    triage.outbox.settle(replace(notification, notified=()), "sent")
    return "rang"
