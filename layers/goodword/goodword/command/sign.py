"""`goodword sign`: print the headers that make a body genuine."""

import argparse

from goodword.command._input import Misuse, add_common, add_secret, now, platform, read_file, secrets_for
from goodword.errors import GoodwordError

NAME = "sign"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="print the headers that make a body genuine",
        description="Print the headers that the platform would send with this body, one `name: value` a line.",
    )
    add_common(parser)
    add_secret(parser)
    parser.add_argument("file", metavar="FILE", help="the body; - for standard input")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it was signed; 2 when this secret cannot sign."""
    adapter, body = platform(args.platform), read_file(args.file, encoded=args.base64)
    try:
        headers = adapter.sign(body, secrets_for(adapter, args.secret), now(args))
    except GoodwordError as error:
        raise Misuse(f"cannot sign: {error}") from error
    for name, value in headers.items():
        print(f"{name}: {value}")
    return 0
