"""Write units as DynamoDB bills them, request by request: the item before, the item after, and index entries that move.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WriteItem.html and GSI.html (provisioned throughput)
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.embedded.prices import item_bytes
from tests.house.house import House

INDEXES = {"feed": "f", "author": "a"}
SORTED_BY = "t"
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
_UNIT = 1024

type Item = Mapping[str, Any]


class Meter:
    """Watches every write of the functions. `units` by function and kind of item, `writes` by partition key."""

    def __init__(self, house: House) -> None:
        self._table, self._dynamo = house.deployed.names["Table"], house.dynamo
        self.units, self.writes = Counter[tuple[str, str]](), Counter[str]()
        for room, client in _clients(house):
            client.meta.events.register("before-call.dynamodb", self._before, unique_id="meter before")
            client.meta.events.register("after-call.dynamodb", self._after(room), unique_id="meter after")

    @property
    def total(self) -> int:
        """All units since the last `reset`."""
        return self.units.total()

    def reset(self) -> None:
        """Start again."""
        self.units.clear()
        self.writes.clear()

    def _before(self, context: dict[str, Any], model: Any, **_: Any) -> None:
        writes = _keys(context["house.params"]) if model.name in WRITES else ()
        context["meter"] = [(key, self._item(key)) for key in writes]

    def _after(self, room: str) -> Any:
        def count(context: dict[str, Any], parsed: Mapping[str, Any], model: Any, **_: Any) -> None:
            twice = 2 if model.name == "TransactWriteItems" else 1
            for key, old in context["meter"]:
                new = old if "Error" in parsed else self._item(key)
                self.units[room, key["pk"]["S"].split("#")[0]] += twice * units(old, new)
                self._count_keys(old, new)

        return count

    def _count_keys(self, old: Item | None, new: Item | None) -> None:
        if stands := new or old:
            self.writes[stands["pk"]["S"]] += 1
        for index, name in INDEXES.items():
            for item in (old, new):
                if _entry(old, name) != _entry(new, name) and item and name in item:
                    self.writes[f"{index}: {item[name]['S']}"] += 1

    def _item(self, key: Item) -> Item | None:
        found = self._dynamo.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return dict(found) if found else None


def units(old: Item | None, new: Item | None) -> int:
    """The units of one write; `new is old` for a refused write."""
    table = max([1, *(-(-item_bytes(item) // _UNIT) for item in (old, new) if item)])
    return table + sum(_index_units(_entry(old, name), _entry(new, name)) for name in INDEXES.values())


def _index_units(old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> int:
    """An entry that is added or removed costs one; one that moves costs both. Keys only: it stays below a kilobyte."""
    return 0 if old == new else (old is not None) + (new is not None)


def _entry(item: Item | None, name: str) -> tuple[Any, ...] | None:
    return (item[name], item[SORTED_BY]) if item and name in item else None


def _keys(params: Mapping[str, Any]) -> Iterator[Item]:
    for part in params.get("TransactItems", [{"One": params}]):
        for write in part.values():
            source = write.get("Item") or write["Key"]
            yield {"pk": source["pk"], "sk": source["sk"]}


def _clients(house: House) -> Iterator[tuple[str, Any]]:
    """Each function has one client of the table, whichever part of it holds the client."""
    rooms = {name: room.module for name, room in house.rooms.items()}
    yield "store", rooms["store"].table._dynamo
    yield "alert", rooms["alert"].mentions._dynamo
    yield "tally", rooms["tally"].recount_queue._store._dynamo
    yield "sweep", rooms["sweep"].rollup._dynamo
    yield "desk", rooms["desk"].desk.mentions._dynamo
