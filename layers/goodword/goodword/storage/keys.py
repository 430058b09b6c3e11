"""Keys of the one table, and how it writes instants: milliseconds since 1970, and minutes that sort by time."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

SCHEMA = 1
SHARDS = 4  # 100,000 mentions a minute / 60 / 4 = 417 writes a second to a key, of the 1,000 a partition takes
TOMBSTONE_SECONDS = 29 * 86_400  # 14 days in a queue + 14 in its dead letters + 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mention_key(platform: str, external_id: str) -> str:
    """The natural key: what makes two deliveries the same mention."""
    return f"m#{platform}#{external_id}"


def reference_of(platform: str, external_id: str) -> str:
    """How outbox, case and held items name a mention."""
    return f"{platform}#{external_id}"


def shard_of(key: str) -> int:
    """Which of the index shards a natural key falls in."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()[0] % SHARDS


def feed_key(brand: str, *, urgent: bool, shard: int) -> str:
    """Partition of the index `feed`; urgent mentions (those that may ring) stand apart."""
    return f"{brand}#{'u' if urgent else 'o'}#{shard}"


def feed_keys(brand: str) -> list[str]:
    """Every partition of the index `feed` with a brand's mentions; our own posts stand apart."""
    return [feed_key(brand, urgent=urgent, shard=shard) for urgent in (True, False) for shard in range(SHARDS)]


def own_key(brand: str, shard: int) -> str:
    """Partition of the index `feed` for what we said ourselves: read for its answers, never counted as heard."""
    return f"{brand}#s#{shard}"


def author_key(scope: str, author_id: str, shard: int) -> str:
    """Partition of the index `author`; `scope` is where the author has that id: see `goodword.id_scope`."""
    return f"{scope}#{author_id}#{shard}"


def to_ms(moment: datetime) -> int:
    """An instant as the table keeps it."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)  # in whole numbers: a float's last digit would be off


def from_ms(number: Any) -> datetime:
    """And back."""
    return _EPOCH + timedelta(milliseconds=int(number))


def minute_of(moment: datetime) -> str:
    """A minute's name, which sorts by time."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"
