"""Documents as DynamoDB's own JSON, and what a stream or a condition shows of a mention's item."""

from collections.abc import Collection, Mapping
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from goodword.mention_merge import MergedMention
from goodword.storage.mention_documents import SHORT, memory_in, mention_document, tombstone_document

_write, _read = TypeSerializer(), TypeDeserializer()

type Item = dict[str, Any]


def mention_item(memory: MergedMention, expires: int, revision: int) -> Item:
    """The item of a mention: see `mention_document`."""
    return to_dynamo(mention_document(memory, expires, revision))


def tombstone_item(memory: MergedMention, expires: int) -> Item:
    """The item of a deleted mention: see `tombstone_document`."""
    return to_dynamo(tombstone_document(memory, expires))


def platform_in(item: Item) -> str:
    """The platform of the mention in an item."""
    return str(item["pk"]["S"].split("#", 2)[1])


def source_in(item: Item) -> str | None:
    """The source that reported the item; None in old tombstones, which do not name one."""
    return item[SHORT["source"]]["S"] if SHORT["source"] in item else None


def is_reported_by(item: Item, sources: Collection[str]) -> bool:
    """Whether one of these sources reported it; an item that names no source counts for all."""
    source = source_in(item)
    return source is None or source in sources


def read_memory(item: Mapping[str, Any]) -> MergedMention:
    """Read what `mention_item` wrote (an item in DynamoDB's own JSON)."""
    return memory_in(from_dynamo(item))


def to_dynamo(item: Mapping[str, Any]) -> Item:
    """Plain values to DynamoDB's JSON."""
    return {name: _write.serialize(value) for name, value in item.items()}


def from_dynamo(item: Mapping[str, Any]) -> Item:
    """DynamoDB's JSON to plain values; numbers are Decimals."""
    return {name: _read.deserialize(value) for name, value in item.items()}
