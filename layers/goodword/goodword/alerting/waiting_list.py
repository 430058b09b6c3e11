"""P1 that wait for capacity, in fair order: an author who is new today comes before one who floods. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from goodword.alerting.outbox import Notification
from goodword.alerting.rate_limits import SHARE
from goodword.alerting.suppressed import ENDED, Suppressed, SuppressedBatch
from goodword.storage.keys import minute_of

DAY = timedelta(hours=24)
_SEVERAL = ""  # not a short name: several mentions have that author or text
_STANDS = ("claimed", "sent", "unsent", "over")


@dataclass(slots=True)
class WaitingAlert:
    """A P1 that waits since the minute `since`; `short` is its short name.

    `notification` went to recipients with capacity; None when nobody had any. `first`: nobody was notified of it, its
    author has a name, and nobody was notified today, or waits before it, because of the same author or text.
    """

    brand: str
    since: str
    short: str
    who: Suppressed
    notification: Notification | None = None
    first: bool = False

    @property
    def unnotified(self) -> bool:
        """Whether people do not know of it yet; otherwise a further notification waits, such as an escalation."""
        return self.notification is None or self.notification.counted_before == 0


def waiting_alerts(
    notifications: Sequence[Notification], batches: Sequence[SuppressedBatch], now: datetime
) -> list[WaitingAlert]:
    """All P1 that wait, in fair order; `notifications` and `batches` come from the outbox and from triage."""
    return _in_turn(_ranked([*_rest(notifications), *_whole(notifications, batches)], notifications, now))


def who_of(notification: Notification) -> Suppressed:
    """The mention that a notification is about."""
    return Suppressed(
        notification.platform, notification.external_id, notification.source, notification.author, notification.copies
    )


def minutes(many: int, to: Iterable[str]) -> int:
    """How many minutes it takes to notify about so many one by one, by the slowest of these channels."""
    ways = {recipient.rpartition(":")[2] for recipient in to}
    most = min((SHARE[way]["unseen"] for way in ways), default=1)
    return -(-many // most)


def _rest(notifications: Iterable[Notification]) -> Iterator[WaitingAlert]:
    """Those for which some recipients had capacity, and some had none."""
    for notification in notifications:
        if notification.rest and not notification.later and notification.state in _STANDS:
            who = who_of(notification)
            yield WaitingAlert(notification.brand, minute_of(notification.promised_at), who.short, who, notification)


def _whole(notifications: Iterable[Notification], batches: Sequence[SuppressedBatch]) -> Iterator[WaitingAlert]:
    """Those that were suppressed, and neither notified about nor counted elsewhere since."""
    if not any(batch.who for batch in batches):
        return iter(())
    found, done = dict[str, WaitingAlert](), dict[str, str]()
    for notification in notifications:
        if notification.kind == "new" and notification.priority == "P1":
            _note(done, who_of(notification).short, minute_of(notification.promised_at))
    for batch in batches:
        for why in ENDED:
            for short in batch.members_for(why):
                _note(done, short, batch.minute)
        for short, who in batch.who.items():
            found.setdefault(short, WaitingAlert(batch.brand, batch.minute, short, who))
    return (alert for short, alert in found.items() if done.get(short, "") < alert.since)


def _note(done: dict[str, str], short: str, minute: str) -> None:
    done[short] = max(done.get(short, ""), minute)


def _ranked(found: Sequence[WaitingAlert], notifications: Iterable[Notification], now: datetime) -> list[WaitingAlert]:
    """The oldest first, each with whether its author and text are new today."""
    if not found:
        return []
    known = dict[str, str]()
    for notification in notifications:
        if notification.kind == "new" and notification.promised_at > now - DAY:
            _seen(known, who_of(notification), who_of(notification).short)
    ranked = sorted(found, key=lambda alert: (alert.since, alert.short))
    for alert in ranked:
        seen = _seen(known, alert.who, alert.short)
        alert.first = alert.unnotified and alert.who.author != "" and not seen
    return ranked


def _seen(known: dict[str, str], who: Suppressed, short: str) -> bool:
    """Whether another mention by this author, or with this text, is in `known`; adds this one to it."""
    seen = False
    for key in (f"author {who.author}" if who.author else "", f"copies {who.copies}" if who.copies else ""):
        if key and known.setdefault(key, short) != short:
            known[key] = _SEVERAL
            seen = True
    return seen


def _in_turn(ranked: Iterable[WaitingAlert]) -> list[WaitingAlert]:
    """The `first` ones before the others; within each group, brands and sources take turns."""
    turns, placed = Counter[tuple[bool, str, str]](), list[tuple[bool, int, WaitingAlert]]()
    for alert in ranked:
        lane = alert.first, alert.brand, alert.who.source
        turns[lane] += 1
        placed.append((not alert.first, turns[lane], alert))
    return [alert for *_, alert in sorted(placed, key=itemgetter(0, 1))]
