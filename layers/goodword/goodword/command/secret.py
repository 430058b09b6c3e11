"""`goodword secret`: store the secret by which a source's deliveries are known to be genuine; typed or piped in."""

import argparse
import getpass
import sys

from goodword import platforms
from goodword.errors import ConfigurationError

NAME = "secret"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `secret` to the command line."""
    parser = subparsers.add_parser(NAME, help="store a source's secret in a deployed stack", description=__doc__)
    parser.add_argument("source", help="a source of goodword.yaml, such as acme-facebook")
    known = sorted({name for platform in platforms.names() for name in platforms.load(platform).SECRETS})
    parser.add_argument("name", choices=known, help="which secret (`goodword check` lists those of each source)")
    parser.add_argument("--stack", default="goodword", help="the stack's name (default: goodword)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is stored. It is read without echo, and never from the command line, where others could see it."""
    from goodword.aws._client import WORLD
    from goodword.aws.deployed_stack import DeployedStack

    value = getpass.getpass(f"{args.name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not value:
        print("nothing was given, nothing is changed", file=sys.stderr)
        return 1
    try:
        DeployedStack(args.stack).keep_secret(args.source, args.name, value)
    except (ConfigurationError, *WORLD) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{args.source}: {args.name} is stored; the one before it stays good until the next change.")
    return 0
