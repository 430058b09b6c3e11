"""Handles, hashtags, authors and accounts that are valid but that nobody can have."""

import re
from unicodedata import category

from goodword.config.faults import quoted


def handle_fault(value: str) -> str | None:
    """What is wrong with a handle of the brand; None when nothing is."""
    name = value.lstrip("@")
    if found := _address_of(value):
        return f"is a URL; write the name at its end{found}"
    if name.startswith(("#", "＃")):
        return "is a hashtag; write it under hashtags:"
    if "@" in name and not re.fullmatch(r"[^@]+@[\w-]+(?:\.[\w-]+)+", name):
        return "has an @ inside; write each handle as an entry of its own (a Mastodon handle is acme@mastodon.social)"
    return _stray(name.replace("@", ""), "_.-·", "handle")


def hashtag_fault(value: str) -> str | None:
    """What is wrong with a hashtag; None when nothing is."""
    if _address_of(value):
        return "is a URL; write the word after the #"
    if value.startswith(("@", "＠")):
        return "is a handle; write it under handles:"
    return _stray(value.lstrip("#"), "_·\u200c\u200d\ufe0f", "hashtag")


def _stray(name: str, allowed: str, what: str) -> str | None:
    """What is wrong if the name has a character at which platforms end a handle or hashtag."""
    found = next((letter for letter in name if not (_is_letter(letter) or letter in allowed or letter.isspace())), None)
    if found is None and name[-1:] not in (".", "-"):
        return None
    kept = "".join(letter for letter in name.split()[0] if _is_letter(letter) or letter in allowed).strip(".-")
    written = f"; write {kept}" if kept else ""
    return f"contains {quoted(found or name[-1])}, where a {what} ends{written}"


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or category(letter)[0] == "M" or category(letter) in ("So", "Sk")


def _address_of(value: str) -> str | None:
    """`, such as acme` for https://x.com/acme; None when it is not a URL."""
    if not re.match(r"https?:|www\.|[\w-]+(?:\.[\w-]+)+/", value, re.IGNORECASE):
        return None
    name = re.split(r"[?#]", value)[0].rstrip("/").rpartition("/")[2].lstrip("@")
    return f", such as {name}" if re.fullmatch(r"[\w.-]{2,40}", name) and "/" in value else ""


def author_fault(value: str) -> str | None:
    """What is wrong with an entry of a role; None when nothing is."""
    where, _, name = value.rpartition(":")
    if _address_of(value):
        return "is a URL; write a handle, such as x:@jo, or an author id"
    if value.startswith("#"):
        return "is a hashtag; write a handle, such as @jo, or an author id"
    if re.search(r"\s", name) and where.casefold() != "standard":
        return "contains a space: authors are known by a handle or an id, not by a name; write @jo or x:@jo"
    return None


def account_fault(value: str, platform: str) -> str | None:
    """What is wrong with one of our own ids on that platform; None when nothing is."""
    if platform == "standard":  # the sender chooses author ids
        return None
    if platform == "rss":
        return None if re.match(r"https?://\S", value) else "is not a URL: Goodword knows our feed by its URL; " + _FEED
    if platform != "webmention" and _address_of(value):
        return "is a URL; write the account's id: the platform's page in docs/platforms says where to find it"
    if value.startswith("@"):
        return f"begins with @, but no id does; write {value.lstrip('@')[:64]}, or the account's id"
    return None


_FEED = "write the site or the feed, such as https://acme.example/feed.xml"

__all__ = ["account_fault", "author_fault", "handle_fault", "hashtag_fault"]
