"""Handles, hashtags, authors and accounts that can be read and that nobody ever has."""

import re
from unicodedata import category

from goodword.config.faults import quoted


def handle_fault(value: str) -> str | None:
    """What is wrong with a handle of the brand."""
    name = value.lstrip("@")
    if found := _address_of(value):
        return f"is an address; write the name at its end{found}"
    if name.startswith(("#", "＃")):
        return "is a hashtag; write it under hashtags:"
    if "@" in name and not re.fullmatch(r"[^@]+@[\w-]+(?:\.[\w-]+)+", name):
        return "has an @ inside; write each handle as an entry of its own (of Mastodon acme@mastodon.social is one)"
    return _stray(name.replace("@", ""), "_.-·", "handle")


def hashtag_fault(value: str) -> str | None:
    """What is wrong with a hashtag."""
    if _address_of(value):
        return "is an address; write the word behind the #"
    if value.startswith(("@", "＠")):
        return "is a handle; write it under handles:"
    return _stray(value.lstrip("#"), "_·\u200c\u200d\ufe0f", "hashtag")


def _stray(name: str, allowed: str, what: str) -> str | None:
    """What no handle or hashtag has in it: platforms end both there."""
    found = next((letter for letter in name if not (_is_letter(letter) or letter in allowed or letter.isspace())), None)
    if found is None and name[-1:] not in (".", "-"):
        return None
    kept = "".join(letter for letter in name.split()[0] if _is_letter(letter) or letter in allowed).strip(".-")
    written = f"; write {kept}" if kept else ""
    return f"has {quoted(found or name[-1])} in it, where a {what} ends{written}"


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or category(letter)[0] == "M" or category(letter) in ("So", "Sk")


def _address_of(value: str) -> str | None:
    """`, such as acme` of https://x.com/acme; None when it is no address."""
    if not re.match(r"https?:|www\.|[\w-]+(?:\.[\w-]+)+/", value, re.IGNORECASE):
        return None
    name = re.split(r"[?#]", value)[0].rstrip("/").rpartition("/")[2].lstrip("@")
    return f", such as {name}" if re.fullmatch(r"[\w.-]{2,40}", name) and "/" in value else ""


def author_fault(value: str) -> str | None:
    """What is wrong with an entry of a role."""
    where, _, name = value.rpartition(":")
    if _address_of(value):
        return "is an address; write a handle, such as x:@jo, or an author id"
    if value.startswith("#"):
        return "is a hashtag; write a handle, such as @jo, or an author id"
    if re.search(r"\s", name) and where.casefold() != "standard":
        return "has a blank in it: who speaks is known by a handle or an id, not by a name; write @jo or x:@jo"
    return None


def account_fault(value: str, platform: str) -> str | None:
    """What is wrong with an id of our own on that platform."""
    if platform == "standard":  # its sender says what an author is called
        return None
    if platform == "rss":
        return None if re.match(r"https?://\S", value) else "is no address: a feed is ours by where it lies; " + _FEED
    if platform != "webmention" and _address_of(value):
        return "is an address; write the account's id, as the platform's page under docs/platforms says"
    if value.startswith("@"):
        return f"begins with @, and no id does; write {value.lstrip('@')[:64]}, or the account's id"
    return None


_FEED = "write the site or the feed, such as https://acme.example/feed.xml"

__all__ = ["account_fault", "author_fault", "handle_fault", "hashtag_fault"]
