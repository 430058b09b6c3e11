"""The document store in memory, with the semantics of the table, for dry runs and tests."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from goodword.storage.document_store import ConditionalWrite, Document, Key


class InMemoryStore:
    """Documents by key. Reads return copies, and `write` writes all or nothing, as in the table."""

    def __init__(self) -> None:
        self._items: dict[Key, dict[str, Any]] = {}
        self._order: dict[str, list[str]] = defaultdict(list)

    def get(self, key: Key) -> Document | None:
        """The item with that key."""
        item = self._items.get(key)
        return {"pk": key[0], "sk": key[1], **item} if item is not None else None

    def get_many(self, keys: Iterable[Key]) -> list[Document]:
        """Those of the items that exist."""
        return [item for key in dict.fromkeys(keys) if (item := self.get(key))]

    def since(self, pk: str, start: str) -> list[Document]:
        """The items of a partition from that sort key on, in order."""
        order = self._order[pk]
        return [item for sk in order[bisect_left(order, start) :] if (item := self.get((pk, sk)))]

    def write(self, *writes: ConditionalWrite) -> frozenset[int]:
        """Write all of them or none. Returns the positions of the writes whose condition failed; empty on success."""
        refused = frozenset(place for place, write in enumerate(writes) if not self._holds(write))
        if not refused:
            for write in writes:
                self._put(write)
        return refused

    def _holds(self, write: ConditionalWrite) -> bool:
        item = self._items.get(write.key)
        if write.or_nothing and item is None:
            return True
        if write.or_nothing and not write.only_if:
            return False
        return all(_fits((item or {}).get(name), required) for name, required in write.only_if.items())

    def _put(self, write: ConditionalWrite) -> None:
        pk, sk = write.key
        if write.key not in self._items:
            insort(self._order[pk], sk)
        if write.item is not None:
            self._items[write.key] = dict(write.item)
        else:
            item = self._items.setdefault(write.key, {})
            item.update(write.set)
            for name in write.remove:
                item.pop(name, None)


def _fits(value: Any, required: Any) -> bool:
    return value in required if isinstance(required, tuple) else value == required
