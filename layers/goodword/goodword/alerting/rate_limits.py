"""How often a person is rung: a minute, a day, and by what it may be passed. Pure: nobody is rung into silence."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from goodword.mention import Priority
from goodword.messages.alert import MAILS_A_MINUTE, TEXTS_A_MINUTE

type Kind = Literal["new", "late", "more", "step", "handed", "taken", "over", "bundle"]
"""new: a trouble; late: the same, by the ways that had no room when it was new; more: further voices in it;
step: nobody took it yet; handed: a colleague hands it over; taken: somebody has it; over: it is done;
bundle: what was held back."""

MINUTE = timedelta(seconds=60)
_BUNDLES = 1  # of them, kept free for the count of the rest; of the day's budget as well
SHARE = {  # of a minute, each with a reserve for those before: P1 by somebody new today, other P1, the rest
    "mail": {"unseen": MAILS_A_MINUTE - _BUNDLES, "urgent": 3, "other": 2},
    "sms": {"unseen": TEXTS_A_MINUTE - _BUNDLES, "urgent": 1, "other": 1},
}
_RELIEF = ("taken", "over")
_URGENT = ("new", "late", "step", "handed")


class Sent(Protocol):
    """A ring that went out, or is about to."""

    @property
    def kind(self) -> Kind:
        """What it says."""

    @property
    def priority(self) -> Priority:
        """How urgent its trouble is."""

    @property
    def reached(self) -> tuple[str, ...]:
        """Who got it, such as "ana:mail"."""

    @property
    def promised_at(self) -> datetime:
        """When."""


def passes(kind: Kind, priority: Priority) -> bool:
    """Whether it passes quiet hours and the day's budget: P1, and the word that it is taken or over."""
    return kind in _RELIEF or (priority == "P1" and kind in (*_URGENT, "bundle"))


def allowed(
    to: Iterable[str], sent: Iterable[Sent], kind: Kind, priority: Priority, now: datetime, *, unseen: bool = False
) -> tuple[str, ...]:
    """The recipients, in order and once each, whose last sixty seconds leave room for this.

    `unseen`: nobody was rung yet today for anything else that its author said.
    """
    last = [notification for notification in sent if notification.promised_at > now - MINUTE]
    urgent = priority == "P1" and kind in _URGENT
    share = "bundle" if kind == "bundle" else "unseen" if urgent and unseen else "urgent" if urgent else "other"
    return tuple(recipient for recipient in dict.fromkeys(to) if _free(recipient, last, share))


def spent(person: str, sent: Iterable[Sent], midnight: datetime) -> int:
    """How many rings of the person's day count, by mail or SMS: all but the word that something is taken or over."""
    mine = {f"{person}:mail", f"{person}:sms"}
    return sum(
        notification.kind not in _RELIEF
        and notification.promised_at >= midnight
        and not mine.isdisjoint(notification.reached)
        for notification in sent
    )


def within(budget: int, spent_today: int, kind: Kind) -> bool:
    """Whether the day's budget leaves room; its last ring is kept for the count of the rest."""
    return spent_today < (budget if kind == "bundle" else min(budget, max(1, budget - _BUNDLES)))


def _free(recipient: str, last: Sequence[Sent], share: str) -> bool:
    kinds = [notification.kind for notification in last if recipient in notification.reached]
    shares = SHARE[recipient.rpartition(":")[2]]
    bundles = kinds.count("bundle")
    if share == "bundle":
        return bundles < _BUNDLES and len(kinds) < shares["unseen"] + _BUNDLES
    return len(kinds) - bundles < shares[share]
