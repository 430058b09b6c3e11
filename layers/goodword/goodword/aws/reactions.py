"""Reactions: each author's like or smile is a small item; how many there are is counted, never added up."""

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any, Literal

from goodword.aws.client import client
from goodword.aws.dynamodb_items import Item, is_reported_by, source_in, to_dynamo
from goodword.id_scope import kept_apart
from goodword.mention import Mention
from goodword.storage.keys import SCHEMA, SHARDS, shard_of, to_ms

type Outcome = Literal["reacted", "same", "no target"]


def reaction_key(platform: str, target: str, shard: int) -> str:
    """Partition of the reactions to one item; four of them, since a storm of likes has one target."""
    return f"r#{platform}#{target}#{shard}"


class Reactions:
    """Reactions in the one table; the newest word of each author about each item, in whatever order it is heard."""

    def __init__(self, table: str, retention_days: int = 0) -> None:
        self._dynamo, self._table, self._retention = client("dynamodb"), table, retention_days * 86_400
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def remember(self, reaction: Mention, allies: Collection[str] = ()) -> Outcome:
        """Keep the newest of one author about one item; `allies`: whom it may come from beside its source.

        reacted: that is new; same: it, or something newer, was known; no target: nobody said to what, or whose it is.
        What another source told of that author stays as it is, and this is kept apart.
        Raises what the SDK raises when the table does not answer.
        """
        who = reaction.author_id or reaction.external_id
        if not reaction.parent_id or not who:
            return "no target"
        item = _item(reaction, reaction.parent_id, who, int(reaction.received_at.timestamp()) + self._retention)
        sources = frozenset({reaction.source, *allies})
        lost = self._put(item, reaction.source)
        if lost and is_reported_by(lost, sources) and source_in(lost) != reaction.source:
            lost = self._put(item, source_in(lost) or "")
        if lost and not is_reported_by(lost, sources):
            item["sk"] = {"S": kept_apart(item["sk"]["S"], sources)}
            lost = self._put(item, None)
        return "same" if lost else "reacted"

    def _put(self, item: Item, holder: str | None) -> Item | None:
        """Put it where nothing as new is kept that its `holder` (anybody, where there is none) or nobody told of.

        None when that held, else what stood in the way. Of two words at one moment the one that takes back is the last.
        """
        newer = "v < :v" if item["on"]["BOOL"] else "(v < :v OR (v = :v AND #on = :standing))"
        values = {":v": item["v"]} | ({} if item["on"]["BOOL"] else {":standing": {"BOOL": True}})
        theirs = " AND (attribute_not_exists(so) OR so = :holder)" if holder is not None else ""
        values |= {":holder": {"S": holder}} if holder is not None else {}
        try:
            self._dynamo.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression=f"attribute_not_exists(pk) OR ({newer}{theirs})",
                ExpressionAttributeValues=values,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **({"ExpressionAttributeNames": {"#on": "on"}} if "#on" in newer else {}),
            )
        except self._conflict as conflict:
            return dict(conflict.response["Item"])
        return None

    def count(self, platform: str, target: str, now: int, allies: Collection[str], most: int) -> int:
        """How many stand by that item at `now` (Unix seconds): exact up to `most`, `most + 1` for any more.

        Only what one of these sources told of counts: `allies` are those of the source that told of the item.
        Raises what the SDK raises when the table does not answer.
        """
        count = 0
        for shard in range(SHARDS):
            for found in self._pages(reaction_key(platform, target, shard), now, allies):
                count += found
                if count > most:
                    return most + 1
        return count

    def _pages(self, key: str, now: int, allies: Collection[str]) -> Iterator[int]:
        """The numbers of a partition, page by page; what has expired may not be gone yet."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            ProjectionExpression="so",
            KeyConditionExpression="pk = :pk",
            FilterExpression="#on = :standing AND #ttl > :now",
            ExpressionAttributeNames={"#on": "on", "#ttl": "ttl"},
            ExpressionAttributeValues=to_dynamo({":pk": key, ":standing": True, ":now": now}),
        )
        return (sum(is_reported_by(item, allies) for item in page["Items"]) for page in pages)


def _item(reaction: Mention, target: str, who: str, expires: int) -> Item:
    """Who it was stands there as a digest only: to count, nobody need be known."""
    plain: dict[str, Any] = {
        "pk": reaction_key(reaction.platform, target, shard_of(who)),
        "sk": sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        "type": "reaction",
        "schema": SCHEMA,
        "so": reaction.source,
        "v": to_ms(reaction.event_at),
        "on": reaction.action != "deleted",
        "ttl": expires,
    }
    return to_dynamo(plain)
