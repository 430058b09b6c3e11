"""How many have spoken in a case: those who gathered before it rang, and those who joined since."""

from collections.abc import Iterable, Mapping

from goodword.alerting.case import Case
from goodword.alerting.suppressed import SuppressedBatch, by_incident
from goodword.storage.keys import minute_of

type Names = Mapping[str, str]
"""Short names of mentions, each with the minute in which it was held."""


def joined(case: Case, batches: Iterable[SuppressedBatch]) -> Names:
    """Those who joined this opening of the case."""
    return since_opened(case, by_incident(batches, "joined").get(case.incident_key, {}))


def since_opened(case: Case, names: Names) -> Names:
    """Of those who ever joined the trouble, those of this opening; who gathered before it rang is not counted twice."""
    opened = minute_of(case.opened_at)
    return {
        name: minute for name, minute in names.items() if minute > opened or (minute == opened and case.gathered == 1)
    }


def count(case: Case, names: Names) -> int:
    """All of them."""
    return case.gathered + len(names)
