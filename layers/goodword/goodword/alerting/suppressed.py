"""Suppressed mentions, one item per batch and brand, for counts and for the sweep.

A P1 that waits for capacity is stored with its full id, because somebody is notified about it later.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA, minute_of, reference_of

type SuppressionReason = Literal["joined", "few", "muted", "P1", "P2", "P3"]
"""joined: it joined an open case; few: below its rule's threshold; muted: by a mute, or by a rule that notifies nobody;
P1, P2, P3: it waits for a bundle, because of a rate limit, quiet hours or a spent budget."""

WHYS: tuple[SuppressionReason, ...] = ("joined", "few", "muted", "P1", "P2", "P3")
WAITING: tuple[SuppressionReason, ...] = ("P1", "P2", "P3")
ENDED: tuple[SuppressionReason, ...] = ("joined", "few", "muted")  # what ends the wait of a P1
KEEP = timedelta(days=3)
_LENGTH = 12  # hex digits a member: 48 bits, enough to avoid collisions in a storm


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a mention was suppressed, and the key of the incident it counts for."""

    why: SuppressionReason
    incident_key: str


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A mention's ids, with the short names of its author and its copies (as in a notification); empty when unknown."""

    platform: str
    external_id: str
    source: str = ""
    author: str = ""
    copies: str = ""

    @property
    def short(self) -> str:
        """Its short name."""
        return member(reference_of(self.platform, self.external_id))


@dataclass(frozen=True, slots=True)
class SuppressedBatch:
    """What one batch suppressed for one brand: by reason and incident key, the short names of the mentions.

    `who` are the P1 that wait for capacity, by short name; batches of earlier versions have none.
    """

    brand: str
    minute: str
    why: Mapping[SuppressionReason, Mapping[str, frozenset[str]]]
    who: Mapping[str, Suppressed] = field(default_factory=dict)

    @property
    def members(self) -> frozenset[str]:
        """All mentions in it, for any reason."""
        return frozenset().union(*(names for incidents in self.why.values() for names in incidents.values()))

    @property
    def counted(self) -> frozenset[str]:
        """Those that wait to be counted in a bundle, and get no notification of their own later."""
        return frozenset[str]().union(*map(self.members_for, WAITING)) - self.who.keys()

    def members_for(self, why: SuppressionReason) -> frozenset[str]:
        """All mentions suppressed for that reason."""
        return frozenset().union(*self.why.get(why, {}).values())


def member(reference: str) -> str:
    """The short name of a mention in a suppressed batch."""
    return sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def by_incident(batches: Iterable[SuppressedBatch], why: SuppressionReason) -> dict[str, dict[str, str]]:
    """By incident key, the mentions suppressed for that reason, each with the first minute in which it was."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for batch in batches:
        for incident_key, names in batch.why.get(why, {}).items():
            for name in names:
                found[incident_key].setdefault(name, batch.minute)
    return found


class SuppressedMentions:
    """Suppressed batches in the document store, and up to which minute each brand's were bundled."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    def keep(self, brand: str, mentions: Iterable[tuple[Suppression, Suppressed]], now: datetime) -> None:
        """Write one batch. A retry in the same minute writes the same item."""
        batch = list(mentions)
        waiting = {who.short: who for reason, who in batch if reason.why == "P1"}
        self.keep_names(brand, ((reason.why, reason.incident_key, who.short) for reason, who in batch), now, waiting)

    def keep_names(
        self,
        brand: str,
        names: Iterable[tuple[SuppressionReason, str, str]],
        now: datetime,
        waiting: Mapping[str, Suppressed] | None = None,
    ) -> None:
        """The same for (reason, incident key, short name)."""
        members: dict[str, dict[str, str]] = defaultdict(dict)
        for why, incident_key, short in sorted(set(names)):
            members[why][incident_key] = members[why].get(incident_key, "") + short
        digest = sha256(repr(sorted(members.items())).encode()).hexdigest()[:16]
        item = {"type": "held", "schema": SCHEMA, "ttl": int((now + KEEP).timestamp()), **members}
        item |= {"who": json.dumps({short: astuple(who) for short, who in waiting.items()})} if waiting else {}
        self._store.write(ConditionalWrite(key=("held", f"{minute_of(now)}#{brand}#{digest}"), item=item))

    def since(self, moment: datetime) -> list[SuppressedBatch]:
        """All batches suppressed since that minute, in order."""
        return [_read(item) for item in self._store.since("held", minute_of(moment))]

    def bundled(self, brand: str, seen: str, through: str) -> ConditionalWrite:
        """The write that marks a brand's mentions as bundled through a minute, once, for use in a transaction."""
        mark: dict[str, Any] = {"through": through, "type": "mark", "schema": SCHEMA}
        return ConditionalWrite(key=_mark(brand), set=mark, only_if={"through": seen or None})

    def bundled_through(self, brand: str) -> str:
        """The last minute that a bundle of this brand covered; empty when there was none."""
        item = self._store.get(_mark(brand))
        return str(item["through"]) if item else ""


def _mark(brand: str) -> Key:
    return "bundled", brand


def _read(item: Document) -> SuppressedBatch:
    minute, brand, _ = item["sk"].split("#")
    reasons = {why: {key: _members(names) for key, names in item[why].items()} for why in WHYS if why in item}
    # One JSON string, because the sweep reads up to a hundred thousand of these each minute.
    who = {short: Suppressed(*ids) for short, ids in json.loads(item.get("who", "{}")).items()}
    return SuppressedBatch(brand, minute, reasons, who)


def _members(together: str) -> frozenset[str]:
    return frozenset(together[place : place + _LENGTH] for place in range(0, len(together), _LENGTH))
