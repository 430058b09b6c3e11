"""How `goodword redrive stream` works: it notifies about missed mentions and has their minutes counted again."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from goodword.alerting.case import OPEN_FOR, Case
from goodword.alerting.dispatch import Dispatcher
from goodword.alerting.incident_key import incident_key_of
from goodword.alerting.missed import dealt_with, undone
from goodword.alerting.triage import Triage
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.mention_queries import MentionFeed
from goodword.aws.mention_table import MentionTable
from goodword.command._progress import left_over, progress
from goodword.command.configure import in_force
from goodword.config import Configuration
from goodword.errors import ConfigurationError
from goodword.mention import ScoredMention
from goodword.operations.dead_letters import Queue
from goodword.operations.stack import DeployedStack
from goodword.operations.stream_gaps import Span, is_of_a_stream, joined, span_of
from goodword.stats.recount_queue import RecountQueue

_HIDDEN = 3600  # seconds in which a letter belongs to this run


def stream(stack: DeployedStack, args: argparse.Namespace) -> int:
    """Check the time spans of the letters; when all are checked, delete the letters that Lambda wrote."""
    letters = Queue(stack.resource("StreamDeadLetters"))
    before = letters.depth()
    most = before.waiting if args.limit is None else min(before.waiting, args.limit)
    print(f"stream: dead letters: {before}.")
    if args.dry_run or not most:
        print(f"The time spans of {most} of them would be checked." if most else "Nothing to check.")
        return 0
    look = LookingBack(stack.output("TableName"), _configuration(stack))
    found = [letter for batch in letters.letters(most, hidden=_HIDDEN) for letter in batch]
    try:
        for span in joined(map(span_of, found)):
            print(f"{span.since:%Y-%m-%d %H:%M} to {span.until:%Y-%m-%d %H:%M} UTC: {_summary(look.check(span))}.")
    except BaseException:  # an outage or Ctrl-C: the next run gets the letters at once
        letters.release(found)
        raise
    others = [letter for letter in found if not is_of_a_stream(letter)]
    letters.delete([letter for letter in found if is_of_a_stream(letter)])
    letters.release(others)
    print(f"stream: dead letters: {letters.depth()}.")
    return left_over(len(others), "is not about a batch; the day before it was checked anyway")


_BECOMES = {"promised": "are sent now", "known": "are nobody's", "held": "are held back"}


class LookingBack:
    """Does for any time what the sweep does for the last day; every step is a conditional write and repeatable."""

    def __init__(self, table: str, configuration: Configuration) -> None:
        self._triage, self._feed = Triage(DynamoDBStore(table)), MentionFeed(table)
        self._mentions, self._recount_queue = MentionTable(table), RecountQueue(table)
        self._configuration = configuration

    def check(self, span: Span) -> Counter[str]:
        """Notify about or suppress mentions that were neither notified nor suppressed then, and mark their minutes."""
        missed = list(self._missed(span))
        tell, counts = progress("stream", len(missed)), Counter[str]()
        dispatcher = Dispatcher(self._triage, self._mentions)
        for done, mention in enumerate(missed, 1):
            counts[_BECOMES[dispatcher.handle(mention, self._configuration, datetime.now(UTC))]] += 1
            tell(done)
        dispatcher.close(datetime.now(UTC))
        return counts + Counter({"minutes will be counted again": self._mark(span)})

    def _missed(self, span: Span) -> Iterator[ScoredMention]:
        since = self._triage.outbox.since(span.since), self._triage.suppressed.since(span.since)
        known = dealt_with(since[0], (batch.members for batch in since[1]))
        keys = (key for brand in self._configuration.brands for key in self._feed.urgent(brand, *span))
        for platform, external_id in undone(keys, known):
            mention = self._mentions.find(platform, external_id)
            if mention and not _was_notified(self._triage.cases.get(incident_key_of(mention)), mention):
                yield mention

    def _mark(self, span: Span) -> int:
        now = datetime.now(UTC)
        return sum(
            self._recount_queue.mark(brand, minute, now)
            for brand in self._configuration.brands
            for minute in sorted(self._feed.minutes(brand, *span))
        )


def _was_notified(case: Case | None, mention: ScoredMention) -> bool:
    """Whether its incident's case was open then or opened later: outbox and suppressed items stay only three days."""
    return case is not None and case.opened_at > mention.received_at - OPEN_FOR


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items()) or "nothing was missed"


def _configuration(stack: DeployedStack) -> Configuration:
    if loaded := in_force(stack):
        return loaded
    raise ConfigurationError("the stack has no configuration yet: run `goodword configure` first")
