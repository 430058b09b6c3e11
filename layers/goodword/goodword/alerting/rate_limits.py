"""How many notifications a person gets in a minute and in a day, and what passes these limits. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from goodword.mention import Priority
from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE

type Kind = Literal["new", "late", "more", "step", "handed", "taken", "over", "bundle"]
"""new: a new incident; late: the same, to recipients who had no capacity then; more: further mentions of it;
step: nobody took it yet; handed: a colleague handed it over; taken: somebody took it; over: it is resolved;
bundle: what was suppressed."""

MINUTE = timedelta(seconds=60)
_BUNDLES = 1  # reserved for a bundle, in each minute and in the day's budget
SHARE = {  # per minute, reserving some for those before: P1 by an author new today, other P1, the rest
    "mail": {"unseen": MAILS_A_MINUTE - _BUNDLES, "urgent": 3, "other": 2},
    "sms": {"unseen": TEXTS_A_MINUTE - _BUNDLES, "urgent": 1, "other": 1},
}
_RELIEF = ("taken", "over")
_URGENT = ("new", "late", "step", "handed")


class Sent(Protocol):
    """A notification that was sent, or is about to be."""

    @property
    def kind(self) -> Kind:
        """What it is for."""

    @property
    def priority(self) -> Priority:
        """The priority of its incident."""

    @property
    def reached(self) -> tuple[str, ...]:
        """The recipients who got it, such as "ana:mail"."""

    @property
    def promised_at(self) -> datetime:
        """When it was promised."""


def passes(kind: Kind, priority: Priority) -> bool:
    """Whether it ignores quiet hours and the day's budget: a P1, or the news that a case is taken or resolved."""
    return kind in _RELIEF or (priority == "P1" and kind in (*_URGENT, "bundle"))


def allowed(
    to: Iterable[str], sent: Iterable[Sent], kind: Kind, priority: Priority, now: datetime, *, unseen: bool = False
) -> tuple[str, ...]:
    """The recipients, in order and once each, whose last sixty seconds leave capacity for this.

    `unseen`: nobody was notified today about any other mention by its author.
    """
    last = [notification for notification in sent if notification.promised_at > now - MINUTE]
    urgent = priority == "P1" and kind in _URGENT
    share = "bundle" if kind == "bundle" else "unseen" if urgent and unseen else "urgent" if urgent else "other"
    return tuple(recipient for recipient in dict.fromkeys(to) if _free(recipient, last, share))


def spent(person: str, sent: Iterable[Sent], midnight: datetime) -> int:
    """How many notifications count for the person's day: all but the news that a case is taken or resolved."""
    mine = {f"{person}:mail", f"{person}:sms"}
    return sum(
        notification.kind not in _RELIEF
        and notification.promised_at >= midnight
        and not mine.isdisjoint(notification.reached)
        for notification in sent
    )


def within(budget: int, spent_today: int, kind: Kind) -> bool:
    """Whether the day's budget allows one more; its last notification is reserved for a bundle."""
    return spent_today < (budget if kind == "bundle" else min(budget, max(1, budget - _BUNDLES)))


def _free(recipient: str, last: Sequence[Sent], share: str) -> bool:
    kinds = [notification.kind for notification in last if recipient in notification.reached]
    shares = SHARE[recipient.rpartition(":")[2]]
    bundles = kinds.count("bundle")
    if share == "bundle":
        return bundles < _BUNDLES and len(kinds) < shares["unseen"] + _BUNDLES
    return len(kinds) - bundles < shares[share]
