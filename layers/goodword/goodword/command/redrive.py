"""`goodword redrive`: try dead letters again once you fixed the cause; counts them before and after."""

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from goodword.command._input import add_stack
from goodword.command._progress import left_over, progress
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.operations.dead_letters import Queue
    from goodword.operations.stack import DeployedStack

NAME = "redrive"

_QUEUES = ("deliveries", "pages", "scored", "urgent", "jobs", "visits")
_OTHERS = ("alerts", "sweep", "stream", "quarantine")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `redrive` to the command line."""
    parser = subparsers.add_parser(NAME, help="try dead letters again", description=__doc__)
    parser.add_argument("queue", choices=(*_QUEUES, *_OTHERS), help="what to try again")
    add_stack(parser)
    parser.add_argument("--dry-run", action="store_true", help="only count")
    parser.add_argument("--limit", type=_some, default=None, metavar="N", help="try at most N; the rest stays")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when all was tried again (or would be), 1 when something is left, with the reason."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._again import alerts, quarantine
    from goodword.command._lost import stream
    from goodword.command._where import opened
    from goodword.operations.dead_letters import MoveFailed
    from goodword.operations.stack import FunctionFailed

    others = {"alerts": alerts, "sweep": _sweep, "stream": stream, "quarantine": quarantine}
    try:
        return others.get(args.queue, _queue)(opened(args), args)
    except (ConfigurationError, MoveFailed, FunctionFailed, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1


def _queue(stack: "DeployedStack", args: argparse.Namespace) -> int:
    """Move the letters back to their queue: by SQS itself where it can and without --limit, else one by one."""
    from goodword.operations.dead_letters import NoMoveTasks, Queue, carry, move

    name = args.queue.title()
    letters, target = Queue(stack.resource(f"{name}DeadLetters")), Queue(stack.resource(f"{name}Queue"))
    before = _counted(args.queue, letters, target)
    most = before if args.limit is None else min(before, args.limit)
    if args.dry_run or not most:
        print(f"{most} would be put back." if most else "Nothing to put back.")
        return 0
    tell = progress(args.queue, most)
    try:
        moved = carry(letters, target, most, tell) if args.limit else move(letters, target, tell)
    except NoMoveTasks:
        moved = carry(letters, target, most, tell)
    print(f"{moved} put back.")
    _counted(args.queue, letters, target)
    return 0 if moved >= most else 1


def _sweep(stack: "DeployedStack", args: argparse.Namespace) -> int:
    """One sweep makes up for missed ones: start one and, if it succeeds, delete the letters."""
    from goodword.operations.dead_letters import Queue
    from goodword.operations.missed_sweeps import why
    from goodword.operations.stream_gaps import is_of_a_sweep

    letters = Queue(stack.resource("SweepDeadLetters"))
    before = letters.depth()
    most = before.waiting if args.limit is None else min(before.waiting, args.limit)
    print(f"sweep: missed: {before}.")
    if args.dry_run or not most:
        print("One sweep would be started." if most else "Nothing to do: no sweep was missed.")
        return 0
    stack.start("SweepFunction", {})
    print("One sweep was started and succeeded.")
    found = [letter for batch in letters.letters(most) for letter in batch]
    others = [letter for letter in found if not is_of_a_sweep(letter)]
    sweep = [letter for letter in found if is_of_a_sweep(letter)]
    letters.delete(sweep)
    letters.release(others)
    if sweep:
        reasons = Counter(map(why, sweep))
        print("Missed because: " + ", ".join(f"{reason} ({number})" for reason, number in reasons.most_common()) + ".")
    print(f"sweep: missed: {letters.depth()}.")
    return left_over(len(others), "is not about a sweep")


def _counted(name: str, letters: "Queue", target: "Queue") -> int:
    """Print how many messages wait where; returns the number of visible dead letters."""
    dead = letters.depth()
    print(f"{name}: dead letters: {dead}; queue: {target.depth()}.")
    return dead.waiting


def _some(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of messages")
    return int(text)
