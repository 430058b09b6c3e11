"""Which mentions nobody has dealt with: neither rung for nor held."""

from collections.abc import Iterable, Iterator

from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import member
from goodword.storage.keys import reference_of


def dealt_with(notifications: Iterable[Notification], held: Iterable[frozenset[str]]) -> frozenset[str]:
    """The short names of every mention that was rung for or held."""
    notified = {member(notification.reference) for notification in notifications if notification.external_id}
    return frozenset(notified).union(*held)


def undone(mentions: Iterable[tuple[str, str]], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Those of the mentions (platform, external id) that nobody has dealt with."""
    return (
        (platform, mention) for platform, mention in mentions if member(reference_of(platform, mention)) not in known
    )
