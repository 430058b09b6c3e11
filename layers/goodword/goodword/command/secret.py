"""`goodword secret`: store the secrets that verify a source's deliveries and that polls use; never shows them."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from goodword import connectors, platforms
from goodword.command._input import Misuse, add_stack, agreed
from goodword.command.configure import in_force
from goodword.config import Configuration
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.operations.secrets import StoredSecrets

NAME = "secret"
_OF_OURS = ("access_token",)  # may be stored for every source: needed to answer on a platform


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `secret` to the command line."""
    parser = subparsers.add_parser(NAME, help="store a source's secret in a deployed stack", description=__doc__)
    parser.add_argument("source", nargs="?", help="a source of goodword.yaml, such as acme-facebook")
    known = {name for platform in connectors.every_platform() for name in connectors.secret_names(platform)}
    parser.add_argument(
        "name",
        nargs="?",
        choices=sorted(known.union(_OF_OURS)),
        help="which secret (`goodword check` lists those of each source)",
    )
    add_stack(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="how many are active, and since when; never their values")
    what.add_argument("--retire", action="store_true", help="accept only the newest from now on")
    parser.add_argument("--yes", action="store_true", help="do not ask before --retire")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is done. Reads a secret without echo, never from the command line, where others could see it."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._where import opened
    from goodword.operations.secrets import StoredSecrets

    if not args.list and not (args.source and args.name):
        raise Misuse("name a source and a secret, as in `goodword secret acme-facebook app_secret`, or --list")
    try:
        stack = opened(args)
        secrets, configuration = StoredSecrets(stack.output("SecretsPath")), in_force(stack)
        if args.list:
            print(*_listed(secrets, configuration, args.source), sep="\n")
            return 0
        _check_name(configuration, args.source, args.name)
        return _retire(secrets, args) if args.retire else _keep(secrets, args)
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1


def _keep(secrets: "StoredSecrets", args: argparse.Namespace) -> int:
    value = _typed(args.name)
    if fault := _fault(value):
        print(f"{fault}; nothing was changed", file=sys.stderr)
        return 1
    live = secrets.keep(args.source, args.name, value)
    print(f"{args.source}: {args.name} is stored, and active within a minute.")
    if live > 1:
        print(f"{live} are active, so both old and new signatures are valid. When the platform uses the new secret:")
        print(f"  goodword secret {args.source} {args.name} --retire --stack {args.stack}")
    return 0


def _typed(name: str) -> str:
    return getpass.getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _fault(value: str) -> str:
    """What is wrong with the typed or pasted value; empty when it can be a secret."""
    if not value:
        return "the secret is empty"
    if value != value.strip() or not value.isprintable():
        return "the secret begins or ends with a space, or contains an invisible character"
    return ""


def _retire(secrets: "StoredSecrets", args: argparse.Namespace) -> int:
    since, now = secrets.since(args.source).get(args.name, ()), datetime.now(UTC)
    if len(since) <= 1:
        print(f"{args.source}: {args.name} has {len(since)} active, so there is none to retire.")
        return 0
    print(f"{args.source}: {args.name} of {_age(since[0], now)} stays; {len(since) - 1} older will become invalid.")
    if not agreed("Does the platform already sign with the newest?", yes=args.yes):
        print("Nothing was changed.")
        return 1
    print(f"{secrets.retire(args.source, args.name)} retired: invalid within five minutes.")
    return 0


def _check_name(configuration: Configuration | None, source: str, name: str) -> None:
    """Raise ConfigurationError for an unknown source, or a secret that the source does not use."""
    if configuration is None:
        raise ConfigurationError("the stack has no configuration yet: run `goodword configure` first")
    if source not in configuration.sources:
        known = ", ".join(configuration.sources)
        raise ConfigurationError(f"the active configuration has no source {source}, only {known}")
    names = dict.fromkeys((*connectors.secret_names(configuration.sources[source].platform), *_OF_OURS))
    if name not in names:
        raise ConfigurationError(f"{source} has no {name}, only {', '.join(names)}")


def _listed(secrets: "StoredSecrets", configuration: Configuration | None, only: str | None) -> Iterator[str]:
    now, sources = datetime.now(UTC), dict(configuration.sources) if configuration else {}
    for source in [only] if only else sorted({*sources, *secrets.sources()}):
        since = secrets.since(source)
        yield source if source in sources else f"{source} (not in the active configuration)"
        for name, moments in since.items():
            yield f"  {name}: {len(moments)} active, since {', '.join(_age(moment, now) for moment in moments)}"
        missing = _missing(sources[source].platform) if source in sources else {}
        yield from (f"  {name}: {what}" for name, what in missing.items() if not since.get(name))


def _missing(platform: str) -> dict[str, str]:
    """The secrets that a platform uses, each with the effect if it is not stored."""
    tokens = connectors.load(platform).TOKENS if platform in connectors.names() else ()
    pushed = platforms.load(platform).SECRETS if platform in platforms.names() else ()
    without = dict.fromkeys(tokens, "not stored, so polls that need it do not run")
    return without | dict.fromkeys(pushed, "missing, so deliveries that need it are refused")


def _age(since: datetime, now: datetime) -> str:
    """The day, and how long ago that is."""
    days = (now - since).days
    ago = "today" if days < 1 else f"{days} day{'s' * (days > 1)} ago"
    return f"{since.astimezone(UTC):%Y-%m-%d} ({ago})"
