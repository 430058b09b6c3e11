"""The queues between the rooms."""

import json
from collections.abc import Sequence
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError

from goodword.aws._client import WORLD, client
from goodword.mention import ScoredMention
from goodword.platforms._platform import MAX_MESSAGE_BYTES

_BATCH = 10  # SendMessageBatch takes ten entries


class DeliveryQueue:
    """Where intake leaves what platforms brought."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put(self, message: str) -> None:
        """Returns only when SQS has it; anything else raises."""
        self._sqs.send_message(QueueUrl=self._url, MessageBody=message)


class MentionQueue:
    """Where score leaves what it has read."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put_all(self, mentions: Sequence[ScoredMention]) -> dict[int, Exception]:
        """Send them in as few requests as the limits allow; returns the positions that SQS did not take, and why."""
        bodies = [json.dumps(mention.as_dict()) for mention in mentions]
        failed: dict[int, Exception] = {}
        for batch in _fitting(bodies):
            failed |= self._put(batch, [{"Id": str(place), "MessageBody": bodies[place]} for place in batch])
        return failed

    def _put(self, batch: Sequence[int], entries: Sequence[dict[str, str]]) -> dict[int, Exception]:
        try:
            answer = self._sqs.send_message_batch(QueueUrl=self._url, Entries=entries)
        except WORLD as error:
            return dict.fromkeys(batch, error)
        refused = answer.get("Failed", [])  # SQS answers 200 even when it took only some
        return {int(entry["Id"]): ClientError({"Error": entry}, "SendMessageBatch") for entry in refused}


def read_scored(record: Any) -> ScoredMention:
    """The scored mention in an SQS record."""
    return ScoredMention.from_dict(json.loads(record["body"]))


def _fitting(bodies: list[str]) -> list[tuple[int, ...]]:
    """Positions in groups of at most ten that together stay below the limit of one request."""
    groups: list[tuple[int, ...]] = []
    for group in batched(range(len(bodies)), _BATCH, strict=False):
        together = sum(len(bodies[place]) for place in group)
        groups += [group] if together < MAX_MESSAGE_BYTES else [(place,) for place in group]
    return groups
