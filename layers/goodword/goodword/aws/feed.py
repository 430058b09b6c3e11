"""Reading mentions back through the indexes."""

from collections.abc import Iterator
from datetime import datetime

from goodword.aws._client import client
from goodword.aws.items import SHARDS, feed_key, to_dynamo, to_ms


class Feed:
    """The index `feed`: keys of a brand's mentions by the time they were heard."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def urgent(self, brand: str, after: datetime, until: datetime) -> Iterator[tuple[str, str]]:
        """(platform, external id) of the brand's P1 and P2 mentions heard in that span, page by page."""
        for shard in range(SHARDS):
            pages = self._dynamo.get_paginator("query").paginate(
                TableName=self._table,
                IndexName="feed",
                KeyConditionExpression="f = :f AND t BETWEEN :after AND :until",
                ExpressionAttributeValues=to_dynamo(
                    {":f": feed_key(brand, urgent=True, shard=shard), ":after": to_ms(after), ":until": to_ms(until)}
                ),
            )
            for page in pages:
                for item in page["Items"]:
                    _, platform, external_id = item["pk"]["S"].split("#", 2)
                    yield platform, external_id
