"""Totals for each brand and minute, always recounted from the stored mentions and never incremented."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

from goodword.aws.client import client
from goodword.aws.dynamodb_items import Item, from_dynamo, to_dynamo
from goodword.mention import instant
from goodword.stats.facts import COUNTED, Tally, facts, read_tally
from goodword.stats.recount_queue import MINUTE, RecountMark, RecountQueue
from goodword.storage.document_store import Document
from goodword.storage.keys import SCHEMA, SHARDS, feed_key, minute_of, to_ms

_PAGE = 1000  # mentions between two checks of the time left
_AT_ONCE = 100  # keys in one BatchGetItem
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds, while DynamoDB returns unprocessed keys
_PLACES = [(urgent, shard) for urgent in (True, False) for shard in range(SHARDS)]
_READ = (*COUNTED, "ttl")
_ANEW = ("ConditionalCheckFailed", "TransactionConflict")


@dataclass(frozen=True, slots=True)
class _SoFar:
    """A count in progress: it continues in that partition of the feed, after that key."""

    tally: Tally = field(default_factory=Tally)
    place: int = 0
    after: Document | None = None

    def as_plain(self) -> dict[str, Any]:
        after = {"after": self.after} if self.after else {}
        return self.tally.as_plain() | {"place": self.place} | after


class Rollup:
    """Tallies in the table: an item for each brand and minute with mentions, kept as long as mentions are."""

    def __init__(self, table: str, retention_days: int = 0, sleep: Callable[[float], None] = time.sleep) -> None:
        self._dynamo, self._table, self._recount_queue = client("dynamodb"), table, RecountQueue(table)
        self._cancelled = self._dynamo.exceptions.TransactionCanceledException
        self._retention, self._sleep = timedelta(days=retention_days), sleep

    def recount_due(self, now: datetime, time_left: Callable[[], bool]) -> int:
        """Count all minutes that are due, oldest first, while there is time; returns how many were finished."""
        finished = 0
        for mark in self._recount_queue.due(now):
            if not time_left():
                break
            finished += self.recount(mark, now, time_left)
        return finished

    def recount(self, mark: RecountMark, now: datetime, time_left: Callable[[], bool] = lambda: True) -> bool:
        """Count a minute; False when it was marked again meanwhile, or time ran out (the mark keeps the rest)."""
        so_far = _resume(mark.so_far)
        while so_far.place < len(_PLACES):
            so_far = self._further(mark, so_far, now)
            if so_far.place < len(_PLACES) and not time_left():
                self._recount_queue.keep(mark, so_far.as_plain())
                return False
        return self._write(mark, so_far.tally, now)

    def hours(self, brand: str, since: datetime, until: datetime) -> dict[str, Tally]:
        """Totals by hour ("2026-11-18T09", UTC), from `since` to before `until`; hours without mentions are missing."""
        found: dict[str, Tally] = defaultdict(Tally)
        for item in self._minutes(brand, since, until):
            found[item["sk"][:13]] += read_tally(item)
        return dict(found)

    def days(self, brand: str, since: datetime, until: datetime) -> tuple[Counter[str], Counter[str]]:
        """By day ("2026-11-18", UTC): the number of mentions, and of minutes with mentions."""
        mentions, minutes = Counter[str](), Counter[str]()
        for item in self._minutes(brand, since, until, only=("sk", "total")):
            mentions[item["sk"][:10]] += int(item["total"])
            minutes[item["sk"][:10]] += 1
        return mentions, minutes

    def _further(self, mark: RecountMark, so_far: _SoFar, now: datetime) -> _SoFar:
        """Count one more page of the feed."""
        urgent, shard = _PLACES[so_far.place]
        place, start = feed_key(mark.brand, urgent=urgent, shard=shard), instant(f"{mark.minute}:00Z")
        page = self._dynamo.query(
            TableName=self._table,
            IndexName="feed",
            KeyConditionExpression="f = :f AND t BETWEEN :start AND :end",
            ExpressionAttributeValues=to_dynamo(
                {":f": place, ":start": to_ms(start), ":end": to_ms(start + MINUTE) - 1}
            ),
            Limit=_PAGE,
            **({"ExclusiveStartKey": to_dynamo(so_far.after)} if so_far.after else {}),
        )
        living = (item for item in self._items(page["Items"]) if int(item["ttl"]["N"]) > now.timestamp())
        # A mention that moved since the index was read has marked its minutes again, and is counted then.
        found = filter(None, map(facts, living))
        counts = (mention.counts for mention in found if (mention.place, mention.minute) == (place, mark.minute))
        tally = so_far.tally + Tally(Counter(pair for pairs in counts for pair in pairs))
        last = page.get("LastEvaluatedKey")
        return _SoFar(tally, so_far.place, from_dynamo(last)) if last else _SoFar(tally, so_far.place + 1)

    def _items(self, keys: Sequence[Item]) -> Iterator[Item]:
        for batch in batched(keys, _AT_ONCE, strict=False):
            yield from self._batch([{"pk": key["pk"], "sk": key["sk"]} for key in batch])

    def _batch(self, waiting: list[Item]) -> list[Item]:
        names = {f"#{place}": name for place, name in enumerate(_READ)}
        reading = {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}
        found: list[Item] = []
        for wait in _WAITS:
            answer = self._dynamo.batch_get_item(RequestItems={self._table: {"Keys": waiting, **reading}})
            found += answer["Responses"].get(self._table, [])
            waiting = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
            if not waiting:
                return found
            self._sleep(wait)
        raise RuntimeError("DynamoDB keeps returning unprocessed keys: the mark stays for a later sweep")

    def _write(self, mark: RecountMark, tally: Tally, now: datetime) -> bool:
        """Write the tally and delete the mark in one transaction, so that no older count can overwrite a newer one."""
        key = {"pk": f"tally#{mark.brand}", "sk": mark.minute}
        item = {"type": "tally", "schema": SCHEMA, "ttl": int((now + self._retention).timestamp()), **tally.as_plain()}
        put = {"Put": {"TableName": self._table, "Item": to_dynamo(key | item)}}
        delete = {"Delete": {"TableName": self._table, "Key": to_dynamo(key)}}
        try:
            self._dynamo.transact_write_items(
                TransactItems=[put if tally.total else delete, self._recount_queue.removal(mark)]
            )
        except self._cancelled as cancelled:
            codes = {reason["Code"] for reason in cancelled.response["CancellationReasons"]}
            if not codes.intersection(_ANEW):
                raise
            return False
        return True

    def _minutes(self, brand: str, since: datetime, until: datetime, only: Sequence[str] = ()) -> Iterator[Document]:
        names = {f"#{place}": name for place, name in enumerate(only)}
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :since AND :until",
            FilterExpression="#ttl > :now",
            ExpressionAttributeNames={"#ttl": "ttl"} | names,
            ExpressionAttributeValues=to_dynamo(
                {
                    ":pk": f"tally#{brand}",
                    ":since": minute_of(since),
                    ":until": minute_of(until - timedelta(milliseconds=1)),
                    ":now": int(datetime.now(UTC).timestamp()),
                }
            ),
            **({"ProjectionExpression": ", ".join(names)} if names else {}),
        )
        return (from_dynamo(item) for page in pages for item in page["Items"])


def _resume(plain: Document | None) -> _SoFar:
    return _SoFar(read_tally(plain), int(plain["place"]), plain.get("after")) if plain else _SoFar()
