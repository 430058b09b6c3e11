"""HTML's entities, read as a browser reads them.

An adapter decodes them once, where its platform documents that text is escaped, and nowhere else. The result is what
the person wrote, so nothing decodes it again: a typed `&lt;` is kept.
"""

import html
import re

_ENDLESS = re.compile(r"&#[0-9]{9,}+;?")  # no character, and more digits than Python accepts


def unescape(text: str) -> str:
    """The text with its entities unescaped. The result may need scrubbing: an entity can name any character."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))
