"""Who may be rung right now: awake, with budget left, with room in their minute. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from goodword.alerting import rate_limits
from goodword.alerting.outbox import Notification, person_of
from goodword.alerting.routing import midnight, quiet
from goodword.config.configuration import Configuration

type Capacity = Callable[[Sequence[Notification]], tuple[str, ...]]
"""Given the rings of the last day, which recipients may be rung."""


def capacity_for(wish: Notification, configuration: Configuration, now: datetime) -> Capacity:
    """Those of the wish's recipients for whom there is room, each by themselves."""

    def room(sent: Sequence[Notification]) -> tuple[str, ...]:
        to = willing(wish, sent, configuration, now)
        return rate_limits.allowed(to, sent, wish.kind, wish.priority, now, unseen=unseen(wish, sent))

    return room


def unseen(wish: Notification, sent: Sequence[Notification]) -> bool:
    """Whether nobody was rung on the last day for another mention of its author, or for a copy of it.

    Who has no name cannot be told from who was heard before: a feed would be new with every entry.
    """
    others = [
        notification for notification in sent if notification.kind == "new" and notification.reference != wish.reference
    ]
    known = any(
        _same(notification.author, wish.author) or _same(notification.copies, wish.copies) for notification in others
    )
    return wish.author != "" and not known


def all_or_none(to: tuple[str, ...], room: Capacity) -> Capacity:
    """All of these recipients when there is room for every one, else none: a count is told to everybody or waits."""
    return lambda sent: to if room(sent) == to else ()


def willing(
    wish: Notification, sent: Sequence[Notification], configuration: Configuration, now: datetime
) -> tuple[str, ...]:
    """The recipients who are awake and have budget left; all of them when the wish passes both."""
    if rate_limits.passes(wish.kind, wish.priority):
        return wish.to
    awake = (item for item in wish.to if not quiet(configuration, wish.brand, item, now))
    return tuple(item for item in awake if _affords(item, wish, sent, configuration, now))


def left_today(
    person: str, sent: Sequence[Notification], configuration: Configuration, brand: str, now: datetime
) -> tuple[int, int] | None:
    """How much of the person's budget is left today, and how much a day has; None for somebody unknown."""
    known = configuration.person(person)
    if known is None:
        return None
    return max(
        0, known.budget - rate_limits.spent(person, sent, midnight(configuration, brand, person, now))
    ), known.budget


def _same(first: str, other: str) -> bool:
    return first != "" and first == other


def _affords(
    recipient: str, wish: Notification, sent: Sequence[Notification], configuration: Configuration, now: datetime
) -> bool:
    name = person_of(recipient)
    person = configuration.person(name)
    if person is None:  # taken out of the configuration since
        return False
    today = rate_limits.spent(name, sent, midnight(configuration, wish.brand, name, now))
    return rate_limits.within(person.budget, today, wish.kind)
