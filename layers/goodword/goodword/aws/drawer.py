"""A room's drawer in the one table: plain items, read consistently, written together on conditions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from botocore.exceptions import ClientError

from goodword.aws._client import client
from goodword.aws.items import from_dynamo, to_dynamo

type Plain = Mapping[str, Any]
type Key = tuple[str, str]

_AT_ONCE = 100  # keys in one BatchGetItem
# Another transaction at the same item at this very moment is as good as a change of it.
_REFUSED = ("ConditionalCheckFailed", "TransactionConflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One conditional write: a whole `item`, or what to `set` and `remove` in the one that is there.

    `only_if` names what must stand there: a value, one of several (a tuple), or None for "absent". With `or_nothing`
    it is also written where there is no item at all.
    """

    key: Key
    item: Plain | None = None
    set: Plain = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    only_if: Plain = field(default_factory=dict)
    or_nothing: bool = False


class Drawer(Protocol):
    """What rooms keep their memory in: the table, or a notebook on one machine."""

    def get(self, key: Key) -> Plain | None:
        """The item of that key."""

    def get_many(self, keys: Iterable[Key]) -> list[Plain]:
        """The items that there are, in any order."""

    def since(self, pk: str, start: str) -> list[Plain]:
        """The items of a partition from a sort key on, in order."""

    def write(self, *writes: Write) -> frozenset[int]:
        """Write all of them, or none: then the places of those whose condition did not hold are returned."""


class TableDrawer:
    """The drawer in DynamoDB; a `hurried` one gives up at once, for who can do without it."""

    def __init__(self, table: str, *, hurried: bool = False) -> None:
        self._dynamo, self._table = client("dynamodb", 1, 1) if hurried else client("dynamodb"), table
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def get(self, key: Key) -> Plain | None:
        """The item of that key, read consistently."""
        answer = self._dynamo.get_item(TableName=self._table, Key=_key(key), ConsistentRead=True)
        return from_dynamo(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Iterable[Key]) -> list[Plain]:
        """The items that there are, in any order, read consistently."""
        waiting, found = [_key(key) for key in dict.fromkeys(keys)], list[Plain]()
        while waiting:
            request = {self._table: {"Keys": waiting[:_AT_ONCE], "ConsistentRead": True}}
            answer = self._dynamo.batch_get_item(RequestItems=request)
            found += [from_dynamo(item) for item in answer["Responses"].get(self._table, [])]
            left = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
            waiting = left + waiting[_AT_ONCE:]
        return found

    def since(self, pk: str, start: str) -> list[Plain]:
        """The items of a partition from a sort key on, in order, read consistently."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk >= :start",
            ExpressionAttributeValues=to_dynamo({":pk": pk, ":start": start}),
        )
        return [from_dynamo(item) for page in pages for item in page["Items"]]

    def write(self, *writes: Write) -> frozenset[int]:
        """Write all of them or none; two and more cost twice, as a transaction."""
        if len(writes) > 1:
            return self._together(writes)
        operation, request = _request(self._table, writes[0])
        try:
            (self._dynamo.put_item if operation == "Put" else self._dynamo.update_item)(**request)
        except self._conflict:
            return frozenset({0})
        return frozenset()

    def _together(self, writes: Sequence[Write]) -> frozenset[int]:
        parts = [_request(self._table, write) for write in writes]
        try:
            self._dynamo.transact_write_items(TransactItems=[{operation: request} for operation, request in parts])
        except ClientError as cancelled:
            reasons: Any = cancelled.response.get("CancellationReasons", [])
            codes = [reason["Code"] for reason in reasons]
            refused = frozenset(place for place, code in enumerate(codes) if code in _REFUSED)
            if not refused:  # throttled, or no transaction's fault: the world's
                raise
            return refused
        return frozenset()


def _request(table: str, write: Write) -> tuple[str, dict[str, Any]]:
    """The write as DynamoDB's API has it: which operation, and its parameters."""
    names, values = dict[str, str](), dict[str, Any]()
    condition = _condition(write, names, values)
    request: dict[str, Any] = {"TableName": table}
    if write.item is not None:
        request["Item"] = to_dynamo({"pk": write.key[0], "sk": write.key[1], **write.item})
    else:
        request |= {"Key": _key(write.key), "UpdateExpression": _update(write, names, values)}
    if condition:
        request["ConditionExpression"] = condition
    if names:
        request["ExpressionAttributeNames"] = names
    if values:
        request["ExpressionAttributeValues"] = to_dynamo(values)
    return "Put" if write.item is not None else "Update", request


def _condition(write: Write, names: dict[str, str], values: dict[str, Any]) -> str:
    parts = []
    for place, (name, wanted) in enumerate(write.only_if.items()):
        names[f"#c{place}"] = name
        if wanted is None:
            parts.append(f"attribute_not_exists(#c{place})")
            continue
        choices = wanted if isinstance(wanted, tuple) else (wanted,)
        values |= {f":c{place}_{choice}": one for choice, one in enumerate(choices)}
        parts.append(f"#c{place} IN ({', '.join(f':c{place}_{choice}' for choice in range(len(choices)))})")
    condition = " AND ".join(parts)
    if not write.or_nothing:
        return condition
    return f"attribute_not_exists(pk) OR ({condition})" if condition else "attribute_not_exists(pk)"


def _update(write: Write, names: dict[str, str], values: dict[str, Any]) -> str:
    sets = []
    for place, (name, value) in enumerate(write.set.items()):
        names[f"#s{place}"], values[f":s{place}"] = name, value
        sets.append(f"#s{place} = :s{place}")
    names |= {f"#r{place}": name for place, name in enumerate(write.remove)}
    removes = ", ".join(f"#r{place}" for place in range(len(write.remove)))
    return f"SET {', '.join(sets)}" + (f" REMOVE {removes}" if removes else "")


def _key(key: Key) -> dict[str, Any]:
    return to_dynamo({"pk": key[0], "sk": key[1]})
