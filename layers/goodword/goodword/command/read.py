"""`goodword read`: what it makes of a text or a mention, one line in, one line out."""

import argparse
import json
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from goodword.command._input import Misuse
from goodword.errors import ConfigurationError
from goodword.mention import BrandMatch, ScoredMention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader, Reading, whole_text, why_quiet
from goodword.reading.sentiment import VaderScorer

if TYPE_CHECKING:
    from goodword.config.configuration import Configuration

NAME = "read"
_DEFAULT_CONFIG = "goodword.yaml"
_BEFORE = "\ufeff \t"  # what editors put before an object: a byte order mark, an indentation


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `read` to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="say what a text means: brand, sentiment, intents, priority, and what the rules make of it",
        description="Read one text a line, or one mention as a JSON object a line; write one line each, in order.",
    )
    parser.add_argument("--config", metavar="FILE", help=f"whose brands and rules (default: {_DEFAULT_CONFIG} here)")
    parser.add_argument("file", nargs="?", metavar="FILE", help="the texts; standard input when left away or -")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when every line has its answer; 1 when the configuration has faults; 2 when a file cannot be read."""
    try:
        configuration = _configuration(args.config)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    reader = Reader(_brands(configuration), VaderScorer())
    write = readable if sys.stdout.isatty() else json.dumps
    with _opened(args.file) as lines:
        for line in lines:
            print(write(answer(reader, configuration, line.decode("utf-8", "replace").rstrip("\r\n"))))
    return 0


def answer(reader: Reader, configuration: "Configuration | None", line: str) -> dict[str, Any]:
    """What is read in one line and what the rules make of it, as JSON values; any line has an answer."""
    heard = _mention(line)
    text = whole_text(_text(heard.get("title")), _text(heard.get("text")))
    quiet = why_quiet(from_self=heard.get("from_self") is True, action=_text(heard.get("action")))
    reading = reader.understand(text, rating=_number(heard.get("rating")), quiet=quiet)
    matches = reader.brands(text, _text(heard.get("source")), _text(heard.get("lang")), _text(heard.get("platform")))
    mention = _scored(heard, reading, matches)
    if configuration and matches:
        from goodword.rules import judge

        mention = judge(mention, configuration, datetime.now(UTC))
    said = mention.as_dict()
    return {name: said[name] for name in _ANSWERED}


def readable(answered: Mapping[str, Any]) -> str:
    """The same in one line for a person."""
    sentiment = answered["sentiment"]
    sure = max(sentiment["probabilities"].values())
    brands = ", ".join(match["brand"] for match in answered["brands"]) or "no brand"
    reasons = "; ".join(answered["reasons"]) or "nothing to act on"
    rules = f"  ({'; '.join(answered['trace'])})" if answered["trace"] else ""
    return f"{answered['priority']}  {sentiment['label']:8} {sure:.2f}  {brands}  {reasons}{rules}"


def _scored(heard: Mapping[str, Any], reading: Reading, matches: tuple[BrandMatch, ...]) -> ScoredMention:
    """The mention that the line stands for, as far as rules look at one."""
    now, audience = datetime.now(UTC), heard.get("audience")
    return ScoredMention(
        platform=_text(heard.get("platform")) or "",
        source=_text(heard.get("source")) or "",
        external_id=None,
        kind="mention",
        action="hidden" if heard.get("action") == "hidden" else "created",
        lang=_text(heard.get("lang")),
        audience=audience if isinstance(audience, int) else None,
        from_self=heard.get("from_self") is True,
        event_at=now,
        received_at=now,
        brands=matches,
        sentiment=reading.sentiment,
        intents=reading.intents,
        touchpoint=_text(heard.get("touchpoint")),
        priority=reading.priority,
        reasons=reading.reasons,
        model=VaderScorer.name,
    )


_ANSWERED = (
    *("brands", "lang", "sentiment", "intents", "touchpoint", "priority", "reasons"),
    *("rule", "trace", "asked"),
)


def _brands(configuration: "Configuration | None") -> Brands:
    """The brands that are listened for; none without a configuration."""
    if configuration is None:
        return Brands([], {})
    from goodword.readers import brands

    return brands(configuration)


def _configuration(config: str | None) -> "Configuration | None":
    """The one named, else the one that lies here; None when none does."""
    if config is None and not Path(_DEFAULT_CONFIG).exists():
        return None
    from goodword.config.loading import load_yaml  # pydantic costs more than reading a hundred texts

    file = config or _DEFAULT_CONFIG
    try:
        return load_yaml(Path(file).read_bytes(), file)
    except OSError as error:
        raise Misuse(f"cannot read {file}: {error.strerror}") from error


def _opened(file: str | None) -> AbstractContextManager[BinaryIO]:
    if file is None or file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise Misuse(f"cannot read {file}: {error.strerror}") from error


def _mention(line: str) -> dict[str, Any]:
    """The mention object in a line; a line that is anything else is itself the text."""
    try:
        value = json.loads(line.lstrip(_BEFORE)) if line.lstrip(_BEFORE).startswith("{") else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) and value.keys() & {"text", "title"} else {"text": line}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
