"""The text in HTML that a stranger wrote: read, never shown as HTML.

Uses expressions without backtracking: the standard library's parser takes minutes for 100 KB of unclosed tags.
"""

import re

from goodword.platforms.html_entities import unescape
from goodword.platforms.json_fields import MAX_TEXT_CHARACTERS, scrub

MAX_HTML_CHARACTERS = 4 * MAX_TEXT_CHARACTERS  # markup around the longest text that is kept
_BLOCKS = {"p", "div", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6", "figure"}
_LINES = {"br", "li", "tr", "hr", "dt", "dd"}
# What nobody sees: comments, declarations, and elements whose content is not text. Unclosed, they run to the end.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?].*?(?:>|\Z)|<(script|style|template|title|noscript)\b[^<>]*+>.*?(?:</\1\s*+>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]*+)(?:(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>|[^<>]*+>)""")


def html_text(written: str | None) -> str | None:
    """The text without tags and with entities unescaped; paragraphs are separated, `<br>` breaks the line.

    Text that a page hides by its style stays: Mastodon hides the ends of long links so, and a link must stay whole.
    None when nothing is left.
    """
    if not written:
        return None
    seen = _UNSEEN.sub(" ", written[:MAX_HTML_CHARACTERS])
    broken = _TAG.sub(_as_break, re.sub(r"\s+", " ", seen))
    words = scrub(unescape(broken))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_TEXT_CHARACTERS] or None


def _as_break(tag: re.Match[str]) -> str:
    """Any white space in HTML is one blank; only tags break a line."""
    name = tag[2].lower()
    if name in _BLOCKS:
        return "\n\n"
    return "\n" if name in _LINES and not tag[1] else ""


__all__ = ["MAX_HTML_CHARACTERS", "html_text"]
