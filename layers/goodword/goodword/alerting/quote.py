"""A stranger's words, made harmless: no hidden characters, no line that could pass for one of ours."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

LINES = 30  # of a post in a mail; more is said, not shown
WIDTH = 74  # so that no mail program wraps a quoted line into one without its mark
LINK = 2_048
_READ = LINES * WIDTH
_MARKS = 3  # on one letter, enough for vocalised Hebrew; towers of them would cover the lines around

# Each begins where no other of its kind is under way, and gives nothing back: the work grows with the line alone.
_SCHEMES = "tel|sms|smsto|mms|mailto|callto|facetime|geo|market|intent|skype|tg|whatsapp|bitcoin"  # links without //
_NUMBER = r"\+?\(?\d(?:[ ().\-/_]{0,3}\d){6,}\)?|\d{5,}"  # of a phone, or the short one of a service
_PRIVATE = re.compile(
    rf"""(?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]*+)++)
      | (?P<handle>@[\w.-]++(?!:?/))
      | (?P<link>\w{{2,10}}://\S++ | (?<!\w)(?:{_SCHEMES}):\S++ | www\.\S++)
      | (?P<number>{_NUMBER})
      | (?P<host>(?<![\w.-])[\w-]++(?:\.[\w-]++)++)(?P<path>/\S*+)?""",
    re.VERBOSE | re.IGNORECASE,
)


def harmless(text: str) -> str:
    """The text without direction overrides, zero-width and control characters; any line break is a line feed."""
    return "\n".join("".join(_visible(line)) for line in text.splitlines())


def one_line(text: str, limit: int) -> str:
    """The text on one line, runs of space as one, cut with `...` above the limit."""
    line = " ".join(harmless(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 3] + "..."


def quoted(text: str) -> list[str]:
    """The text as lines that all start with `> `; when it is too long, one last line of ours says how long it is."""
    shown = harmless(text[:_READ]).split("\n")
    lines = [part for line in shown for part in textwrap.wrap(line, WIDTH, break_on_hyphens=False)]
    marked = [f"> {line}" for line in lines[:LINES]]
    if len(text) > _READ or len(lines) > LINES:
        marked.append(f"(cut here: the whole text has {len(text):,} characters)")
    return marked


def private(line: str) -> str:
    """A line of GSM-7 or ASCII with what a phone makes a link of as [link], and numbers to call as [number].

    Handles stay, and so do numbers of fewer than five digits.
    """
    return _PRIVATE.sub(_cover, line)


def web_address(link: str | None) -> str | None:
    """The link in ASCII, when it is one that a person may open: http or https, a host, no disguise; else None."""
    if not link or len(link) > LINK or harmless(link) != link or any(map(str.isspace, link)):
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc.isascii() or not parts.hostname or "@" in parts.netloc:
        return None
    return quote(link, safe="%/:=&?~#+!$,;'@()*[]")


def _visible(line: str) -> Iterator[str]:
    marks = 0
    for character in line:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if character == "\t" or (category[0] != "C" and marks <= _MARKS):
            yield character


def _cover(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "handle":
            return found[0]
        case "number":
            return "[number]"
        case "host" | "path" if not _is_host(found["host"], found["path"]):
            return re.sub(_NUMBER, "[number]", found[0])
        case _:
            return "[link]"


def _is_host(written: str, path: str | None) -> bool:
    """Whether a phone takes it for an address: it ends as a name on the internet does, or goes on with a path."""
    last = written.rpartition(".")[2].casefold()
    return last in _top_level_domains() or bool(path and last.isalpha() and len(last) > 1)


@cache
def _top_level_domains() -> frozenset[str]:
    """Those that GSM-7 can spell, of the root zone in October 2026: https://www.iana.org/domains/root/db."""
    return frozenset((Path(__file__).parent / "top_level_domains.txt").read_text(encoding="utf-8").split())
