"""One path from a mention to a notification: for the function `alert`, the sweep, a redrive and a dry run alike."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Literal

from goodword.alerting.outbox import Notification
from goodword.alerting.ports import Mentions
from goodword.alerting.replies import note_answer
from goodword.alerting.suppressed import Suppression
from goodword.alerting.triage import Triage
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention

type Outcome = Literal["rang", "held", "known", "answered", "promised", "dropped", "unpublished"]
"""rang: somebody was notified; held: suppressed; known: dealt with before; answered: our own post answers a case;
promised: the outbox wakes the function `alert`; dropped: nobody has to be notified any more; unpublished: SNS did not
take it. The first two and the last are metrics, and keep their names.
"""

type Send = Callable[[Notification, Configuration, datetime], Outcome]


class Dispatcher:
    """Decides on one mention after the other, and keeps what is suppressed until `close`.

    `send` delivers a notification at once. Without it a notification is only promised: the outbox entry wakes `alert`.
    """

    def __init__(self, triage: Triage, mentions: Mentions, send: Send | None = None) -> None:
        self.triage, self._mentions, self._send = triage, mentions, send
        self._suppressed = list[tuple[ScoredMention, Suppression]]()

    def handle(self, mention: ScoredMention, configuration: Configuration, now: datetime) -> Outcome:
        """What becomes of a mention of somebody else's."""
        match self.triage.decide(mention, configuration, now, wake=self._send is None):
            case Notification() as notification:
                return self._send(notification, configuration, now) if self._send else "promised"
            case None:
                return "known"
            case suppression:
                self._suppressed.append((mention, suppression))
                return "held"

    def answer(self, own: ScoredMention, sources: Collection[str], configuration: Configuration) -> Outcome:
        """What becomes of our own post, which those sources reported: it answers cases, or none."""
        allies = frozenset().union(*(configuration.allies_of(source) for source in sources))
        return "answered" if note_answer(own, self.triage.cases, self._mentions, allies) else "known"

    def wake(self, promised: Notification, configuration: Configuration, now: datetime) -> Outcome:
        """Send what the sweep promised; about a mention only while no other notification covers its incident."""
        if self._send is None:
            raise RuntimeError("a dispatcher that only promises cannot be woken: give it a sender")
        notification = self.triage.take(promised, configuration, now)
        if notification is None:
            return "known"
        if notification.brand not in configuration.brands:
            self.triage.outbox.settle(notification, "dropped")
            return "dropped"
        if notification.kind == "new":
            mention = self._mentions.find(notification.platform, notification.external_id)
            if not self.triage.opens(notification, mention, configuration, now):
                return "dropped"
        return self._send(notification, configuration, now)

    def close(self, now: datetime) -> list[Suppression]:
        """Keep what was suppressed, in one document for each brand; returns it."""
        suppressed, self._suppressed = self._suppressed, []
        self.triage.keep_suppressed(suppressed, now)
        return [suppression for _, suppression in suppressed]
