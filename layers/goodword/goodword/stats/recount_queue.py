"""Minutes to recount: the function `tally` marks them, the sweep counts them and deletes the marks."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.aws.dynamodb_items import to_dynamo
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.mention import instant
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, Document, Key
from goodword.storage.keys import SCHEMA, from_ms

MINUTE = timedelta(minutes=1)
OVER = timedelta(minutes=2)  # how long after its end a minute is counted
SETTLED = timedelta(seconds=60)  # and how old its mark is, so that the index has the change that the mark is for
AHEAD = timedelta(seconds=30)  # a mark due later than this also covers what happens now

_PK = "dirty"


@dataclass(frozen=True, slots=True)
class RecountMark:
    """A minute ("2026-11-18T09:00", UTC) of a brand to count; `token` distinguishes it from other marks of the minute.

    `so_far` is the partial result of a count that ran out of time.
    """

    brand: str
    minute: str
    due: datetime
    token: str
    so_far: Document | None = None


_CODEC = Codec(RecountMark, elsewhere=("brand", "minute"))


class RecountQueue:
    """The marks in the table, in one partition: at most one for each minute and brand."""

    def __init__(self, table: str) -> None:
        self._store, self._table = DynamoDBStore(table), table

    def mark(self, brand: str, minute: str, now: datetime) -> bool:
        """Mark a minute for a recount; False when an existing mark already covers what happens now."""
        key = _key(brand, minute)
        existing = self._store.get(key)
        if existing and from_ms(existing["due"]) >= now + AHEAD:
            return False
        due = max(instant(f"{minute}:00Z") + MINUTE + OVER, now + SETTLED)
        fresh = {"type": "dirty", "schema": SCHEMA} | _CODEC.write(
            RecountMark(brand, minute, due, secrets.token_hex(8))
        )
        self._store.write(ConditionalWrite(key=key, item=fresh))
        return True

    def due(self, now: datetime) -> list[RecountMark]:
        """The marks that are due, oldest minute first."""
        marks = [_read(item) for item in self._store.since(_PK, "0")]
        return [mark for mark in marks if mark.due <= now]

    def keep(self, mark: RecountMark, so_far: Document) -> None:
        """Keep the partial result of a count, unless the minute was marked again."""
        self._store.write(
            ConditionalWrite(key=_key(mark.brand, mark.minute), set={"so_far": so_far}, only_if={"token": mark.token})
        )

    def removal(self, mark: RecountMark) -> dict[str, Any]:
        """The part of a transaction that deletes this mark; it fails when the minute was marked again."""
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
    return _CODEC.read(item, minute=minute, brand=brand)
