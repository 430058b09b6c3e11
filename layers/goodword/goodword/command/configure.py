"""`goodword configure`: check goodword.yaml, give it to a deployed stack, and let its people be rung."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodword.command._input import read_file
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.aws.deployed_stack import DeployedStack, Line

NAME = "configure"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `configure` to the command line."""
    parser = subparsers.add_parser(NAME, help="give a deployed stack its goodword.yaml", description=__doc__)
    parser.add_argument("file", nargs="?", default="goodword.yaml", help="the configuration")
    parser.add_argument("--stack", default="goodword", help="the stack's name (default: goodword)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when the stack has it, 1 with what is wrong otherwise."""
    from goodword.aws._client import WORLD
    from goodword.aws.deployed_stack import DeployedStack

    try:
        configuration = load_yaml(read_file(args.file), args.file)
        stack = DeployedStack(args.stack)
        configure(stack, configuration)
    except (ConfigurationError, *WORLD) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{args.stack} has {args.file}: in force within a minute.")
    for source, entry in configuration.sources.items():
        print(f"  {stack.output('WebhookUrl')}/{entry.platform}/{source}")
    print(
        "Each source needs its secrets once: `goodword secret SOURCE NAME`. New mail addresses get a mail to confirm."
    )
    return 0


def configure(stack: "DeployedStack", configuration: Configuration) -> None:
    """Upload it, and subscribe every team's people to the topic, each only to what is for them."""
    stack.configure(configuration.to_json())
    stack.subscribe(lines(configuration))


def lines(configuration: Configuration) -> "Iterator[Line]":
    """Every way to ring somebody, by the names that alerts use."""
    from goodword.aws.deployed_stack import Line

    for team in configuration.teams.values():
        for person, ways in team.people.items():
            if ways.mail:
                yield Line(f"{person}:mail", "email", ways.mail)
            if ways.sms:
                yield Line(f"{person}:sms", "sms", ways.sms)
