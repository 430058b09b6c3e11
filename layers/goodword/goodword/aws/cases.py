"""Cases: a trouble that somebody was rung for, open for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.aws._client import client
from goodword.aws.items import SCHEMA, from_dynamo, from_ms, to_dynamo, to_ms

OPEN_FOR = timedelta(hours=24)
KEEP = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A trouble's case. `first` is the mention that opened it, `slot` the outbox entry that rings for it."""

    trouble: str
    tag: str
    brand: str
    priority: str
    first: str
    slot: str
    opened_at: datetime

    def covers(self, priority: str, now: datetime) -> bool:
        """Whether a mention of that priority joins it rather than rings anew."""
        return now < self.opened_at + OPEN_FOR and self.priority <= priority


class Cases:
    """Cases in the one table."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def get(self, trouble: str) -> Case | None:
        """The newest case of that trouble, read consistently, open or not."""
        answer = self._dynamo.get_item(TableName=self._table, Key=to_dynamo(_key(trouble)), ConsistentRead=True)
        return _read(answer["Item"]) if "Item" in answer else None

    def open(self, case: Case) -> bool:
        """Open it; False when one that covers it was opened meanwhile."""
        try:
            self._dynamo.put_item(
                TableName=self._table,
                Item=_item(case),
                ConditionExpression="attribute_not_exists(pk) OR opened_at <= :closed OR priority > :priority",
                ExpressionAttributeValues=to_dynamo(
                    {":closed": to_ms(case.opened_at - OPEN_FOR), ":priority": case.priority}
                ),
            )
        except self._conflict:
            return False
        return True

    def close(self, trouble: str, slot: str) -> None:
        """End the case of that ring, so that the next voice rings anew; another ring's case stays as it is."""
        try:
            self._dynamo.update_item(
                TableName=self._table,
                Key=to_dynamo(_key(trouble)),
                UpdateExpression="SET opened_at = :never",
                ConditionExpression="slot = :slot",
                ExpressionAttributeValues=to_dynamo({":never": 0, ":slot": slot}),
            )
        except self._conflict:
            return


def _key(trouble: str) -> dict[str, str]:
    return {"pk": f"case#{trouble}", "sk": "case"}


def _item(case: Case) -> dict[str, Any]:
    plain = {name: getattr(case, name) for name in Case.__dataclass_fields__ if name not in ("trouble", "opened_at")}
    times = {"opened_at": to_ms(case.opened_at), "ttl": int((case.opened_at + KEEP).timestamp())}
    return to_dynamo(_key(case.trouble) | {"type": "case", "schema": SCHEMA} | plain | times)


def _read(item: dict[str, Any]) -> Case:
    plain = from_dynamo(item)
    known = {name: plain[name] for name in Case.__dataclass_fields__ if name in plain}
    return Case(**known | {"trouble": plain["pk"].split("#", 1)[1], "opened_at": from_ms(plain["opened_at"])})
