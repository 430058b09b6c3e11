"""How many mentions a case has: those counted when it opened, and those that joined since."""

from collections.abc import Iterable, Mapping

from goodword.alerting.case import Case
from goodword.alerting.suppressed import SuppressedBatch, by_incident
from goodword.storage.keys import minute_of

type Names = Mapping[str, str]
"""Short names of mentions, each with the minute in which it was suppressed."""


def joined(case: Case, batches: Iterable[SuppressedBatch]) -> Names:
    """The mentions that joined the case since it was opened."""
    return since_opened(case, by_incident(batches, "joined").get(case.incident_key, {}))


def since_opened(case: Case, names: Names) -> Names:
    """Of the mentions of this incident, those since the case opened, without those that `gathered` already counts."""
    opened = minute_of(case.opened_at)
    return {
        name: minute for name, minute in names.items() if minute > opened or (minute == opened and case.gathered == 1)
    }


def count(case: Case, names: Names) -> int:
    """All mentions of the case."""
    return case.gathered + len(names)
