"""Promised notifications: each has a numbered slot in its minute, is leased while it is sent, and counts for caps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from goodword.alerting.rate_limits import Kind
from goodword.mention import Priority
from goodword.storage.codec import Codec
from goodword.storage.document_store import ConditionalWrite, Document, DocumentStore, Key
from goodword.storage.keys import SCHEMA, minute_of, reference_of, to_ms

type State = Literal["claimed", "sent", "unsent", "withdrawn", "dropped", "moved", "over"]
"""claimed: being sent, or left by a crash; unsent: SNS refused it, and only the people in `notified` got it; moved: it
has a later slot; withdrawn: its mention was deleted first, and the sweep looks for another mention of the incident;
dropped: no longer needed; over: sent, and its case has no timer left.
"""

LEASE = timedelta(seconds=15)  # longer than the timeout of the function `alert`
LOOK_BACK = timedelta(hours=72)
DAY = timedelta(hours=26)  # the longest local day (25 hours), and an hour
KEEP = timedelta(days=5)
_UNSENT = ("dropped", "unsent", "withdrawn")
_ATTEMPTS = 10
_AGAIN = timedelta(minutes=2)  # how long a notification that was read may still change
_FRESH = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One promised notification, to recipients such as "ana:mail".

    `made_at` is when its mention was received; `platform` and `external_id` name the mention. `gathered` is how many
    mentions there were before it. A further notification of a case has `counted_before`: how many the last one counted,
    in the minute `since`. A bundle is about `count` mentions, suppressed since the minute `since`; those it only counts
    were suppressed after the minute `after`, through `through`. `origin` is the slot it was first promised in,
    `notified` the people it has reached.

    `rest` are the recipients of a P1 who had no capacity yet, `later` what happened to them: "promised" another
    notification, or "nobody" needs one. `source` is the mention's, `author` and `copies` are short names of its author
    and its group of copies, and `flood` says which of the two its case gathers. In a bundle, `named` are the short
    names of its P1, `left` is how many P1 wait to be named, `behind` the minutes until the last of them is notified.
    """

    slot: str = ""
    origin: str = ""
    kind: Kind = "new"
    priority: Priority
    to: tuple[str, ...]
    notified: tuple[str, ...] = ()
    brand: str
    incident_key: str = ""
    tag: str = ""
    platform: str = ""
    external_id: str = ""
    gathered: int = 0
    counted_before: int = 0
    count: int = 0
    since: str = ""
    after: str = ""
    through: str = ""
    source: str = ""
    author: str = ""
    copies: str = ""
    flood: str = ""
    rest: tuple[str, ...] = ()
    later: str = ""
    named: tuple[str, ...] = ()
    left: int = 0
    behind: int = 0
    made_at: datetime
    promised_at: datetime
    lease_until: datetime
    tries: int = 1
    state: State = "claimed"

    @property
    def reference(self) -> str:
        """The reference of its mention, to tell whether somebody was notified about a mention."""
        return reference_of(self.platform, self.external_id)

    @property
    def waits(self) -> bool:
        """Whether recipients without capacity get it later: nobody misses a P1 because of a rate limit."""
        return self.priority == "P1" and self.kind in ("new", "late", "step")

    @property
    def reached(self) -> tuple[str, ...]:
        """The recipients who got it, as far as we know."""
        return tuple(
            recipient for recipient in self.to if self.state not in _UNSENT or person_of(recipient) in self.notified
        )


class Outbox:
    """The outbox in the document store. It reads the slots of the minute, and writes the next if that is still free."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._day: dict[str, Notification] = {}
        self._known: datetime | None = None

    def since(self, moment: datetime) -> list[Notification]:
        """All notifications promised since that minute, in order, read consistently."""
        return [read_notification(item) for item in self._store.since("outbox", minute_of(moment))]

    def day(self, now: datetime) -> Sequence[Notification]:
        """The notifications of the last day. Reads only the new ones, and all of the last two minutes."""
        self._look(now)
        return list(self._day.values())

    def recent(self, now: datetime) -> Sequence[Notification]:
        """The same, up to seconds old, so that a storm of mentions does not read the outbox for each one."""
        known = self._known is not None and self._known <= now < self._known + _FRESH
        return list(self._day.values()) if known else self.day(now)

    def _look(self, now: datetime) -> int:
        """Read the new notifications of the last day; returns how many slots of this minute are taken."""
        start = max(now - DAY, self._known - _AGAIN) if self._known and self._known <= now else now - DAY
        kept = {origin: sent for origin, sent in self._day.items() if now - DAY < sent.promised_at}
        fresh = self.since(start)
        self._day = kept | {sent.origin: sent for sent in fresh}  # of a moved notification, the later slot
        self._known = now
        return sum(sent.slot.startswith(minute_of(now)) for sent in fresh)

    def get(self, slot: str) -> Notification | None:
        """The notification in that slot."""
        item = self._store.get(_key(slot))
        return read_notification(item) if item else None

    def promise(
        self,
        wish: Notification,
        free: Callable[[Sequence[Notification]], tuple[str, ...]],
        *,
        wake: bool = False,
        also: Sequence[ConditionalWrite] = (),
    ) -> Notification | None:
        """Take the next slot of this minute for those recipients that `free` still allows; None when it allows none.

        `free` gets the notifications of the last day. With `wake` the entry itself invokes the function `alert`. `also`
        are further writes of the same transaction; when one of those is refused, the result is None.
        """
        now = wish.promised_at
        for _ in range(_ATTEMPTS):
            slot = f"{minute_of(now)}#{self._look(now) + 1:04d}"
            to = free(list(self._day.values()))
            if not to:
                return None
            rest = tuple(recipient for recipient in (*wish.to, *wish.rest) if recipient not in to) if wish.waits else ()
            notification = replace(wish, to=to, rest=rest, slot=slot, origin=wish.origin or slot)
            put = ConditionalWrite(
                key=_key(slot),
                item=notification_document(notification) | ({"wake": "yes"} if wake else {}),
                or_nothing=True,
            )
            refused = self._store.write(put, *also)
            if not refused:
                self._day[notification.origin] = notification
                return notification
            if refused != {0}:
                return None
        raise RuntimeError("too many writers for the slots of this minute: the batch is retried")

    def claim(self, notification: Notification, now: datetime) -> Notification | None:
        """Lease it for this run; None when it is done, or another run still has the lease."""
        if notification.promised_at + LEASE < notification.lease_until and now < notification.lease_until:
            return None
        claimed = replace(notification, tries=notification.tries + 1, lease_until=now + LEASE)
        return claimed if self._change(claimed, {"state": "claimed", "tries": notification.tries}) else None

    def settle(self, notification: Notification, state: State) -> None:
        """Write its final state; writing it again changes nothing."""
        self._change(replace(notification, state=state), {"type": "outbox"})

    def move(
        self,
        notification: Notification,
        now: datetime,
        free: Callable[[Sequence[Notification]], tuple[str, ...]],
        *,
        wake: bool,
    ) -> Notification | None:
        """Move an overdue notification to a slot in this minute. None when no recipient has capacity, or it is done."""
        moved = ConditionalWrite(
            key=_key(notification.slot),
            set={"state": "moved"},
            remove=("wake",),
            only_if={"state": ("claimed", "unsent"), "tries": notification.tries, "later": notification.later or None},
        )
        wish = replace(
            notification, promised_at=now, lease_until=now + LEASE, tries=notification.tries + 1, state="claimed"
        )
        wish = replace(wish, rest=() if notification.later else notification.rest, later="")
        return self.promise(wish, free, wake=wake, also=[moved])

    def rest_of(self, notification: Notification, later: Literal["promised", "nobody"]) -> ConditionalWrite:
        """The write that records, once, what happened to the rest of a notification, for use in a transaction."""
        only_if = {"later": None, "state": ("claimed", "sent", "unsent", "over")}
        return ConditionalWrite(key=_key(notification.slot), set={"later": later}, only_if=only_if)

    def drop_rest(self, notification: Notification) -> None:
        """Record that nobody of the rest needs a notification any more."""
        self._store.write(self.rest_of(notification, "nobody"))

    def _change(self, notification: Notification, only_if: Document) -> bool:
        values: dict[str, Any] = {
            "state": notification.state,
            "tries": notification.tries,
            "lease_until": to_ms(notification.lease_until),
        }
        values |= {"told": list(notification.notified)} if notification.notified else {}
        return not self._store.write(
            ConditionalWrite(key=_key(notification.slot), set=values, remove=("wake",), only_if=only_if)
        )


def person_of(recipient: str) -> str:
    """The person in a recipient: `ana` in `ana:mail`."""
    return recipient.rpartition(":")[0]


_CODEC = Codec(
    Notification,
    attributes={"incident_key": "trouble", "counted_before": "told_before", "notified": "told"},
    always=("kind", "tries", "state"),
    elsewhere=("slot",),
)


def read_notification(document: Document) -> Notification:
    """The notification in a document from the stream or a query."""
    return _CODEC.read(document, slot=document["sk"])


def notification_document(notification: Notification) -> dict[str, Any]:
    """The document of a notification, without its key; `read_notification` reads it back."""
    expires = int((notification.promised_at + KEEP).timestamp())
    return {"type": "outbox", "schema": SCHEMA, "ttl": expires, **_CODEC.write(notification)}


def _key(slot: str) -> Key:
    return "outbox", slot
