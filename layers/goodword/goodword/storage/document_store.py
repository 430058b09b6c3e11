"""The contract of the store: documents by key, read consistently, written together on conditions. No AWS in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

type Document = Mapping[str, Any]
type Key = tuple[str, str]
"""Partition and sort key."""


class Change(NamedTuple):
    """A change of one document: as it is now, and as it was before; None when it is new."""

    new: Document
    old: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalWrite:
    """One write on conditions: a whole `item`, or what to `set` and `remove` in the one that is there.

    `only_if` names what must stand there: a value, one of several (a tuple), or None for "absent". With `or_nothing`
    it is also written where there is no item at all.
    """

    key: Key
    item: Document | None = None
    set: Document = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    only_if: Document = field(default_factory=dict)
    or_nothing: bool = False


class DocumentStore(Protocol):
    """Where functions keep what they have to remember: DynamoDB, or memory in tests and dry runs."""

    def get(self, key: Key) -> Document | None:
        """The item of that key."""

    def get_many(self, keys: Iterable[Key]) -> list[Document]:
        """The items that there are, in any order."""

    def since(self, pk: str, start: str) -> list[Document]:
        """The items of a partition from a sort key on, in order."""

    def write(self, *writes: ConditionalWrite) -> frozenset[int]:
        """ConditionalWrite all of them, or none: then the places of those whose condition did not hold are returned."""
