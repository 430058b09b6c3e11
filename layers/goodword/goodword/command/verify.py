"""`goodword verify`: whether Goodword would accept this request, or how it would answer its handshake."""

import argparse
import sys
from http import HTTPStatus

from goodword.command._input import Misuse, add_common, add_secret, now, platform, read_file, secrets_for
from goodword.errors import Rejected
from goodword.platforms.contract import Answer, Delivery
from goodword.webhooks.receive import check

NAME = "verify"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="check a webhook's signature, or answer its handshake",
        description="Print `valid` and exit 0 when the body is genuine; otherwise print why not and exit 1. "
        "For a handshake, print the response that Goodword would send. A handshake by GET needs --query; one by "
        "POST is signed, so `valid` comes first.",
    )
    add_common(parser)
    add_secret(parser)
    parser.add_argument(
        "--header", action="append", default=[], metavar='"NAME: VALUE"', help="a header of the request"
    )
    parser.add_argument("--query", action="append", default=[], metavar="A=B", help="a query parameter: makes it a GET")
    parser.add_argument("file", nargs="?", metavar="FILE", help="the body (default: standard input)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it would be accepted, 1 when not."""
    adapter, delivery = platform(args.platform), _delivery(args)
    secrets = secrets_for(adapter, args.secret)
    try:
        answer = check(adapter, delivery, secrets)
    except Rejected as refusal:
        if delivery.method == "GET":
            print(_response(Answer(refusal.status)))
        print(f"refused with {refusal.status}: {refusal}", file=sys.stderr)
        return 1
    if delivery.method == "POST" or answer is None:
        print("valid")
    if answer:
        print(_response(answer))
    return 0


def _delivery(args: argparse.Namespace) -> Delivery:
    handshake = bool(args.query) and args.file is None
    return Delivery(
        platform=args.platform,
        source="",
        method="GET" if args.query else "POST",
        headers={name.lower(): value for name, value in (_split(header, ":") for header in args.header)},
        query=dict(_split(parameter, "=") for parameter in args.query),
        body=b"" if handshake else read_file(args.file or "-", encoded=args.base64),
        received_at=now(args),
    )


def _split(pair: str, sign: str) -> tuple[str, str]:
    name, found, value = pair.partition(sign)
    if not found or not name.strip():
        raise Misuse(f"{pair!r} must be a name and a value with {sign!r} between them")
    return name.strip(), value.strip()


def _response(answer: Answer) -> str:
    """The response as HTTP sends it: status line, content type, empty line, body."""
    status = HTTPStatus(answer.status)
    return f"HTTP/1.1 {status.value} {status.phrase}\ncontent-type: {answer.content_type}\n\n{answer.body}"
