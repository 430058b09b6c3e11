"""The reading room: a delivery becomes mentions, each with brand, sentiment, intents and priority."""

import os
from collections import Counter, defaultdict
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from goodword import platforms
from goodword.aws.bucket import ConfigurationObject, Quarantine
from goodword.aws.patient_batch import PatientBatch, Record
from goodword.aws.queues import MentionQueue, NotTaken
from goodword.config.configuration import Configuration
from goodword.errors import Unreadable
from goodword.mention import Mention, ScoredMention
from goodword.platforms._platform import Broken, Delivery, Ignored
from goodword.reading.reader import Reader
from goodword.settings import ScoreSettings

settings = ScoreSettings.from_env(os.environ)
logger, metrics = Logger(service="score"), Metrics(namespace="Goodword", service="score")
configuration = ConfigurationObject(settings.bucket_name, lambda body: _reading(Configuration.from_json(body)))
quarantine = Quarantine(settings.bucket_name)
queues = {True: MentionQueue(settings.urgent_queue_url), False: MentionQueue(settings.scored_queue_url)}


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Read a batch of deliveries; those whose mentions could not all be passed on come again."""
    batch, counts = PatientBatch(event["Records"], [settings.deliveries_queue_url], logger), Counter[str]()
    read = [(record, mention) for record, mentions in batch.each(lambda one: _read(one, counts)) for mention in mentions]
    by_urgency: dict[bool, list[tuple[Record, ScoredMention]]] = defaultdict(list)
    for record, mention in read:
        by_urgency[mention.priority == "P1"].append((record, mention))
    for urgent, group in sorted(by_urgency.items(), reverse=True):
        for place, error in queues[urgent].put_all([mention for _, mention in group]).items():
            batch.fail(group[place][0], error)
    _count(counts)
    return batch.response()


def _read(record: Record, counts: Counter[str]) -> list[ScoredMention]:
    delivery = Delivery.from_message(record["body"])
    reader, accounts = configuration.current()
    try:
        heard = list(platforms.load(delivery.platform).parse(delivery, accounts.get(delivery.source, frozenset())))
    except Unreadable as fault:
        quarantine.keep_delivery(delivery, str(fault))
        counts["quarantined"] += 1
        return []
    found: list[ScoredMention] = []
    for one in heard:
        match one:
            case Broken(reason, item):
                quarantine.keep_item(delivery, reason, item)
                counts["quarantined"] += 1
            case Ignored(reason):
                counts[f"ignored: {reason}"] += 1
            case Mention(kind="reaction"):
                counts["ignored: reaction"] += 1
            case Mention() if scored := reader.read(one):
                found.append(scored)
                counts["scored"] += 1
            case Mention():
                counts["ignored: no brand of ours"] += 1
    return found


def _reading(loaded: Configuration) -> tuple[Reader, dict[str, frozenset[str]]]:
    return loaded.reader(), {source: loaded.accounts_of(source) for source in loaded.sources}


def _count(counts: Counter[str]) -> None:
    """One line a batch, for the balance; one metric a kind, with no dimension but the room."""
    logger.info("read", extra={"counts": counts})
    for name in ("scored", "quarantined"):
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=counts[name])
    ignored = sum(number for what, number in counts.items() if what.startswith("ignored"))
    metrics.add_metric(name="ignored", unit=MetricUnit.Count, value=ignored)
