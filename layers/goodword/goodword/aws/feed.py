"""Reading mentions back through the indexes."""

from collections.abc import Iterator
from datetime import datetime

from goodword.aws.client import client
from goodword.aws.dynamodb_items import to_dynamo
from goodword.storage.keys import SHARDS, feed_key, feed_keys, from_ms, minute_of, own_key, to_ms

type MentionKey = tuple[str, str]


class MentionFeed:
    """The index `feed`: keys of a brand's mentions by the time they came in."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[MentionKey]:
        """(platform, external id) of the brand's mentions in that span that may notify someone, page by page."""
        for shard in range(SHARDS):
            yield from map(_named, self.place(feed_key(brand, urgent=True, shard=shard), after, until))

    def own(self, brand: str, after: datetime, until: datetime) -> Iterator[MentionKey]:
        """(platform, external id) of our own posts about the brand in that span."""
        for shard in range(SHARDS):
            yield from map(_named, self.place(own_key(brand, shard), after, until))

    def filed(self, place: str, after: datetime, until: datetime) -> Iterator[tuple[datetime, str, str]]:
        """(when received, platform, external id) of one partition in that span, in order, page by page."""
        return ((from_ms(found[0]), *_named(found)) for found in self.place(place, after, until))

    def minutes(self, brand: str, after: datetime, until: datetime) -> frozenset[str]:
        """The minutes of that span in which mentions of the brand came in."""
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


def _named(found: tuple[int, str]) -> MentionKey:
    _, platform, external_id = found[1].split("#", 2)
    return platform, external_id
