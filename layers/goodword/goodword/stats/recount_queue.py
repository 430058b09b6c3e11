"""Minutes that have to be counted again: a mark for each, which tally puts and the sweep takes away."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.aws.dynamodb_items import to_dynamo
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.mention import instant
from goodword.storage.document_store import ConditionalWrite, Document, Key
from goodword.storage.keys import SCHEMA, from_ms, to_ms

MINUTE = timedelta(minutes=1)
OVER = timedelta(minutes=2)  # a minute is counted when it ended so long ago
SETTLED = timedelta(seconds=60)  # and its mark is so old: the index has long had what the mark is about
AHEAD = timedelta(seconds=30)  # a mark that is due no sooner than this stands for what happens now as well

_PK = "dirty"


@dataclass(frozen=True, slots=True)
class RecountMark:
    """A minute ("2026-11-18T09:00", UTC) of a brand to be counted; `token` tells it from every other mark of it.

    `so_far` is what a count that ran out of time had come to.
    """

    brand: str
    minute: str
    due: datetime
    token: str
    so_far: Document | None = None


class RecountQueue:
    """The marks in the one table, in one partition: at most one a minute and brand, whatever happens in it."""

    def __init__(self, table: str) -> None:
        self._store, self._table = DynamoDBStore(table), table

    def mark(self, brand: str, minute: str, now: datetime) -> bool:
        """Have a minute counted again; False when a mark stands there already whose count will see what happens now."""
        key = _key(brand, minute)
        standing = self._store.get(key)
        if standing and from_ms(standing["due"]) >= now + AHEAD:
            return False
        due = max(instant(f"{minute}:00Z") + MINUTE + OVER, now + SETTLED)
        fresh = {"type": "dirty", "schema": SCHEMA, "due": to_ms(due), "token": secrets.token_hex(8)}
        self._store.write(ConditionalWrite(key=key, item=fresh))
        return True

    def due(self, now: datetime) -> list[RecountMark]:
        """The marks whose time has come, of the oldest minute first."""
        marks = [_read(item) for item in self._store.since(_PK, "0")]
        return [mark for mark in marks if mark.due <= now]

    def keep(self, mark: RecountMark, so_far: Document) -> None:
        """Keep what a count has come to, unless the minute was marked again."""
        self._store.write(
            ConditionalWrite(key=_key(mark.brand, mark.minute), set={"so_far": so_far}, only_if={"token": mark.token})
        )

    def removal(self, mark: RecountMark) -> dict[str, Any]:
        """The part of a transaction that takes this mark away; refused when the minute was marked again."""
        pk, sk = _key(mark.brand, mark.minute)
        return {
            "Delete": {
                "TableName": self._table,
                "Key": to_dynamo({"pk": pk, "sk": sk}),
                "ConditionExpression": "#token = :token",
                "ExpressionAttributeNames": {"#token": "token"},
                "ExpressionAttributeValues": to_dynamo({":token": mark.token}),
            }
        }


def _key(brand: str, minute: str) -> Key:
    return _PK, f"{minute}#{brand}"


def _read(item: Document) -> RecountMark:
    minute, brand = item["sk"].split("#", 1)
    return RecountMark(brand, minute, from_ms(item["due"]), item["token"], item.get("so_far"))
