"""DynamoDB transactions as moto runs them, but without its deep copy of the whole table for each one.

All conditions are checked before anything is written, so there is nothing to roll back.
"""

from typing import Any

from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.exceptions import (
    ConditionalCheckFailed,
    MultipleTransactionsException,
    TooManyTransactionsException,
    TransactionCanceledException,
)

_MOST = 100
_FINE = (None, None, None)


def write_all(self: Any, transact_items: list[dict[str, dict[str, Any]]]) -> None:
    """Replaces `DynamoDBBackend.transact_write_items`."""
    parts = [(kind, part) for entry in transact_items for kind, part in entry.items()]
    keys = [str((part["TableName"], sorted(_key(self, kind, part).items()))) for kind, part in parts]
    if len(parts) > _MOST:
        raise TooManyTransactionsException
    if len(set(keys)) < len(keys):
        raise MultipleTransactionsException
    reasons = [_reason(self, kind, part) for kind, part in parts]
    if any(code for code, *_ in reasons):
        raise TransactionCanceledException(reasons)
    for kind, part in parts:
        _write(self, kind, part)


def _key(backend: Any, kind: str, part: dict[str, Any]) -> dict[str, Any]:
    table = backend.get_table(part["TableName"])
    return {name: part["Item"][name] for name in table.table_key_attrs} if kind == "Put" else dict(part["Key"])


def _reason(backend: Any, kind: str, part: dict[str, Any]) -> tuple[Any, Any, Any]:
    condition = get_filter_expression(
        part.get("ConditionExpression"),
        part.get("ExpressionAttributeNames"),
        part.get("ExpressionAttributeValues"),
    )
    current = backend.get_item(part["TableName"], _key(backend, kind, part))
    if condition.expr(current):
        return _FINE
    shown = part.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and current
    return (
        "ConditionalCheckFailed",
        ConditionalCheckFailed().message,
        current.to_json()["Attributes"] if shown else None,
    )


def _write(backend: Any, kind: str, part: dict[str, Any]) -> None:
    fields = {
        "expression_attribute_names": part.get("ExpressionAttributeNames"),
        "expression_attribute_values": part.get("ExpressionAttributeValues"),
    }
    match kind:
        case "Put":
            backend.put_item(part["TableName"], part["Item"], **fields)
        case "Update":
            backend.update_item(part["TableName"], part["Key"], update_expression=part["UpdateExpression"], **fields)
        case "Delete":
            backend.delete_item(part["TableName"], part["Key"], **fields)
