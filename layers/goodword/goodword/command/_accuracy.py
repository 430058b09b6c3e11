"""What `goodword accuracy` found: for a person, or as one JSON object a line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from goodword.alerting.corrections import LABELS, Correction
from goodword.command._measure import BINS, NEEDED, SAID, Bin, Measured, Share, measure
from goodword.mention import Label, iso
from goodword.messages.quote import one_line

CAVEAT = (
    "This is no fair sample: people say something of what they were shown, alerts above all, and sooner where it is "
    "wrong. Over all mentions it is most likely right more often. Compare it with itself, before and after a change."
)
_NAME, _CELL, _SHARE, _BAR = 16, 10, 25, 50  # characters of a column
_WIDTH = 100
_PARTS = ("language", "brand", "model")


def readable(said: Sequence[Correction], encoding: str) -> Iterator[str]:
    """The lines for a person; `said` by time, one a mention, `encoding` what the terminal can show."""
    whole = measure(said)
    span = f", {said[0].at:%d %b %Y} to {said[-1].at:%d %b %Y}" if said else ""
    yield f"Of {whole.n:,} mention{'s' * (whole.n != 1)} somebody said how they sound{span}."
    if not whole.enough:
        yield f"That is too few to say anything: {NEEDED} are needed."
        return
    yield f"Right: {_share(whole.accuracy)} of those that it was sure of. Unsure: {_share(whole.unsure)}."
    yield ""
    yield from _confusion(whole)
    yield ""
    yield from _calibration(whole, encoding)
    for part in _PARTS:
        yield ""
        yield f"By {part}"
        yield from (_line(name, measured) for name, measured in _by(part, said))
    yield ""
    yield from wrap(f"In brackets: where 95 of 100 such samples would lie. {CAVEAT}", _WIDTH)


def as_json(said: Sequence[Correction]) -> Iterator[dict[str, Any]]:
    """All of them, then each language, brand and model, as JSON values; shares from 0 to 1, the error in points."""
    yield {"of": "all", "name": None, **_figures(measure(said)), "caveat": CAVEAT} | {
        "since": iso(said[0].at) if said else None,
        "until": iso(said[-1].at) if said else None,
    }
    for part in _PARTS:
        yield from ({"of": part, "name": name, **_figures(measured)} for name, measured in _by(part, said))


def _by(part: str, said: Sequence[Correction]) -> Iterator[tuple[str | None, Measured]]:
    """Each language, brand or model, the one with the most mentions first."""
    for name, _ in Counter(getattr(one, part) for one in said).most_common():
        yield name, measure(one for one in said if getattr(one, part) == name)


# ---- for a person ----------------------------------------------------------------------------------------------------


def _confusion(whole: Measured) -> Iterator[str]:
    yield _row("is / read as", *SAID, "found (recall)", "kept (precision)")
    for right in LABELS:
        counts = (f"{whole.pairs[right, said]:,}" for said in SAID)
        yield _row(right, *counts, _share(whole.recall(right)), _share(whole.precision(right)))


def _calibration(whole: Measured, encoding: str) -> Iterator[str]:
    if whole.calibration_error is None:
        yield "How sure it was cannot be compared: it could read none of them."
        return
    n, full = sum(one.n for one in whole.bins), "█" if encoding.lower().startswith("utf") else "#"
    yield f"How sure it was is {whole.calibration_error:.1f} points off how often it was right (ECE over {n:,})."
    yield f"{'as sure as':{_NAME}}{'mentions':>{_CELL}}{'right':>{_CELL}}  {full} right, | as sure as that"
    for one in whole.bins:
        sure = f"{100 * one.start:.0f} to {100 * one.start + 100 / BINS:.0f} %"
        yield f"{sure:{_NAME}}{one.n:>{_CELL},}{100 * one.right:>{_CELL - 2}.0f} %  {_bar(one, full)}"


def _bar(one: Bin, full: str) -> str:
    bar, mark = list((full * round(one.right * _BAR)).ljust(_BAR)), min(int(one.sure * _BAR), _BAR - 1)
    return "".join([*bar[:mark], "|", *bar[mark + 1 :]]).rstrip()


def _line(name: str | None, measured: Measured) -> str:
    shown = one_line(name, _NAME + _CELL - 2) if name else "not known"
    said = f"right {_share(measured.accuracy)}, unsure {_share(measured.unsure)}"
    return f"  {shown:{_NAME + _CELL}}" + (said if measured.enough else f"{measured.n:,}: too few to say anything")


def _share(one: Share | None) -> str:
    if one is None:
        return "none"
    return f"{one.hits:,} of {one.of:,}, {100 * one.share:.0f} % ({100 * one.low:.0f} to {100 * one.high:.0f})"


def _row(name: str, *cells: str) -> str:
    counts = "".join(f"{one:>{_CELL}}" for one in cells[: len(SAID)])
    shares = "".join(f"   {one:{_SHARE}}" for one in cells[len(SAID) :])
    return f"{name:{_NAME}}{counts}{shares}".rstrip()


# ---- as JSON ---------------------------------------------------------------------------------------------------------


def _figures(measured: Measured) -> dict[str, Any]:
    """Counts always, shares only where there are enough to say anything."""
    said: dict[str, Any] = {
        "mentions": measured.n,
        "enough": measured.enough,
        "confusion": {right: {said: measured.pairs[right, said] for said in SAID} for right in LABELS},
    }
    if not measured.enough:
        return said
    return said | {
        "accuracy": _value(measured.accuracy),
        "unsure": _value(measured.unsure),
        "recall": _each(measured.recall),
        "precision": _each(measured.precision),
        "calibration_error": measured.calibration_error and round(measured.calibration_error, 2),
        "calibration": [
            {"from": one.start, "n": one.n, "sure": round(one.sure, 4), "right": round(one.right, 4)}
            for one in measured.bins
        ],
    }


def _each(of: Callable[[Label], Share | None]) -> dict[Label, dict[str, Any] | None]:
    return {label: _value(of(label)) for label in LABELS}


def _value(one: Share | None) -> dict[str, Any] | None:
    return one and {"share": round(one.share, 4), "low": round(one.low, 4), "high": round(one.high, 4), "n": one.of}
