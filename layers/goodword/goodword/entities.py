"""HTML's entities, read as a browser reads them, and never an accident."""

import html
import re

_ENDLESS = re.compile(r"&#[0-9]{9,}+;?")  # no character, and more digits than Python would read


def unescape(text: str) -> str:
    """The text with its entities unescaped. What comes out may need scrubbing: an entity can name any character."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))
