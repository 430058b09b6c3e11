"""The colours of both themes; the ground is GitHub's, so that a picture has no visible edge there."""

from dataclasses import dataclass

FONT = "Inter, 'Liberation Sans', Helvetica, Arial, sans-serif"
WIDTH = 720
"""CSS pixels; the width of every picture."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A fill and the line around it."""

    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours."""

    name: str
    ground: str
    panel: str
    raised: str
    text: str
    muted: str
    border: str
    link: str
    accent: str
    wallpaper: str
    function: Pair
    queue: Pair
    storage: Pair
    outside: Pair
    urgent: Pair


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    panel="#f6f8fa",
    raised="#ffffff",
    text="#1f2328",
    muted="#59636e",
    border="#d1d9e0",
    link="#0969da",
    accent="#bc4c00",
    wallpaper="#dbe6f3",
    function=Pair("#ddf4ff", "#0969da"),
    queue=Pair("#fff8c5", "#9a6700"),
    storage=Pair("#dafbe1", "#1a7f37"),
    outside=Pair("#f6f8fa", "#59636e"),
    urgent=Pair("#ffebe9", "#cf222e"),
)

DARK = Theme(
    name="dark",
    ground="#0d1117",
    panel="#151b23",
    raised="#2a313c",
    text="#f0f6fc",
    muted="#9198a1",
    border="#3d444d",
    link="#4493f8",
    accent="#f0883e",
    wallpaper="#14213a",
    function=Pair("#121d2f", "#4493f8"),
    queue=Pair("#272115", "#d29922"),
    storage=Pair("#12261e", "#3fb950"),
    outside=Pair("#151b23", "#9198a1"),
    urgent=Pair("#25171c", "#f85149"),
)

THEMES = (LIGHT, DARK)
