"""How our own answer is noticed: it speaks in a thread or a conversation that a case is about."""

from collections.abc import Callable, Iterator
from datetime import datetime

from goodword.aws.cases import Case, Cases
from goodword.mention import ScoredMention
from goodword.trouble import trouble_of, troubles_of

_RACES = 5  # changes of a case at the same moment; the stream brings the record again after that

type Find = Callable[[str, str], ScoredMention | None]


def note_answer(own: ScoredMention, cases: Cases, find: Find) -> int:
    """Keep with each case that this answers when it was answered; returns how many there are."""
    at = own.received_at
    return sum(_answer(trouble, at, cases) for trouble in dict.fromkeys(_answered(own, cases, find)))


def _answered(own: ScoredMention, cases: Cases, find: Find) -> Iterator[str]:
    """The troubles that it speaks to: of the mention that it answers, else of the one that began the thread."""
    if own.kind == "message":
        yield from (case.trouble for case in cases.of(troubles_of(own)))
        return
    for external_id in dict.fromkeys(filter(None, (own.parent_id, own.root_id))):
        spoken_to = find(own.platform, external_id)
        if spoken_to and not spoken_to.from_self:
            yield trouble_of(spoken_to)
            return


def _answer(trouble: str, at: datetime, cases: Cases) -> bool:
    for _ in range(_RACES):
        case = cases.get(trouble)
        if not _waits(case, at):
            return False
        if case and cases.answer(case, at):
            return True
    raise RuntimeError("the case kept changing while its answer was noted: let the stream bring it again")


def _waits(case: Case | None, at: datetime) -> bool:
    """Whether an answer heard then is one to this opening of the case, and the first."""
    return case is not None and case.answered_at is None and at >= case.opened_at
