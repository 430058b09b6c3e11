"""The reading room: a delivery becomes mentions, each with brand, sentiment, intents and priority."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from goodword import connectors
from goodword.alerting.rules import judge
from goodword.aws.bucket import ConfigurationObject, Quarantine
from goodword.aws.comprehend import ComprehendScorer
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.job_queue import JobQueue
from goodword.aws.metrics import Metrics
from goodword.aws.queues import AlliesOf, DeliveryQueue, MentionQueue
from goodword.aws.sqs_batch import Record, RetryDelays, SqsBatch, queue_name, queue_of, turned
from goodword.budget.comprehend import MonthlyBudget
from goodword.config.configuration import Configuration
from goodword.errors import Unreadable
from goodword.jobs import Job
from goodword.mention import Mention, ScoredMention
from goodword.platforms.contract import Broken, Delivery, Ignored, Lookup, ParsedItem, Wordless
from goodword.reading.reader import Reader
from goodword.scoring import portions
from goodword.scoring.reader_factory import reader as reader_of
from goodword.scoring.second_opinion import Opinions, SecondOpinion
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.standard import standard_scorer
from goodword.settings import ScoreSettings

ASK_AGAIN_MS = 7500  # four to pass on, three for an answer that does not come
MANY = 50  # mentions in one delivery, above which the fast tier reads them: a thousand have to be read in five seconds
ONE_MORE_MS = 5000  # of ten seconds: one to take one more delivery apart, four to pass on
MANY_BROKEN = 100  # in one delivery, above which it is kept once as a whole, and not each of them
PASS_ON_MS = 4000  # below this no further mention is read: what is left of its delivery goes back to the queue

settings = ScoreSettings.from_env(os.environ)
logger, tally = Logger(service="score"), Metrics("score")
configuration = ConfigurationObject(settings.bucket_name, lambda body: _reading(Configuration.from_json(body)))
scorer, fast = standard_scorer(), FastScorer()
retry_delays = RetryDelays([settings.deliveries_queue_url, settings.pages_queue_url])
quarantine = Quarantine(settings.bucket_name)
origins = {queue_name(url): DeliveryQueue(url) for url in (settings.deliveries_queue_url, settings.pages_queue_url)}
queues = {True: MentionQueue(settings.urgent_queue_url), False: MentionQueue(settings.scored_queue_url)}
lookups = {"fetch": JobQueue(settings.jobs_queue_url), "visit": JobQueue(settings.visits_queue_url)}


def _stopped(cap: str) -> None:
    logger.warning("Amazon Comprehend is not asked until the month is over", extra={"reached": cap})
    tally.write({"stopped": 1})


def _amazon() -> SecondOpinion | None:
    """Amazon's, where the stack allows it."""
    if settings.paid_reading == "false":
        return None
    books = DynamoDBStore(settings.paid_reading, hurried=True)
    budget = MonthlyBudget(books, lambda: configuration.current()[0].comprehend, _stopped)
    return SecondOpinion(
        ComprehendScorer(budget, lambda: datetime.now(UTC), lambda value, about: logger.warning(value, extra={**about}))
    )


second_opinion = _amazon()


class _Counts:
    """What became of the items of one batch; of those ignored, why; what came without words; what was paid for."""

    def __init__(self) -> None:
        self.outcomes, self.ignored, self.wordless = Counter[str](), Counter[str](), Counter[str]()
        self.opinions = Opinions()

    def note(self, platform: str, parsed: Ignored | Wordless) -> None:
        if isinstance(parsed, Ignored):
            self.ignore(parsed.reason)
        else:
            self.wordless[f"{platform} {parsed.kind}"] += 1

    def ignore(self, reason: str) -> None:
        self.outcomes["ignored"] += 1
        self.ignored[reason] += 1


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take a batch of deliveries apart; those of which not all could be passed on come again.

    One is passed on before the next is begun. Where one ends the run in the middle, the others of its batch are behind
    it at the first time or at the second, and are let go then: in the end it comes alone.
    """
    batch, counts = SqsBatch(turned(event["Records"]), retry_delays, logger), _Counts()
    left_ms = context.get_remaining_time_in_millis
    shares = portions.Shares(len(event["Records"]), left_ms, PASS_ON_MS)
    for record, _ in batch.each(
        lambda item: _take(item, counts, shares.next(), left_ms), lambda: left_ms() > ONE_MORE_MS
    ):
        batch.let_go(record)
    tally.write(counts.outcomes, ignored_because=counts.ignored, wordless=counts.wordless)
    return batch.response()


def _take(record: Record, counts: _Counts, time_left: Callable[[], bool], left_ms: Callable[[], int]) -> None:
    """Read one delivery and pass on what is in it. Raises what stands in the way."""
    delivery = Delivery.from_message(record["body"])
    rules, readers, accounts, allies_of = configuration.current()
    if delivery.source not in accounts:  # intake may know of a new source up to a minute before we do
        rules, readers, accounts, allies_of = configuration.again()
    try:
        parsed = _without_many_broken(
            delivery, list(connectors.hear(delivery, accounts.get(delivery.source, frozenset()))), counts
        )
    except Unreadable as fault:
        quarantine.keep_delivery(delivery, str(fault))
        counts.outcomes["quarantined"] += 1
        return
    found, lookups, reactions = list[ScoredMention](), list[Lookup](), list[Mention]()
    reader, portion = readers[len(parsed) > MANY], portions.Portion(parsed, delivery.part, time_left)
    for item_item in portion:
        match item_item:
            case Broken(reason, item):
                quarantine.keep_item(delivery, reason, item)
                counts.outcomes["quarantined"] += 1
            case Ignored() | Wordless():
                counts.note(delivery.platform, item_item)
            case Lookup():
                lookups.append(item_item)
            case Mention(kind="reaction"):
                reactions.append(item_item)
            case Mention() if scored := reader.read(item_item):
                # By when it was heard, not by now: what comes again is judged as it was the first time.
                found.append(judge(scored, rules, scored.received_at))
                counts.outcomes["scored"] += 1
            case Mention():
                counts.ignore("no brand of ours")
    _pass_on(_again(found, counts, left_ms), allies_of)
    _send_out(delivery, lookups, counts)
    _count_reactions(reactions, allies_of, counts)
    # Last: a delivery that fails comes again whole, and must not leave parts behind.
    _put_back(record, portion.back(record["body"]), counts)


def _pass_on(mentions: list[ScoredMention], allies_of: AlliesOf) -> None:
    """Put mentions on their queues, the urgent first. Raises the first that was not taken, when all were tried."""
    by_urgency: dict[bool, list[ScoredMention]] = defaultdict(list)
    for mention in mentions:
        by_urgency[mention.priority == "P1" and mention.notifies].append(mention)
    refused = [
        error
        for urgent, group in sorted(by_urgency.items(), reverse=True)
        for error in queues[urgent].put_all(group, allies_of).values()
    ]
    if refused:
        raise refused[0]


def _without_many_broken(delivery: Delivery, parsed: list[ParsedItem], counts: _Counts) -> list[ParsedItem]:
    """The items; where too many cannot be read, those that can: then the delivery is kept, at its first part."""
    sound: list[ParsedItem] = [item for item in parsed if not isinstance(item, Broken)]
    broken = len(parsed) - len(sound)
    if broken <= MANY_BROKEN:
        return parsed
    if delivery.part is None:
        quarantine.keep_delivery(delivery, f"{broken} of its {len(parsed)} items cannot be read")
        counts.outcomes["quarantined"] += 1
    return sound


def _put_back(record: Record, messages: list[str], counts: _Counts) -> None:
    """Put what there was no time for on the queue that it came from. Raises what stands in the way."""
    for message in messages:
        origins[queue_of(record)].put(message)
    counts.outcomes["put_back"] += len(messages)


def _again(read: list[ScoredMention], counts: _Counts, left_ms: Callable[[], int]) -> list[ScoredMention]:
    """Those of which we are unsure as Amazon reads them, where that is configured; the rest as they are."""
    if not (read and second_opinion):
        return read
    rules, readers, _, _ = configuration.current()
    found = second_opinion.on(
        read,
        rules.comprehend,
        lambda scored, sentiment, model: judge(
            readers[False].again(scored, sentiment, model), rules, scored.received_at
        ),
        counts.opinions,
        lambda: left_ms() > ASK_AGAIN_MS,
    )
    counts.outcomes["second_opinions"] += sum(new is not old for new, old in zip(found, read, strict=True))
    return found


def _send_out(delivery: Delivery, required: list[Lookup], counts: _Counts) -> None:
    """Have asked what was not said. Raises what stands in the way: then the delivery comes again, and asks again."""
    if delivery.asked is not None:
        required = []  # an answer never asks: two platforms' files could send each other on for ever
    for room, queue in lookups.items():
        jobs = [_job(delivery, lookup) for lookup in required if lookup.room == room]
        for error in queue.put_all(jobs).values():
            raise error
        counts.outcomes["asked"] += len(jobs)


def _job(delivery: Delivery, lookup: Lookup) -> Job:
    return Job(
        kind="visit" if lookup.room == "visit" else "lookup",
        platform=delivery.platform,
        source=delivery.source,
        what=lookup.asked["what"],
        asked=lookup.asked,
        sure=lookup.claim is None,
    )


def _count_reactions(reactions: list[Mention], allies_of: AlliesOf, counts: _Counts) -> None:
    """Pass reactions on to be counted: those of others, to something that has an id."""
    counted = [reaction for reaction in reactions if reaction.parent_id and not reaction.from_self]
    if counted:
        queues[False].put_reactions(counted, allies_of)
    counts.outcomes["reactions"] += len(counted)
    for _ in range(len(reactions) - len(counted)):
        counts.ignore("reaction of our own, or to nothing")


def _reading(loaded: Configuration) -> tuple[Configuration, dict[bool, Reader], dict[str, frozenset[str]], AlliesOf]:
    """The rules, who reads (True: where there are many to be read), each source's own accounts, and its allies."""
    readers = {False: reader_of(loaded, scorer), True: reader_of(loaded, fast, hurried=True)}
    accounts = {name: loaded.accounts_of(name) for name in loaded.sources}
    return loaded, readers, accounts, cache(loaded.allies_of)
