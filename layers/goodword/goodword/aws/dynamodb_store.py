"""The document store in DynamoDB: plain documents, read consistently, written together on conditions."""

from collections.abc import Iterable, Sequence
from typing import Any

from goodword.aws.client import ClientError, client
from goodword.aws.dynamodb_items import from_dynamo, to_dynamo
from goodword.storage.document_store import ConditionalWrite, Document, Key

_AT_ONCE = 100  # keys in one BatchGetItem
# A conflict with another transaction on the item counts as a change of the item.
_REFUSED = ("ConditionalCheckFailed", "TransactionConflict")


class DynamoDBStore:
    """The store in DynamoDB; a `hurried` one gives up at once, for callers that can do without it."""

    def __init__(self, table: str, *, hurried: bool = False) -> None:
        self._dynamo, self._table = client("dynamodb", 1, 1) if hurried else client("dynamodb"), table
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def get(self, key: Key) -> Document | None:
        """The item with that key, read consistently."""
        answer = self._dynamo.get_item(TableName=self._table, Key=_key(key), ConsistentRead=True)
        return from_dynamo(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Iterable[Key]) -> list[Document]:
        """The items that exist, in any order, read consistently."""
        waiting, found = [_key(key) for key in dict.fromkeys(keys)], list[Document]()
        while waiting:
            request = {self._table: {"Keys": waiting[:_AT_ONCE], "ConsistentRead": True}}
            answer = self._dynamo.batch_get_item(RequestItems=request)
            found += [from_dynamo(item) for item in answer["Responses"].get(self._table, [])]
            left = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
            waiting = left + waiting[_AT_ONCE:]
        return found

    def since(self, pk: str, start: str) -> list[Document]:
        """The items of a partition from a sort key on, in order, read consistently."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk >= :start",
            ExpressionAttributeValues=to_dynamo({":pk": pk, ":start": start}),
        )
        return [from_dynamo(item) for page in pages for item in page["Items"]]

    def write(self, *writes: ConditionalWrite) -> frozenset[int]:
        """Write all of them or none; two or more cost double, as a transaction."""
        if len(writes) > 1:
            return self._together(writes)
        operation, request = _request(self._table, writes[0])
        try:
            (self._dynamo.put_item if operation == "Put" else self._dynamo.update_item)(**request)
        except self._conflict:
            return frozenset({0})
        return frozenset()

    def _together(self, writes: Sequence[ConditionalWrite]) -> frozenset[int]:
        parts = [_request(self._table, write) for write in writes]
        try:
            self._dynamo.transact_write_items(TransactItems=[{operation: request} for operation, request in parts])
        except ClientError as cancelled:
            reasons: Any = cancelled.response.get("CancellationReasons", [])
            codes = [reason["Code"] for reason in reasons]
            refused = frozenset(place for place, code in enumerate(codes) if code in _REFUSED)
            if not refused:  # throttled, or another failure that no condition caused
                raise
            return refused
        return frozenset()


def _request(table: str, write: ConditionalWrite) -> tuple[str, dict[str, Any]]:
    """The write as DynamoDB's API takes it: the operation, and its parameters."""
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


def _condition(write: ConditionalWrite, names: dict[str, str], values: dict[str, Any]) -> str:
    parts = []
    for place, (name, required) in enumerate(write.only_if.items()):
        names[f"#c{place}"] = name
        if required is None:
            parts.append(f"attribute_not_exists(#c{place})")
            continue
        choices = required if isinstance(required, tuple) else (required,)
        values |= {f":c{place}_{number}": choice for number, choice in enumerate(choices)}
        parts.append(f"#c{place} IN ({', '.join(f':c{place}_{number}' for number in range(len(choices)))})")
    condition = " AND ".join(parts)
    if not write.or_nothing:
        return condition
    return f"attribute_not_exists(pk) OR ({condition})" if condition else "attribute_not_exists(pk)"


def _update(write: ConditionalWrite, names: dict[str, str], values: dict[str, Any]) -> str:
    sets = []
    for place, (name, value) in enumerate(write.set.items()):
        names[f"#s{place}"], values[f":s{place}"] = name, value
        sets.append(f"#s{place} = :s{place}")
    names |= {f"#r{place}": name for place, name in enumerate(write.remove)}
    removes = ", ".join(f"#r{place}" for place in range(len(write.remove)))
    return f"SET {', '.join(sets)}" + (f" REMOVE {removes}" if removes else "")


def _key(key: Key) -> dict[str, Any]:
    return to_dynamo({"pk": key[0], "sk": key[1]})
