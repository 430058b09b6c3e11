"""Cases: an incident that somebody was notified about, who has it, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from goodword.mention import Priority
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA

OPEN_FOR = timedelta(hours=24)  # a later mention notifies again
FOLLOWED_FOR = timedelta(hours=70)  # notified on Friday, you can take it on Monday; less than the outbox's LOOK_BACK
NOT_ABOUT_US, DELETED = "not about us", "deleted"
KEEP = timedelta(days=30)


type State = Literal["open", "handed over", "taken", "resolved", "cleared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An incident of which somebody was notified.

    What happens in each state, and what becomes of it:

    ===========  ==================================  ==============================================================
    state        when                                what follows (`goodword.alerting.next_steps`, `actions`)
    ===========  ==================================  ==============================================================
    open         nobody has it                       P1: the next step of the escalation is notified -> open;
                                                     somebody takes it -> taken, hands it over -> handed over
    handed over  `handed_to` was asked to take it    they are notified; they take it -> taken
    taken        `owner` has it                      the others are told; 30 minutes without a mention -> cleared
    resolved     answered, or closed by somebody     a P1's people are told -> cleared; others at once -> cleared
    cleared      nobody has to be told any more      a mention after the cool-down -> open again, unless muted
    ===========  ==================================  ==============================================================

    In each state but "cleared", mentions that join are counted, and told once the cool-down is over. A mute, or "not
    about us", silences all of it until it ends. After 24 hours (`OPEN_FOR`) a mention opens a new case; after 70
    (`FOLLOWED_FOR`) nothing follows any more.

    `first` is the mention that opened it, `slot` the notification that did, `heard_at` when that mention was received,
    `gathered` how many mentions came before. `counted` is how many the last notification told of, `notified` whom it
    was for so far, `step` how many steps of the escalation are done, `noticed` the owner of whom the others know, and
    `passed_on_at` when `handed_to` was notified. `flood` ("author", "copies") says what it gathers, if it is a flood's.
    """

    incident_key: str
    tag: str
    brand: str
    priority: Priority
    first: str
    slot: str
    opened_at: datetime
    heard_at: datetime | None = None
    n: int = 1
    rule: str | None = None
    flood: str | None = None
    gathered: int = 1
    counted: int = 1
    notified: tuple[str, ...] = ()
    notified_at: datetime | None = None
    step: int = 0
    stepped_at: datetime | None = None
    owner: str | None = None
    owned_at: datetime | None = None
    noticed: str | None = None
    handed_to: str | None = None
    handed_by: str | None = None
    handed_at: datetime | None = None
    passed_on_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    closed_why: str | None = None
    closed_by: str | None = None
    muted_until: datetime | None = None
    cleared_at: datetime | None = None

    @property
    def last_notified_at(self) -> datetime:
        """When somebody was last notified about it."""
        return self.notified_at or self.opened_at

    @property
    def over_at(self) -> datetime | None:
        """When it was resolved: answered, closed or cleared; None while it is open."""
        return min(filter(None, (self.answered_at, self.closed_at, self.cleared_at)), default=None)

    @property
    def state(self) -> State:
        """Where it stands: see the table above."""
        if self.cleared_at:
            return "cleared"
        if self.over_at:
            return "resolved"
        if self.owner:
            return "taken"
        return "handed over" if self.handed_to else "open"

    def muted(self, now: datetime) -> bool:
        """Whether somebody muted it, or said that it is not about us."""
        return self.closed_why == NOT_ABOUT_US or bool(self.muted_until and now < self.muted_until)

    def covers(self, priority: Priority, heard_at: datetime, now: datetime, cool_down: timedelta) -> bool:
        """Whether a mention of that priority joins this case instead of notifying again.

        A more urgent mention never joins. A resolved case covers what was received before it was resolved. A newer
        mention joins for the rest of the cool-down and is reported when that ends, unless it is a P1.
        """
        if self.priority > priority:
            return False
        if self.over_at and heard_at <= self.over_at:
            return True
        if self.muted(now):
            return now < max(self.opened_at + OPEN_FOR, self.muted_until or self.opened_at)
        if self.over_at:
            return priority != "P1" and now < self.last_notified_at + cool_down
        return now < self.opened_at + OPEN_FOR

    def ended(self, now: datetime) -> bool:
        """Whether nobody can act on it any more: it is resolved or too old."""
        return self.over_at is not None or now >= self.opened_at + FOLLOWED_FOR


_CODEC = Codec(
    Case,
    attributes={"counted": "told", "notified": "rung", "notified_at": "rung_at"},
    elsewhere=("incident_key",),
)


class Cases:
    """Cases in the document store. A change is made only to the revision `n` that was read, and increments it."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def get(self, incident_key: str) -> Case | None:
        """The newest case of that incident, open or not."""
        item = self._store.get(_key(incident_key))
        return read_case(item) if item else None

    def newest(self, incident_keys: Iterable[str]) -> list[Case]:
        """The newest case of each of these incidents that has one."""
        return [read_case(item) for item in self._store.get_many(_key(incident_key) for incident_key in incident_keys)]

    def open(self, case: Case, before: Case | None) -> bool:
        """Open it in place of the previous case; False when that changed in the meantime."""
        fresh = _CODEC.write(case) | {"n": before.n + 1 if before else 1, "type": "case", "schema": SCHEMA}
        fresh |= {"ttl": int((case.opened_at + KEEP).timestamp())}
        only_if = {"n": before.n} if before else {}
        return not self._store.write(
            ConditionalWrite(key=_key(case.incident_key), item=fresh, only_if=only_if, or_nothing=True)
        )

    def change(self, case: Case, *, remove: tuple[str, ...] = (), **new: Any) -> ConditionalWrite:
        """The write that changes the case, on condition that nobody changed it since it was read."""
        values = _CODEC.changes(**new) | {"n": case.n + 1}
        return ConditionalWrite(
            key=_key(case.incident_key), set=values, remove=tuple(map(_CODEC.attribute, remove)), only_if={"n": case.n}
        )

    def close(self, incident_key: str, slot: str) -> None:
        """End the case that this outbox entry opened, so that the next mention notifies again; leave any other case."""
        self._store.write(
            ConditionalWrite(
                key=_key(incident_key), set={"opened_at": 0, "heard_at": 0, "rung_at": 0}, only_if={"slot": slot}
            )
        )

    def apply(self, case: Case, **new: Any) -> bool:
        """Change it; False when it changed in the meantime."""
        return not self._store.write(self.change(case, **new))

    def answer(self, case: Case, at: datetime) -> bool:
        """Keep when we last answered; False when that is already known or the case changed in the meantime."""
        return (case.answered_at is None or case.answered_at < at) and self.apply(case, answered_at=at)


def read_case(document: Document) -> Case:
    """The case in a document."""
    return _CODEC.read(document, incident_key=document["pk"].split("#", 1)[1])


def _key(incident_key: str) -> Key:
    return f"case#{incident_key}", "case"
