"""The memory of the house: each mention once under its natural key, merged, with tombstones that stay."""

from typing import Any, Literal

from goodword.aws._client import client
from goodword.aws.items import (
    TOMBSTONE_SECONDS,
    Item,
    mention_item,
    mention_key,
    read_memory,
    to_dynamo,
    tombstone_item,
)
from goodword.history import Memory, merge
from goodword.mention import ScoredMention

type Outcome = Literal["stored", "changed", "same", "deleted", "gone"]

_RACES = 5  # attempts before the message goes back to the queue


class MentionTable:
    """Mentions in the one table; writes are conditional, so that any delivery may come any number of times."""

    def __init__(self, table: str, retention_days: int = 0) -> None:
        self._dynamo, self._table, self._retention = client("dynamodb"), table, retention_days * 86_400
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def remember(self, mention: ScoredMention) -> Outcome:
        """Merge one event into what is known of its item.

        stored: first heard of; changed: merged into it; same: nothing new; deleted: now a tombstone; gone: there was
        one already. Raises what the SDK raises when the table does not answer.
        """
        heard, now = Memory.of(mention), int(mention.received_at.timestamp())
        if mention.action == "deleted":
            return self._bury(heard, now)
        fresh = mention_item(heard, now + self._retention, 1)
        lost = self._put(fresh, "attribute_not_exists(pk) OR #ttl < :now", now=now)
        if lost is None:
            return "stored"
        for _ in range(_RACES):
            if lost["type"]["S"] == "gone":
                return "gone"
            known, revision = read_memory(lost), int(lost["n"]["N"])
            merged = merge(known, heard)
            if merged == known:
                return "same"
            item = mention_item(merged, now + self._retention, revision + 1)
            lost = self._put(item, "n = :n", n=revision)
            if lost is None:
                return "changed"
        raise RuntimeError("the item kept changing while it was merged: let the queue bring it again")

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention as it stands, read consistently; None when it is unknown or deleted."""
        key = to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        item = self._dynamo.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return read_memory(item).mention if item and item["type"]["S"] != "gone" else None

    def _bury(self, heard: Memory, now: int) -> Outcome:
        tombstone = tombstone_item(heard, now + TOMBSTONE_SECONDS)
        lost = self._put(tombstone, "attribute_not_exists(pk) OR #type <> :gone", gone="gone")
        return "deleted" if lost is None else "gone"

    def _put(self, item: Item, condition: str, **values: Any) -> Item | None:
        """Put on that condition; None when it held, else the item that stood in the way."""
        names = {name: name[1:] for name in ("#ttl", "#type") if name in condition}
        try:
            self._dynamo.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression=condition,
                ExpressionAttributeValues=to_dynamo({f":{name}": value for name, value in values.items()}),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **({"ExpressionAttributeNames": names} if names else {}),
            )
        except self._conflict as conflict:
            return dict(conflict.response["Item"])
        return None
