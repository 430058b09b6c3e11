"""A model of Lambda's pollers of a queue: how evenly arriving messages form batches, and how many requests it takes.

Five poll side by side, each call for up to 20 s: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
AWS does not say how they share messages. Here they take turns, each poller collects a batch of its own, and each
message needs a call of its own. `calls_by_chance` gives the number if messages went to pollers at random.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

POLLERS = 5
LONG_POLL = 20  # seconds
MOST = 10  # messages in a batch


@dataclass(frozen=True)
class Batch:
    """Messages that one poller delivers at `closes` (seconds): how many."""

    closes: float
    size: int


def idle_calls(seconds: float) -> float:
    """Requests while nothing arrives."""
    return POLLERS * seconds / LONG_POLL


def calls(gap: float) -> float:
    """Requests per message that arrives every `gap` seconds; a message ends a call that would have waited longer."""
    return 1 + POLLERS * gap // LONG_POLL


def calls_by_chance(gap: float) -> float:
    """The same if each message went to a random poller: some wait long and request nothing meanwhile."""
    waits = ((1 - 1 / POLLERS) ** missed / POLLERS * ((missed + 1) * gap // LONG_POLL) for missed in range(500))
    return 1 + sum(waits)


def gathered(moments: Sequence[float], window: float) -> list[Batch]:
    """The batches for messages that arrive at these moments, in order."""
    batches = [batch for place in range(POLLERS) for batch in _batches(moments[place::POLLERS], window)]
    return sorted(batches, key=lambda batch: batch.closes)


def _batches(moments: Sequence[float], window: float) -> Iterator[Batch]:
    """A poller checks its window when a call returns: "Lambda might wait for up to 20 seconds", says AWS."""
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
