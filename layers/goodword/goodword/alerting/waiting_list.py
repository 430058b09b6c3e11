"""P1 that wait for room, and in which order they get it: who was not heard today comes before who floods. Pure."""

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
_SEVERAL = ""  # no mention's short name: more than one has that author, or that text
_STANDS = ("claimed", "sent", "unsent", "over")


@dataclass(slots=True)
class WaitingAlert:
    """A P1, `short` its short name, that waits since the minute `since`.

    `ring` went to those who had room; None where nobody had. `first`: it is untold, its author has a name, and neither
    they nor its text was rung for today, nor waits before it.
    """

    brand: str
    since: str
    short: str
    who: Suppressed
    notification: Notification | None = None
    first: bool = False

    @property
    def unnotified(self) -> bool:
        """Whether somebody has not heard of it yet; else a further ring about it waits, such as the next step's."""
        return self.notification is None or self.notification.counted_before == 0


def waiting_alerts(
    notifications: Sequence[Notification], held: Sequence[SuppressedBatch], now: datetime
) -> list[WaitingAlert]:
    """Every P1 that waits, in the order of fairness; `rings` and `held` are what the outbox and the held items keep."""
    return _in_turn(_ranked([*_rest(notifications), *_whole(notifications, held)], notifications, now))


def who_of(notification: Notification) -> Suppressed:
    """The mention that a ring is about."""
    return Suppressed(
        notification.platform, notification.external_id, notification.source, notification.author, notification.copies
    )


def minutes(many: int, to: Iterable[str]) -> int:
    """In how many minutes so many are rung for one by one, by the slowest of these ways."""
    ways = {recipient.rpartition(":")[2] for recipient in to}
    most = min((SHARE[way]["unseen"] for way in ways), default=1)
    return -(-many // most)


def _rest(notifications: Iterable[Notification]) -> Iterator[WaitingAlert]:
    """Those for which somebody had room, and somebody had not."""
    for notification in notifications:
        if notification.rest and not notification.later and notification.state in _STANDS:
            who = who_of(notification)
            yield WaitingAlert(notification.brand, minute_of(notification.promised_at), who.short, who, notification)


def _whole(notifications: Iterable[Notification], held: Sequence[SuppressedBatch]) -> Iterator[WaitingAlert]:
    """Those that were held, and neither rung for nor counted elsewhere since."""
    if not any(batch.who for batch in held):
        return iter(())
    found, done = dict[str, WaitingAlert](), dict[str, str]()
    for notification in notifications:
        if notification.kind == "new" and notification.priority == "P1":
            _note(done, who_of(notification).short, minute_of(notification.promised_at))
    for batch in held:
        for why in ENDED:
            for short in batch.of(why):
                _note(done, short, batch.minute)
        for short, who in batch.who.items():
            found.setdefault(short, WaitingAlert(batch.brand, batch.minute, short, who))
    return (item for short, item in found.items() if done.get(short, "") < item.since)


def _note(done: dict[str, str], short: str, minute: str) -> None:
    done[short] = max(done.get(short, ""), minute)


def _ranked(found: Sequence[WaitingAlert], notifications: Iterable[Notification], now: datetime) -> list[WaitingAlert]:
    """The oldest first, each with whether its author and its text are the first of today."""
    if not found:
        return []
    known = dict[str, str]()
    for notification in notifications:
        if notification.kind == "new" and notification.promised_at > now - DAY:
            _seen(known, who_of(notification), who_of(notification).short)
    ranked = sorted(found, key=lambda item: (item.since, item.short))
    for item in ranked:
        seen = _seen(known, item.who, item.short)
        item.first = item.unnotified and item.who.author != "" and not seen
    return ranked


def _seen(known: dict[str, str], who: Suppressed, short: str) -> bool:
    """Whether another mention of this author, or with this text, is `known`; from now on this one is."""
    seen = False
    for mark in (f"author {who.author}" if who.author else "", f"copies {who.copies}" if who.copies else ""):
        if mark and known.setdefault(mark, short) != short:
            known[mark] = _SEVERAL
            seen = True
    return seen


def _in_turn(ranked: Iterable[WaitingAlert]) -> list[WaitingAlert]:
    """Those that are first before the others; among either, one of each brand and source in turn."""
    turns, placed = Counter[tuple[bool, str, str]](), list[tuple[bool, int, WaitingAlert]]()
    for item in ranked:
        lane = item.first, item.brand, item.who.source
        turns[lane] += 1
        placed.append((not item.first, turns[lane], item))
    return [item for *_, item in sorted(placed, key=itemgetter(0, 1))]
