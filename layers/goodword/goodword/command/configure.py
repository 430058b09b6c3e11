"""`goodword configure`: show what goodword.yaml would change in a deployed stack, do it, and subscribe its people."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from goodword.command._account import around
from goodword.command._difference import difference
from goodword.command._input import Misuse, add_stack, agreed, read_file
from goodword.command._operator import operator_after, operator_plan, operator_planned, operators_of
from goodword.command._people import after, confirmed, failed, planned
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError

if TYPE_CHECKING:
    from goodword.operations.configurations import Configurations, Stored
    from goodword.operations.stack import DeployedStack
    from goodword.operations.subscriptions import Failure, Line, Plan, Subscriptions

NAME = "configure"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `configure` to the command line."""
    parser = subparsers.add_parser(NAME, help="upload goodword.yaml to a deployed stack", description=__doc__)
    parser.add_argument("file", nargs="?", help="the configuration (default: goodword.yaml)")
    add_stack(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--remind", action="store_true", help="send another mail to people who have not confirmed yet")
    parser.add_argument(
        "--back", nargs="?", const="", metavar="VERSION", help="make the previous version active again, or VERSION"
    )
    parser.add_argument(
        "--confirm",
        nargs="?",
        const="",
        metavar="LINK",
        help="confirm a mail address by the link in its mail (asks for it), so no mail scanner can unsubscribe it",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when the stack has it; 1 with what is wrong, when the answer was no, or SNS refused some changes."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._where import opened

    if args.back is not None and args.file:
        raise Misuse("--back takes a version of the stack, not a file: leave out the file")
    try:
        stack = opened(args)
        if args.confirm is not None:
            topics = (subscriptions_of(stack), operators_of(stack))
            return confirmed([topic for topic in topics if topic], args.confirm)
        return _change(args, stack)
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A configuration to make active: its name for a person, its bytes, and the parsed bytes."""

    name: str
    body: bytes
    configuration: Configuration


def configure(stack: "DeployedStack", configuration: Configuration) -> None:
    """Make it active and subscribe its people, without output."""
    configurations, subscriptions = configurations_of(stack), subscriptions_of(stack)
    candidate = Candidate("", configuration.to_json(), configuration)
    plan = subscriptions.plan(lines(configuration))
    _, failures = _apply(candidate, configurations, configurations.in_force(), [(subscriptions, plan)])
    if failures:
        raise ConfigurationError("\n".join(failed(failures)))


def configurations_of(stack: "DeployedStack") -> "Configurations":
    """The versions in the stack's bucket."""
    from goodword.operations.configurations import Configurations

    return Configurations(stack.output("BucketName"))


def in_force(stack: "DeployedStack") -> Configuration | None:
    """The stack's active configuration; None before the first upload."""
    stored = configurations_of(stack).in_force()
    return Configuration.from_json(stored.body) if stored else None


def subscriptions_of(stack: "DeployedStack") -> "Subscriptions":
    """The subscriptions of the stack's topic."""
    from goodword.operations.subscriptions import Subscriptions

    return Subscriptions(stack.output("TopicArn"), stack.outputs.get("AlertDeadLettersArn", ""))


def lines(configuration: Configuration) -> "Iterator[Line]":
    """Every way to notify somebody, by the names that alerts use."""
    from goodword.operations.subscriptions import Line

    for team in configuration.teams.values():
        for person, ways in team.people.items():
            if ways.mail:
                yield Line("email", ways.mail, f"{person}:mail")
            if ways.sms:
                yield Line("sms", ways.sms, f"{person}:sms")


def _change(args: argparse.Namespace, stack: "DeployedStack") -> int:
    candidate = _candidate(args, stack)
    configurations, subscriptions, operators = configurations_of(stack), subscriptions_of(stack), operators_of(stack)
    before = configurations.in_force()
    plan = subscriptions.plan(lines(candidate.configuration), remind=args.remind)
    operator = operator_plan(operators, stack.parameters, remind=args.remind)
    failures: list[Failure] = []
    shown = [*_shown(candidate, before), *planned(plan), *operator_planned(operator)]
    print(*shown or [f"{args.stack} already has all of {candidate.name}."], sep="\n")
    if shown and args.dry_run:
        print("Nothing was changed: this was a dry run.")
    elif shown and not agreed("Do it?", yes=args.yes):
        print("Nothing was changed.")
        return 1
    elif shown:
        both = [(subscriptions, plan), *([(operators, operator)] if operators else [])]
        version, failures = _apply(candidate, configurations, before, both)
        print(*_done(args.stack, candidate, version, before), sep="\n")
        plan = subscriptions.plan(lines(candidate.configuration))
        operator = operator_plan(operators, stack.parameters)
    print(*_next(stack, candidate.configuration), *after(plan), *operator_after(operator, stack.parameters), sep="\n")
    for line in [*around(stack, plan.phones), *failed(failures)]:
        print(line)
    return 1 if failures else 0


def _candidate(args: argparse.Namespace, stack: "DeployedStack") -> Candidate:
    if args.back is None:
        file = args.file or "goodword.yaml"
        configuration = load_yaml(read_file(file), file)
        return Candidate(file, configuration.to_json(), configuration)
    stored = configurations_of(stack).before(args.back)
    return Candidate(f"version {stored.version}", stored.body, Configuration.from_json(stored.body))


def _apply(
    candidate: Candidate,
    configurations: "Configurations",
    before: "Stored | None",
    people: "Sequence[tuple[Subscriptions, Plan]]",
) -> "tuple[str, list[Failure]]":
    """Subscribe new people first, unsubscribe those who left last; returns the version, if there is a new one.

    Also returns what SNS refused. A refusal does not stop other subscriptions or the upload.
    """
    failures = [failure for subscriptions, plan in people for failure in subscriptions.admit(plan)]
    version = configurations.put(candidate.body, before) if not before or before.body != candidate.body else ""
    failures += [failure for subscriptions, plan in people for failure in subscriptions.dismiss(plan)]
    return version, failures


def _shown(candidate: Candidate, before: "Stored | None") -> list[str]:
    if before and before.body == candidate.body:
        return []
    since = f"{before.at.astimezone(UTC):%Y-%m-%d %H:%M}" if before else ""
    name = f"active since {since} UTC (version {before.version})" if before else "nothing yet"
    names, shorten = (name, candidate.name), not sys.stdout.isatty()
    body = before.body if before else None
    return [*difference(body, candidate.body, names, shorten=shorten)] or ["Only addresses or the notation differ."]


def _done(stack: str, candidate: Candidate, version: str, before: "Stored | None") -> Iterator[str]:
    if not version:
        yield "The configuration was already active; the subscriptions now match it."
        return
    yield f"{stack} has {candidate.name}: active within a minute (version {version})."
    if before:
        yield f"To undo it: goodword configure --back --stack {stack}"


def _next(stack: "DeployedStack", configuration: Configuration) -> Iterator[str]:
    yield "Webhooks:"
    for source, entry in configuration.sources.items():
        yield f"  {stack.output('WebhookUrl')}/{entry.platform}/{source}"
    yield f"Each source needs its secrets once. To list them: goodword secret --list --stack {stack.name}"
