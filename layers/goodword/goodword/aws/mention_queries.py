"""Queries over the table's two indexes: a brand's mentions by time, an author's mentions, and mentions read back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from goodword.aws.client import client
from goodword.aws.dynamodb_items import to_dynamo
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.mention import ScoredMention
from goodword.storage.document_store import Document
from goodword.storage.keys import SHARDS, author_key, feed_key, feed_keys, from_ms, minute_of, own_key, to_ms
from goodword.storage.mention_documents import memory_in

type MentionKey = tuple[str, str]

AT_ONCE = 100  # items in one BatchGetItem
MANY = 100
"""Who was heard more often has been heard often: nobody needs the number, and nobody pays for the count."""


class MentionFeed:
    """The index `feed`: keys of a brand's mentions by the time they were heard."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[MentionKey]:
        """(platform, external id) of the brand's mentions that may notify, heard in that span, page by page."""
        for shard in range(SHARDS):
            yield from map(_named, self.place(feed_key(brand, urgent=True, shard=shard), after, until))

    def own(self, brand: str, after: datetime, until: datetime) -> Iterator[MentionKey]:
        """(platform, external id) of what we said ourselves about the brand in that span."""
        for shard in range(SHARDS):
            yield from map(_named, self.place(own_key(brand, shard), after, until))

    def filed(self, place: str, after: datetime, until: datetime) -> Iterator[tuple[datetime, str, str]]:
        """(when heard, platform, external id) of one partition in that span, in order, page by page."""
        return ((from_ms(found[0]), *_named(found)) for found in self.place(place, after, until))

    def minutes(self, brand: str, after: datetime, until: datetime) -> frozenset[str]:
        """The minutes of that span in which anything was heard about the brand."""
        return frozenset(
            minute_of(from_ms(ms)) for place in feed_keys(brand) for ms, _ in self.place(place, after, until)
        )

    def place(self, place: str, after: datetime, until: datetime) -> Iterator[tuple[int, str]]:
        """(milliseconds, table key) of one partition of the index, in order."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            IndexName="feed",
            KeyConditionExpression="f = :f AND t BETWEEN :after AND :until",
            ExpressionAttributeValues=to_dynamo({":f": place, ":after": to_ms(after), ":until": to_ms(until)}),
        )
        return ((int(item["t"]["N"]), item["pk"]["S"]) for page in pages for item in page["Items"])


class AuthorHistory:
    """What an author said before, in the one table; of the deleted there is no trace in it."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def contacts(self, scope: str, author_id: str, before: datetime) -> int:
        """How many mentions of that author were heard before that moment: exact up to MANY, MANY + 1 for any more.

        `scope` is where the author has that id: see `goodword.id_scope`.
        Raises what the SDK raises when the table does not answer.
        """
        count = 0
        for shard in range(SHARDS):
            count += self._in(author_key(scope, author_id, shard), before, MANY + 1 - count)
            if count > MANY:
                break
        return count

    def _in(self, author: str, before: datetime, most: int) -> int:
        answer = self._dynamo.query(
            TableName=self._table,
            IndexName="author",
            Select="COUNT",
            Limit=most,  # a hundred keys of an index are far below the megabyte of one page
            KeyConditionExpression="a = :author AND t < :before",
            ExpressionAttributeValues=to_dynamo({":author": author, ":before": to_ms(before)}),
        )
        return int(answer["Count"])


class HistoryReader:
    """The index `feed` gives the keys, the table the mentions as they stand now."""

    def __init__(self, table: str) -> None:
        self._feed, self._store = MentionFeed(table), DynamoDBStore(table)

    def read(self, brands: Iterable[str], after: datetime, until: datetime) -> Iterator[ScoredMention]:
        """Every mention of these brands that was heard in that span, but for what was deleted or has expired."""
        found = sorted(
            key for brand in brands for place in _places(brand) for key in self._feed.place(place, after, until)
        )
        for batch in batched((pk for _, pk in found), AT_ONCE, strict=False):
            order = {pk: place for place, pk in enumerate(batch)}
            items = [item for item in self._store.get_many((pk, "m") for pk in batch) if _stands(item, until)]
            for item in sorted(items, key=lambda item: order[item["pk"]]):
                yield memory_in(item).mention


def _places(brand: str) -> Iterator[str]:
    for shard in range(SHARDS):
        yield from (feed_key(brand, urgent=urgent, shard=shard) for urgent in (True, False))
        yield own_key(brand, shard)


def _stands(item: Document, now: datetime) -> bool:
    return bool(item["type"] != "gone" and item["ttl"] > now.timestamp())


def _named(found: tuple[int, str]) -> MentionKey:
    _, platform, external_id = found[1].split("#", 2)
    return platform, external_id
