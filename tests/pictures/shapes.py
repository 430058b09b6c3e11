"""Boxes, arrows and labels as SVG strings."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.pictures.theme import Pair, Theme

WIDE, HIGH, LINE = 110, 76, 16
ROUND, SQUARE = 18, 8
"""How round the corners are: of queues, of all else."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the flow. The kind names its colours: function, queue, storage, outside or urgent."""

    name: str
    kind: str
    x: float
    y: float
    lines: Sequence[str] = ()
    wide: float = WIDE
    high: float = HIGH

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.wide / 2, self.y + self.high / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line through points, with a head at its end and, if it goes both ways, at its start."""

    points: Sequence[tuple[float, float]]
    both: bool = False


def shape(box: Box, theme: Theme) -> str:
    """A rectangle in the colours of its kind; queues have round ends."""
    pair: Pair = getattr(theme, box.kind)
    corner = min(ROUND, box.high / 2) if box.kind in ("queue", "urgent") else min(SQUARE, box.high / 4)
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.wide:g}" height="{box.high:g}" rx="{corner:g}" '
        f'fill="{pair.fill}" stroke="{pair.line}" stroke-width="1.5"/>'
    )


def box(box: Box, theme: Theme) -> str:
    """A rectangle with its name and lines in the middle."""
    across, down = box.middle
    top = down - LINE * len(box.lines) / 2 + 5
    lines = [text(line, across, top + LINE * place, theme.muted) for place, line in enumerate(box.lines, 1)]
    return "\n".join([shape(box, theme), text(box.name, across, top, theme.text, "name"), *lines])


def pill(box: Box, theme: Theme) -> str:
    """A low box with its name and one line side by side."""
    across, down = box.middle
    words = (
        f'<text x="{across:g}" y="{down + 5:g}" class="side" fill="{theme.muted}">'
        f'<tspan class="name" fill="{theme.text}">{box.name}</tspan> {" ".join(box.lines)}</text>'
    )
    return f"{shape(box, theme)}\n{words}"


def arrow(arrow: Arrow, theme: Theme) -> str:
    """A line with its heads."""
    points = " ".join(f"{x:g},{y:g}" for x, y in arrow.points)
    start = ' marker-start="url(#head)"' if arrow.both else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{theme.muted}" stroke-width="1.5" '
        f'stroke-linejoin="round"{start} marker-end="url(#head)"/>'
    )


def head(theme: Theme) -> str:
    """The head that arrows refer to."""
    return (
        '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        f'<path d="M0 0 8 4 0 8z" fill="{theme.muted}"/></marker>'
    )


def text(words: str, x: float, y: float, colour: str, kind: str = "line") -> str:
    """One line of text; the kind is a class of the style sheet."""
    return f'<text x="{x:g}" y="{y:g}" class="{kind}" fill="{colour}">{escape(words)}</text>'
