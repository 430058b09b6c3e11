"""Lambda's pollers of a queue, as a model: how messages that come evenly fall into batches, and how often it is asked.

Five of them ask side by side, each call for up to 20 s: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
AWS does not say how they share. Here messages fall to them in turn, each poller gathers a batch of its own, and each
message needs a call of its own. `calls_by_chance` says what it would be if chance shared them out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

POLLERS = 5
LONG_POLL = 20  # seconds
MOST = 10  # messages in a batch


@dataclass(frozen=True)
class Batch:
    """Messages that one poller hands over at `closes` (seconds): how many."""

    closes: float
    size: int


def idle_calls(seconds: float) -> float:
    """Requests while nothing comes."""
    return POLLERS * seconds / LONG_POLL


def calls(gap: float) -> float:
    """Requests to receive a message, when one comes every `gap` seconds; it ends a call that would have waited on."""
    return 1 + POLLERS * gap // LONG_POLL


def calls_by_chance(gap: float) -> float:
    """The same, were each message to fall to any of them: some wait long, and ask for nothing meanwhile."""
    waits = ((1 - 1 / POLLERS) ** missed / POLLERS * ((missed + 1) * gap // LONG_POLL) for missed in range(500))
    return 1 + sum(waits)


def gathered(moments: Sequence[float], window: float) -> list[Batch]:
    """The batches that messages of these moments are handed over in, in order."""
    batches = [batch for place in range(POLLERS) for batch in _batches(moments[place::POLLERS], window)]
    return sorted(batches, key=lambda batch: batch.closes)


def _batches(moments: Sequence[float], window: float) -> Iterator[Batch]:
    """A poller looks at its window when a call comes back: "Lambda might wait for up to 20 seconds", says AWS."""
    gathering: list[float] = []
    for moment, following in pairwise([*moments, float("inf")]):
        gathering.append(moment)
        empty = moment + LONG_POLL * max(1, -(-(gathering[0] + window - moment) // LONG_POLL))
        if len(gathering) == MOST or moment >= gathering[0] + window:
            yield Batch(moment, len(gathering))
        elif following > empty:
            yield Batch(empty, len(gathering))
        else:
            continue
        gathering = []
