"""`goodword check`: the mistakes in a configuration, by line; or, if there are none, a summary.

With --stack it also warns of names and queries that matched none of that stack's mentions. A stack stores only
mentions that something matched, and their words expire. So this finds typos; it does not measure anything.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from goodword.command._input import opened, span
from goodword.command._mentions import SINCE, clear, of_a_stack, with_progress
from goodword.command._summary import readable, summary
from goodword.config import Configuration
from goodword.config.faults import Fault, FaultyConfiguration, written
from goodword.config.loading import load_yaml
from goodword.config.match_faults import match_doubts
from goodword.config.strict_yaml import MAX_BYTES, read
from goodword.errors import ConfigurationError
from goodword.mention import Mention

NAME = "check"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(NAME, help="list the mistakes in goodword.yaml, by line", description=__doc__)
    parser.add_argument("file", nargs="?", default="goodword.yaml", help="the configuration; - reads standard input")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--stack", help="warn of names and queries that matched no mention of this stack")
    parser.add_argument("--region", help="the AWS region of the stack (default: that of the last deploy)")
    parser.add_argument("--profile", help="the profile in ~/.aws (default: that of the last deploy, if it had one)")
    where.add_argument("--mentions", metavar="FILE", help="the same for a file: one mention as a JSON object a line")
    parser.add_argument("--since", type=span, metavar="30d", help="how far back: hours, days or weeks (default: 30d)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is valid, even with warnings; 1 with every fault by its line; 2 when the file cannot be read."""
    try:
        content = _content(args.file)
    except OSError as error:
        print(f"Cannot read {args.file} ({error.strerror}). {_ADVICE}", file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    try:
        configuration = load_yaml(content, args.file, now)
    except FaultyConfiguration as error:
        print(error, file=sys.stderr)
        _print_json({"file": args.file, "valid": False, "faults": _faults(error.faults)})
        return 1
    found = summary(configuration, now)
    try:
        doubts, searched = _doubts(configuration, args)
    except _refusals(args) as error:
        print(error, file=sys.stderr)
        return 1
    document = read(content, args.file)
    warnings = [Fault(doubt.path, doubt.words, document.line(doubt.path)) for doubt in doubts]
    warnings.sort(key=lambda warning: warning.line)
    if sys.stdout.isatty():
        print(f"{args.file} is valid.", *readable(found), sep="\n")
    else:
        _print_json({"file": args.file, "valid": True, **found, "warnings": _faults(warnings), **searched.facts})
    for line in (*(f"{args.file}:{warning}" for warning in warnings), *searched.words):
        print(line, file=sys.stderr)
    return 0


@dataclass(frozen=True, slots=True)
class _Searched:
    """What was searched, as JSON and in words; empty when there was nothing to search."""

    facts: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def _doubts(configuration: Configuration, args: argparse.Namespace) -> tuple[list[Fault], _Searched]:
    """What may be a typo, or planned for later."""
    doubts = list(match_doubts(configuration))
    if not (args.stack or args.mentions):
        return doubts, _Searched()
    from goodword.command._unmatched import ENOUGH, Search, of_a_file

    search = Search(configuration)
    if args.mentions:
        with opened(args.mentions) as lines:
            unmatched = search.through(_recent(list(of_a_file(lines, args.mentions)), args.since or SINCE))
    else:
        from goodword.command._where import opened as opened_stack

        stored = of_a_stack(opened_stack(args), set(configuration.brands), args.since)
        unmatched = search.through(with_progress(stored))
        clear()
    since = f" since {search.first:%d %b %Y}" if search.first else ""
    looked_at = f"{search.looked_at:,} mentions with text{since}"
    words = f"Searched {looked_at}: {len(unmatched)} names and queries matched none of them."
    if search.looked_at < ENOUGH:
        words = f"Searched {looked_at}: too few to say which names match nothing; {ENOUGH} are needed."
    return [*doubts, *unmatched], _Searched({"looked_at": search.looked_at}, (words,))


def _recent(mentions: list[Mention], since: timedelta) -> list[Mention]:
    """The mentions of the last `since`, counted back from the latest one."""
    last = max((mention.received_at for mention in mentions), default=None)
    return [mention for mention in mentions if last and mention.received_at >= last - since]


def _refusals(args: argparse.Namespace) -> tuple[type[Exception], ...]:
    """The errors of the source of mentions; without --stack no AWS code is imported."""
    if not args.stack:
        return (ConfigurationError,)
    from goodword.aws.client import AWS_ERRORS

    return (ConfigurationError, *AWS_ERRORS)


_ADVICE = (
    "Name the file, as in `goodword check goodword.yaml`. The repository has a sample goodword.yaml to start from."
)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _print_json(content: dict[str, Any]) -> None:
    if not sys.stdout.isatty():
        print(json.dumps(content))


def _faults(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    return [{"line": fault.line, "path": written(fault.path), "words": fault.words} for fault in faults]
