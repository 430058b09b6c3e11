"""`goodword parse`: a platform's payload as mentions."""

import argparse
import json
import sys
from datetime import UTC, datetime

from goodword import connectors
from goodword.command._input import Misuse, add_common, any_platform, read_file
from goodword.errors import Unreadable
from goodword.mention import Mention, iso
from goodword.platform_names import displayed
from goodword.platforms.contract import Broken, Delivery, Ignored, Lookup, Wordless

NAME = "parse"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="read webhook bodies into mentions",
        description="Read webhook bodies into mentions: one JSON object a line, or readable text on a terminal. "
        "Standard error lists what was ignored, cannot be read, or would be looked up.",
    )
    add_common(parser)
    parser.add_argument("--source", default="", metavar="S", help="name of the source, copied into each mention")
    parser.add_argument(
        "--account", action="append", default=[], metavar="ID", help="an account id of yours there; may be repeated"
    )
    parser.add_argument(
        "--asked", metavar="WHAT", help="the body is the answer to a poll or lookup: the name of the feed or lookup"
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a webhook body; - for standard input")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when every file could be opened, whatever is in it; 2 when one could not."""
    any_platform(args.platform)
    if args.asked and args.platform not in connectors.names():
        raise Misuse(f"{args.platform} has no polls or lookups; leave out --asked")
    status = 0
    for name in args.files:
        try:
            body = read_file(name, encoded=args.base64)
        except Misuse as error:
            print(f"goodword: {error}", file=sys.stderr)
            status = 2
        else:
            _tell(_delivery(args, body), frozenset(args.account), name)
    return status


def readable(mention: Mention) -> str:
    """A few lines for a person: who did what, when, in which words, and the link."""
    who = mention.author_name or mention.author_handle or mention.author_id or "somebody"
    ours = " (ours)" if mention.from_self else ""
    lines = [f"{iso(mention.made_at)}  {displayed(mention.platform)} {mention.kind} {mention.action} by {who}{ours}"]
    lines += [f"    {line}" for line in (mention.text or "").splitlines()]
    facts = {
        "id": mention.external_id,
        "answers": mention.parent_id,
        "stars": mention.rating,
        "link": mention.permalink,
    }
    lines.append("    " + "  ".join(f"{name} {value}" for name, value in facts.items() if value is not None))
    return "\n".join(lines).rstrip()


def _delivery(args: argparse.Namespace, body: bytes) -> Delivery:
    return Delivery(
        platform=args.platform,
        source=args.source,
        method="POST",
        headers={},
        query={},
        body=body,
        received_at=datetime.now(UTC),
        asked={"what": args.asked} if args.asked else None,
    )


def _tell(delivery: Delivery, accounts: frozenset[str], name: str) -> None:
    write = readable if sys.stdout.isatty() else _line
    try:
        for item in connectors.hear(delivery, accounts):
            match item:
                case Mention():
                    print(write(item))
                case Lookup(asked, function, claim):
                    if claim:
                        print(write(claim))
                    print(f"{name}: {_LOOKUPS[function]}: {json.dumps(dict(asked))}", file=sys.stderr)
                case Ignored(reason):
                    print(f"{name}: ignored: {reason}", file=sys.stderr)
                case Wordless(kind):
                    print(f"{name}: no text found: {kind}", file=sys.stderr)
                case Broken(reason):
                    print(f"{name}: unreadable item: {reason}", file=sys.stderr)
    except Unreadable as error:
        print(f"{name}: unreadable: {error}", file=sys.stderr)


_LOOKUPS = {"fetch": "would be looked up", "visit": "would be visited"}


def _line(mention: Mention) -> str:
    return json.dumps(mention.as_dict())  # ASCII, so that a pipe of any encoding can hold it
