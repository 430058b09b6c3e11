"""`goodword revoke`: switch off an action link that reached the wrong person."""

import argparse
import sys
from datetime import UTC, datetime

from goodword.command._input import add_stack
from goodword.errors import ConfigurationError

NAME = "revoke"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `revoke` to the command line."""
    parser = subparsers.add_parser(NAME, help="switch off the action link of an alert", description=__doc__)
    parser.add_argument("link", help="the link, or the part of it after /a/")
    add_stack(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when the link no longer works, 1 when the stack has no such link, or AWS refuses."""
    from goodword.alerting.action_links import ActionLinks
    from goodword.aws.client import AWS_ERRORS
    from goodword.aws.dynamodb_store import DynamoDBStore
    from goodword.command._where import opened

    try:
        links = ActionLinks(DynamoDBStore(opened(args).output("TableName")))
        revoked = links.revoke(args.link.rstrip("/").rsplit("/", 1)[-1], datetime.now(UTC))
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1
    print("The link no longer works." if revoked else "This stack has no such link, or it has expired.")
    return 0 if revoked else 1
