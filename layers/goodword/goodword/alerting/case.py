"""Cases: a trouble that somebody was rung for, who has it, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from goodword.mention import Priority
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA, from_ms, to_ms

OPEN_FOR = timedelta(hours=24)  # who speaks later rings anew
FOLLOWED_FOR = timedelta(hours=70)  # who was rung on Friday may take it on Monday; within what the outbox looks back on
NOT_ABOUT_US, DELETED = "not about us", "deleted"
KEEP = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A trouble's case. `first` is the mention that opened it, `slot` the outbox entry that rang for it.

    `heard_at` is when that was heard, `gathered` how many said so before it opened, `told` how many the last ring spoke
    of, `rung` the people whom it was to reach so far, `step` how far up the ladder; `owner` has it, `noticed` is the
    owner that the others heard of, `passed_on_at` when the person was rung to whom it was handed, `flood` by what it
    gathers what one author, or one text in copies, says in many threads ("author", "copies"; None: it is no flood).
    """

    trouble: str
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
    told: int = 1
    rung: tuple[str, ...] = ()
    rung_at: datetime | None = None
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
    def last_rung_at(self) -> datetime:
        """When somebody was last rung for it."""
        return self.rung_at or self.opened_at

    @property
    def over_at(self) -> datetime | None:
        """When it was answered, closed or cleared; None while it is open."""
        return min(filter(None, (self.answered_at, self.closed_at, self.cleared_at)), default=None)

    def muted(self, now: datetime) -> bool:
        """Whether somebody muted it, or said that it is not about us."""
        return self.closed_why == NOT_ABOUT_US or bool(self.muted_until and now < self.muted_until)

    def covers(self, priority: Priority, heard_at: datetime, now: datetime, cool_down: timedelta) -> bool:
        """Whether a mention of that priority joins it rather than rings anew.

        A graver one never does. Once it is over, what was heard before belongs to it; what is new joins for the rest of
        the cool-down, and is told when that ends, unless it is a P1.
        """
        if self.priority > priority:
            return False
        if self.over_at and heard_at <= self.over_at:
            return True
        if self.muted(now):
            return now < max(self.opened_at + OPEN_FOR, self.muted_until or self.opened_at)
        if self.over_at:
            return priority != "P1" and now < self.last_rung_at + cool_down
        return now < self.opened_at + OPEN_FOR

    def ended(self, now: datetime) -> bool:
        """Whether nobody can act on it any more: it is over, or too long ago."""
        return self.over_at is not None or now >= self.opened_at + FOLLOWED_FOR


_INSTANTS = frozenset(field.name for field in fields(Case) if field.name.endswith(("_at", "_until")))
_COUNTS = {"n": 1, "gathered": 1, "told": 1, "step": 0}


class Cases:
    """Cases in a drawer. A change counts `n` up, and is made to the revision that was read."""

    def __init__(self, drawer: DocumentStore) -> None:
        self._drawer = drawer

    def get(self, trouble: str) -> Case | None:
        """The newest case of that trouble, open or not."""
        item = self._drawer.get(_key(trouble))
        return read_case(item) if item else None

    def of(self, troubles: Iterable[str]) -> list[Case]:
        """The newest case of each of these troubles, where there is one."""
        return [read_case(item) for item in self._drawer.get_many(_key(trouble) for trouble in troubles)]

    def open(self, case: Case, before: Case | None) -> bool:
        """Open it in place of the one that was there; False when that changed meanwhile."""
        fresh = {name: _plain(getattr(case, name)) for name in _written(case)}
        fresh |= {"n": before.n + 1 if before else 1, "type": "case", "schema": SCHEMA}
        fresh |= {"ttl": int((case.opened_at + KEEP).timestamp())}
        only_if = {"n": before.n} if before else {}
        return not self._drawer.write(
            ConditionalWrite(key=_key(case.trouble), item=fresh, only_if=only_if, or_nothing=True)
        )

    def change(self, case: Case, *, remove: tuple[str, ...] = (), **new: Any) -> ConditionalWrite:
        """The write that changes a case which is still as it was read."""
        values = {name: _plain(value) for name, value in new.items()} | {"n": case.n + 1}
        return ConditionalWrite(key=_key(case.trouble), set=values, remove=remove, only_if={"n": case.n})

    def close(self, trouble: str, slot: str) -> None:
        """End the case of that ring, so that the next voice rings anew; another ring's case stays as it is."""
        self._drawer.write(
            ConditionalWrite(
                key=_key(trouble), set={"opened_at": 0, "heard_at": 0, "rung_at": 0}, only_if={"slot": slot}
            )
        )

    def apply(self, case: Case, **new: Any) -> bool:
        """Change it; False when it changed meanwhile."""
        return not self._drawer.write(self.change(case, **new))

    def answer(self, case: Case, at: datetime) -> bool:
        """Keep when we answered last; False when the case changed meanwhile, or that is known."""
        return (case.answered_at is None or case.answered_at < at) and self.apply(case, answered_at=at)


def read_case(item: Document) -> Case:
    """The case in an item."""
    known: dict[str, Any] = {field.name: item[field.name] for field in fields(Case) if field.name in item}
    known |= {name: from_ms(known[name]) for name in _INSTANTS & known.keys()}
    known |= {name: int(known.get(name, least)) for name, least in _COUNTS.items()}
    return Case(**known | {"trouble": item["pk"].split("#", 1)[1], "rung": tuple(known.get("rung", ()))})


def _key(trouble: str) -> Key:
    return f"case#{trouble}", "case"


def _written(case: Case) -> list[str]:
    """What says something: neither the key nor what is as it would be read without it."""
    empty = {field.name: field.default for field in fields(Case)}
    return [name for name in empty if name != "trouble" and getattr(case, name) != empty[name]]


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return to_ms(value)
        case tuple():
            return list(value)
        case _:
            return value
