"""Replays mentions, from the first to a day after the last: who would have been notified about what."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from goodword.alerting.cancellation import cancellation_reason
from goodword.alerting.dispatch import Dispatcher, Outcome
from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import SuppressionReason
from goodword.alerting.sweep import Sweep
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.id_scope import kept_apart
from goodword.mention import ScoredMention
from goodword.storage.document_store import DocumentStore
from goodword.storage.in_memory_store import InMemoryStore
from goodword.storage.keys import minute_of

EVERY = timedelta(minutes=5)  # between two sweeps; on AWS it is one minute
AFTERWARDS = timedelta(hours=25)  # until the last case has ended


@dataclass(frozen=True, slots=True)
class SentNotification:
    """A notification as it would have been sent."""

    at: datetime
    notification: Notification


class ReplayedMentions:
    """The mentions replayed so far, in place of the feed and the table."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], ScoredMention] = {}
        self._reporters: dict[tuple[str, str], str] = {}
        self._times: dict[str, list[datetime]] = defaultdict(list)
        self._keys: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def add(self, mention: ScoredMention) -> None:
        """Add one; call it in order of `received_at`."""
        key = (mention.platform, str(mention.external_id))
        self._known[key], self._reporters[key] = mention, mention.source
        if mention.notifies and not mention.from_self:
            self._times[mention.brand].append(mention.received_at)
            self._keys[mention.brand].append(key)

    def forget(self, platform: str, external_id: str) -> None:
        """Delete a mention, as its author would."""
        self._known.pop((platform, external_id), None)

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[tuple[str, str]]:
        """(platform, external id) of the mentions received in that time span that may notify somebody."""
        times = self._times[brand]
        return iter(self._keys[brand][bisect_left(times, after) : bisect_right(times, until)])

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention; None when it was not received yet."""
        return self._known.get((platform, external_id))

    def reported_by(self, platform: str, external_id: str, allies: Collection[str]) -> ScoredMention | None:
        """The mention of that id that one of these sources reported, also when it is kept apart."""
        theirs = self._reporters.get((platform, external_id)) in allies
        return self.find(platform, external_id if theirs else kept_apart(external_id, allies))

    def reporters(self, platform: str, external_id: str) -> Collection[str]:
        """The sources that reported it, also when it was deleted."""
        reporter = self._reporters.get((platform, external_id))
        return [reporter] if reporter else []


class Replay:
    """Alerting and sweep for one configuration, with their own store; `every` is the time between two sweeps."""

    def __init__(
        self, configuration: Configuration, every: timedelta = EVERY, store: DocumentStore | None = None
    ) -> None:
        self.configuration, self.past, self._every = configuration, ReplayedMentions(), every
        self.triage = Triage(store or InMemoryStore())
        self.sweep = Sweep(self.triage, self.past, self.past)
        self.suppressed = defaultdict[SuppressionReason, int](int)
        self._dispatcher, self._sent = Dispatcher(self.triage, self.past, self._send), list[SentNotification]()

    def run(
        self, mentions: Iterable[ScoredMention], progress: Callable[[datetime], None] = lambda _: None
    ) -> list[SentNotification]:
        """All notifications, in order. `mentions` are sorted by `received_at`; `progress` gets the time reached."""
        sent, clock = list[SentNotification](), datetime.min.replace(tzinfo=UTC)
        for mention in mentions:
            if clock < mention.received_at - AFTERWARDS:
                clock = mention.received_at - self._every  # no case was open in between
            while (clock := clock + self._every) <= mention.received_at:
                sent += self.run_sweep(clock)
                progress(clock)
            clock -= self._every
            sent += self.receive(mention, mention.received_at)
        for more in range(AFTERWARDS // self._every if sent or self.suppressed else 0):
            sent += self.run_sweep(clock + (more + 1) * self._every)
        return sent

    def receive(self, mention: ScoredMention, now: datetime) -> list[SentNotification]:
        """What the function `alert` does with one mention, or with our own answer."""
        self.past.add(mention)
        if mention.from_self:
            self._dispatcher.answer(mention, [mention.source], self.configuration)
        elif mention.notifies:
            self._dispatcher.handle(mention, self.configuration, now)
            for suppression in self._dispatcher.close(now):
                self.suppressed[suppression.why] += 1
        return self._taken()

    def run_sweep(self, now: datetime) -> list[SentNotification]:
        """What the sweep does at that moment, and `alert` with what the sweep promises."""
        self.sweep.go(self.configuration, now)
        for notification in self.triage.outbox.since(now):
            if notification.state == "claimed" and notification.slot.startswith(minute_of(now)):
                self._send(notification, self.configuration, now)
        return self._taken()

    def _send(self, notification: Notification, _configuration: Configuration, now: datetime) -> Outcome:
        case = self.triage.cases.get(notification.incident_key)
        mention = self.past.find(notification.platform, notification.external_id)
        cancelled = cancellation_reason(notification, case, mention)
        self.triage.outbox.settle(notification, cancelled or "sent")
        if cancelled:
            return "dropped"
        self._sent.append(SentNotification(now, notification))
        return "rang"

    def _taken(self) -> list[SentNotification]:
        sent, self._sent = self._sent, []
        return sent
