"""Rings that were promised: each in a numbered slot of its minute, leased while it is sent, kept to count by."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from goodword.aws._client import client
from goodword.aws.items import SCHEMA, from_dynamo, from_ms, minute_of, reference_of, to_dynamo, to_ms

type Kind = Literal["P1", "P2", "bundle"]
type State = Literal["claimed", "sent", "unsent", "withdrawn", "dropped", "moved"]
"""claimed: being sent, or a crash left it; unsent: SNS refused it, and nobody got it; moved: it has a later slot.

withdrawn: what it is about was deleted first, and the sweep has to look who else said it; dropped: nobody need ring.
"""

LEASE = timedelta(seconds=15)  # longer than the alert room's timeout
LOOK_BACK = timedelta(hours=48)
KEEP = timedelta(days=3)
WINDOW = timedelta(seconds=60)
_ATTEMPTS = 10
_INSTANTS = ("made_at", "promised_at", "lease_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One promised ring, to recipients such as "ana:mail".

    `made_at` is when what it is about was heard; `platform` and `external_id` name the mention. A bundle names none: it
    is about `count` mentions, `urgent` of them P1, held from the minute `since` through the minute `through`.
    `origin` is the slot it was promised in first.
    """

    slot: str = ""
    origin: str = ""
    kind: Kind
    to: tuple[str, ...]
    brand: str
    trouble: str = ""
    tag: str = ""
    platform: str = ""
    external_id: str = ""
    count: int = 0
    urgent: int = 0
    since: str = ""
    through: str = ""
    made_at: datetime
    promised_at: datetime
    lease_until: datetime
    tries: int = 1
    state: State = "claimed"

    @property
    def reference(self) -> str:
        """What this ring is about, for telling whether a mention was rung for."""
        return reference_of(self.platform, self.external_id)


class Outbox:
    """The outbox in the one table. A slot is put on condition that it is free, after reading those before it."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table
        self._conflict = self._dynamo.exceptions.ConditionalCheckFailedException
        self._cancelled = self._dynamo.exceptions.TransactionCanceledException

    def since(self, moment: datetime) -> list[Ring]:
        """Every ring promised from that minute on, in order, read consistently."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk >= :from",
            ExpressionAttributeValues=to_dynamo({":pk": "outbox", ":from": minute_of(moment)}),
        )
        return [read_ring(item) for page in pages for item in page["Items"]]

    def get(self, slot: str) -> Ring | None:
        """The ring in that slot."""
        answer = self._dynamo.get_item(TableName=self._table, Key=_key(slot), ConsistentRead=True)
        return read_ring(answer["Item"]) if "Item" in answer else None

    def promise(
        self,
        wish: Ring,
        free: Callable[[Sequence[Ring]], tuple[str, ...]],
        *,
        wake: bool = False,
        also: Sequence[dict[str, Any]] = (),
    ) -> Ring | None:
        """Take the next slot of this minute for those recipients that `free` still allows; None when it allows none.

        `free` is given the rings of the last sixty seconds. With `wake` the entry calls the alert room by itself.
        `also` are further parts of one transaction; when one of those is refused the result is None.
        """
        now = wish.promised_at
        for _ in range(_ATTEMPTS):
            recent = self.since(now - WINDOW)
            to = free([ring for ring in recent if ring.promised_at > now - WINDOW])
            if not to:
                return None
            place = sum(ring.slot.startswith(minute_of(now)) for ring in recent) + 1
            slot = f"{minute_of(now)}#{place:04d}"
            ring = replace(wish, to=to, slot=slot, origin=wish.origin or slot)
            outcome = self._put(ring, also, wake=wake)
            if outcome != "taken":
                return ring if outcome == "put" else None
        raise RuntimeError("the slots of this minute are contended: let the batch come again")

    def claim(self, ring: Ring, now: datetime) -> Ring | None:
        """Lease it for this run; None when it is done, or another run has it."""
        claimed = replace(ring, tries=ring.tries + 1, lease_until=now + LEASE)
        seen = {":claimed": "claimed", ":seen": ring.tries}
        return claimed if self._change(claimed, "#s = :claimed AND tries = :seen", seen) else None

    def settle(self, ring: Ring, state: State) -> None:
        """Write what became of it; writing it again changes nothing."""
        self._change(replace(ring, state=state), "attribute_exists(pk)", {})

    def move(
        self, ring: Ring, now: datetime, free: Callable[[Sequence[Ring]], tuple[str, ...]], *, wake: bool
    ) -> Ring | None:
        """Give an overdue ring a slot in this minute; the old entry is marked moved. None when it is full or done."""
        mark = {
            "Update": {
                "TableName": self._table,
                "Key": _key(ring.slot),
                "UpdateExpression": "SET #state = :moved REMOVE wake",
                "ConditionExpression": "#state IN (:claimed, :unsent) AND tries = :tries",
                "ExpressionAttributeNames": {"#state": "state"},
                "ExpressionAttributeValues": to_dynamo(
                    {":moved": "moved", ":claimed": "claimed", ":unsent": "unsent", ":tries": ring.tries}
                ),
            }
        }
        wish = replace(ring, promised_at=now, lease_until=now + LEASE, tries=ring.tries + 1, state="claimed")
        return self.promise(wish, free, wake=wake, also=[mark])

    def _put(self, ring: Ring, also: Sequence[dict[str, Any]], *, wake: bool) -> Literal["put", "taken", "refused"]:
        item = ring_item(ring) | ({"wake": {"S": "yes"}} if wake else {})
        put = {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
        try:
            if also:
                self._dynamo.transact_write_items(TransactItems=[{"Put": put}, *also])
            else:
                self._dynamo.put_item(**put)
        except self._conflict:
            return "taken"
        except self._cancelled as cancelled:
            slot, *others = [reason["Code"] for reason in cancelled.response["CancellationReasons"]]
            if "ConditionalCheckFailed" in others:
                return "refused"
            if slot != "ConditionalCheckFailed":
                raise
            return "taken"
        return "put"

    def _change(self, ring: Ring, condition: str, seen: dict[str, Any]) -> bool:
        values = {":s": ring.state, ":t": ring.tries, ":l": to_ms(ring.lease_until), **seen}
        try:
            self._dynamo.update_item(
                TableName=self._table,
                Key=_key(ring.slot),
                UpdateExpression="SET #s = :s, tries = :t, lease_until = :l REMOVE wake",
                ConditionExpression=condition,
                ExpressionAttributeNames={"#s": "state"},
                ExpressionAttributeValues=to_dynamo(values),
            )
        except self._conflict:
            return False
        return True


def read_ring(item: dict[str, Any]) -> Ring:
    """The ring in an item, as the stream or a query gives it."""
    plain = from_dynamo(item)
    known = {name: plain[name] for name in Ring.__dataclass_fields__ if name in plain}
    known |= {name: from_ms(plain[name]) for name in _INSTANTS}
    known |= {name: int(plain.get(name, 0)) for name in ("count", "urgent", "tries")}
    return Ring(**known | {"slot": plain["sk"], "to": tuple(plain["to"])})


def ring_item(ring: Ring) -> dict[str, Any]:
    """The item of a ring; `read_ring` reads it back."""
    plain = {name: value for name, value in asdict(ring).items() if value not in ("", 0)}
    plain |= {name: to_ms(plain[name]) for name in _INSTANTS}
    expires = int((ring.promised_at + KEEP).timestamp())
    head = {"pk": "outbox", "sk": plain.pop("slot"), "type": "outbox", "schema": SCHEMA, "ttl": expires}
    return to_dynamo(head | plain | {"to": list(ring.to)})


def _key(slot: str) -> dict[str, Any]:
    return to_dynamo({"pk": "outbox", "sk": slot})
