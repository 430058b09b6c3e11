"""Reading mentions back through the indexes."""

from collections.abc import Iterator
from datetime import datetime

from goodword.aws._client import client
from goodword.aws.items import SHARDS, Item, feed_key, from_ms, minute_of, to_dynamo, to_ms


class Feed:
    """The index `feed`: keys of a brand's mentions by the time they were heard."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[tuple[str, str]]:
        """(platform, external id) of the brand's mentions that may ring, heard in that span, page by page."""
        for item in self._keys(brand, after, until, urgent=True):
            _, platform, external_id = item["pk"]["S"].split("#", 2)
            yield platform, external_id

    def minutes(self, brand: str, after: datetime, until: datetime) -> frozenset[str]:
        """The minutes of that span in which anything was heard about the brand."""
        found = (item for urgent in (True, False) for item in self._keys(brand, after, until, urgent=urgent))
        return frozenset(minute_of(from_ms(item["t"]["N"])) for item in found)

    def _keys(self, brand: str, after: datetime, until: datetime, *, urgent: bool) -> Iterator[Item]:
        for shard in range(SHARDS):
            pages = self._dynamo.get_paginator("query").paginate(
                TableName=self._table,
                IndexName="feed",
                KeyConditionExpression="f = :f AND t BETWEEN :after AND :until",
                ExpressionAttributeValues=to_dynamo(
                    {":f": feed_key(brand, urgent=urgent, shard=shard), ":after": to_ms(after), ":until": to_ms(until)}
                ),
            )
            for page in pages:
                yield from page["Items"]
