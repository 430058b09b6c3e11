"""Reads a span of history: mentions of some brands, and our own posts, oldest first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched

from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.aws.feed import MentionFeed
from goodword.mention import ScoredMention
from goodword.storage.document_store import Document
from goodword.storage.keys import SHARDS, feed_key, own_key
from goodword.storage.mention_documents import memory_in

_AT_ONCE = 100  # items in one BatchGetItem


class HistoryReader:
    """Reads keys from the index `feed`, and the current mentions from the table."""

    def __init__(self, table: str) -> None:
        self._feed, self._store = MentionFeed(table), DynamoDBStore(table)

    def read(self, brands: Iterable[str], after: datetime, until: datetime) -> Iterator[ScoredMention]:
        """Every mention of these brands that came in during that span, except deleted and expired ones."""
        found = sorted(
            key for brand in brands for place in _places(brand) for key in self._feed.place(place, after, until)
        )
        for some in batched((pk for _, pk in found), _AT_ONCE, strict=False):
            order = {pk: place for place, pk in enumerate(some)}
            items = [item for item in self._store.get_many((pk, "m") for pk in some) if _stands(item, until)]
            for item in sorted(items, key=lambda item: order[item["pk"]]):
                yield memory_in(item).mention


def _places(brand: str) -> Iterator[str]:
    for shard in range(SHARDS):
        yield from (feed_key(brand, urgent=urgent, shard=shard) for urgent in (True, False))
        yield own_key(brand, shard)


def _stands(item: Document, now: datetime) -> bool:
    return bool(item["type"] != "gone" and item["ttl"] > now.timestamp())
