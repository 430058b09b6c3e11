"""`goodword check`: what is wrong with a configuration, by line; or, when nothing is, what it amounts to."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from goodword import platforms
from goodword.config import Configuration
from goodword.config.faults import FaultyConfiguration, written
from goodword.config.loading import load_yaml
from goodword.config.strict_yaml import MAX_BYTES

NAME = "check"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` to the command line."""
    parser = subparsers.add_parser(NAME, help="say what is wrong with goodword.yaml, by line", description=__doc__)
    parser.add_argument("file", nargs="?", default="goodword.yaml", help="the configuration; - reads standard input")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it is in order, 1 with every fault by its line, 2 when there is no file to read."""
    try:
        content = _content(args.file)
    except OSError as error:
        print(f"{args.file} cannot be read ({error.strerror}). {_ADVICE}", file=sys.stderr)
        return 2
    try:
        summary = _summary(load_yaml(content, args.file))
    except FaultyConfiguration as error:
        print(error, file=sys.stderr)
        _print_json({"file": args.file, "valid": False, "faults": _faults(error)})
        return 1
    if sys.stdout.isatty():
        print(f"{args.file} is in order.", *_readable(summary), sep="\n")
    else:
        _print_json({"file": args.file, "valid": True, **summary})
    return 0


_ADVICE = (
    "Name the file, as in `goodword check goodword.yaml`; the repository has a sample goodword.yaml to start from."
)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _print_json(value: dict[str, Any]) -> None:
    if not sys.stdout.isatty():
        print(json.dumps(value))


def _faults(error: FaultyConfiguration) -> list[dict[str, Any]]:
    return [{"line": fault.line, "path": written(fault.path), "words": fault.words} for fault in error.faults]


def _summary(configuration: Configuration) -> dict[str, Any]:
    return {
        "brands": {
            key: {"name": configuration.name_of(key), "terms": list(brand.terms), "team": brand.team}
            for key, brand in configuration.brands.items()
        },
        "sources": {
            key: {
                "webhook": f"/webhooks/{source.platform}/{key}",
                "brand": source.brand,
                "secrets": list(platforms.load(source.platform).SECRETS),
            }
            for key, source in configuration.sources.items()
        },
        "teams": {
            key: {"timezone": team.timezone, "people": {name: list(who.channels) for name, who in team.people.items()}}
            for key, team in configuration.teams.items()
        },
    }


def _readable(summary: dict[str, Any]) -> list[str]:
    lines = ["", "Brands"]
    for key, brand in summary["brands"].items():
        lines.append(f"  {key}: {brand['name']}, heard as {', '.join(brand['terms'])}; {brand['team']} answers")
    lines += ["", "Sources, with the path of each webhook and the secrets to store for it"]
    for key, source in summary["sources"].items():
        lines.append(f"  {key}: {source['webhook']} ({', '.join(source['secrets']) or 'no secrets'})")
    lines += ["", "Teams, and how each person is rung"]
    for key, team in summary["teams"].items():
        people = ", ".join(f"{name} by {_CHANNELS[tuple(channels)]}" for name, channels in team["people"].items())
        lines.append(f"  {key} ({team['timezone']}): {people}")
    return lines


_CHANNELS = {("mail",): "mail", ("sms",): "SMS", ("mail", "sms"): "mail and SMS"}
