"""Makes an author's text harmless: no hidden characters, and no line that looks like one of ours."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

LINES = 30  # of a post in a mail; a last line says that more was cut
WIDTH = 74  # so that no mail program wraps a quoted line into one without `> `
LINK = 2_048
_READ = LINES * WIDTH
_MARKS = 3  # on one letter: enough for vocalised Hebrew; a tower of marks would cover other lines

# No branch starts inside another match of its kind, and none backtracks: the time grows linearly with the line.
_SCHEMES = "tel|sms|smsto|mms|mailto|callto|facetime|geo|market|intent|skype|tg|whatsapp|bitcoin"  # links without //
_NUMBER = r"\+?\(?\d(?:[ ().\-/_]{0,3}\d){6,}+\)?|\d{5,}"  # a phone number, or the short code of a service
_PRIVATE = re.compile(
    rf"""(?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]*+)++)
      | (?P<handle>@[\w.-]++(?!:?/))
      | (?P<link>\w{{2,10}}://\S++ | (?<!\w)(?:{_SCHEMES}):\S++ | www\.\S++)
      | (?P<number>{_NUMBER})
      | (?P<host>(?<![\w.-])[\w-]++(?:\.[\w-]++)++)(?P<path>/\S*+)?""",
    re.VERBOSE | re.IGNORECASE,
)


_DOTS = ".\u2024\ufe52\uff0e"  # what a browser reads as a dot in a host
_FULL_STOPS = "\u3002\uff61"  # also dots in a host; they end a sentence without a space after them
_LATIN = "A-Za-z\uff21-\uff3a\uff41-\uff5a"
_BETWEEN = r"[\s().\-/_\u2010-\u2015\u2212\u00b7\u2022]{0,3}"
_BREAKS = re.compile(
    rf"""(?P<number>(?<![{_LATIN}\d])\d(?:{_BETWEEN}\d){{6,}}+ | (?<![{_LATIN}\d])\d{{5,}}+)
      | (?P<dot>(?<=[^\s{_DOTS}{_FULL_STOPS}])[{_DOTS}{_FULL_STOPS}](?=\S))
      | (?P<colon>(?<=[{_LATIN}])[:\uff1a](?=\S) | (?<=\d)[:\uff1a](?=[^\s\d]) | [:\uff1a](?=[/\uff0f]{{2}}))""",
    re.VERBOSE,
)
_LONGEST_RUN, _SHORT_RUN = 4, 3  # digits: five or more can be a number to call; those are split into threes


def harmless(text: str) -> str:
    """The text without direction overrides, zero-width and control characters; each line break is a line feed."""
    return "\n".join("".join(_visible(line)) for line in text.splitlines())


def one_line(text: str, limit: int) -> str:
    """The text on one line, with single spaces, cut with `...` above the limit."""
    line = " ".join(harmless(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 3] + "..."


def broken(text: str) -> str:
    """The text with all links and phone numbers broken up, so that no mail program makes them clickable.

    `https[:]//evil[.]zip`, `tel[:]112`, `118[-]118`: you can read them, but not follow them.
    """
    return _BREAKS.sub(_break, text)


def in_quotes(text: str, limit: int) -> str:
    """An author's words for a line of ours in a mail."""
    return broken(one_line(text, limit))


def quoted(text: str) -> list[str]:
    """The text as lines that start with `> `. If it is too long, a last line of ours says how long it is."""
    shown = [broken(line) for line in harmless(text[:_READ]).split("\n")]
    lines = [part for line in shown for part in textwrap.wrap(line, WIDTH, break_on_hyphens=False)]
    marked = [f"> {line}" for line in lines[:LINES]]
    if len(text) > _READ or len(lines) > LINES:
        marked.append(f"(cut here: the whole text has {len(text):,} characters)")
    return marked


def private(line: str) -> str:
    """A line of GSM-7 or ASCII with [link] for what a phone would make clickable, and [number] for phone numbers.

    It keeps handles, and numbers of fewer than five digits.
    """
    return _PRIVATE.sub(_cover, line)


def web_address(link: str | None) -> str | None:
    """The link in ASCII if it is safe to show: http or https, a host, no disguise; else None."""
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


def _break(found: re.Match[str]) -> str:
    if found.lastgroup == "number":
        runs = re.findall(r"\d+", found[0])
        return "[-]".join(part for run in runs for part in ([run] if len(run) <= _LONGEST_RUN else _threes(run)))
    if found.lastgroup == "dot" and not _joins(found.string[found.start() - 1], found[0], found.string[found.end()]):
        return found[0]
    return f"[{found[0]}]"


def _threes(run: str) -> list[str]:
    return [run[start : start + _SHORT_RUN] for start in range(0, len(run), _SHORT_RUN)]


def _joins(before: str, dot: str, after: str) -> bool:
    """Whether the dot can be part of a host, rather than of a number or the end of a sentence."""
    if dot in _FULL_STOPS:
        return any(unicodedata.normalize("NFKC", character).isascii() for character in (before, after))
    inside = after in "-_" or unicodedata.category(after)[0] in "LMNS"
    return inside and not (before.isdecimal() and after.isdecimal())


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
    """Whether a phone takes it for an address: it ends with a top-level domain, or a path follows."""
    last = written.rpartition(".")[2].casefold()
    return last in _top_level_domains() or bool(path and last.isalpha() and len(last) > 1)


@cache
def _top_level_domains() -> frozenset[str]:
    """Those of the root zone in October 2026 that GSM-7 can spell: https://www.iana.org/domains/root/db."""
    return frozenset((Path(__file__).parent / "top_level_domains.txt").read_text(encoding="utf-8").split())
