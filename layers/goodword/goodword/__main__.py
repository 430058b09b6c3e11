"""The command `goodword`. It runs the same code as the functions."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from goodword.command._input import Misuse

COMMANDS = (
    *("parse", "verify", "sign", "platforms", "read", "check", "rules", "accuracy"),
    *("preflight", "configure", "secret", "redrive", "revoke"),
)
"""Each is a module in goodword.command. Its `add(subparsers)` adds a parser that sets `func(args) -> exit status`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status: 2 for wrong arguments."""
    words = list(sys.argv[1:] if argv is None else argv)
    args = _parsed(_parser(words[:1]), words)
    try:
        return int(args.func(args))
    except Misuse as error:
        print(f"goodword: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `goodword parse ... | head` closes the pipe early
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Parse, and allow an optional FILE after the options, which argparse before 3.13.1 does not (gh-59317)."""
    args, rest = parser.parse_known_args(words)
    if len(rest) == 1 and not rest[0].startswith("--") and getattr(args, "file", "") is None:
        args.file = rest.pop()
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return args


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser; for a known command, import only its module, because some imports take half a second."""
    top = argparse.ArgumentParser(prog="goodword", description="Ask Goodword what it makes of a file.")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in [word for word in first if word in COMMANDS] or COMMANDS:
        if find_spec(f"goodword.command.{name}"):
            import_module(f"goodword.command.{name}").add(subparsers)
    return top


if __name__ == "__main__":
    sys.exit(main())
