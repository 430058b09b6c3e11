"""The queues between the functions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import batched
from typing import Any

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.id_scope import AlliesOf
from goodword.jobs import Job
from goodword.mention import Mention, ScoredMention
from goodword.platforms.contract import MAX_MESSAGE_BYTES

_BATCH = 10  # SendMessageBatch takes ten entries
_REACTIONS = 100  # in one message


class DeliveryQueue:
    """Takes deliveries: webhooks from intake, answers from fetch and visit, and what score had no time for."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put(self, message: str) -> None:
        """Return only when SQS has it; raise otherwise."""
        self._sqs.send_message(QueueUrl=self._url, MessageBody=message)


_UNCOUNTED: dict[str, Any] = {
    **dict.fromkeys(("text", "title", "permalink", "author_name", "author_handle", "audience", "account_id")),
    **dict.fromkeys(("media", "links"), ()),
}


class MentionQueue:
    """Takes the mentions that score has scored."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put_all(self, mentions: Sequence[ScoredMention], allies_of: AlliesOf) -> dict[int, Exception]:
        """Send them in few requests; returns the positions that SQS did not accept, and why."""
        bodies = [json.dumps(mention.as_dict() | _allies(mention, allies_of)) for mention in mentions]
        return send_all(self._sqs, self._url, bodies)

    def put_reactions(self, reactions: Sequence[Mention], allies_of: AlliesOf) -> None:
        """Send them, up to a hundred in a message, with the author's id as the only personal data.

        All are of one source. Raises at the first that SQS refuses; sending all of them again changes nothing.
        """
        data = [replace(reaction, **_UNCOUNTED).as_dict() for reaction in reactions]
        for group in _fitting([json.dumps(fields) for fields in data], _REACTIONS):
            body = json.dumps({"reactions": [data[place] for place in group]} | _allies(reactions[0], allies_of))
            self._sqs.send_message(QueueUrl=self._url, MessageBody=body)


def read_message(record: Any) -> tuple[ScoredMention | tuple[Mention, ...], frozenset[str]]:
    """What an SQS record holds: a scored mention, or reactions; and the allies of the source that reported it."""
    data = json.loads(record["body"])
    allies = frozenset(data.get("allies", ()))
    if "reactions" in data:
        return tuple(map(Mention.from_dict, data["reactions"])), allies
    return ScoredMention.from_dict(data), allies


class JobQueue:
    """Where score and the sweep leave jobs, for `fetch` or for `visit`."""

    def __init__(self, url: str) -> None:
        self._sqs, self._url = client("sqs"), url

    def put_all(self, jobs: Sequence[Job]) -> dict[int, Exception]:
        """Send them in as few requests as the limits allow; returns the positions that SQS did not take, and why."""
        return send_all(self._sqs, self._url, [job.as_message() for job in jobs])


def send_all(sqs: Any, url: str, bodies: Sequence[str]) -> dict[int, Exception]:
    """Send messages ten at a time where the limits allow; returns the positions that SQS did not accept, and why."""
    failed: dict[int, Exception] = {}
    for batch in _fitting(bodies):
        entries = [{"Id": str(place), "MessageBody": bodies[place]} for place in batch]
        try:
            answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
        except AWS_ERRORS as error:
            failed |= dict.fromkeys(batch, error)
            continue
        refused = answer.get("Failed", [])  # SQS answers 200 even when it accepted only some
        failed |= {int(entry["Id"]): ClientError({"Error": entry}, "SendMessageBatch") for entry in refused}
    return failed


def _allies(mention: Mention, allies_of: AlliesOf) -> dict[str, list[str]]:
    """The part of the configuration that store needs, as it does not read it; most sources have no allies."""
    others = sorted(set(allies_of(mention.source)) - {mention.source})
    return {"allies": others} if others else {}


def _fitting(bodies: Sequence[str], most: int = _BATCH) -> list[tuple[int, ...]]:
    """Positions in groups of at most so many that together stay below the limit of one request."""
    groups: list[tuple[int, ...]] = []
    for group in batched(range(len(bodies)), most, strict=False):
        together = sum(len(bodies[place]) + len(", ") for place in group) + len('{"reactions": []}')
        groups += [group] if together < MAX_MESSAGE_BYTES else [(place,) for place in group]
    return groups
