"""Input that commands share: files and standard input, platform names, times, options."""

import argparse
import base64
import binascii
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from goodword import connectors, platforms
from goodword.errors import UnknownSource
from goodword.platform_names import meant
from goodword.platforms.contract import Platform, Secrets

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = 4  # digits of a span


class Misuse(Exception):
    """The call itself is wrong: prints one sentence and exits with status 2."""


def platform(name: str) -> Platform:
    """The adapter of that name; Misuse with the known names when there is none or it pushes nothing."""
    try:
        return platforms.load(any_platform(name))
    except UnknownSource as error:
        raise Misuse(f"{name} sends no webhooks, only polls; choose one of {', '.join(platforms.names())}") from error


def any_platform(name: str) -> str:
    """The name, if a platform has it, pushed or polled; else Misuse with the known names."""
    if name not in connectors.every_platform():
        raise Misuse(f"no platform is called {name!r}; choose one of {', '.join(connectors.every_platform())}")
    return name


def platform_named(written: str) -> str:
    """The platform's name for another spelling, such as `Google Business`; else the text itself."""
    return meant(written) or written


def read_file(name: str, *, encoded: bool = False) -> bytes:
    """The bytes of a file, or of standard input for `-`; decoded from base64 if `encoded`."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Misuse(
            f"cannot read {name}: {error.strerror}; give the path of a file, or - for standard input"
        ) from error
    try:
        return base64.b64decode(b"".join(content.split()), validate=True) if encoded else content
    except binascii.Error as error:
        raise Misuse(f"{name} is not base64; leave out --base64 for a body as it was sent") from error


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """A file, or standard input for `-`, to read line by line."""
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise Misuse(f"cannot read {name}: {error.strerror}") from error


def secrets_for(adapter: Platform, values: list[str]) -> Secrets:
    """The given secrets, under every name that the platform uses and under those that intake adds."""
    return Secrets(dict.fromkeys((*adapter.SECRETS, "known", "keys"), tuple(values)))


def add_common(parser: argparse.ArgumentParser) -> None:
    """PLATFORM and --base64, which parse, verify and sign share."""
    parser.add_argument(
        "platform", type=platform_named, metavar="PLATFORM", help=f"one of {', '.join(connectors.every_platform())}"
    )
    parser.add_argument(
        "--base64", action="store_true", help="the file contains the body in base64, as API Gateway writes it"
    )


def add_secret(parser: argparse.ArgumentParser) -> None:
    """--secret and --now, which verify and sign share."""
    parser.add_argument(
        "--secret", action="append", required=True, help="secret, token or public key; give it twice to try two"
    )
    parser.add_argument(
        "--now", type=_epoch, default=None, metavar="EPOCH", help="the time in Unix seconds (default: now)"
    )


def add_stack(parser: argparse.ArgumentParser, among: "argparse._ActionsContainer | None" = None) -> None:
    """--stack, --region and --profile, for every command that works on a deployed stack.

    If one is missing, the value that `make deploy` saved in samconfig.toml applies (`_where.py`). `among`: the group
    of options that --stack belongs to.
    """
    (among or parser).add_argument("--stack", help="the stack's name (default: that of the last deploy, or goodword)")
    parser.add_argument("--region", help="the AWS region (default: that of the last deploy, else the environment's)")
    parser.add_argument("--profile", help="the profile in ~/.aws (default: that of the last deploy, if it had one)")


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the person answers yes, or gave --yes. Misuse where there is no terminal to ask in."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Misuse("there is no terminal to ask in: check with --dry-run, then repeat with --yes")
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def now(args: argparse.Namespace) -> datetime:
    """The time to use: --now, else the current time."""
    return args.now or datetime.now(UTC)


def span(text: str) -> timedelta:
    """A span of time from an option, in hours, days or weeks."""
    found = re.fullmatch(rf"([1-9][0-9]{{0,{_LONGEST - 1}}})([hdw])", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a span such as 12h, 30d or 8w")
    return int(found[1]) * _UNITS[found[2]]


def _epoch(text: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time in Unix seconds") from error
