"""The mention table: each mention once under its natural key, merged, with tombstones that stay.

A key belongs to the source that reported it first. Another source's report of it is stored apart, under the id that
`goodword.id_scope` gives it, and changes nothing of the first.
"""

from collections.abc import Collection
from typing import Any, Literal

from goodword.aws.client import client
from goodword.aws.dynamodb_items import (
    Item,
    from_dynamo,
    is_reported_by,
    mention_item,
    read_memory,
    to_dynamo,
    tombstone_item,
)
from goodword.aws.shared_items import handed_over, has_left, is_shared, kept_notes, report_by, with_note
from goodword.id_scope import kept_apart, tells_nothing_new
from goodword.mention import ScoredMention
from goodword.mention_merge import MergedMention, merge
from goodword.storage.keys import TOMBSTONE_SECONDS, mention_key
from goodword.storage.mention_documents import sources_in

type Outcome = Literal["stored", "changed", "same", "deleted", "gone"]

_RACES = 5  # attempts before the message goes back to the queue


class MentionTable:
    """Mentions in the table; writes are conditional, so that a delivery may come any number of times."""

    def __init__(self, table: str, retention_days: int = 0) -> None:
        self._dynamo, self._table, self._retention = client("dynamodb"), table, retention_days * 86_400
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException

    def remember(self, mention: ScoredMention, allies: Collection[str] = ()) -> Outcome:
        """Merge one event into the stored item; `allies` are other sources that may change it.

        stored: new; changed: merged; same: nothing new; deleted: now a tombstone; gone: already a tombstone. If another
        source owns the item under that id, it stays unchanged, and this event is stored apart.
        Raises what the SDK raises when the table does not answer.
        """
        event, sources = MergedMention.of(mention), frozenset({mention.source, *allies})
        write = self._bury if mention.action == "deleted" else self._merge
        return write(event, sources) or write(_apart(event, sources), None) or "same"

    def find(self, platform: str, external_id: str) -> ScoredMention | None:
        """The mention as stored, read consistently; None when it is unknown or deleted."""
        return _stored(self._item(platform, external_id))

    def reported_by(self, platform: str, external_id: str, allies: Collection[str]) -> ScoredMention | None:
        """The same, reported by one of these sources; also when it is stored apart."""
        item = self._item(platform, external_id)
        reporters = sources_in(from_dynamo(item or {}))
        if reporters and reporters.isdisjoint(allies):
            item = self._item(platform, kept_apart(external_id, allies))
        return _stored(item)

    def reporters(self, platform: str, external_id: str) -> frozenset[str]:
        """The sources that reported what is stored under exactly that id, deleted or not; none when it is unknown."""
        return sources_in(from_dynamo(self._item(platform, external_id) or {}))

    def _merge(self, event: MergedMention, sources: frozenset[str] | None) -> Outcome | None:
        """None when it has to be stored apart: `sources` do not own the item. If None, whoever reports it owns it."""
        now = int(event.mention.received_at.timestamp())
        outcome: Outcome | None = "stored"
        fresh = mention_item(event, now + self._retention, 1)
        lost = self._put(fresh, "attribute_not_exists(pk) OR #ttl < :now", now=now)
        for _ in range(_RACES):
            if lost is None:
                return outcome
            if lost["type"]["S"] == "gone":
                return "gone" if sources is None or is_reported_by(lost, sources) else None
            if sources is None or is_reported_by(lost, sources):
                outcome, item = self._changed(lost, event, sources)
            else:
                outcome, item = self._beside(lost, event, sources)
            if item is None:
                return outcome
            lost = self._put(item, "n = :n", n=int(lost["n"]["N"]))
        raise RuntimeError("the item kept changing while it was merged: the queue will retry")

    def _changed(self, lost: Item, event: MergedMention, sources: frozenset[str] | None) -> tuple[Outcome, Item | None]:
        """The outcome and the changed item; None when it stays. A shared item goes to its next reporter."""
        known = read_memory(lost)
        merged = merge(known, event)
        if merged == known:
            return "same", None
        if sources is not None and is_shared(lost):
            if tells_nothing_new(known.mention, event.mention):
                return "same", None
            self._merge(_apart(merged, sources), None)
            return "changed", handed_over(lost, sources)
        expires = int(event.mention.received_at.timestamp()) + self._retention
        return "changed", mention_item(merged, expires, int(lost["n"]["N"]) + 1) | kept_notes(lost)

    def _beside(self, lost: Item, event: MergedMention, sources: frozenset[str]) -> tuple[Outcome | None, Item | None]:
        """Another owner's item, noting whether these sources say the same; the outcome is None if stored apart."""
        if not has_left(lost, sources) and tells_nothing_new(read_memory(lost).mention, event.mention):
            return "same", with_note(lost, sources, event.version)
        if (report := report_by(lost, sources)) is None:
            return None, with_note(lost, sources)
        known = read_memory(report)
        merged = merge(known, event)
        if merged == known:
            return "same", None
        self._merge(_apart(merged, sources), None)
        return "changed", with_note(lost, sources)

    def _bury(self, event: MergedMention, sources: frozenset[str] | None) -> Outcome | None:
        """The same for a deletion."""
        now = int(event.mention.received_at.timestamp())
        outcome: Outcome | None = "deleted"
        tombstone = tombstone_item(event, now + TOMBSTONE_SECONDS)
        ours = "#type <> :gone AND so = :source AND attribute_not_exists(co)"
        lost = self._put(tombstone, f"attribute_not_exists(pk) OR ({ours})", gone="gone", source=event.mention.source)
        for _ in range(_RACES):
            if lost is None:
                return outcome
            theirs = sources is None or is_reported_by(lost, sources)
            if lost["type"]["S"] == "gone":
                return "gone" if theirs else None
            if sources is not None and not theirs:
                outcome, item = None, with_note(lost, sources)
            elif sources is not None and is_shared(lost):
                self._bury(_apart(event, sources), None)
                item = handed_over(lost, sources)
            else:
                item = tombstone
            if item is None:
                return outcome
            lost = self._put(item, "n = :n", n=int(lost["n"]["N"]))
        raise RuntimeError("the item kept changing while it was deleted: the queue will retry")

    def _item(self, platform: str, external_id: str) -> Item | None:
        key = to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        item: Item | None = self._dynamo.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return item

    def _put(self, item: Item, condition: str, **values: Any) -> Item | None:
        """Put it if the condition holds; returns None, else the item that is there."""
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


def _apart(event: MergedMention, sources: Collection[str]) -> MergedMention:
    return event.apart(kept_apart(str(event.mention.external_id), sources))


def _stored(item: Item | None) -> ScoredMention | None:
    return read_memory(item).mention if item and item["type"]["S"] != "gone" else None
