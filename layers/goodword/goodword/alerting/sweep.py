"""The sweep, once a minute: notifications that were missed or are overdue, follow-ups, and bundles that are due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from goodword.alerting.bundles import Bundles
from goodword.alerting.case import Case
from goodword.alerting.catch_up import MOST_AT_ONCE, CatchUp
from goodword.alerting.dispatch import Dispatcher
from goodword.alerting.follow_ups import FollowUps
from goodword.alerting.mention_count import Names, since_opened
from goodword.alerting.missed import dealt_with, undone
from goodword.alerting.outbox import LOOK_BACK, Notification
from goodword.alerting.ports import Mentions, UrgentFeed
from goodword.alerting.routing import cool_down, rule_of
from goodword.alerting.suppressed import WAITING, SuppressedBatch, by_incident, member
from goodword.alerting.triage import Triage
from goodword.alerting.waiting_list import WaitingAlert, waiting_alerts
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention, instant
from goodword.storage.keys import minute_of, reference_of

GRACE = timedelta(minutes=2)  # younger mentions may still be in the stream
GLANCE = timedelta(minutes=15)  # every sweep
LOOK = timedelta(hours=26)  # once an hour: longer than a stream keeps its records
MANY = 120  # tries, about two hours of them; after that, every ten minutes
PROMISED = timedelta(minutes=5)  # the promised time until somebody is notified of a P1, at up to 60 a minute


@dataclass(frozen=True, slots=True)
class Sweep:
    """What the sweep does. It can run late, twice or overlap with itself: every step is a conditional write."""

    triage: Triage
    feed: UrgentFeed
    mentions: Mentions

    def go(self, current: Configuration, now: datetime) -> dict[str, int]:
        """Run one sweep; returns how much there was to do of each kind."""
        notifications = self.triage.outbox.since(now - LOOK_BACK)
        named = frozenset(short for notification in notifications for short in notification.named)
        # A P1 that waits for longer than LOOK has been named in a bundle.
        batches = self.triage.suppressed.since(now - (LOOK_BACK if named else LOOK))
        overdue = self.overdue(notifications, current, now)
        wait = waiting_alerts(notifications, batches, now)
        left = CatchUp(self.triage, current, now, self.mentions.find).all(wait)
        withdrawn = [notification for notification in notifications if notification.state == "withdrawn"]
        return {
            "overdue": overdue,
            "rung_later": len(wait) - len(left),
            "withdrawn": self._pass_on(withdrawn, batches, current, now),
            "bundled": Bundles(self.triage, current, now, batches, left, named).all(),
            "followed": self._following(current, now).all(notifications, batches),
            "gathered": self._gather(batches, current, now),
            "forgotten": self.forgotten(notifications, batches, current, now),
            "waits": _late(left, named, now),
        }

    def overdue(self, notifications: Sequence[Notification], current: Configuration, now: datetime) -> int:
        """Promise again, within the rate limits, what was not sent within its lease; after two hours less often.

        A notification that SNS refuses for three days is dropped; its CloudWatch alarm has been on all that time.
        """
        late = [
            notification
            for notification in notifications
            if notification.state in ("claimed", "unsent") and notification.lease_until < now
        ]
        for notification in late:
            if now >= notification.made_at + LOOK_BACK:
                self.triage.outbox.settle(notification, "dropped")
        due = [
            notification
            for notification in late
            if now < notification.made_at + LOOK_BACK and (notification.tries < MANY or now.minute % 10 == 0)
        ]
        return sum(self.triage.promise_again(notification, current, now) for notification in due[:MOST_AT_ONCE])

    def forgotten(
        self,
        notifications: Iterable[Notification],
        batches: Iterable[SuppressedBatch],
        current: Configuration,
        now: datetime,
    ) -> int:
        """Promise notifications for urgent mentions that were missed because their stream record was lost."""
        span = LOOK if now.minute == 0 else GLANCE
        known = dealt_with(notifications, (batch.members for batch in batches))
        keys = (key for brand in current.brands for key in self.feed.urgent(brand, now - span, now - GRACE))
        missed = list(islice(undone(keys, known), MOST_AT_ONCE))
        dispatcher = Dispatcher(self.triage, self.mentions)
        for platform, external_id in missed:
            if mention := self.mentions.find(platform, external_id):
                dispatcher.handle(mention, current, now)
        dispatcher.close(now)
        return len(missed)

    def _following(self, current: Configuration, now: datetime) -> FollowUps:
        return FollowUps(self.triage, current, now, self.mentions.find, partial(self._one_of, now))

    def _pass_on(
        self,
        withdrawn: Sequence[Notification],
        batches: Sequence[SuppressedBatch],
        current: Configuration,
        now: datetime,
    ) -> int:
        """Close the cases of mentions deleted before their notification, and notify about those that joined."""
        joined = by_incident(batches, "joined") if withdrawn else {}
        for notification in withdrawn:
            key = notification.incident_key
            case = self.triage.cases.get(key)
            if case and case.slot == notification.origin:
                names = since_opened(case, joined.get(key, {}))
                self.triage.cases.close(key, notification.origin)
                mention = self._one_of(now, notification.brand, names)
                if mention and self._open(mention, current, now, self.triage.cases.get(key), names) is None:
                    continue  # a P1 waits here for capacity, with the mentions that joined it
            self.triage.outbox.settle(notification, "dropped")
        return len(withdrawn)

    def _open(
        self, mention: ScoredMention, current: Configuration, now: datetime, before: Case | None, names: Names
    ) -> bool | None:
        """Open one case for all of them; while nobody can be notified, they wait for a bundle. None: a P1 waits."""
        outcome = self.triage.open(mention, current, now, before, wake=True, gathered=len(names))
        if outcome is None or isinstance(outcome, Notification):
            return outcome is not None
        if outcome.why == "P1":
            return None
        self.triage.suppressed.keep_names(
            mention.brand, ((outcome.why, outcome.incident_key, name) for name in names), now
        )
        return False

    def _gather(self, batches: Sequence[SuppressedBatch], current: Configuration, now: datetime) -> int:
        """Notify about incidents that have reached the threshold of their rule."""
        names = by_incident(batches, "few")
        waiting = frozenset[str]().union(*(batch.members_for(why) for batch in batches for why in WAITING if names))
        brands = {incident_key: batch.brand for batch in batches for incident_key in batch.why.get("few", {})}
        return sum(
            self._notify_for(brand, incident_key, names[incident_key], waiting, current, now)
            for incident_key, brand in brands.items()
            if brand in current.brands and not names[incident_key].keys() <= waiting
        )

    def _notify_for(
        self,
        brand: str,
        incident_key: str,
        names: Names,
        waiting: frozenset[str],
        current: Configuration,
        now: datetime,
    ) -> bool:
        """Notify about the mentions since the incident's last case, except those that already wait for a bundle."""
        case = self.triage.cases.get(incident_key)
        fresh = {name: minute for name, minute in names.items() if not case or minute > minute_of(case.opened_at)}
        mention = self._one_of(now, brand, {name: minute for name, minute in fresh.items() if name not in waiting})
        if mention is None:
            return False
        if case and case.covers(mention.priority, now, now, cool_down(current, case.rule, case.priority)):
            return False
        rule = rule_of(current, mention)
        if rule and rule.at_least:  # otherwise the rule is gone, and its threshold with it
            start = minute_of(now - timedelta(minutes=rule.at_least.minutes))
            fresh = {name: minute for name, minute in fresh.items() if minute >= start}
            if len(fresh) < rule.at_least.mentions:
                return False
        remaining = {name: minute for name, minute in fresh.items() if name not in waiting}
        return bool(self._open(mention, current, now, case, remaining))

    def _one_of(self, now: datetime, brand: str, names: Names) -> ScoredMention | None:
        """A mention with one of those short names that still exists."""
        if not names:
            return None
        since = instant(f"{min(names.values())}:00Z") - GRACE
        for platform, external_id in self.feed.urgent(brand, since, now):
            known = member(reference_of(platform, external_id)) in names
            if known and (mention := self.mentions.find(platform, external_id)):
                return mention
        return None


def _late(left: Iterable[WaitingAlert], named: frozenset[str], now: datetime) -> int:
    """How many P1 exceeded the promised time without a notification or a place in a bundle."""
    promised = minute_of(now - PROMISED)
    return sum(alert.unnotified and alert.since < promised and alert.short not in named for alert in left)
