"""Mentions that did not ring by themselves, one item per batch and brand: what bundles count, what the sweep trusts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from goodword.aws._client import client
from goodword.aws.items import SCHEMA, from_dynamo, minute_of, to_dynamo

type Why = Literal["joined", "P1", "P2"]

WHYS: tuple[Why, ...] = ("joined", "P1", "P2")
KEEP = timedelta(days=3)
_LENGTH = 12  # hex digits a member: 48 bits, so that two of a storm's mentions are not taken for one


@dataclass(frozen=True, slots=True)
class HeldBatch:
    """What one batch held back for one brand, by why: joined an open case, or met a full cap as a P1 or a P2."""

    brand: str
    minute: str
    why: Mapping[Why, frozenset[str]]

    @property
    def members(self) -> frozenset[str]:
        """Every mention in it, whatever the reason."""
        return frozenset().union(*self.why.values())


def member(reference: str) -> str:
    """The short name of a mention in a held item."""
    return sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


class Held:
    """Held batches in the one table, and how far each brand's were bundled."""

    def __init__(self, table: str) -> None:
        self._dynamo, self._table = client("dynamodb"), table

    def keep(self, brand: str, references: Iterable[tuple[Why, str]], now: datetime) -> None:
        """Write one batch. The same batch again writes the same item within its minute."""
        members: dict[str, list[str]] = {}
        for why, short in sorted({(why, member(reference)) for why, reference in references}):
            members.setdefault(why, []).append(short)
        digest = sha256(repr(members).encode()).hexdigest()[:16]
        item = {
            "pk": "held",
            "sk": f"{minute_of(now)}#{brand}#{digest}",
            "type": "held",
            "schema": SCHEMA,
            "ttl": int((now + KEEP).timestamp()),
            **{name: "".join(short) for name, short in members.items()},
        }
        self._dynamo.put_item(TableName=self._table, Item=to_dynamo(item))

    def since(self, moment: datetime) -> list[HeldBatch]:
        """Every batch held from that minute on, in order."""
        pages = self._dynamo.get_paginator("query").paginate(
            TableName=self._table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk >= :from",
            ExpressionAttributeValues=to_dynamo({":pk": "held", ":from": minute_of(moment)}),
        )
        return [_read(item) for page in pages for item in page["Items"]]

    def bundled(self, brand: str, seen: str, through: str) -> dict[str, Any]:
        """The part of a transaction that marks a brand's held mentions as bundled through a minute, once."""
        return {
            "Update": {
                "TableName": self._table,
                "Key": to_dynamo({"pk": "bundled", "sk": brand}),
                "UpdateExpression": "SET #through = :through, #type = :type, #schema = :schema",
                "ConditionExpression": "#through = :seen" if seen else "attribute_not_exists(pk)",
                "ExpressionAttributeNames": {"#through": "through", "#type": "type", "#schema": "schema"},
                "ExpressionAttributeValues": to_dynamo(
                    {":through": through, ":type": "mark", ":schema": SCHEMA} | ({":seen": seen} if seen else {})
                ),
            }
        }

    def bundled_through(self, brand: str) -> str:
        """The last minute that a bundle of this brand covered; empty when there was none."""
        key = to_dynamo({"pk": "bundled", "sk": brand})
        item = self._dynamo.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return str(from_dynamo(item)["through"]) if item else ""


def _read(item: dict[str, Any]) -> HeldBatch:
    plain = from_dynamo(item)
    minute, brand, _ = plain["sk"].split("#")
    return HeldBatch(brand, minute, {why: _members(plain[why]) for why in WHYS if why in plain})


def _members(together: str) -> frozenset[str]:
    return frozenset(together[place : place + _LENGTH] for place in range(0, len(together), _LENGTH))
