"""`goodword preflight`: whether the account's limits suffice for a deploy. Needs no stack, and changes nothing."""

import argparse
import sys

from goodword.command import _limits, _samconfig
from goodword.command._input import add_stack
from goodword.errors import ConfigurationError

NAME = "preflight"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `preflight` to the command line."""
    parser = subparsers.add_parser(NAME, help="check the account's limits before a deploy", description=__doc__)
    add_stack(parser)
    parser.add_argument(
        "--concurrency",
        choices=[str(size) for size in _limits.SIZES],
        help="the Concurrency to deploy with (default: that of the last deploy, or 10)",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it fits; 1 with what to do when it does not fit, or AWS does not answer."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._where import signed_in
    from goodword.operations.account import Denied, concurrency, throttle

    try:
        where = signed_in(args)
        print(where)
        saved = _samconfig.read_saved() if not where.endpoint else _samconfig.Saved()
        parameters = {**_limits.DEFAULTS, **saved.parameters}
        if args.concurrency:
            parameters["Concurrency"] = args.concurrency
        known = concurrency()
        print(f"Lambda concurrency: {known.account}, of which {known.unreserved} are unreserved.")
        for line in _limits.throttled(where.region, throttle(), parameters):
            print(f"{line}.")
        if fault := _limits.too_much(known, parameters):
            print(fault, file=sys.stderr)
            return 1
        print(f"Concurrency={parameters['Concurrency']} fits. {_limits.room_left(known, parameters)}".strip())
    except Denied:
        print(_DENIED, file=sys.stderr)
        return 1
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


_DENIED = (
    "You lack the permission to read Lambda's concurrency limit: you need lambda:GetAccountSettings on all resources "
    "(and many more permissions for the deploy itself: docs/first-deploy.md)"
)
