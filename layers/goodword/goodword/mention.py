"""A mention, as received and as scored."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, Self

Kind = Literal["comment", "mention", "post", "review", "message", "reaction", "share"]
Action = Literal["created", "edited", "deleted", "hidden"]
Label = Literal["negative", "neutral", "positive", "unsure"]
Intent = Literal[
    "safety_or_legal",
    "complaint",
    "needs_help",
    "question",
    "praise",
    "pre_purchase",
    "wish",
    "would_return",
    "would_not_return",
    "spam",
]
Role = Literal["customer", "employee", "brand", "media", "partner"]
Priority = Literal["P1", "P2", "P3", "P4"]

MUTE = "mute:"
"""The prefix of a mute's name in the field `rule`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention as the platform reported it; a field is None when the platform did not give it.

    `event_at` is when the event happened (the edit, the removal) and never None: the platform's time if it sends
    one, else the time of receipt. `external_id` is None for reactions only, which many platforms do not number.
    `recipient_id` is who our own direct message went to, which shows that it is an answer. `links` has the contents of
    links, previews and hidden tags (addresses, titles, `#tags`). It is only searched for brands, and the table does
    not keep it.
    """

    platform: str
    source: str
    external_id: str | None
    kind: Kind
    action: Action
    text: str | None = None
    title: str | None = None
    lang: str | None = None
    author_id: str | None = None
    author_name: str | None = None
    author_handle: str | None = None
    audience: int | None = None
    created_at: datetime | None = None
    event_at: datetime
    received_at: datetime
    parent_id: str | None = None
    root_id: str | None = None
    account_id: str | None = None
    recipient_id: str | None = None
    from_self: bool = False
    rating: float | None = None
    permalink: str | None = None
    media: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def made_at(self) -> datetime:
        """When it was written, as far as we know."""
        return self.created_at or self.event_at

    def as_dict(self) -> dict[str, Any]:
        """The public JSON form: every field, times as ISO 8601 with Z."""
        return {field.name: _to_json(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_dict` of this or another version wrote; unknown fields are ignored."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: _from_json(name, value) for name, value in data.items() if name in known})


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The sentiment: a label, the probabilities of negative, neutral and positive, and the words that decided."""

    label: Label
    probabilities: Mapping[str, float]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrandMatch:
    """A brand that the mention is about, and the reason (a term, or the source that reported it).

    `label` is the sentiment about this brand when it differs from the whole text's: "hate Zeta, love Acme".
    """

    brand: str
    because: str
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredMention(Mention):
    """A scored mention: its brand, sentiment, intents and priority.

    `language` is the language it was read in (ISO 639-1; None: unknown), `role` the author's role if a list gives one,
    `influence` 0 to 100, `copies` the group of nearly equal texts (None: no group, or not checked). `rule` names the
    rule that applied (`mute:<name>` for a mute), `trace` has the result of each rule that was tried, and `asked` is
    whether a rule asks to notify somebody about a priority that notifies nobody by itself.
    """

    brands: tuple[BrandMatch, ...]
    sentiment: Sentiment
    intents: tuple[Intent, ...] = ()
    touchpoint: str | None = None
    language: str | None = None
    role: Role | None = None
    influence: int | None = None
    copies: str | None = None
    priority: Priority
    reasons: tuple[str, ...] = ()
    rule: str | None = None
    trace: tuple[str, ...] = ()
    asked: bool = False
    model: str

    @property
    def brand(self) -> str:
        """The mention's brand: the first that matched."""
        return self.brands[0].brand

    @property
    def muted(self) -> bool:
        """Whether a mute applies: the mention is stored and counted, but nobody is notified."""
        return self.rule is not None and self.rule.startswith(MUTE)

    @property
    def notifies(self) -> bool:
        """Whether somebody may be notified: it is P1 or P2 or a rule asks for it, and no mute applies."""
        return (self.priority in ("P1", "P2") or self.asked) and not self.muted


INSTANTS = {"created_at", "event_at", "received_at"}


def instant(text: str) -> datetime:
    """Read an ISO 8601 time as UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    """Write a time as in all JSON of Goodword: UTC, with Z and as many decimals as needed (none, 3 or 6)."""
    precision = "microseconds" if moment.microsecond % 1000 else "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def _to_json(value: Any) -> Any:
    match value:
        case datetime():
            return iso(value)
        case tuple():
            return [_to_json(part) for part in value]
        case Sentiment() | BrandMatch():
            return {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def _from_json(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in INSTANTS:
        return instant(value)
    if name == "sentiment":
        return Sentiment(value["label"], value["probabilities"], tuple(value["because"]))
    if name == "brands":
        return tuple(BrandMatch(match["brand"], match["because"], match.get("label")) for match in value)
    return tuple(value) if isinstance(value, list) else value
