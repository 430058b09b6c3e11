"""Corrections: the sentiment that people chose for a mention, next to the model's prediction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import batched
from typing import Self

from goodword.mention import Label, ScoredMention
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA, from_ms, mention_key, reference_of
from goodword.storage.mention_documents import memory_in

LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
"""The labels a person can choose, in the order of probabilities and training data."""

MAX_CHARACTERS = 25_000  # the longest post on any supported platform

_AT_ONCE = 100  # mentions in one look-up
_BY_MENTION = "m#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A labelled text: the model, its `predicted` label and probabilities, and the `correct` label from a person."""

    platform: str
    external_id: str
    brand: str
    language: str | None = None
    text: str = ""
    predicted: Label
    probabilities: Mapping[str, float]
    correct: Label
    who: str
    at: datetime
    model: str

    @classmethod
    def of(cls, mention: ScoredMention, *, brand: str, correct: Label, who: str, at: datetime) -> Self:
        """A person's correction of a mention as it is now."""
        return cls(
            platform=mention.platform,
            external_id=str(mention.external_id),
            brand=brand,
            language=mention.language,
            text=_text(mention),
            predicted=mention.sentiment.label,
            probabilities=mention.sentiment.probabilities,
            correct=correct,
            who=who,
            at=at,
            model=mention.model,
        )


_CODEC = Codec(
    Correction,
    attributes={"predicted": "said", "probabilities": "p", "correct": "right"},
    elsewhere=("platform", "external_id", "brand", "text"),
    special={
        "probabilities": (
            lambda shares: [Decimal(str(round(shares[label], 4))) for label in LABELS],
            lambda shares: dict(zip(LABELS, map(float, shares), strict=True)),
        )
    },
)


class Corrections:
    """Corrections in the document store, without their texts: those are in the mentions, and are deleted with them.

    One item for each person and mention. One partition for each brand is enough: people write few corrections.
    """

    def __init__(self, store: DocumentStore, retention_days: int = 0) -> None:
        self._store, self._retention = store, timedelta(days=retention_days)

    def keep(self, correction: Correction) -> None:
        """Keep it, in place of the same person's earlier correction of the mention. Raises what the SDK raises."""
        self._store.write(self.write_of(correction))

    def write_of(self, correction: Correction) -> ConditionalWrite:
        """The write that keeps it, for callers that write it in a transaction."""
        item = {
            "type": "correction",
            "schema": SCHEMA,
            "ttl": int((correction.at + self._retention).timestamp()),
            "reference": reference_of(correction.platform, correction.external_id),
            "digest": _digest(correction.text),
        }
        return ConditionalWrite(key=_key(correction), item=item | _CODEC.write(correction))

    def read(self, brands: Iterable[str], since: datetime, until: datetime) -> Iterator[Correction]:
        """The corrections of that time span, brand by brand, oldest first.

        Mentions that were deleted, expired or edited since are left out: nobody labelled their present text.
        """
        for brand in brands:
            kept = self._store.since(_pk(brand), _BY_MENTION)
            items = [item for item in kept if since <= from_ms(item["at"]) <= until]
            for batch in batched(sorted(items, key=lambda item: item["at"]), _AT_ONCE, strict=False):
                yield from self._with_texts(brand, batch, until)

    def _with_texts(self, brand: str, items: Sequence[Document], now: datetime) -> Iterator[Correction]:
        keys = [(mention_key(*_about(item)), "m") for item in items]
        mentions = {item["pk"]: item for item in self._store.get_many(keys)}
        for item, (pk, _) in zip(items, keys, strict=True):
            text = _text_in(mentions.get(pk), now)
            if text is not None and _digest(text) == item["digest"]:
                yield _read(brand, item, text)


def _text_in(item: Document | None, now: datetime) -> str | None:
    """The text of the mention in that item; None when it is gone."""
    if item is None or item["type"] == "gone" or item["ttl"] <= now.timestamp():
        return None
    return _text(memory_in(item).mention)


def _read(brand: str, item: Document, text: str) -> Correction:
    platform, external_id = _about(item)
    return _CODEC.read(item, platform=platform, external_id=external_id, brand=brand, text=text)


def _about(item: Document) -> tuple[str, str]:
    platform, external_id = item["reference"].split("#", 1)
    return platform, external_id


def _text(mention: ScoredMention) -> str:
    return "\n".join(filter(None, (mention.title, mention.text)))[:MAX_CHARACTERS]


def _pk(brand: str) -> str:
    return f"correction#{brand}"


def _key(correction: Correction) -> Key:
    """The key has a digest of the mention's reference: a sort key has 1,024 bytes at most, and an id up to 2,000."""
    about = _digest(reference_of(correction.platform, correction.external_id), 32)
    return _pk(correction.brand), f"{_BY_MENTION}{about}#{correction.who}"


def _digest(text: str, digits: int = 8) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
