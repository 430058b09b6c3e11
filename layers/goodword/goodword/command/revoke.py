"""`goodword revoke`: switch off the link of an alert that went astray."""

import argparse
import sys
from datetime import UTC, datetime

from goodword.command._input import add_stack
from goodword.errors import ConfigurationError

NAME = "revoke"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `revoke` to the command line."""
    parser = subparsers.add_parser(NAME, help="switch off the link of an alert", description=__doc__)
    parser.add_argument("link", help="the link, or what stands behind /a/ in it")
    add_stack(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when the link opens nothing any more, 1 when the stack knows none like it, or does not answer."""
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
    print("It opens nothing any more." if revoked else "There is no such link in this stack, or no longer.")
    return 0 if revoked else 1
