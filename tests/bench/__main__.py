"""`python -m tests.bench`: one run, each figure with its floor, on the terminal and in docs/benchmarks.md."""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.bench import reading, scorers, tables
from tests.bench.cold import cold
from tests.bench.costs import costs, idle
from tests.bench.repeats import Taken
from tests.bench.scorers import Fresh, Quality
from tests.bench.tables import Table
from tests.bench.warm import INTAKE, warm
from tests.bench.webhooks import BYTES, webhooks
from tests.bench.wire import connected
from tests.conftest import ROOT

READ = 200  # texts, before memory is measured
MOST = 1.5  # times its floor: the limit for intake, warm
MOST_TIMES_VADER = 3  # the limit for the fast tier
PAGE = ROOT / "docs" / "benchmarks.md"

WARM = """Milliseconds of one processor for one webhook, mention, page or sweep; the least of 25 repeats. A fake in the
same process plays AWS and answers at once. The floor of intake is a minimal handler: HMAC and one SQS send.
The floor of each other function is its AWS calls alone, one after the other."""
WEBHOOKS = f"""Microseconds of one processor to verify and parse a webhook of {BYTES // 1024} KB; the least of 25
repeats. The floor is an HMAC of the same bytes and a standard parser."""
COLD = """Milliseconds of one processor for a new interpreter that loads the function; the least of six. The floor
loads `boto3` and makes the clients that the function makes. Score also loads its model."""
READING = f"""Microseconds of one processor per text; the least of three repeats, with words and models loaded. The
texts are every fourth of TweetEval's validation texts. Without those, they are `tests/reading/examples/check.tsv`,
where fewer texts are left to the fast tier. The fast tier may take {MOST_TIMES_VADER} times as long as VADER; the
standard tier calls the encoder when the fast tier is not sure. The second table measures each scorer in a new
process: the time to its first word, without imports, and the memory after {READ} texts. Each tier may use
{scorers.MOST_MEGABYTES} MB."""
TWEETS = """Recall and F1 are those of TweetEval's 2,000 validation texts. VADER's compound and TextBlob's polarity
count as positive from 0.05, and as negative from -0.05."""
NO_TWEETS = "Recall and F1 are missing: the texts of `../shared/data/sentiment` were not present."
COSTS = """List prices of us-east-1, arm64, no free tier. Requests, units and bytes are counted call by call while
mentions arrive, one a webhook. One in a hundred is a complaint that opens a case and notifies two people. The cost of
an idle month is not included. Models give the time that Lambda bills, and how its pollers share a queue:
`tests/flow/bill.py` and `tests/flow/pollers.py`."""
SILENCE = """Alarms are priced by the metrics that they watch; five pollers a queue find nothing; the sweep runs every
minute. The dashboard is one of the three that are free in each account; a fourth costs 3.00."""


def main() -> int:
    """0 when all limits hold: times a floor or a peer in this run, and memory. No absolute time fails."""
    with _step("warm functions"), connected() as wire:
        warmed = list(warm(wire))
    with _step("webhooks"):
        read = list(webhooks())
    with _step("cold functions"):
        chilled = list(cold())
    with _step("reading"):
        texts = reading.texts()
        each, fresh, quality = reading.reading(texts), scorers.fresh(texts[:READ]), scorers.quality()
    with _step("costs"):
        ways, bill = dict(costs()), idle()
    parts = {
        "Warm": (WARM, [tables.times("warm", "floor", warmed, 3)]),
        "Webhooks": (WEBHOOKS, [tables.times("a webhook", "floor", read, 0, unit="µs")]),
        "Cold": (COLD, [tables.times("cold import", "floor", chilled, 0)]),
        "Reading": _reading(each, fresh, quality),
        "What a mention costs": (COSTS, [tables.used(ways), tables.million(ways)]),
        "What an idle month costs": (SILENCE, [tables.idle(bill)]),
    }
    print("\n\n".join(tables.plain(table) for _, shown in parts.values() for table in shown))
    PAGE.write_text(_page(parts))
    faults = list(_faults(warmed, each, fresh))
    print(*(f"\n{fault}" for fault in faults), sep="")
    return 1 if faults else 0


def _faults(warmed: list[Taken], each: dict[str, float], fresh: dict[str, Fresh]) -> Iterator[str]:
    """What exceeds its limit, on any machine."""
    ratio = next(times.ours / times.floor for times in warmed if times.what == INTAKE)
    if ratio > MOST:
        yield f"intake takes {ratio:.2f} times its floor, more than {MOST}"
    if (times := each[reading.FAST] / each[reading.VADER]) > MOST_TIMES_VADER:
        yield f"{reading.FAST} takes {times:.2f} times as long as VADER, more than {MOST_TIMES_VADER}"
    for what in (reading.FAST, reading.STANDARD):
        if (taken := fresh[what].megabytes) > scorers.MOST_MEGABYTES:
            yield f"{what} takes {taken:.0f} MB, more than {scorers.MOST_MEGABYTES}"


def _reading(each: dict[str, float], fresh: dict[str, Fresh], quality: dict[str, Quality]) -> tuple[str, list[Table]]:
    words = f"{READING} {TWEETS if quality else NO_TWEETS}"
    return words, [tables.readings(each, reading.VADER), tables.scorers(fresh, quality)]


def _page(parts: dict[str, tuple[str, list[Table]]]) -> str:
    now = f"{datetime.now(UTC):%d %B %Y}".lstrip("0")
    machine = f"{os.cpu_count()} cores, {platform.machine().replace('_', '-')}, Python {platform.python_version()}"
    head = f"# Benchmarks\n\nWritten by `make bench` on {now} ({machine}). Do not edit: run `make bench` again."
    sections = [
        "\n\n".join([f"## {title}", words, *map(tables.page, shown)]) for title, (words, shown) in parts.items()
    ]
    return "\n\n".join([head, *sections]) + "\n"


@contextmanager
def _step(what: str) -> Iterator[None]:
    """Print on stderr what runs, and how long it took."""
    started = time.monotonic()
    print(f"{what} ...", end=" ", file=sys.stderr, flush=True)
    yield
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
