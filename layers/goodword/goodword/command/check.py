"""`goodword check`: what is wrong with a configuration, by line; or, when nothing is, what it amounts to."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from goodword.command._summary import readable, summary
from goodword.config.faults import FaultyConfiguration, written
from goodword.config.loading import load_yaml
from goodword.config.strict_yaml import MAX_BYTES

NAME = "check"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(NAME, help="say what is wrong with goodword.yaml, by line", description=__doc__)
    parser.add_argument("file", nargs="?", default="goodword.yaml", help="the configuration; - reads standard input")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is in order, 1 with every fault by its line, 2 when there is no file to read."""
    try:
        content = _content(args.file)
    except OSError as error:
        print(f"{args.file} cannot be read ({error.strerror}). {_ADVICE}", file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    try:
        found = summary(load_yaml(content, args.file, now), now)
    except FaultyConfiguration as error:
        print(error, file=sys.stderr)
        _print_json({"file": args.file, "valid": False, "faults": _faults(error)})
        return 1
    if sys.stdout.isatty():
        print(f"{args.file} is in order.", *readable(found), sep="\n")
    else:
        _print_json({"file": args.file, "valid": True, **found})
    return 0


_ADVICE = (
    "Name the file, as in `goodword check goodword.yaml`; the repository has a sample goodword.yaml to start from."
)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _print_json(value: dict[str, Any]) -> None:
    if not sys.stdout.isatty():
        print(json.dumps(value))


def _faults(error: FaultyConfiguration) -> list[dict[str, Any]]:
    return [{"line": fault.line, "path": written(fault.path), "words": fault.words} for fault in error.faults]
