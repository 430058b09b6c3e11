"""Converts a mention to a document of at most a kilobyte, and back: short names, no nulls, no derivable data."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from goodword.id_scope import scope_of
from goodword.mention import INSTANTS, BrandMatch, ScoredMention, Sentiment
from goodword.mention_merge import MergedMention, has_content
from goodword.storage.document_store import Document
from goodword.storage.keys import SCHEMA, author_key, feed_key, from_ms, mention_key, own_key, shard_of, to_ms

SHORT = {
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
REPORTS = "co"
"""For each source but the owner, the version that it last reported, or empty once it withdrew the mention."""

_LISTS = {"media", "intents", "reasons", "trace"}
_FLAGS = {"from_self", "asked"}
_LABELS = ("negative", "neutral", "positive")
_WHOLE = "-"  # the sentiment about this brand is that of the whole text


def mention_document(memory: MergedMention, expires: int, revision: int) -> Document:
    """The document of a mention, or of our own post, which has its own feed partition and no author key."""
    mention, key = memory.mention, mention_key(memory.mention.platform, str(memory.mention.external_id))
    item: dict[str, Any] = {
        "pk": key,
        "sk": "m",
        "type": "own" if mention.from_self else "mention",
        "schema": SCHEMA,
        "v": memory.version,
        "cv": memory.content_version,
        "n": revision,
        "ttl": expires,
    }
    item |= {short: _pack(name, getattr(mention, name)) for name, short in SHORT.items()}
    if mention.from_self:
        item["f"] = own_key(mention.brand, shard_of(key))
    else:
        item["f"] = feed_key(mention.brand, urgent=mention.notifies, shard=shard_of(key))
        if mention.author_id:
            item["a"] = author_key(scope_of(mention), mention.author_id, shard_of(key))
    if any(match.label for match in mention.brands):
        item["bl"] = [match.label or _WHOLE for match in mention.brands]
    if memory.content_version == memory.version:
        del item["cv"]
    return {name: value for name, value in item.items() if _has_value(value)}


def tombstone_document(memory: MergedMention, expires: int) -> Document:
    """The tombstone of a deleted mention: its key, its version, its source, and until when it cannot return."""
    key = mention_key(memory.mention.platform, str(memory.mention.external_id))
    plain = {"pk": key, "sk": "m", "type": "gone", "schema": SCHEMA, "v": memory.version, "ttl": expires}
    return plain | {SHORT["source"]: memory.mention.source}


def memory_in(plain: Mapping[str, Any]) -> MergedMention:
    """Read what `mention_document` wrote."""
    _, platform, external_id = plain["pk"].split("#", 2)
    fields = {name: _unpack(name, plain.get(short)) for name, short in SHORT.items()}
    if "bl" in plain:
        labelled = zip(fields["brands"], plain["bl"], strict=True)
        fields["brands"] = tuple(replace(match, label=None if label == _WHOLE else label) for match, label in labelled)
    mention = ScoredMention(platform=platform, external_id=external_id, **fields)
    implied = plain["v"] if has_content(mention) else ""
    return MergedMention(mention, plain["v"], plain.get("cv", implied))


def sources_in(document: Document) -> frozenset[str]:
    """All sources that reported the mention in a document; empty when the document has none."""
    return frozenset({document["so"], *current_sources(document.get(REPORTS, {}))} if "so" in document else ())


def current_sources(words: Mapping[str, str]) -> list[str]:
    """The sources whose report still holds, in order."""
    return sorted(name for name, version in words.items() if version)


def _has_value(value: Any) -> bool:
    return value is not None and value is not False and value not in ("", [])  # a rating of 0 is kept


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
