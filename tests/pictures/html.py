"""What the pages of the SMS and of the mail share: a frame of fixed width, and text with its links marked."""

import re
from html import escape

from tests.pictures.theme import FONT, WIDTH, Theme

_LINK = re.compile(r"https://[^\s<]+")


def page(theme: Theme, style: str, body: str) -> str:
    """A whole HTML page. Its script writes down its own height, which the browser is asked for first."""
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<style>
* {{ box-sizing: border-box; margin: 0; }}
body {{ width: {WIDTH}px; background: {theme.ground}; color: {theme.text}; font: 15px/1.5 {FONT}; }}
main {{ width: {WIDTH}px; padding: 4px; }}
.link {{ color: {theme.link}; text-decoration: underline; text-underline-offset: 2px; overflow-wrap: anywhere; }}
{style}
</style>
<main>
{body}
</main>
<script>
document.documentElement.dataset.height = Math.ceil(document.querySelector("main").getBoundingClientRect().height)
</script>
</html>
"""


def linked(text: str) -> str:
    """The text as HTML, its addresses marked as links."""
    return _LINK.sub(lambda found: f'<span class="link">{found[0]}</span>', escape(text))
