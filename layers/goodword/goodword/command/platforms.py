"""`goodword platforms`: what Goodword receives from each platform, how soon, and what it needs."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import timedelta
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from goodword import connectors, platforms
from goodword.command._input import any_platform, platform_named

NAME = "platforms"
_WIDEST = 118

type Facts = dict[str, Any]


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the command line."""
    parser = subparsers.add_parser(
        NAME,
        help="what Goodword receives from each platform, how soon, and what it needs",
        description="What Goodword receives from each platform: a table on a terminal, else one JSON object a line. "
        "With NAME, everything about one platform: coverage, secrets, what you can poll, how often, at what price.",
    )
    parser.add_argument("name", nargs="?", type=platform_named, metavar="NAME", help="one platform, in detail")
    parser.add_argument("--markdown", action="store_true", help="print the rows of the table in docs/platforms.md")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """0 when the platform exists; 2 when it does not."""
    names = (any_platform(args.name),) if args.name else connectors.every_platform()
    if args.markdown:
        lines = [row(name) for name in names]
    elif not sys.stdout.isatty():
        lines = [json.dumps(facts(name)) for name in names]
    else:
        lines = [*_page(facts(args.name))] if args.name else [*_table(map(facts, names))]
    print(*lines, sep="\n")
    return 0


def facts(name: str) -> Facts:
    """Everything about a platform; `feeds` by name, with `every` in minutes and an `example` of an entry."""
    side = connectors.load(name) if name in connectors.names() else None
    return {
        "platform": name,
        **asdict(connectors.coverage(name)),
        "secrets": list(platforms.load(name).SECRETS) if name in platforms.names() else [],
        "tokens": list(side.TOKENS) if side else [],
        "feeds": {
            feed: {"takes": entry.takes, "example": entry.example, "every": entry.every // timedelta(minutes=1)}
            for feed, entry in (side.FEEDS.items() if side else ())
        },
        "lookups": list(side.LOOKUPS) if side else [],
        "looked_at_again": _again(side.RECHECK) if side and side.RECHECK else None,
        "usd_per_read": side.USD_PER_READ if side else 0,
        "page": f"docs/platforms/{name}.md",
    }


def row(name: str) -> str:
    """The platform's row in the table of docs/platforms.md."""
    return f"| {name} | {connectors.coverage(name).hears} | [setup](platforms/{name}.md) |"


def _again(recheck: Any) -> Facts:
    return {"after_days": list(recheck.ages), "why": recheck.why}


def _coverage(found: Mapping[str, Any]) -> dict[str, str]:
    return {
        "received": found["hears"],
        "missed": found["misses"],
        "delay": found["delay"],
        "an edit": found["edits"],
        "a deletion": found["deletion"],
    }


def _table(every: Iterator[Facts]) -> Iterator[str]:
    """Two lines for each platform: how mentions come, and which."""
    for found in every:
        yield from _wrapped(f"{', '.join(found['by'])}; {found['delay']}", f"{found['platform']:<16} ", " " * 17)
        yield from _wrapped(found["hears"], " " * 17, " " * 17)


def _page(found: Facts) -> Iterator[str]:
    yield f"{found['platform']} ({', '.join(found['by'])}), {found['proven']}"
    yield ""
    yield from _block(_coverage(found))
    yield ""
    yield from _block({"secrets": ", ".join(found["secrets"]) or "none", "to poll": ", ".join(found["tokens"])})
    for name, feed in found["feeds"].items():
        yield ""
        yield f"ask: {{ {name}: [{json.dumps(feed['example'], ensure_ascii=False)}] }}"
        yield from _block({"takes": feed["takes"], "every": f"{feed['every']} min, or as `every` says"})
    yield ""
    yield from _block(
        {
            "looked up": ", ".join(found["lookups"]),
            "recheck": _looked_at_again(found["looked_at_again"]),
            "price": f"{found['usd_per_read']:g} USD a read" if found["usd_per_read"] else "",
            "page": found["page"],
        }
    )


def _looked_at_again(again: Facts | None) -> str:
    return f"after {', '.join(map(str, again['after_days']))} days: {again['why']}" if again else ""


def _block(entries: Mapping[str, str]) -> Iterator[str]:
    """One entry for each name; empty ones are left out."""
    for name, words in entries.items():
        if words:
            yield from _wrapped(words, f"  {name:<12}", " " * 14)


def _wrapped(words: str, first: str, rest: str) -> list[str]:
    width = min(_WIDEST, get_terminal_size().columns)
    return wrap(words, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
