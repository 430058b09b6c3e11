"""P1 that wait: once people have capacity, each P1 gets its own notification, in fair order, until none waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goodword.alerting.outbox import Notification
from goodword.alerting.replies import Find
from goodword.alerting.routing import recipients
from goodword.alerting.suppressed import Suppression
from goodword.alerting.triage import Triage
from goodword.alerting.waiting_list import WaitingAlert
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention

MOST_AT_ONCE = 200  # per sweep; the next sweep continues where this one stopped
type Lane = tuple[bool, tuple[str, ...]]
"""Whether it is the first by its author, and its recipients. When one lane is full, it is full for the next too."""
_NOBODY = Suppression("muted", "none")  # deleted, or its brand is gone; the key is not "", which DynamoDB refuses


@dataclass(frozen=True, slots=True)
class CatchUp:
    """One sweep over the P1 that wait."""

    triage: Triage
    current: Configuration
    now: datetime
    find: Find

    def all(self, waiting: Sequence[WaitingAlert]) -> list[WaitingAlert]:
        """Notify about as many as capacity allows; returns those that still wait."""
        full = set[Lane]()
        first, later = waiting[:MOST_AT_ONCE], waiting[MOST_AT_ONCE:]
        return [*(alert for alert in first if not self._notify(alert, full)), *later]

    def _notify(self, alert: WaitingAlert, full: set[Lane]) -> bool:
        """Whether it no longer waits: somebody is notified, it joined a case, or nothing is left to notify about."""
        if alert.notification:
            return self._notify_the_rest(alert, alert.notification, full)
        mention = self._find(alert)
        if mention is None or mention.priority != "P1":
            self.triage.suppressed.keep(alert.brand, [(_NOBODY, alert.who)], self.now)
            return True
        lane = alert.first, recipients(mention, self.current, self.now)
        if lane in full:
            return False
        outcome = self.triage.decide(mention, self.current, self.now, wake=True)
        if isinstance(outcome, Notification):
            return True
        if outcome is not None and outcome.why == "P1":
            full.add(lane)
            return False
        self.triage.keep_suppressed([(mention, outcome or _NOBODY)], self.now)
        return True

    def _notify_the_rest(self, alert: WaitingAlert, notification: Notification, full: set[Lane]) -> bool:
        """The same for recipients who had no capacity when the others were notified."""
        lane = alert.first, notification.rest
        if lane in full:
            return False
        if self._find(alert) is None:
            self.triage.outbox.drop_rest(notification)
        elif not self.triage.notify_the_rest(notification, self.current, self.now):
            full.add(lane)
            return False
        return True

    def _find(self, alert: WaitingAlert) -> ScoredMention | None:
        """The mention as it is now; None when it is gone, or its brand was removed from the configuration."""
        return self.find(alert.who.platform, alert.who.external_id) if alert.brand in self.current.brands else None
