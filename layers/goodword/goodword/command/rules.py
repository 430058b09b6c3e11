"""`goodword rules try`: replay mentions under changed rules, and see how often each person would be notified.

The mentions come from a deployed stack's table or from a file, in their current state: deleted mentions are missing,
and edited ones count with their latest text. It notifies nobody and writes nothing.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.command._input import Misuse, add_stack, opened, read_file, span
from goodword.command._mentions import clear, of_a_stack, progress, with_progress
from goodword.config import Configuration
from goodword.config.loading import load_yaml
from goodword.errors import ConfigurationError
from goodword.mention import Mention, ScoredMention

if TYPE_CHECKING:
    from goodword.operations.stack import DeployedStack

NAME = "rules"
_DEFAULT_CONFIG = "goodword.yaml"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rules` to the command line."""
    parser = subparsers.add_parser(NAME, help="try changed rules on past mentions", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    trying = actions.add_parser("try", help="how often each person would have been notified", description=__doc__)
    trying.add_argument("changed", metavar="FILE", help="the configuration with the changed rules")
    trying.add_argument("--since", type=span, metavar="30d", help="how far back: hours, days or weeks (default: 30d)")
    where = trying.add_mutually_exclusive_group()
    add_stack(trying, where)
    where.add_argument("--mentions", metavar="FILE", help="a file instead, one mention as JSON a line; - for stdin")
    trying.add_argument(
        "--config",
        metavar="FILE",
        help=f"what to compare with (default: the stack's active one; with --mentions, {_DEFAULT_CONFIG} here)",
    )
    trying.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it was replayed; 1 when a configuration has faults or AWS refuses; 2 when a file cannot be read."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._where import opened as opened_stack

    try:
        changed = _configuration(args.changed)
        if args.mentions:
            present = _configuration(args.config or _DEFAULT_CONFIG)
            mentions = _of_a_file(args.mentions, changed, args.since)
            return _try(present, changed, mentions, args)
        stack = opened_stack(args)
        present = _configuration(args.config) if args.config else _in_force(stack)
        return _try(present, changed, of_a_stack(stack, {*present.brands, *changed.brands}, args.since), args)
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1


def _try(
    present: Configuration, changed: Configuration, past: Iterable[ScoredMention], args: argparse.Namespace
) -> int:
    from goodword.command._notifications import as_json, readable
    from goodword.dry_run.trial import Trial, play, unhidden

    mentions = list(unhidden(with_progress(past)))
    if not mentions:
        raise Misuse("there is nothing to replay: no mention came in that time; try a longer --since")
    now, new = (
        play(mentions, configuration, progress(f"replaying {name}: "))
        for name, configuration in (("the current rules", present), (args.changed, changed))
    )
    clear()
    trial = Trial(mentions, now, new)
    if sys.stdout.isatty():
        print(*readable(trial, args.changed, sys.stdout.encoding), sep="\n")
    else:
        print(json.dumps(as_json(trial)))
    return 0


# ---- where the mentions come from ------------------------------------------------------------------------------------


def _of_a_file(file: str, configuration: Configuration, since: timedelta | None) -> Sequence[ScoredMention]:
    """The mentions of a file; unread ones are read first, as `score` would."""
    from goodword.dry_run.trial import as_stored

    with opened(file) as lines:
        mentions = as_stored(_read(lines, file, configuration), configuration.allies_of)
    start = mentions[-1].received_at - since if since and mentions else None
    return [mention for mention in mentions if start is None or mention.received_at >= start]


def _read(lines: Iterable[bytes], file: str, configuration: Configuration) -> Iterator[ScoredMention]:
    from goodword.scoring.reader_factory import reader as reader_of
    from goodword.sentiment.standard import standard_scorer

    reader = reader_of(configuration, standard_scorer())
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            mention = ScoredMention.from_dict(data) if data.get("priority") else reader.read(Mention.from_dict(data))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise Misuse(f"{file}:{number} is not a mention: write JSON lines as `goodword parse` does") from None
        if mention and mention.external_id and (mention.brands or mention.action == "deleted"):
            yield mention


def _in_force(stack: "DeployedStack") -> Configuration:
    from goodword.operations.configurations import Configurations

    stored = Configurations(stack.output("BucketName")).in_force()
    if stored is None:
        raise ConfigurationError("the stack has no configuration yet: name one to compare with in --config")
    return Configuration.from_json(stored.body)


def _configuration(file: str) -> Configuration:
    return load_yaml(read_file(file), file)
