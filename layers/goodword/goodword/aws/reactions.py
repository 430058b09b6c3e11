"""Reactions: each author's like or emoji is a small item; the number is counted when needed, never stored."""

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
    """The partition of the reactions to one item; one of four, since a flood of likes has one target."""
    return f"r#{platform}#{target}#{shard}"


class Reactions:
    """Reactions in the table; the newest by each author to each item wins, in whatever order they arrive."""

    def __init__(self, table: str, retention_days: int = 0) -> None:
        self._dynamo, self._table, self._retention = client("dynamodb"), table, retention_days * 86_400
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def remember(self, reaction: Mention, allies: Collection[str] = ()) -> Outcome:
        """Store the newest reaction by one author to one item; `allies` are other sources that may change it.

        reacted: it is new; same: it, or a newer one, was stored; no target: target or author is missing.
        What another source reported of that author stays as it is, and this is stored apart.
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
        """Put it unless a newer one is stored, or one that another source than `holder` reported (None: any may).

        Returns None, else the stored item. Of two at the same moment, the one that takes back the reaction wins.
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
        """How many reactions the item has at `now` (Unix seconds): exact up to `most`, `most + 1` for any more.

        Only what one of these sources reported counts: `allies` are those of the source that reported the item.
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
        """The counts of a partition, page by page; expired items may still be in the table, and are left out."""
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
    """The author is stored as a digest only: counting needs no name."""
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
