"""Spells out the words in a link, so that a brand is found there as it is in text."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from goodword.reading.plain import MAX_CHARACTERS

APART = " | "
"""Separates a text from its links, and links from each other. No name of several words matches across it."""

_BETWEEN_WORDS = re.compile(r"[-_+.~/=&?#:;,%|]+")
# Sites whose links name the owner of a page, without the @.
_PROFILE = re.compile(
    r"(?:https?://)?(?:(?:www|m|mobile|web)\.)?"
    r"(?:(?:x|twitter|instagram|facebook|tiktok|threads|t|telegram|youtube|reddit)\.(?:com|net|me)/(?:c/|u/|user/)?"
    r"|linkedin\.com/(?:company|in)/|bsky\.app/profile/)"
    r"@?([\w.-]{2,100})/?(?:[?#].*)?",
    re.IGNORECASE,
)


def typed_out(links: Sequence[str]) -> str:
    """Each link as it is, followed by the words of its address and the @name of the page's owner.

    `https://shop.example/acme-charger` adds `shop example acme charger`. In a slug, `-`, `_`, `+` and `%20` are blanks.
    """
    return APART.join(part for link in links for part in _parts(link))[:MAX_CHARACTERS]


def _parts(link: str) -> Iterator[str]:
    yield link
    if len(link.split()) == 1:  # an address or a tag; a title is already words
        plain = unquote(link)
        yield _BETWEEN_WORDS.sub(" ", plain)
        if profile := _PROFILE.fullmatch(plain):
            yield f"@{profile[1]}"


__all__ = ["APART", "typed_out"]
