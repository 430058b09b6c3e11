"""Moves dead letters back to the queue they came from: by SQS itself, or one by one where it cannot."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.platforms.contract import MAX_MESSAGE_BYTES

# The SQS error codes where there are no move tasks (an emulator), or none for such a queue.
_NO_TASKS = frozenset(
    {
        "InvalidAction",
        "UnknownOperationException",
        "UnsupportedOperation",
        "AWS.SimpleQueueService.UnsupportedOperation",
    }
)
_HIDDEN = 60  # seconds in which to send a received letter on; else it becomes visible again
_LOOK_EVERY = 2  # seconds
_LOOKS = 300
_LISTEN = 1  # seconds of long polling: a short poll may miss messages

type Progress = Callable[[int], None]
"""Called with the number of letters moved so far."""


class Depth(NamedTuple):
    """Messages in a queue, as SQS counts them (approximately): waiting, and in flight."""

    waiting: int
    in_flight: int

    def __str__(self) -> str:
        return f"{self.waiting} waiting{f', {self.in_flight} in flight' if self.in_flight else ''}"


class MoveFailed(Exception):
    """Raised when SQS stopped moving; the rest is still among the dead letters."""


class NoMoveTasks(Exception):
    """Raised where SQS has no message move tasks, or none for this queue."""


class Queue:
    """One queue, by its URL."""

    def __init__(self, url: str) -> None:
        self._sqs, self.url = client("sqs"), url

    def depth(self) -> Depth:
        """How many messages are in it."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self._sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)["Attributes"]
        return Depth(*(int(found[name]) for name in names))

    def arn(self) -> str:
        """Its ARN."""
        found = self._sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])
        return str(found["Attributes"]["QueueArn"])

    def letters(self, most: int, *, hidden: int = _HIDDEN, at_once: int = 10) -> Iterator[list[dict[str, Any]]]:
        """Receive up to `most` messages in batches; each is hidden for `hidden` seconds, then becomes visible again."""
        seen = 0
        while seen < most:
            found = self._sqs.receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=min(at_once, most - seen),
                VisibilityTimeout=hidden,
                WaitTimeSeconds=_LISTEN,
                AttributeNames=["All"],
                MessageAttributeNames=["All"],
            ).get("Messages", [])
            if not found:
                return
            seen += len(found)
            yield found

    def send(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send copies; returns those that the queue confirmed."""
        sent = list[dict[str, Any]]()
        for group in _fitting(messages):
            entries = [{"Id": str(place), **_copy(message)} for place, message in enumerate(group)]
            answer = self._sqs.send_message_batch(QueueUrl=self.url, Entries=entries)
            sent += [group[int(entry["Id"])] for entry in answer.get("Successful", [])]
        return sent

    def release(self, messages: Sequence[dict[str, Any]]) -> None:
        """Make received messages visible at once; if SQS does not answer, they become visible by themselves."""
        with suppress(*AWS_ERRORS):
            for message in messages:
                self._sqs.change_message_visibility(
                    QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
                )

    def delete(self, messages: Sequence[dict[str, Any]]) -> None:
        """Delete received messages."""
        for start in range(0, len(messages), 10):
            entries = [
                {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]}
                for place, message in enumerate(messages[start : start + 10])
            ]
            self._sqs.delete_message_batch(QueueUrl=self.url, Entries=entries)


def carry(letters: Queue, target: Queue, most: int, progress: Progress) -> int:
    """Move up to `most` one by one: a letter is deleted only when the target has it, so none is lost."""
    moved = 0
    for batch in letters.letters(most):
        taken = target.send(batch)
        letters.delete(taken)
        moved += len(taken)
        progress(moved)
        if not taken:
            raise MoveFailed("the queue took none of the last ten; the rest stay: try again later")
    return moved


def move(letters: Queue, target: Queue, progress: Progress) -> int:
    """Have SQS move all of them and wait; returns how many it moved. Raises NoMoveTasks or MoveFailed.

    If a task is already running, this waits for that one. It waits ten minutes; call it again to wait longer.
    """
    sqs, source = client("sqs"), letters.arn()
    try:
        ended = _started(sqs, source, target.arn())
    except ClientError as error:
        if error.response["Error"]["Code"] in _NO_TASKS:
            raise NoMoveTasks from None
        raise
    moved = 0
    for _ in range(_LOOKS):
        task = _newest(sqs, source)
        if task.get("StartedTimestamp") == ended:  # SQS lists the new task a moment later
            task = {}
        moved = int(task.get("ApproximateNumberOfMessagesMoved", 0))
        progress(moved)
        if task.get("Status") == "FAILED":
            raise MoveFailed(f"SQS moved {moved}, then failed: {task.get('FailureReason', 'no reason given')}")
        if task.get("Status") in {"COMPLETED", "CANCELLED"}:
            break
        time.sleep(_LOOK_EVERY)
    return moved


def _started(sqs: Any, source: str, target: str) -> Any:
    """Start a task, unless one is running; returns the start time of the task before it, which is to be ignored."""
    newest = _newest(sqs, source)
    if newest.get("Status") == "RUNNING":
        return -1
    sqs.start_message_move_task(SourceArn=source, DestinationArn=target)
    return newest.get("StartedTimestamp", -1)


def _newest(sqs: Any, source: str) -> dict[str, Any]:
    tasks = sqs.list_message_move_tasks(SourceArn=source, MaxResults=1).get("Results", [])
    return dict(tasks[0]) if tasks else {}


def _copy(message: dict[str, Any]) -> dict[str, Any]:
    attributes = message.get("MessageAttributes")
    return {"MessageBody": message["Body"]} | ({"MessageAttributes": attributes} if attributes else {})


def _fitting(messages: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    """All messages in one request if its size limit allows, else one request for each."""
    together = sum(len(repr(_copy(message)).encode()) for message in messages)
    return [messages] if together < MAX_MESSAGE_BYTES else [[message] for message in messages]
