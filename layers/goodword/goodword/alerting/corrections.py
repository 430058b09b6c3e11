"""Corrections: what people said that a mention sounds like, beside what it was read as."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import batched
from typing import Self

from goodword.mention import Label, ScoredMention
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA, from_ms, mention_key, reference_of, to_ms
from goodword.storage.mention_documents import memory_in

LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
"""What a person may say that it is, in the order in which probabilities and training data have them."""

MAX_CHARACTERS = 25_000  # the longest post that any platform here allows

_AT_ONCE = 100  # mentions in one look-up
_BY_MENTION = "m#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A labelled text: the `predicted` label with its probabilities, the model that gave it, and the `correct` label a person gave."""

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
        """What somebody says of a mention, as it stands and was read."""
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


class Corrections:
    """Corrections in a drawer, each without its text: that is looked up in the mention, and goes when the mention does.

    One item for each person and mention, in one partition a brand: what people say of mentions all day long is less
    than a machine writes there in a second.
    """

    def __init__(self, store: DocumentStore, retention_days: int = 0) -> None:
        self._store, self._retention = store, timedelta(days=retention_days)

    def keep(self, correction: Correction) -> None:
        """Keep it, in place of what the same person said of the mention before. Raises what the SDK raises."""
        self._store.write(self.write_of(correction))

    def write_of(self, correction: Correction) -> ConditionalWrite:
        """The write that keeps it, for whoever keeps something else together with it."""
        item = {
            "type": "correction",
            "schema": SCHEMA,
            "ttl": int((correction.at + self._retention).timestamp()),
            "reference": reference_of(correction.platform, correction.external_id),
            "language": correction.language,
            "digest": _digest(correction.text),
            "said": correction.predicted,
            "p": [Decimal(str(round(correction.probabilities[label], 4))) for label in LABELS],
            "right": correction.correct,
            "who": correction.who,
            "at": to_ms(correction.at),
            "model": correction.model,
        }
        return ConditionalWrite(
            key=_key(correction), item={name: value for name, value in item.items() if value is not None}
        )

    def read(self, brands: Iterable[str], since: datetime, until: datetime) -> Iterator[Correction]:
        """What was said in that span, brand by brand, the oldest first.

        A mention that was deleted, has expired or says something else by now is left out: nobody labelled that.
        """
        for brand in brands:
            kept = self._store.since(_pk(brand), _BY_MENTION)
            text = [item for item in kept if since <= from_ms(item["at"]) <= until]
            for some in batched(sorted(text, key=lambda item: item["at"]), _AT_ONCE, strict=False):
                yield from self._with_texts(brand, some, until)

    def _with_texts(self, brand: str, items: Sequence[Document], now: datetime) -> Iterator[Correction]:
        keys = [(mention_key(*_about(item)), "m") for item in items]
        mentions = {item["pk"]: item for item in self._store.get_many(keys)}
        for item, (pk, _) in zip(items, keys, strict=True):
            text = _text_in(mentions.get(pk), now)
            if text is not None and _digest(text) == item["digest"]:
                yield _read(brand, item, text)


def _text_in(item: Document | None, now: datetime) -> str | None:
    """What the mention says that is in that item; None when it is gone."""
    if item is None or item["type"] == "gone" or item["ttl"] <= now.timestamp():
        return None
    return _text(memory_in(item).mention)


def _read(brand: str, item: Document, text: str) -> Correction:
    platform, external_id = _about(item)
    return Correction(
        platform=platform,
        external_id=external_id,
        brand=brand,
        language=item.get("language"),
        text=text,
        predicted=item["said"],
        probabilities=dict(zip(LABELS, map(float, item["p"]), strict=True)),
        correct=item["right"],
        who=item["who"],
        at=from_ms(item["at"]),
        model=item["model"],
    )


def _about(item: Document) -> tuple[str, str]:
    platform, external_id = item["reference"].split("#", 1)
    return platform, external_id


def _text(mention: ScoredMention) -> str:
    return "\n".join(filter(None, (mention.title, mention.text)))[:MAX_CHARACTERS]


def _pk(brand: str) -> str:
    return f"correction#{brand}"


def _key(correction: Correction) -> Key:
    """A sort key has 1,024 bytes and an id up to 2,000: so a digest stands for the mention."""
    about = _digest(reference_of(correction.platform, correction.external_id), 32)
    return _pk(correction.brand), f"{_BY_MENTION}{about}#{correction.who}"


def _digest(text: str, digits: int = 8) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
