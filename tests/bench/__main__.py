"""`python -m tests.bench`: one run, each figure beside its floor, on the terminal and kept in docs/benchmarks.md."""

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

READ = 200  # texts, before the memory is looked at
MOST = 1.5  # times its floor: what intake may take, warm
MOST_TIMES_VADER = 3  # what the fast tier may take
PAGE = ROOT / "docs" / "benchmarks.md"

WARM = """Milliseconds of one processor for one webhook, mention, round or page; the least of 25 rounds. AWS is a wire
in the same process that answers at once. The floor of intake is a front door without anything: HMAC and one SQS send.
The floor of the others is the AWS calls that they make, made bare one after the other."""
WEBHOOKS = f"""Microseconds of one processor to verify a webhook of {BYTES // 1024} KB and to read it; the least of 25
rounds. The floor is an HMAC of the same bytes and a bare parser."""
COLD = """Milliseconds of one processor for a new interpreter that loads the room; the least of six. The floor loads
`boto3` and makes the clients that the room makes. Score loads its model with it."""
READING = f"""Microseconds of one processor for one of every fourth of TweetEval's validation texts (where those are not
there, for one of `tests/reading/examples/check.tsv`, of which fewer are left to the fast tier); the least of three
rounds, words and models being loaded. Promised is at most {MOST_TIMES_VADER} times VADER by the fast tier; the standard
tier asks the encoder where the fast tier is not sure. Then each scorer in a new process: until it has read a first
word, what it imports aside, and the memory when it has read {READ} texts. Promised by both tiers are
{scorers.MOST_MEGABYTES} MB."""
TWEETS = """How well: TweetEval's 2,000 validation texts, VADER's compound and TextBlob's polarity from 0.05 on counting
as positive and from -0.05 as negative."""
NO_TWEETS = "How well they read is not said: the texts of `../shared/data/sentiment` were not there."
COSTS = """List prices of us-east-1, arm64, no free tier. Requests, units and bytes are counted call by call while
mentions come, one a webhook, one in a hundred a complaint that opens a case and rings two people; what an idle month
costs anyway is not in them. How long Lambda bills, and how its pollers share a queue, are models:
`tests/flow/bill.py` and `tests/flow/pollers.py`."""
SILENCE = """Alarms by the metrics that they look at; five pollers a queue that find nothing; a round a minute. The
dashboard is one of the three that AWS gives an account; as a fourth it is 3.00."""


def main() -> int:
    """0 when what was promised holds: times a floor or a peer in this run, and memory. No time fails by itself."""
    with _step("warm rooms"), connected() as wire:
        warmed = list(warm(wire))
    with _step("webhooks"):
        read = list(webhooks())
    with _step("cold rooms"):
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
        "What silence costs": (SILENCE, [tables.idle(bill)]),
    }
    print("\n\n".join(tables.plain(table) for _, shown in parts.values() for table in shown))
    PAGE.write_text(_page(parts))
    faults = list(_faults(warmed, each, fresh))
    print(*(f"\n{fault}" for fault in faults), sep="")
    return 1 if faults else 0


def _faults(warmed: list[Taken], each: dict[str, float], fresh: dict[str, Fresh]) -> Iterator[str]:
    """What takes more than was promised, on any machine."""
    ratio = next(item.ours / item.floor for item in warmed if item.what == INTAKE)
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
    head = f"# What was measured\n\nWritten by `make bench` on {now} ({machine}). Do not edit: run it again."
    sections = [
        "\n\n".join([f"## {title}", words, *map(tables.page, shown)]) for title, (words, shown) in parts.items()
    ]
    return "\n\n".join([head, *sections]) + "\n"


@contextmanager
def _step(what: str) -> Iterator[None]:
    """Say on stderr what is under way, and how long it took."""
    started = time.monotonic()
    print(f"{what} ...", end=" ", file=sys.stderr, flush=True)
    yield
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
