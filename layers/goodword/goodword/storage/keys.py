"""The keys of the table, and its formats for time: milliseconds since 1970, and minutes that sort by time."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

SCHEMA = 1
SHARDS = 4  # 100,000 mentions a minute / 60 / 4 = 417 writes a second to a key, of the 1,000 a partition takes
TOMBSTONE_SECONDS = 29 * 86_400  # 14 days in a queue + 14 in its dead letters + 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mention_key(platform: str, external_id: str) -> str:
    """The natural key: deliveries with the same key are the same mention."""
    return f"m#{platform}#{external_id}"


def reference_of(platform: str, external_id: str) -> str:
    """How the outbox, cases and suppressed batches refer to a mention."""
    return f"{platform}#{external_id}"


def shard_of(key: str) -> int:
    """The index shard of a natural key."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()[0] % SHARDS


def feed_key(brand: str, *, urgent: bool, shard: int) -> str:
    """Partition of the index `feed`; urgent mentions (those that may notify somebody) have their own."""
    return f"{brand}#{'u' if urgent else 'o'}#{shard}"


def feed_keys(brand: str) -> list[str]:
    """All partitions of the index `feed` with a brand's mentions; our own posts are not in them."""
    return [feed_key(brand, urgent=urgent, shard=shard) for urgent in (True, False) for shard in range(SHARDS)]


def own_key(brand: str, shard: int) -> str:
    """Partition of the index `feed` for our own posts: read for answers, never counted as mentions."""
    return f"{brand}#s#{shard}"


def author_key(scope: str, author_id: str, shard: int) -> str:
    """Partition of the index `author`; `scope` is where the author id is unique: see `goodword.id_scope`."""
    return f"{scope}#{author_id}#{shard}"


def to_ms(moment: datetime) -> int:
    """A time as the table stores it."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)  # integer division, because floats would round


def from_ms(number: Any) -> datetime:
    """Read what `to_ms` wrote."""
    return _EPOCH + timedelta(milliseconds=int(number))


def minute_of(moment: datetime) -> str:
    """The minute as a text that sorts by time, such as "2026-11-18T09:00"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"
