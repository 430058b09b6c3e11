"""Documents as DynamoDB's own JSON, and what a stream or a condition tells of a mention's item."""

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
    """Where what is in an item was said."""
    return str(item["pk"]["S"].split("#", 2)[1])


def source_in(item: Item) -> str | None:
    """Who told of what is in an item; None where it does not say, as tombstones did not before they were a source's."""
    return item[SHORT["source"]]["S"] if SHORT["source"] in item else None


def is_reported_by(item: Item, sources: Collection[str]) -> bool:
    """Whether one of these sources told of it; what does not say who is everybody's."""
    reported = source_in(item)
    return reported is None or reported in sources


def read_memory(item: Mapping[str, Any]) -> MergedMention:
    """Read what `mention_item` wrote (an item in DynamoDB's own JSON)."""
    return memory_in(from_dynamo(item))


def to_dynamo(item: Mapping[str, Any]) -> Item:
    """Plain values to DynamoDB's JSON."""
    return {name: _write.serialize(value) for name, value in item.items()}


def from_dynamo(item: Mapping[str, Any]) -> Item:
    """DynamoDB's JSON to plain values; numbers are Decimals."""
    return {name: _read.deserialize(value) for name, value in item.items()}
