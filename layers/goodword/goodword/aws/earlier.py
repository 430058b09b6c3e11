"""The author history: how often an author wrote before, counted from the index of authors."""

from datetime import datetime

from goodword.aws.client import client
from goodword.aws.dynamodb_items import to_dynamo
from goodword.storage.keys import SHARDS, author_key, to_ms

MANY = 100
"""Counting stops here: nobody needs the exact number beyond it, and reading it would cost money."""


class AuthorHistory:
    """An author's earlier mentions in the table; deleted ones are not counted."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def contacts(self, scope: str, author_id: str, before: datetime) -> int:
        """How many mentions by that author came in before that moment: exact up to MANY, MANY + 1 for any more.

        `scope` says where that author id is valid: see `goodword.id_scope`.
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
