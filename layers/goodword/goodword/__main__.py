"""The command `goodword`: for a person with a question, answered with the same code as the rooms."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

COMMANDS = ("parse", "verify", "sign", "read", "check")
"""Each is a module in goodword.command with `add(subparsers)`, whose parser sets `func(args) -> exit status`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status. 2 means that the call itself was wrong."""
    args = parser().parse_args(argv)
    try:
        return int(args.func(args))
    except BrokenPipeError:  # `goodword parse ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """The whole command line, from what each command module adds."""
    top = argparse.ArgumentParser(prog="goodword", description="Ask Goodword what it makes of a file. Needs no AWS.")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        if find_spec(f"goodword.command.{name}"):
            import_module(f"goodword.command.{name}").add(subparsers)
    return top


if __name__ == "__main__":
    sys.exit(main())
