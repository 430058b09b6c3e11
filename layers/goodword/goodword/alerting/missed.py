"""Which mentions were missed: nobody was notified, and they were not suppressed."""

from collections.abc import Iterable, Iterator

from goodword.alerting.outbox import Notification
from goodword.alerting.suppressed import member
from goodword.storage.keys import reference_of


def dealt_with(notifications: Iterable[Notification], suppressed: Iterable[frozenset[str]]) -> frozenset[str]:
    """The short names of all mentions that somebody was notified about, or that were suppressed."""
    notified = {member(notification.reference) for notification in notifications if notification.external_id}
    return frozenset(notified).union(*suppressed)


def undone(mentions: Iterable[tuple[str, str]], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Those of the mentions (platform, external id) that are not in `known`."""
    return (key for key in mentions if member(reference_of(*key)) not in known)
