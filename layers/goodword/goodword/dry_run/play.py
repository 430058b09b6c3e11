"""A stretch of history played from its first mention to a day after its last: who would have been rung for what."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from goodword.alerting.moot import cancellation_reason
from goodword.alerting.outbox import Notification
from goodword.alerting.replies import note_answer
from goodword.alerting.suppressed import SuppressionReason
from goodword.alerting.sweep import Sweep
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.id_scope import kept_apart
from goodword.mention import ScoredMention
from goodword.storage.document_store import DocumentStore
from goodword.storage.in_memory_store import InMemoryStore
from goodword.storage.keys import minute_of

EVERY = timedelta(minutes=5)  # between two rounds; on AWS it is one minute
AFTERWARDS = timedelta(hours=25)  # until the last case has ended


@dataclass(frozen=True, slots=True)
class SentNotification:
    """A ring as it would have gone out."""

    at: datetime
    ring: Notification


class ReplayedMentions:
    """What was heard so far, as the feed and the table tell it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], ScoredMention] = {}
        self._tellers: dict[tuple[str, str], str] = {}
        self._times: dict[str, list[datetime]] = defaultdict(list)
        self._keys: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def hear(self, mention: ScoredMention) -> None:
        """Add one; they come in the order of their time."""
        key = (mention.platform, str(mention.external_id))
        self._known[key], self._tellers[key] = mention, mention.source
        if mention.rings and not mention.from_self:
            self._times[mention.brand].append(mention.received_at)
            self._keys[mention.brand].append(key)

    def forget(self, platform: str, external_id: str) -> None:
        """Somebody took it back."""
        self._known.pop((platform, external_id), None)

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[tuple[str, str]]:
        """(platform, external id) of what may ring, heard in that span."""
        times = self._times[brand]
        return iter(self._keys[brand][bisect_left(times, after) : bisect_right(times, until)])

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention; None when it was not heard yet."""
        return self._known.get((platform, external_id))

    def told_of(self, platform: str, external_id: str, allies: Collection[str]) -> ScoredMention | None:
        """The same of what one of these sources told of, also when it is kept apart."""
        theirs = self._tellers.get((platform, external_id)) in allies
        return self.find(platform, external_id if theirs else kept_apart(external_id, allies))

    def tellers(self, platform: str, external_id: str) -> Collection[str]:
        """Who told of it, also when it was taken back."""
        teller = self._tellers.get((platform, external_id))
        return [teller] if teller else []


class Replay:
    """One configuration's bell and rounds over a notebook of their own; `every` is the time between two rounds."""

    def __init__(
        self, configuration: Configuration, every: timedelta = EVERY, drawer: DocumentStore | None = None
    ) -> None:
        self.configuration, self.past, self._every = configuration, ReplayedMentions(), every
        self.ringing = Triage(drawer or InMemoryStore())
        self.rounds = Sweep(self.ringing, self.past, self.past)
        self.held = defaultdict[SuppressionReason, int](int)

    def run(
        self, mentions: Iterable[ScoredMention], told: Callable[[datetime], None] = lambda _: None
    ) -> list[SentNotification]:
        """Every ring, in order. `mentions` come by the time they were heard; `told` hears how far it has come."""
        rung, clock = list[SentNotification](), datetime.min.replace(tzinfo=UTC)
        for mention in mentions:
            if clock < mention.received_at - AFTERWARDS:
                clock = mention.received_at - self._every  # nothing was open in between
            while (clock := clock + self._every) <= mention.received_at:
                rung += self.round(clock)
                told(clock)
            clock -= self._every
            rung += self.hear(mention, mention.received_at)
        for more in range(AFTERWARDS // self._every if rung or self.held else 0):
            rung += self.round(clock + (more + 1) * self._every)
        return rung

    def hear(self, mention: ScoredMention, now: datetime) -> list[SentNotification]:
        """What the alert room does with one mention, or with our own answer."""
        self.past.hear(mention)
        if mention.from_self:
            note_answer(mention, self.ringing.cases, self.past, self.configuration.allies_of(mention.source))
            return []
        if not mention.rings:
            return []
        match self.ringing.decide(mention, self.configuration, now):
            case Notification() as ring:
                return self._send(ring, now)
            case None:
                return []
            case kept:
                self.held[kept.why] += 1
                self.ringing.hold([(mention, kept)], now)
                return []

    def round(self, now: datetime) -> list[SentNotification]:
        """What the sweep does at that moment, and the alert room with what it wakes."""
        self.rounds.go(self.configuration, now)
        promised = self.ringing.outbox.since(now)
        due = [ring for ring in promised if ring.state == "claimed" and ring.slot.startswith(minute_of(now))]
        return [rung for ring in due for rung in self._send(ring, now)]

    def _send(self, ring: Notification, now: datetime) -> list[SentNotification]:
        case, mention = self.ringing.cases.get(ring.trouble), self.past.find(ring.platform, ring.external_id)
        done = cancellation_reason(ring, case, mention)
        self.ringing.outbox.settle(ring, done or "sent")
        return [] if done else [SentNotification(now, ring)]
