"""HTML's entities, read as a browser reads them, and never an accident.

A platform's file decodes them, once, where the platform says that its text is escaped; no other text is. What comes
out is what the person wrote, so nothing behind decodes it again: who writes `&lt;` is kept.
"""

import html
import re

_ENDLESS = re.compile(r"&#[0-9]{9,}+;?")  # no character, and more digits than Python would read


def unescape(text: str) -> str:
    """The text with its entities unescaped. What comes out may need scrubbing: an entity can name any character."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))
