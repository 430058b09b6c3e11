"""What became of it, read from outside: items of the table, messages still in a queue."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from goodword.aws._client import client
from goodword.aws.deployed_stack import DeployedStack
from goodword.aws.held import Held, Why, member
from goodword.aws.items import mention_key, read_memory, reference_of, to_dynamo
from goodword.mention import ScoredMention

HELD: dict[Why, str] = {
    "joined": "joins an open case",
    "P1": "held: rung enough in the last minute, a bundle follows",
    "P2": "held: rung enough in the last minute, a bundle follows",
}
_POLL_SECONDS = 0.05


class Entry(NamedTuple):
    """An item as it stands: `kind` is mention, own or gone; the mention is None when it is gone."""

    kind: str
    mention: ScoredMention | None


class Books:
    """The table of a running stack, with its owner's eyes."""

    def __init__(self, stack: DeployedStack) -> None:
        self._dynamo, self._table = client("dynamodb"), stack.output("TableName")
        self._held = Held(self._table)

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
        give_up = time.monotonic() + seconds
        while True:
            if (found := self.entry(platform, external_id)) and is_it(found):
                return found
            if time.monotonic() > give_up:
                return None
            time.sleep(_POLL_SECONDS)

    def held(self, platform: str, external_id: str) -> Why | None:
        """Why nobody is rung for it: it joined an open case, or met a full cap; None when that is not so."""
        short, today = member(reference_of(platform, external_id)), datetime.now(UTC) - timedelta(hours=1)
        reasons = (reason for batch in self._held.since(today) for reason in batch.why.items())
        return next((why for why, members in reasons if short in members), None)

    def items(self) -> Iterator[dict[str, Any]]:
        """Every item there is, in DynamoDB's own JSON."""
        for page in self._dynamo.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True):
            yield from page["Items"]

    def forget(self, platform: str, external_id: str) -> None:
        """Take one item out, so that the next event of that id meets an empty place."""
        self._dynamo.delete_item(
            TableName=self._table, Key=to_dynamo({"pk": mention_key(platform, external_id), "sk": "m"})
        )


def wait_until_quiet(queue_urls: list[str], seconds: float = 60) -> bool:
    """Whether every queue came to be empty, waiting and in flight, within that time."""
    sqs, give_up = client("sqs"), time.monotonic() + seconds
    while time.monotonic() < give_up:
        if not any(_waiting(sqs, url) for url in queue_urls):
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(attributes[name]) for name in names)
