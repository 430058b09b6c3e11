"""What a link hides, as a person would have typed it out: a brand is found in it as it is in a text."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from goodword.reading.plain import MAX_CHARACTERS

APART = " | "
"""Between a text and its links, and between two links: no name of several words goes on across it."""

_BETWEEN_WORDS = re.compile(r"[-_+.~/=&?#:;,%|]+")
# Whose page a link goes to: there the name stands without its @.
_PROFILE = re.compile(
    r"(?:https?://)?(?:(?:www|m|mobile|web)\.)?"
    r"(?:(?:x|twitter|instagram|facebook|tiktok|threads|t|telegram|youtube|reddit)\.(?:com|net|me)/(?:c/|u/|user/)?"
    r"|linkedin\.com/(?:company|in)/|bsky\.app/profile/)"
    r"@?([\w.-]{2,100})/?(?:[?#].*)?",
    re.IGNORECASE,
)


def typed_out(links: Sequence[str]) -> str:
    """Each link as it stands, and behind an address its words, and the @name whose page it is.

    `https://shop.example/acme-charger` is also `shop example acme charger`: in a slug `-`, `_`, `+` and `%20` are
    blanks.
    """
    return APART.join(part for link in links for part in _parts(link))[:MAX_CHARACTERS]


def _parts(link: str) -> Iterator[str]:
    yield link
    if len(link.split()) == 1:  # an address or a tag; a title has its words already
        plain = unquote(link)
        yield _BETWEEN_WORDS.sub(" ", plain)
        if profile := _PROFILE.fullmatch(plain):
            yield f"@{profile[1]}"


__all__ = ["APART", "typed_out"]
