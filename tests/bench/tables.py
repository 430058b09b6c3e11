"""Tables of measurements: plain for a terminal, with bars for a page."""

from collections.abc import Mapping, Sequence

from tests.bench.repeats import Taken
from tests.bench.scorers import Fresh, Quality
from tests.flow.million import A_MILLION, Used

type Table = list[list[str]]
"""Rows of cells; the first row is the header."""


def times(what: str, floor: str, taken: Sequence[Taken], digits: int, unit: str = "ms") -> Table:
    """Milliseconds, or microseconds, with their floor."""
    a_second = {"ms": 1e3, "µs": 1e6}[unit]
    rows = [
        [item.what, *(f"{seconds * a_second:.{digits}f}" for seconds in item[1:]), f"{item.ours / item.floor:.2f}"]
        for item in taken
    ]
    return [[what, unit, floor, "ratio"], *rows]


def readings(seconds: Mapping[str, float], beside: str) -> Table:
    """Microseconds per text, and the ratio to one of them."""
    rows = [[what, f"{item * 1e6:,.0f}", f"{item / seconds[beside]:.2f}"] for what, item in seconds.items()]
    return [["a text", "µs", f"times {beside}"], *rows]


def scorers(fresh: Mapping[str, Fresh], quality: Mapping[str, Quality]) -> Table:
    """What each costs before it reads, and, if known, how well it reads."""
    heads = ["scorer", "ms until a first word", "MB", *(["macro recall", "macro F1"] if quality else [])]
    rows = [
        [
            what,
            f"{item.seconds * 1e3:.0f}",
            f"{item.megabytes:.0f}",
            *(f"{share:.3f}" for share in quality.get(what, ())),
        ]
        for what, item in fresh.items()
    ]
    return [heads, *rows]


def used(ways: Mapping[str, Used]) -> Table:
    """What one mention uses, on average."""
    lines = {
        "HTTP requests": lambda item: item.counted.http_requests,
        "Lambda requests": lambda item: item.counted.lambda_requests,
        "Lambda, MB x s": lambda item: item.counted.gb_seconds * 1024,
        "SQS requests": lambda item: item.counted.sqs_requests,
        "bytes on the queues": lambda item: item.queue_bytes,
        "write units": lambda item: item.counted.write_units,
        "read units": lambda item: item.counted.read_units,
        "bytes of its item": lambda item: item.item_bytes,
        "bytes of logs": lambda item: item.counted.log_bytes,
    }
    return [["one mention", *ways], *([name, *map(_short, map(of, ways.values()))] for name, of in lines.items())]


def million(ways: Mapping[str, Used]) -> Table:
    """USD for a million, line by line."""
    lines = next(iter(ways.values())).counted.lines
    rows = [[line, *(f"{way.counted.lines[line] * A_MILLION:.2f}" for way in ways.values())] for line in lines]
    total = ["**total**", *(f"**{way.counted.usd * A_MILLION:.2f}**" for way in ways.values())]
    kept = ["storage for a month", *(f"{way.kept_usd * A_MILLION:.2f}" for way in ways.values())]
    return [["USD a million", *ways], *rows, total, kept]


def idle(bill: Mapping[str, float]) -> Table:
    """USD of an idle month, line by line."""
    rows = [[line, f"{usd:.2f}"] for line, usd in bill.items()]
    return [["an idle month", "USD"], *rows, ["**total**", f"**{sum(bill.values()):.2f}**"]]


def plain(table: Table) -> str:
    """For a terminal: the first column on the left, numbers on the right."""
    rows = [[cell.replace("*", "") for cell in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(_aligned(row, widths)).rstrip() for row in rows)


def page(table: Table) -> str:
    """As Markdown. ValueError for a row whose number of cells differs from the header's."""
    if odd := [row for row in table if len(row) != len(table[0])]:
        raise ValueError(f"{odd[0]} is no row of {table[0]}")
    head, *rows = (f"| {' | '.join(row)} |" for row in table)
    return "\n".join([head, f"| --- |{' ---: |' * (len(table[0]) - 1)}", *rows])


def _aligned(row: list[str], widths: list[int]) -> list[str]:
    first, *rest = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}"
