"""Names that are valid but that no text contains: with quotes or commas in them, or in another tool's syntax.

Only a file that a person wrote is checked, not the active configuration: that continues unchanged.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from goodword.config.faults import Fault, Path, quoted
from goodword.config.handle_faults import account_fault, author_fault, handle_fault, hashtag_fault
from goodword.config.references import Tree, texts
from goodword.reading.plain import fold

_BRAND = ("brands", "*")
_NAMED = ("terms", "products", "campaigns", "places", "misspellings")
_FREE = frozenset(("queries", "exclude", "runbook", "why"))  # where such marks have a meaning, or are a person's text
_DOUBLE, _SINGLE = "“”„‟«»‹›「」『』❝❞〝〞＂", "‘’‚‛`´"
_STRAIGHT = "\"'"
_STOPS = ",;，；、،؛"
_AROUND = f"{_DOUBLE}{_SINGLE}{_STRAIGHT}{_STOPS}"
_MOST_DEEP = 10

type Check = Callable[[str], str | None]
"""What is wrong with a value, and what to write instead; None when nothing is."""


def name_faults(tree: Tree) -> Iterator[Fault]:
    """A fault for each value that is valid but that no text contains."""
    for path, value in _leaves(tree, ()):
        if not _FREE.intersection(path):
            yield from _fault(path, _polled(value) if "ask" in path else _kept_marks(value))
    for key in _NAMED:
        yield from _faults(texts(tree, *_BRAND, key, "*"), _name)
    yield from _faults(texts(tree, *_BRAND, "words", "*", "*"), _name)
    yield from _faults(texts(tree, *_BRAND, "handles", "*"), handle_fault)
    yield from _faults(texts(tree, *_BRAND, "hashtags", "*"), hashtag_fault)
    yield from _faults(texts(tree, *_BRAND, "languages", "*"), _language)
    yield from _faults(texts(tree, "touchpoints", "words", "*", "*"), _touchpoint_word)
    yield from _faults(texts(tree, "roles", "*", "*"), lambda author: author_fault(author) or _marked(author))
    for source, platform in texts(tree, "sources", "*", "platform"):
        accounts = texts(tree, *source[:2], "accounts", "*")
        yield from _faults(accounts, partial(_account, platform=platform))


def _leaves(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict | list) and len(path) <= _MOST_DEEP:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _leaves(value, (*path, key))


def _faults(found: Iterable[tuple[Path, str]], check: Check) -> Iterator[Fault]:
    for path, value in found:
        yield from _fault(path, check(value.strip()))


def _fault(path: Path, words: str | None) -> Iterator[Fault]:
    if words:
        yield Fault(path, words)


# ---- marks that YAML keeps -------------------------------------------------------------------------------------------


def _kept_marks(value: str) -> str | None:
    """YAML knows only straight quotes, and treats a comma at the end of a line as part of the text."""
    bare = value.strip()
    if not bare:
        return None
    if bare[0] in _DOUBLE or bare[-1] in _DOUBLE or (len(bare) > 2 and bare[0] in _SINGLE and bare[-1] in _SINGLE):
        return f"has typographic quotes, which would become part of it; {_write(bare)}"
    if bare[-1] in _STOPS or bare[0] in _STOPS:
        stop = bare[-1] if bare[-1] in _STOPS else bare[0]
        return f"begins or ends with {quoted(stop)}, which would become part of it; {_write(bare)}"
    return None


def _polled(value: str) -> str | None:
    """The platform reads what you poll for, and knows only straight quotes."""
    if not any(mark in value for mark in _DOUBLE):
        return None
    straight = re.sub(f"[{_DOUBLE}]", '"', value)
    return f"has typographic quotes; write straight ones, inside single quotes for YAML: '{straight[:60]}'"


def _write(value: str) -> str:
    """Advice to write the value without the marks around it."""
    bare = value.strip(f"{_AROUND} ")
    return f"write {bare}" if bare and len(bare) <= 64 else "write it without them"


# ---- names -----------------------------------------------------------------------------------------------------------


def _name(value: str) -> str | None:
    return _marked(value) or next(
        (words(found) for pattern, words in _FOREIGN if (found := pattern.search(value))), None
    )


def _touchpoint_word(value: str) -> str | None:
    """Here a star, a question mark or an exclamation mark at the end has a meaning."""
    bare = value.rstrip("*?!")
    return "has a star that is not at its end and means nothing there; remove it" if "*" in bare else _name(bare)


def _account(value: str, platform: str) -> str | None:
    return account_fault(value, platform) or _marked(value)


def _marked(value: str) -> str | None:
    if len(value) > 2 and value[0] in _STRAIGHT and value[-1] == value[0]:
        return f"has quotes within quotes, which would become part of it; {_write(value)}"
    if value.startswith('"') or (value.endswith('"') and not value[-2:-1].isdigit()):  # 12" means inches
        return f"has a quotation mark that would become part of it; {_write(value)}"
    if entity := _ENTITY.search(value):
        return f"contains {entity[0]}, which no text does; write the character itself"
    if len(value) > 1 and not any(map(str.isalnum, fold(value))):
        return "needs a letter or a digit, or it would match nearly everything"
    return None


_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});", re.IGNORECASE)
_QUERY = "which works in queries but not in names; write it under queries:"
_FIELD = "title|intitle|text|site|domain|url|inurl|from|author|user|to|lang|language|hashtag|source|platform|is|has"


def _says(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _: words


_FOREIGN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"^[-\u2010-\u2015\u2212!](?=[^\W\d])"),
        _says("begins like something to exclude; write it under exclude:"),
    ),
    (re.compile(r"^\+(?=[^\W\d])"), _says("begins with a + that would become part of it; remove the +")),
    (re.compile(r"^([#@])\s+(\S+)"), lambda found: f"has a space after the {found[1]}; write {found[1]}{found[2]}"),
    (re.compile(r"^[＃＠]"), _says("begins with a wide character; write a plain # or @")),
    (re.compile(r"\*"), _says(f"contains a star, {_QUERY}")),
    (
        re.compile(r"(?:^|\s)(AND|OR|NOT|NEAR(?:/\d+)?)\s"),
        lambda found: f"contains {found[1]}, {_QUERY} (or in lower case if you mean the word)",
    ),
    (re.compile(r"&&|\|"), lambda found: f"contains {found[0]}; write each name as an entry of its own"),
    (
        re.compile(r"~[0-9.]*$"),
        _says("has a ~, but names match only as written; list other spellings under misspellings:"),
    ),
    (
        re.compile(rf"^(?:{_FIELD}):(?=\S)", re.IGNORECASE),
        lambda found: f"begins with {found[0]}, which no text does; write only the name",
    ),
    (
        re.compile(r"^/.+/[a-z]*$"),
        _says("looks like a regular expression, which is not supported; write the names themselves"),
    ),
    (
        re.compile(r"^\(.*\)$|^\[.*\]$|^\{.*\}$"),
        _says("is in brackets, which would become part of it; write it without them"),
    ),
    (
        re.compile(r"(?<=[^\W\d]),(?=[^\W\d])|[,;].*[,;]"),
        _says("looks like several names; write each as an entry of its own"),
    ),
)


def _language(value: str) -> str | None:
    """Mentions have ISO 639-1 language codes where one exists."""
    return f"is not a language code that mentions use; write {_MEANT[value]}" if value in _MEANT else None


_COUNTRIES = (
    "at:de ch:de gb:en us:en au:en jp:ja cn:zh tw:zh kr:ko gr:el cz:cs dk:da se:sv ua:uk mx:es in:hi "
    "vn:vi ir:fa il:he ee:et"
)
_LONG = (
    "eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt nld:nl dut:nl jpn:ja zho:zh chi:zh rus:ru kor:ko ara:ar "
    "hin:hi pol:pl tur:tr swe:sv dan:da nor:no fin:fi ces:cs cze:cs ell:el gre:el heb:he ukr:uk vie:vi tha:th ind:id "
    "fas:fa per:fa"
)
_MEANT: dict[str, str] = dict(pair.split(":") for pair in f"{_COUNTRIES} {_LONG}".split())

__all__ = ["name_faults"]
