"""`goodword accuracy`: how often the sentiment was right, according to people's corrections.

People correct it with the buttons behind an alert's action link. The latest correction of a mention counts,
no matter who made it. Mentions that were deleted, edited or have expired since then are left out.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.command._input import Misuse, add_stack, opened, span
from goodword.command._progress import progress
from goodword.errors import ConfigurationError
from goodword.mention import instant

if TYPE_CHECKING:
    from goodword.alerting.corrections import Correction

NAME = "accuracy"
_SINCE = timedelta(days=90)


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `accuracy` to the command line."""
    parser = subparsers.add_parser(NAME, help="how often the sentiment was right", description=__doc__)
    where = parser.add_mutually_exclusive_group()
    add_stack(parser, where)
    where.add_argument(
        "--corrections",
        metavar="FILE",
        help="read a file instead: one JSON object a line with said, probabilities and right, optionally brand, "
        "language, model, platform, external_id, at and text; - reads standard input",
    )
    parser.add_argument("--since", type=span, metavar="90d", help="how far back: hours, days or weeks (default: 90d)")
    parser.add_argument("--brand", action="append", metavar="B", help="only this brand; may be repeated")
    parser.add_argument("--export", metavar="FILE", help="also write the texts for `make train CORRECTIONS=FILE`")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when it counted, even if there are few; 1 when AWS refuses; 2 when a file cannot be read or written."""
    from goodword.aws.client import AWS_ERRORS
    from goodword.command._accuracy import as_json, readable
    from goodword.command._measure import last_words

    try:
        corrections = last_words(_of_a_file(args) if args.corrections else _of_a_stack(args))
    except (ConfigurationError, *AWS_ERRORS) as error:
        print(error, file=sys.stderr)
        return 1
    if args.export:
        _export(corrections, args.export)
    if sys.stdout.isatty():
        print(*readable(corrections, sys.stdout.encoding), sep="\n")
    else:
        print(*map(json.dumps, as_json(corrections)), sep="\n")
    return 0


def _export(corrections: Iterable["Correction"], file: str) -> None:
    """Write one line each, `label<TAB>text`, in the format and with the label numbers of the public data sets."""
    from goodword.alerting.corrections import LABELS

    texts = [(LABELS.index(row.correct), " ".join(row.text.replace("\x00", " ").split())) for row in corrections]
    lines = [f"{label}\t{text}\n" for label, text in texts if text]
    try:
        Path(file).write_bytes("".join(lines).encode("utf-8", "replace"))
    except OSError as error:
        raise Misuse(f"cannot write {file}: {error.strerror}") from error
    print(f"{len(lines):,} labelled texts are in {file}: people's words, so store them safely.", file=sys.stderr)


# ---- where they come from --------------------------------------------------------------------------------------------


def _of_a_stack(args: argparse.Namespace) -> Iterator["Correction"]:
    from goodword.alerting.corrections import Corrections
    from goodword.aws.dynamodb_store import DynamoDBStore
    from goodword.command._where import opened as opened_stack

    stack, now = opened_stack(args), datetime.now(UTC)
    corrections = Corrections(DynamoDBStore(stack.output("TableName")))
    brands = args.brand or _brands(stack.output("BucketName"))
    tell = progress("brands", len(brands))
    for number, brand in enumerate(brands, 1):
        yield from corrections.read([brand], now - (args.since or _SINCE), now)
        tell(number)


def _brands(bucket: str) -> list[str]:
    from goodword.operations.configurations import Configurations

    stored = Configurations(bucket).in_force()
    if stored is None:
        raise ConfigurationError("the stack has no configuration yet: name the brands to count with --brand")
    return sorted(json.loads(stored.body)["brands"])


def _of_a_file(args: argparse.Namespace) -> Iterator["Correction"]:
    now = datetime.now(UTC)
    with opened(args.corrections) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = _correction(json.loads(line), number, now)
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
                raise Misuse(
                    f"{args.corrections}:{number} is not a correction: write one JSON object a line, with said, right "
                    "(negative, neutral or positive) and the probabilities of these three"
                ) from None
            if (not args.since or row.at >= now - args.since) and (not args.brand or row.brand in args.brand):
                yield row


def _correction(fields: Mapping[str, Any], number: int, now: datetime) -> "Correction":
    """The correction in a line; without an id, each line is a mention of its own. Invalid lines raise any error."""
    from goodword.alerting.corrections import LABELS, Correction

    if fields["right"] not in LABELS or fields["said"] not in (*LABELS, "unsure"):
        raise ValueError("no such label")
    probabilities: dict[str, float] = {label: float(fields["probabilities"][label]) for label in LABELS}
    if not all(0 <= probability <= 1 for probability in probabilities.values()):
        raise ValueError("no probability")
    names = ("brand", "language", "model", "platform", "external_id", "text", "who")
    known = {name: str(fields[name]) for name in names if fields.get(name) is not None}
    default = {"brand": "", "model": "", "platform": "", "external_id": str(number), "who": ""}
    at = instant(fields["at"]) if fields.get("at") else now
    return Correction(
        **default | known, predicted=fields["said"], correct=fields["right"], probabilities=probabilities, at=at
    )
