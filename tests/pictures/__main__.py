"""`python -m tests.pictures` writes docs/pictures again: SMS and mail as PNG, the flow as SVG, light and dark.

Chromium draws the PNG files. The digest of the golden alert is kept beside them: when the alert changes,
`tests/plan/test_pictures.py` asks for this command.
"""

import sys

from tests.conftest import ROOT
from tests.pictures import flow, golden, mail, sms
from tests.pictures.browser import NoBrowser, draw
from tests.pictures.theme import THEMES

FOLDER = ROOT / "docs" / "pictures"


def main() -> int:
    """The exit code: 1 when Chromium is missing. The flow needs none, so it is written first."""
    FOLDER.mkdir(exist_ok=True)
    for theme in THEMES:
        (FOLDER / f"flow-{theme.name}.svg").write_text(flow.svg(theme), encoding="utf-8")
    try:
        _draw_alert()
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        return 1
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size} bytes")
    return 0


def _draw_alert() -> None:
    alert = golden.read()
    for theme in THEMES:
        draw(sms.html(alert, theme), FOLDER / f"sms-{theme.name}.png")
        draw(mail.html(alert, theme), FOLDER / f"mail-{theme.name}.png")
    (FOLDER / "source.sha256").write_text(golden.digest_line(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
