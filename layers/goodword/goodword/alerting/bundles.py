"""Bundles: each minute, one notification per brand about suppressed mentions. It names the P1 and counts the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goodword.alerting.outbox import LEASE, Notification
from goodword.alerting.rate_limits import MINUTE
from goodword.alerting.routing import owners_of, reach
from goodword.alerting.suppressed import WAITING, SuppressedBatch
from goodword.alerting.triage import Triage
from goodword.alerting.waiting_list import WaitingAlert, minutes
from goodword.config.configuration import Configuration
from goodword.config.rules import Way
from goodword.messages.bundle import NAMED
from goodword.storage.keys import minute_of


@dataclass(frozen=True, slots=True)
class Bundles:
    """One sweep over the brands. `waiting` are the P1 that wait, in fair order; `named` are those already named."""

    triage: Triage
    current: Configuration
    now: datetime
    suppressed: Sequence[SuppressedBatch]
    waiting: Sequence[WaitingAlert]
    named: frozenset[str]

    def all(self) -> int:
        """Promise what is due, longest-waiting brand first; returns how many mentions the bundles are about."""
        through = {brand: self.triage.suppressed.bundled_through(brand) for brand in self._brands()}
        return sum(self._bundle(brand, through[brand]) for brand in sorted(through, key=through.__getitem__))

    def _brands(self) -> list[str]:
        """The brands for which something waits."""
        found = {alert.brand for alert in self.waiting}
        found |= {batch.brand for batch in self.suppressed if batch.why.keys() & set(WAITING)}
        return sorted(found & self.current.brands.keys())

    def _bundle(self, brand: str, seen: str) -> int:
        """Promise one bundle for a brand. What this minute suppresses may still be arriving, and waits for the next."""
        over = minute_of(self.now - LEASE)
        unnamed = [alert for alert in self.waiting if alert.brand == brand and self._nameless(alert, over)]
        batches = [batch for batch in self.suppressed if batch.brand == brand and seen < batch.minute < over]
        waiting = {alert.short for alert in self.waiting}
        counted = frozenset[str]().union(*(batch.counted for batch in batches)) - waiting
        if not unnamed and not counted:
            return 0
        grave = bool(unnamed) or any(batch.members_for("P1") - batch.who.keys() for batch in batches)
        by: tuple[Way, ...] = ("mail", "sms") if grave else ("mail",)
        to = reach(self.current, owners_of(self.current, brand, self.now), by)
        named = unnamed[:NAMED]
        wish = Notification(
            kind="bundle",
            priority="P1" if grave else "P2",
            to=to,
            brand=brand,
            count=len(counted) + len(named),
            since=min((*(batch.minute for batch in batches if batch.counted), *(alert.since for alert in named))),
            after=seen,
            through=max(seen, minute_of(self.now - LEASE - MINUTE)),
            named=tuple(alert.short for alert in named),
            left=len(unnamed) - len(named),
            behind=minutes(len(self.waiting), to) if unnamed else 0,
            made_at=self.now,
            promised_at=self.now,
            lease_until=self.now + LEASE,
        )
        mark = self.triage.suppressed.bundled(brand, seen, wish.through)
        return wish.count if self.triage.follow_up(wish, self.current, self.now, mark, whole=True) else 0

    def _nameless(self, alert: WaitingAlert, over: str) -> bool:
        return alert.unnotified and alert.since < over and alert.short not in self.named
