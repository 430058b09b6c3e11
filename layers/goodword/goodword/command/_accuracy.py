"""The results of `goodword accuracy`: for a person, or as one JSON object a line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from goodword.alerting.corrections import LABELS, Correction
from goodword.command._measure import BINS, NEEDED, SAID, Bin, Measured, Share, measure
from goodword.mention import Label, iso
from goodword.messages.quote import one_line

CAVEAT = (
    "This is not a fair sample: people correct what they see, mostly alerts, more often if wrong. Over all mentions "
    "accuracy is probably higher. Compare these numbers only with each other, before and after a change."
)
_NAME, _CELL, _SHARE, _BAR = 16, 10, 25, 50  # characters of a column
_WIDTH = 100
_PARTS = ("language", "brand", "model")


def readable(value: Sequence[Correction], encoding: str) -> Iterator[str]:
    """The lines for a person; `value` by time, one for each mention; `encoding` is that of the terminal."""
    whole = measure(value)
    span = f", {value[0].at:%d %b %Y} to {value[-1].at:%d %b %Y}" if value else ""
    yield f"People judged {whole.n:,} mention{'s' * (whole.n != 1)}{span}."
    if not whole.enough:
        yield f"That is too few for a result: {NEEDED} are needed."
        return
    yield f"Right: {_share(whole.accuracy)} of the sure readings. Unsure: {_share(whole.unsure)}."
    yield ""
    yield from _confusion(whole)
    yield ""
    yield from _calibration(whole, encoding)
    for part in _PARTS:
        yield ""
        yield f"By {part}"
        yield from (_line(name, measured) for name, measured in _by(part, value))
    yield ""
    yield from wrap(f"In brackets: the 95 % confidence interval. {CAVEAT}", _WIDTH)


def as_json(value: Sequence[Correction]) -> Iterator[dict[str, Any]]:
    """All mentions, then each language, brand and model, as JSON values; shares from 0 to 1, the error in points."""
    yield {"of": "all", "name": None, **_figures(measure(value)), "caveat": CAVEAT} | {
        "since": iso(value[0].at) if value else None,
        "until": iso(value[-1].at) if value else None,
    }
    for part in _PARTS:
        yield from ({"of": part, "name": name, **_figures(measured)} for name, measured in _by(part, value))


def _by(part: str, value: Sequence[Correction]) -> Iterator[tuple[str | None, Measured]]:
    """Each language, brand or model, with the most mentions first."""
    for name, _ in Counter(getattr(item, part) for item in value).most_common():
        yield name, measure(item for item in value if getattr(item, part) == name)


# ---- for a person ----------------------------------------------------------------------------------------------------


def _confusion(whole: Measured) -> Iterator[str]:
    yield _row("is / read as", *SAID, "found (recall)", "kept (precision)")
    for right in LABELS:
        counts = (f"{whole.pairs[right, value]:,}" for value in SAID)
        yield _row(right, *counts, _share(whole.recall(right)), _share(whole.precision(right)))


def _calibration(whole: Measured, encoding: str) -> Iterator[str]:
    if whole.calibration_error is None:
        yield "Calibration is not known: none of these mentions could be read."
        return
    n, full = sum(item.n for item in whole.bins), "█" if encoding.lower().startswith("utf") else "#"
    yield f"Confidence differs from accuracy by {whole.calibration_error:.1f} points on average (ECE over {n:,})."
    yield f"{'confidence':{_NAME}}{'mentions':>{_CELL}}{'right':>{_CELL}}  {full} right, | confidence"
    for item in whole.bins:
        sure = f"{100 * item.start:.0f} to {100 * item.start + 100 / BINS:.0f} %"
        yield f"{sure:{_NAME}}{item.n:>{_CELL},}{100 * item.right:>{_CELL - 2}.0f} %  {_bar(item, full)}"


def _bar(item: Bin, full: str) -> str:
    bar, mark = list((full * round(item.right * _BAR)).ljust(_BAR)), min(int(item.sure * _BAR), _BAR - 1)
    return "".join([*bar[:mark], "|", *bar[mark + 1 :]]).rstrip()


def _line(name: str | None, measured: Measured) -> str:
    shown = one_line(name, _NAME + _CELL - 2) if name else "not known"
    text = f"right {_share(measured.accuracy)}, unsure {_share(measured.unsure)}"
    return f"  {shown:{_NAME + _CELL}}" + (text if measured.enough else f"{measured.n:,}: too few for a result")


def _share(item: Share | None) -> str:
    if item is None:
        return "none"
    return f"{item.hits:,} of {item.of:,}, {100 * item.share:.0f} % ({100 * item.low:.0f} to {100 * item.high:.0f})"


def _row(name: str, *cells: str) -> str:
    counts = "".join(f"{cell:>{_CELL}}" for cell in cells[: len(SAID)])
    shares = "".join(f"   {cell:{_SHARE}}" for cell in cells[len(SAID) :])
    return f"{name:{_NAME}}{counts}{shares}".rstrip()


# ---- as JSON ---------------------------------------------------------------------------------------------------------


def _figures(measured: Measured) -> dict[str, Any]:
    """Counts always, shares only where there are enough mentions."""
    fields: dict[str, Any] = {
        "mentions": measured.n,
        "enough": measured.enough,
        "confusion": {right: {value: measured.pairs[right, value] for value in SAID} for right in LABELS},
    }
    if not measured.enough:
        return fields
    return fields | {
        "accuracy": _value(measured.accuracy),
        "unsure": _value(measured.unsure),
        "recall": _each(measured.recall),
        "precision": _each(measured.precision),
        "calibration_error": measured.calibration_error and round(measured.calibration_error, 2),
        "calibration": [
            {"from": item.start, "n": item.n, "sure": round(item.sure, 4), "right": round(item.right, 4)}
            for item in measured.bins
        ],
    }


def _each(of: Callable[[Label], Share | None]) -> dict[Label, dict[str, Any] | None]:
    return {label: _value(of(label)) for label in LABELS}


def _value(item: Share | None) -> dict[str, Any] | None:
    return item and {
        "share": round(item.share, 4),
        "low": round(item.low, 4),
        "high": round(item.high, 4),
        "n": item.of,
    }
