"""The results of `goodword accuracy`: for a person, or as one JSON object a line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from goodword.alerting.corrections import LABELS, Correction
from goodword.command._measure import BINS, NEEDED, PREDICTED, Bin, Measured, Share, measure
from goodword.mention import Label, iso
from goodword.messages.quote import one_line

CAVEAT = (
    "This is not a fair sample: people correct what they see, mostly alerts, more often if wrong. Over all mentions "
    "accuracy is probably higher. Compare these numbers only with each other, before and after a change."
)
_NAME, _CELL, _SHARE, _BAR = 16, 10, 25, 50  # characters of a column
_WIDTH = 100
_PARTS = ("language", "brand", "model")


def readable(corrections: Sequence[Correction], encoding: str) -> Iterator[str]:
    """The lines for a person; `corrections` by time, one for each mention; `encoding` is that of the terminal."""
    whole = measure(corrections)
    span = f", {corrections[0].at:%d %b %Y} to {corrections[-1].at:%d %b %Y}" if corrections else ""
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
        yield from (_line(name, measured) for name, measured in _by(part, corrections))
    yield ""
    yield from wrap(f"In brackets: the 95 % confidence interval. {CAVEAT}", _WIDTH)


def as_json(corrections: Sequence[Correction]) -> Iterator[dict[str, Any]]:
    """All mentions, then each language, brand and model, as JSON values; shares from 0 to 1, the error in points."""
    yield {"of": "all", "name": None, **_figures(measure(corrections)), "caveat": CAVEAT} | {
        "since": iso(corrections[0].at) if corrections else None,
        "until": iso(corrections[-1].at) if corrections else None,
    }
    for part in _PARTS:
        yield from ({"of": part, "name": name, **_figures(measured)} for name, measured in _by(part, corrections))


def _by(part: str, corrections: Sequence[Correction]) -> Iterator[tuple[str | None, Measured]]:
    """Each language, brand or model, with the most mentions first."""
    for name, _ in Counter(getattr(correction, part) for correction in corrections).most_common():
        yield name, measure(correction for correction in corrections if getattr(correction, part) == name)


# ---- for a person ----------------------------------------------------------------------------------------------------


def _confusion(whole: Measured) -> Iterator[str]:
    yield _row("is / read as", *PREDICTED, "found (recall)", "kept (precision)")
    for right in LABELS:
        counts = (f"{whole.pairs[right, predicted]:,}" for predicted in PREDICTED)
        yield _row(right, *counts, _share(whole.recall(right)), _share(whole.precision(right)))


def _calibration(whole: Measured, encoding: str) -> Iterator[str]:
    if whole.calibration_error is None:
        yield "Calibration is not known: none of these mentions could be read."
        return
    n, full = sum(group.n for group in whole.bins), "█" if encoding.lower().startswith("utf") else "#"
    yield f"Confidence differs from accuracy by {whole.calibration_error:.1f} points on average (ECE over {n:,})."
    yield f"{'confidence':{_NAME}}{'mentions':>{_CELL}}{'right':>{_CELL}}  {full} right, | confidence"
    for group in whole.bins:
        sure = f"{100 * group.start:.0f} to {100 * group.start + 100 / BINS:.0f} %"
        yield f"{sure:{_NAME}}{group.n:>{_CELL},}{100 * group.right:>{_CELL - 2}.0f} %  {_bar(group, full)}"


def _bar(group: Bin, full: str) -> str:
    bar, mark = list((full * round(group.right * _BAR)).ljust(_BAR)), min(int(group.sure * _BAR), _BAR - 1)
    return "".join([*bar[:mark], "|", *bar[mark + 1 :]]).rstrip()


def _line(name: str | None, measured: Measured) -> str:
    shown = one_line(name, _NAME + _CELL - 2) if name else "not known"
    text = f"right {_share(measured.accuracy)}, unsure {_share(measured.unsure)}"
    return f"  {shown:{_NAME + _CELL}}" + (text if measured.enough else f"{measured.n:,}: too few for a result")


def _share(rate: Share | None) -> str:
    if rate is None:
        return "none"
    return f"{rate.hits:,} of {rate.total:,}, {100 * rate.share:.0f} % ({100 * rate.low:.0f} to {100 * rate.high:.0f})"


def _row(name: str, *cells: str) -> str:
    counts = "".join(f"{cell:>{_CELL}}" for cell in cells[: len(PREDICTED)])
    shares = "".join(f"   {cell:{_SHARE}}" for cell in cells[len(PREDICTED) :])
    return f"{name:{_NAME}}{counts}{shares}".rstrip()


# ---- as JSON ---------------------------------------------------------------------------------------------------------


def _figures(measured: Measured) -> dict[str, Any]:
    """Counts always, shares only where there are enough mentions."""
    figures: dict[str, Any] = {
        "mentions": measured.n,
        "enough": measured.enough,
        "confusion": {right: {label: measured.pairs[right, label] for label in PREDICTED} for right in LABELS},
    }
    if not measured.enough:
        return figures
    return figures | {
        "accuracy": _interval(measured.accuracy),
        "unsure": _interval(measured.unsure),
        "recall": _each(measured.recall),
        "precision": _each(measured.precision),
        "calibration_error": measured.calibration_error and round(measured.calibration_error, 2),
        "calibration": [
            {"from": group.start, "n": group.n, "sure": round(group.sure, 4), "right": round(group.right, 4)}
            for group in measured.bins
        ],
    }


def _each(share_of: Callable[[Label], Share | None]) -> dict[Label, dict[str, Any] | None]:
    return {label: _interval(share_of(label)) for label in LABELS}


def _interval(rate: Share | None) -> dict[str, Any] | None:
    return rate and {
        "share": round(rate.share, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "n": rate.total,
    }
