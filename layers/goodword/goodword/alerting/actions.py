"""Actions: what people do on a case from the link in their alert. Each is kept with the person and the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from goodword.alerting.action_links import ActionLink
from goodword.alerting.case import NOT_ABOUT_US, Case, Cases
from goodword.alerting.corrections import Correction, Corrections
from goodword.mention import Label, ScoredMention
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, DocumentStore
from goodword.storage.keys import SCHEMA, to_ms

type ActionKind = Literal["take", "hand", "not-about-us", "wrong-sentiment", "mute"]

MUTE_FOR = timedelta(hours=4)

_OWNED = ("owner", "owned_at")
_HANDED = ("handed_to", "handed_by", "handed_at")
_RACES = 10  # attempts while others change the same case; then the caller has to try again


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a person did. `detail` is who the case was handed to, or the correct sentiment."""

    what: ActionKind
    who: str
    at: datetime
    detail: str | None = None


_CODEC = Codec(Action)


class Actions:
    """Actions in the document store. An action and the change it makes to its case are one transaction.

    Methods return True when it was written, False when the case is resolved or somebody else has it. They raise what
    the SDK raises, and RuntimeError when the case changed on every attempt.
    """

    def __init__(self, store: DocumentStore, retention_days: int) -> None:
        self._store, self._cases, self._retention = store, Cases(store), timedelta(days=retention_days)
        self._corrections = Corrections(store, retention_days)

    def history(self, link: ActionLink) -> list[Action]:
        """The actions on the case since it was opened, in order."""
        items = self._store.since(f"case#{link.incident_key}", f"act#{to_ms(link.opened):014d}")
        return [_CODEC.read(item) for item in items if item["type"] == "act"]  # the case itself sorts after them

    def take(self, link: ActionLink, now: datetime) -> bool:
        """Take the case for this person. When several people try at once, the first one gets it."""
        act = Action(what="take", who=link.person, at=now)
        return self._change(link, act, lambda case: not case.owner, _HANDED, owner=link.person, owned_at=now)

    def hand(self, link: ActionLink, to: str, now: datetime) -> bool:
        """Hand the case to another person. The owner can do it; without an owner, anyone can."""
        act = Action(what="hand", who=link.person, at=now, detail=to)
        new = dict(zip(_HANDED, (to, link.person, now), strict=True))
        return self._change(link, act, lambda case: case.owner in (None, link.person), _OWNED, **new)

    def close(self, link: ActionLink, now: datetime) -> bool:
        """Close the case: it is not about us."""
        act = Action(what="not-about-us", who=link.person, at=now)
        return self._change(link, act, closed_at=now, closed_why=NOT_ABOUT_US, closed_by=link.person)

    def mute(self, link: ActionLink, now: datetime) -> bool:
        """Notify nobody about this incident for four hours."""
        return self._change(link, Action(what="mute", who=link.person, at=now), muted_until=now + MUTE_FOR)

    def correct(self, link: ActionLink, label: Label, now: datetime, mention: ScoredMention | None) -> None:
        """Keep the correct sentiment of the mention. This works on a resolved case too, and does not change the case.

        The action and the labelled text are one transaction. When the mention is deleted, only the action is kept.
        """
        writes = [self._kept(Action(what="wrong-sentiment", who=link.person, at=now, detail=label), link)]
        if mention:
            correction = Correction.of(mention, brand=link.brand, correct=label, who=link.person, at=now)
            writes.append(self._corrections.write_of(correction))
        for _ in range(_RACES):
            if not self._store.write(*writes):
                return
        raise RuntimeError("the correction changed on every attempt: try again")

    def _change(
        self,
        link: ActionLink,
        act: Action,
        may: Callable[[Case], bool] = lambda _: True,
        remove: tuple[str, ...] = (),
        **new: Any,
    ) -> bool:
        """Read the case, decide, and write on condition that it has not changed; if it has, start again."""
        for _ in range(_RACES):
            case = self._cases.get(link.incident_key)
            if case is None or is_over(case, link, act.at) or not may(case):
                return False
            if not self._store.write(self._cases.change(case, remove=remove, **new), self._kept(act, link)):
                return True
        raise RuntimeError("the case changed on every attempt: try again")

    def _kept(self, act: Action, link: ActionLink) -> ConditionalWrite:
        about = {"reference": link.reference, "brand": link.brand, "opened": to_ms(link.opened)}
        expires = int((act.at + self._retention).timestamp())
        item = {"type": "act", "schema": SCHEMA, "ttl": expires} | about | _CODEC.write(act)
        key = f"case#{link.incident_key}", f"act#{to_ms(act.at):014d}#{act.who}#{act.what}"
        return ConditionalWrite(key=key, item=item)


def is_over(case: Case, link: ActionLink, now: datetime) -> bool:
    """Whether the link's case has ended. A later case of the same incident does not count as the link's case."""
    return case.opened_at != link.opened or case.ended(now)
