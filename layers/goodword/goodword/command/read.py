"""`goodword read`: how Goodword reads a text or a mention, one line in, one line out."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.command._input import Misuse, opened
from goodword.errors import ConfigurationError
from goodword.mention import Mention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.languages import quality_of
from goodword.sentiment.scorer import ReadingScorer
from goodword.sentiment.standard import standard_scorer

if TYPE_CHECKING:
    from goodword.config.configuration import Configuration

NAME = "read"
_DEFAULT_CONFIG = "goodword.yaml"
_BEFORE = "\ufeff \t"  # what editors put before an object: byte order mark, indentation
_TELL_EVERY = 100  # lines
_TIERS: dict[str, Callable[[], ReadingScorer]] = {"standard": standard_scorer, "fast": FastScorer}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `read` to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="read a text: brands, language, sentiment, intents, touchpoint, priority, rules",
        description="Read one text a line, or one mention as a JSON object a line; print one line for each, in order.",
    )
    parser.add_argument("--config", metavar="FILE", help=f"brands and rules to use (default: {_DEFAULT_CONFIG} here)")
    parser.add_argument(
        "--tier",
        choices=_TIERS,
        default="standard",
        help="the sentiment model: as in the deployed functions (standard), or only the fast tier",
    )
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="the texts (default: standard input)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when every line has its reading; 1 when the configuration has faults; 2 when a file cannot be read."""
    try:
        configuration = _configuration(args.config)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    reader = _reader(configuration, _TIERS[args.tier]())
    write = readable if sys.stdout.isatty() else json.dumps
    tell = _progress()
    with opened(args.file) as lines:
        for line in lines:
            print(write(answer(reader, configuration, line.decode("utf-8", "replace").rstrip("\r\n"))))
            next(tell)
    return 0


def answer(reader: Reader, configuration: "Configuration | None", line: str) -> dict[str, Any]:
    """The reading of one line and the decision of the rules, as JSON values; every line has a reading."""
    mention = reader.understand(_mention(_object(line)))
    if configuration and mention.brands:
        from goodword.alerting.rules import judge

        mention = judge(mention, configuration, datetime.now(UTC))
    data = mention.as_dict() | {"quality": quality_of(mention.language)}
    return {name: data[name] for name in _ANSWERED}


def readable(answered: Mapping[str, Any]) -> str:
    """The same in one line for a person."""
    sentiment = answered["sentiment"]
    sure = max(sentiment["probabilities"].values())
    brands = ", ".join(match["brand"] for match in answered["brands"]) or "no brand"
    reasons = "; ".join(answered["reasons"]) or "nothing to act on"
    words = f"  by {', '.join(sentiment['because'])}" if sentiment["because"] else ""
    about = f"  about {answered['touchpoint']}" if answered["touchpoint"] else ""
    rules = f"  ({'; '.join(answered['trace'])})" if answered["trace"] else ""
    return f"{answered['priority']}  {sentiment['label']:8} {sure:.2f}  {brands}  {reasons}{words}{about}{rules}"


_ANSWERED = (
    *("brands", "lang", "language", "quality", "sentiment", "intents", "touchpoint"),
    *("role", "influence", "copies", "priority", "reasons", "rule", "trace", "asked", "model"),
)


def _mention(fields: Mapping[str, Any]) -> Mention:
    """The mention in a line; missing values, and values of another type, are left out."""
    now, audience = datetime.now(UTC), fields.get("audience")
    texts = ("title", "text", "lang", "author_id", "author_name", "author_handle")
    return Mention(
        platform=_text(fields.get("platform")) or "",
        source=_text(fields.get("source")) or "",
        external_id=None,
        kind="message" if fields.get("kind") == "message" else "mention",
        action="hidden" if fields.get("action") == "hidden" else "created",
        **{name: _text(fields.get(name)) for name in texts},  # type: ignore[arg-type]
        audience=audience if isinstance(audience, int) else None,
        rating=_number(fields.get("rating")),
        from_self=fields.get("from_self") is True,
        event_at=now,
        received_at=now,
    )


def _reader(configuration: "Configuration | None", scorer: ReadingScorer) -> Reader:
    """The reader for the configuration; without a configuration it knows no brand."""
    if configuration is None:
        return Reader(Brands.of_terms({}, {}), scorer)
    from goodword.scoring.reader_factory import reader

    return reader(configuration, scorer)


def _progress() -> Iterator[None]:
    """Show how many lines are read, if stderr is a terminal and stdout is not."""
    watched = sys.stderr.isatty() and not sys.stdout.isatty()
    for done in count(1):
        if watched and done % _TELL_EVERY == 0:
            print(f"\r{done:,} lines read", end="", file=sys.stderr, flush=True)
        yield


def _configuration(config: str | None) -> "Configuration | None":
    """The named configuration, else the one in this folder; None when there is none."""
    if config is None and not Path(_DEFAULT_CONFIG).exists():
        return None
    from goodword.config.loading import load_yaml  # pydantic costs more than reading a hundred texts

    file = config or _DEFAULT_CONFIG
    try:
        return load_yaml(Path(file).read_bytes(), file)
    except OSError as error:
        raise Misuse(f"cannot read {file}: {error.strerror}") from error


def _object(line: str) -> dict[str, Any]:
    """The mention object in a line; any other line is itself the text."""
    try:
        value = json.loads(line.lstrip(_BEFORE)) if line.lstrip(_BEFORE).startswith("{") else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) and value.keys() & {"text", "title"} else {"text": line}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
