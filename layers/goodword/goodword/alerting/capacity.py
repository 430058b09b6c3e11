"""Who can be notified right now: outside quiet hours, with daily budget and per-minute capacity left. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from goodword.alerting import rate_limits
from goodword.alerting.outbox import Notification, person_of
from goodword.alerting.routing import midnight, quiet
from goodword.config.configuration import Configuration

type Capacity = Callable[[Sequence[Notification]], tuple[str, ...]]
"""Given the notifications of the last day, which recipients can be notified."""


def capacity_for(wish: Notification, configuration: Configuration, now: datetime) -> Capacity:
    """Those of the wish's recipients who have capacity, each checked separately."""

    def capacity(sent: Sequence[Notification]) -> tuple[str, ...]:
        to = willing(wish, sent, configuration, now)
        return rate_limits.allowed(to, sent, wish.kind, wish.priority, now, unseen=unseen(wish, sent))

    return capacity


def unseen(wish: Notification, sent: Sequence[Notification]) -> bool:
    """Whether nobody was notified in the last day about another mention by its author, or about a copy of it.

    False for an author without a name: otherwise every entry of a feed would count as a new author.
    """
    others = [other for other in sent if other.kind == "new" and other.reference != wish.reference]
    known = any(_same(other.author, wish.author) or _same(other.copies, wish.copies) for other in others)
    return wish.author != "" and not known


def all_or_none(to: tuple[str, ...], capacity: Capacity) -> Capacity:
    """All of these recipients when every one has capacity, else none: a count goes to everybody or waits."""
    return lambda sent: to if capacity(sent) == to else ()


def willing(
    wish: Notification, sent: Sequence[Notification], configuration: Configuration, now: datetime
) -> tuple[str, ...]:
    """The recipients outside quiet hours with budget left; all of them when neither applies to the wish."""
    if rate_limits.passes(wish.kind, wish.priority):
        return wish.to
    awake = (recipient for recipient in wish.to if not quiet(configuration, wish.brand, recipient, now))
    return tuple(recipient for recipient in awake if _affords(recipient, wish, sent, configuration, now))


def left_today(
    person: str, sent: Sequence[Notification], configuration: Configuration, brand: str, now: datetime
) -> tuple[int, int] | None:
    """How much of the person's budget is left today, and the budget of a day; None for an unknown person."""
    found = configuration.person(person)
    if found is None:
        return None
    spent = rate_limits.spent(person, sent, midnight(configuration, brand, person, now))
    return max(0, found.budget - spent), found.budget


def _same(first: str, other: str) -> bool:
    return first != "" and first == other


def _affords(
    recipient: str, wish: Notification, sent: Sequence[Notification], configuration: Configuration, now: datetime
) -> bool:
    name = person_of(recipient)
    person = configuration.person(name)
    if person is None:  # removed from the configuration since
        return False
    today = rate_limits.spent(name, sent, midnight(configuration, wish.brand, name, now))
    return rate_limits.within(person.budget, today, wish.kind)
