"""The interface of the document store: documents by key, consistent reads, conditional transactions. No AWS."""

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
    """One conditional write: a whole `item`, or attributes to `set` and `remove` in the existing one.

    `only_if` has the attributes required before: a value, one of several (a tuple), or None for "absent". With
    `or_nothing`, it is also written when there is no item at all.
    """

    key: Key
    item: Document | None = None
    set: Document = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    only_if: Document = field(default_factory=dict)
    or_nothing: bool = False


class DocumentStore(Protocol):
    """Where functions keep state: DynamoDB, or memory in tests and dry runs."""

    def get(self, key: Key) -> Document | None:
        """The item with that key."""

    def get_many(self, keys: Iterable[Key]) -> list[Document]:
        """Those of the items that exist, in any order."""

    def since(self, pk: str, start: str) -> list[Document]:
        """The items of a partition from that sort key on, in order."""

    def write(self, *writes: ConditionalWrite) -> frozenset[int]:
        """Write all of them or none. Returns the positions of the writes whose condition failed; empty on success."""
