"""What became of it, read from outside: mentions, cases and whatever else stands in the table."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from goodword.alerting.case import Case, Cases, read_case
from goodword.alerting.incident_key import incident_key_of, possible_incident_keys
from goodword.alerting.suppressed import WHYS, SuppressedMentions, SuppressionReason, member
from goodword.aws.client import client
from goodword.aws.dynamodb_items import from_dynamo, read_memory, to_dynamo
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.mention import ScoredMention
from goodword.operations.stack import DeployedStack
from goodword.storage.document_store import ConditionalWrite, Key
from goodword.storage.keys import mention_key, reference_of
from tests.embedded.wait import eventually

_WAITS = "held: rung enough for now, a bundle follows"
HELD: dict[SuppressionReason, str] = {
    "joined": "joins an open case",
    "few": "counted: its rule rings when more say so",
    "muted": "muted: rings nobody",
    "P1": "held: rung enough for now; it is named in a bundle, and rings by itself in its turn",
    "P2": _WAITS,
    "P3": _WAITS,
}


class Entry(NamedTuple):
    """An item as it stands: `kind` is mention, own or gone; the mention is None when it is gone."""

    kind: str
    mention: ScoredMention | None


class Books:
    """The table of a running stack, with its owner's eyes."""

    def __init__(self, stack: DeployedStack) -> None:
        self._dynamo, self._table = client("dynamodb"), stack.output("TableName")
        self._store = DynamoDBStore(self._table)
        self._held, self._cases = SuppressedMentions(self._store), Cases(self._store)

    def entry(self, platform: str, external_id: str) -> Entry | None:
        """The item of that natural key; None when there is none."""
        key = to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        item = self._dynamo.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        if not item:
            return None
        kind = item["type"]["S"]
        return Entry(kind, None if kind == "gone" else read_memory(item).mention)

    def wait_for(
        self, platform: str, external_id: str, is_it: Callable[[Entry], bool] = bool, seconds: float = 15
    ) -> Entry | None:
        """The item as soon as `is_it` says so; None when the time is up."""

        def look() -> Entry | None:
            found = self.entry(platform, external_id)
            return found if found and is_it(found) else None

        return eventually(look, seconds)

    def held(self, platform: str, external_id: str) -> SuppressionReason | None:
        """Why nobody is rung for it: it joined an open case, or met a full cap; None when that is not so."""
        short, today = member(reference_of(platform, external_id)), datetime.now(UTC) - timedelta(hours=1)
        return next((why for batch in self._held.since(today) for why in WHYS if short in batch.of(why)), None)

    def answered(self, own: ScoredMention, seconds: float = 5) -> Case | None:
        """The case that our own words ended, as soon as that is noticed; None when they speak to none."""
        if self._spoken_to(own) is None:
            return None
        return eventually(lambda: case if (case := self._spoken_to(own)) and case.answered_at else None, seconds)

    def case(self, tag: str) -> Case:
        """The case that people call by that tag."""
        cases = (read_case(from_dynamo(item)) for item in self.items("case"))
        return next(case for case in cases if case.tag == tag)

    def items(self, kind: str = "") -> Iterator[dict[str, Any]]:
        """Every item there is, or those of a kind, in DynamoDB's own JSON."""
        for page in self._dynamo.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True):
            yield from (item for item in page["Items"] if kind in ("", item["type"]["S"]))

    def change(self, key: Key, **values: Any) -> None:
        """Set something in an item that is there: what time would have done, or its owner."""
        if self._store.write(ConditionalWrite(key=key, set=values, only_if={"pk": key[0]})):
            raise LookupError(f"there is no item {key}")

    def forget(self, platform: str, external_id: str) -> None:
        """Take one item out, so that the next event of that id meets an empty place."""
        self._dynamo.delete_item(
            TableName=self._table, Key=to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        )

    def _spoken_to(self, own: ScoredMention) -> Case | None:
        above = (self.entry(own.platform, item) for item in (own.parent_id, own.root_id) if item)
        answered = [entry.mention for entry in above if entry and entry.mention and entry.kind == "mention"][:1]
        incident_keys = possible_incident_keys(own) if own.kind == "message" else map(incident_key_of, answered)
        return next(iter(self._cases.of(incident_keys)), None)
