"""Chromium without a window: draws an HTML page as PNG, as high as the page is."""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures.png import small
from tests.pictures.theme import WIDTH

SCALE = 2
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "Chromium is missing. Install it: 'apt install chromium fonts-inter' or 'brew install --cask chromium font-inter'."
)

_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text")
_HEIGHT = re.compile(r'data-height="(\d+)"')
_SECONDS = 120


class NoBrowser(Exception):
    """No Chromium is on the PATH."""


def draw(html: str, target: Path) -> None:
    """Write the page as PNG, twice as many pixels as CSS pixels each way."""
    with TemporaryDirectory() as folder:
        source, drawn = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(html, encoding="utf-8")
        found = _HEIGHT.search(_run(source, 400, "--dump-dom"))
        if not found:
            raise RuntimeError("the page did not say how high it is")
        _run(source, int(found[1]), f"--screenshot={drawn}")
        target.write_bytes(small(drawn.read_bytes()))


def _run(source: Path, height: int, *options: str) -> str:
    """What Chromium prints."""
    size = f"--window-size={WIDTH},{height}"
    profile = f"--user-data-dir={source.parent / 'profile'}"
    command = [_chromium(), *_OPTIONS, f"--force-device-scale-factor={SCALE}", size, profile, *options, source.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SECONDS).stdout


def _chromium() -> str:
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoBrowser(MISSING)
