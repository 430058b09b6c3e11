"""How a memory becomes a table item of at most a kilobyte, and back: short names, no nulls, nothing derivable."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from goodword.belonging import scope_of
from goodword.history import Memory, has_content
from goodword.mention import INSTANTS, BrandMatch, ScoredMention, Sentiment

SCHEMA = 1
SHARDS = 4  # 100,000 mentions a minute / 60 / 4 = 417 writes a second to a key, of the 1,000 a partition takes
TOMBSTONE_SECONDS = 29 * 86_400  # 14 days in a queue + 14 in its dead letters + 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHORT = {
    "source": "so",
    "kind": "kd",
    "action": "ac",
    "text": "tx",
    "title": "ti",
    "lang": "la",
    "author_id": "ai",
    "author_name": "an",
    "author_handle": "ah",
    "audience": "au",
    "created_at": "ca",
    "event_at": "ea",
    "received_at": "t",
    "parent_id": "pa",
    "root_id": "ro",
    "account_id": "ci",
    "recipient_id": "ri",
    "from_self": "fs",
    "rating": "ra",
    "permalink": "pl",
    "media": "me",
    "brands": "br",
    "sentiment": "se",
    "intents": "in",
    "touchpoint": "to",
    "language": "lg",
    "role": "rl",
    "influence": "iv",
    "copies": "cp",
    "priority": "p",
    "reasons": "rs",
    "rule": "ru",
    "trace": "tr",
    "asked": "rg",
    "model": "mo",
}
_LISTS = {"media", "intents", "reasons", "trace"}
_FLAGS = {"from_self", "asked"}
_LABELS = ("negative", "neutral", "positive")
_WHOLE = "-"  # sounds about this brand as it does as a whole

_write, _read = TypeSerializer(), TypeDeserializer()

type Item = dict[str, Any]


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


def own_key(brand: str, shard: int) -> str:
    """Partition of the index `feed` for what we said ourselves: read for its answers, never counted as heard."""
    return f"{brand}#s#{shard}"


def author_key(scope: str, author_id: str, shard: int) -> str:
    """Partition of the index `author`; `scope` is where the author has that id: see `goodword.belonging`."""
    return f"{scope}#{author_id}#{shard}"


def mention_item(memory: Memory, expires: int, revision: int) -> Item:
    """The item of a mention, or of our own voice, which stands apart in the feed and is nobody's."""
    mention, key = memory.mention, mention_key(memory.mention.platform, str(memory.mention.external_id))
    item: Item = {
        "pk": key,
        "sk": "m",
        "type": "own" if mention.from_self else "mention",
        "schema": SCHEMA,
        "v": memory.version,
        "cv": memory.content_version,
        "n": revision,
        "ttl": expires,
    }
    item |= {short: _pack(name, getattr(mention, name)) for name, short in _SHORT.items()}
    if mention.from_self:
        item["f"] = own_key(mention.brand, shard_of(key))
    else:
        item["f"] = feed_key(mention.brand, urgent=mention.rings, shard=shard_of(key))
        if mention.author_id:
            item["a"] = author_key(scope_of(mention), mention.author_id, shard_of(key))
    if any(match.label for match in mention.brands):
        item["bl"] = [match.label or _WHOLE for match in mention.brands]
    if memory.content_version == memory.version:
        del item["cv"]
    return to_dynamo({name: value for name, value in item.items() if _says_something(value)})


def tombstone_item(memory: Memory, expires: int) -> Item:
    """What stays of a deleted item: that it was, who said so, and until when to refuse its return."""
    key = mention_key(memory.mention.platform, str(memory.mention.external_id))
    plain = {"pk": key, "sk": "m", "type": "gone", "schema": SCHEMA, "v": memory.version, "ttl": expires}
    return to_dynamo(plain | {_SHORT["source"]: memory.mention.source})


def platform_in(item: Item) -> str:
    """Where what is in an item was said."""
    return str(item["pk"]["S"].split("#", 2)[1])


def source_in(item: Item) -> str | None:
    """Who told of what is in an item; None where it does not say, as tombstones did not before they were a source's."""
    return item[_SHORT["source"]]["S"] if _SHORT["source"] in item else None


def is_told_by(item: Item, sources: Collection[str]) -> bool:
    """Whether one of these sources told of it; what does not say who is everybody's."""
    told = source_in(item)
    return told is None or told in sources


def read_memory(item: Mapping[str, Any]) -> Memory:
    """Read what `mention_item` wrote (an item in DynamoDB's own JSON)."""
    return memory_in(from_dynamo(item))


def memory_in(plain: Mapping[str, Any]) -> Memory:
    """The same of an item in plain values."""
    _, platform, external_id = plain["pk"].split("#", 2)
    fields = {name: _unpack(name, plain.get(short)) for name, short in _SHORT.items()}
    if "bl" in plain:
        labelled = zip(fields["brands"], plain["bl"], strict=True)
        fields["brands"] = tuple(replace(match, label=None if label == _WHOLE else label) for match, label in labelled)
    mention = ScoredMention(platform=platform, external_id=external_id, **fields)
    implied = plain["v"] if has_content(mention) else ""
    return Memory(mention, plain["v"], plain.get("cv", implied))


def to_dynamo(item: Mapping[str, Any]) -> Item:
    """Plain values to DynamoDB's JSON."""
    return {name: _write.serialize(value) for name, value in item.items()}


def from_dynamo(item: Mapping[str, Any]) -> Item:
    """DynamoDB's JSON to plain values; numbers are Decimals."""
    return {name: _read.deserialize(value) for name, value in item.items()}


def to_ms(moment: datetime) -> int:
    """An instant as the table keeps it."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)  # in whole numbers: a float's last digit would be off


def from_ms(number: Any) -> datetime:
    """And back."""
    return _EPOCH + timedelta(milliseconds=int(number))


def minute_of(moment: datetime) -> str:
    """A minute's name, which sorts by time."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def _says_something(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [])  # a rating of 0 does


def _pack(name: str, value: Any) -> Any:
    match value:
        case datetime():
            return to_ms(value)
        case Sentiment():
            numbers = [Decimal(str(round(value.probabilities[label], 2))) for label in _LABELS]
            return [value.label, *numbers, *value.because]
        case tuple() if name == "brands":
            return [part for match in value for part in (match.brand, match.because)]
        case tuple():
            return list(value)
        case float():
            return Decimal(str(value))
        case _:
            return value


def _unpack(name: str, value: Any) -> Any:
    if name in _FLAGS:
        return bool(value)
    if name in _LISTS:
        return tuple(value or ())
    if value is None:
        return None
    if name in INSTANTS:
        return from_ms(value)
    if name == "brands":
        return tuple(BrandMatch(brand, because) for brand, because in zip(value[::2], value[1::2], strict=True))
    if name == "sentiment":
        label, negative, neutral, positive, *because = value
        numbers = (float(negative), float(neutral), float(positive))
        return Sentiment(label, dict(zip(_LABELS, numbers, strict=True)), tuple(because))
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
