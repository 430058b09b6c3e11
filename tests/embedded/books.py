"""The results of a delivery, read from outside: mentions, cases and everything else in the table."""

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

_WAITS = "suppressed: rate limit reached, a bundle follows"
HELD: dict[SuppressionReason, str] = {
    "joined": "joins an open case",
    "few": "suppressed: below the threshold of its rule",
    "muted": "muted: nobody is notified",
    "P1": "suppressed: rate limit reached; a bundle names it, and its own notification follows",
    "P2": _WAITS,
    "P3": _WAITS,
}


class Entry(NamedTuple):
    """A stored item: `kind` is mention, own or gone; the mention is None when it is gone."""

    kind: str
    mention: ScoredMention | None


class Books:
    """The table of a running stack, as its owner sees it."""

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
        """The item as soon as `is_it` accepts it; None when the time is up."""

        def look() -> Entry | None:
            found = self.entry(platform, external_id)
            return found if found and is_it(found) else None

        return eventually(look, seconds)

    def held(self, platform: str, external_id: str) -> SuppressionReason | None:
        """Why nobody is notified about it: it joined an open case, or met a rate limit; None when neither is so."""
        short, today = member(reference_of(platform, external_id)), datetime.now(UTC) - timedelta(hours=1)
        return next((why for batch in self._held.since(today) for why in WHYS if short in batch.members_for(why)), None)

    def answered(self, own: ScoredMention, seconds: float = 5) -> Case | None:
        """The case that our reply ended, as soon as that is noticed; None when it replies to none."""
        if self._spoken_to(own) is None:
            return None
        return eventually(lambda: case if (case := self._spoken_to(own)) and case.answered_at else None, seconds)

    def case(self, tag: str) -> Case:
        """The case with that tag."""
        cases = (read_case(from_dynamo(item)) for item in self.items("case"))
        return next(case for case in cases if case.tag == tag)

    def items(self, kind: str = "") -> Iterator[dict[str, Any]]:
        """All items, or those of a kind, in DynamoDB's own JSON."""
        for page in self._dynamo.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True):
            yield from (item for item in page["Items"] if kind in ("", item["type"]["S"]))

    def change(self, key: Key, **values: Any) -> None:
        """Set fields of an existing item, as time or its owner would have done."""
        if self._store.write(ConditionalWrite(key=key, set=values, only_if={"pk": key[0]})):
            raise LookupError(f"there is no item {key}")

    def forget(self, platform: str, external_id: str) -> None:
        """Remove one item, so that the next event with that id finds nothing."""
        self._dynamo.delete_item(
            TableName=self._table, Key=to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        )

    def _spoken_to(self, own: ScoredMention) -> Case | None:
        above = (self.entry(own.platform, external_id) for external_id in (own.parent_id, own.root_id) if external_id)
        answered = [entry.mention for entry in above if entry and entry.mention and entry.kind == "mention"][:1]
        incident_keys = possible_incident_keys(own) if own.kind == "message" else map(incident_key_of, answered)
        return next(iter(self._cases.newest(incident_keys)), None)
