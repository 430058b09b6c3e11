"""Going through a list whose newest items stand first, and never past what was not passed on."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from goodword.asking._ask import Ask, Request, Response
from goodword.errors import Unreadable
from goodword.mention import instant, iso
from goodword.platforms._json import child, moment

FIRST = timedelta(days=1)
PAGES = 5


@dataclass(frozen=True, slots=True)
class Page:
    """When the items of a page were made, and what to ask for the page behind it; None when it is the last."""

    times: tuple[datetime, ...]
    behind: str | None


def newest_first(
    ask: Ask,
    request: Callable[[datetime, str | None], Request],
    read_page: Callable[[Response], Page],
    overlap: timedelta,
) -> Generator[Request, Response, dict[str, Any]]:
    """Ask page by page, back to where the last time began, less `overlap` for what the platform lists late.

    `request` gets that time and what `Page.behind` said. The cursor is `{"since"}`; where the bottom was not reached,
    `newest` and `page` stand beside it: the next time goes on from there, and only then `since` moves.
    """
    since = instant(ask.cursor["since"]) if "since" in ask.cursor else ask.now - FIRST
    newest = instant(ask.cursor["newest"]) if "newest" in ask.cursor else since
    page: str | None = ask.cursor.get("page")
    for _ in range(PAGES):
        found = read_page((yield request(since, page)))
        newest = max(newest, *(min(time, ask.now) for time in found.times), since)
        if found.behind in (None, page) or (found.times and min(found.times) < since):
            return {"since": iso(max(since, newest - overlap))}
        page = found.behind
    return {"since": iso(since), "newest": iso(newest), "page": page}


def times_of(items: Iterable[Any], *path: str) -> tuple[datetime, ...]:
    """When these items were made, as far as they say it; what is wrong with one is for its reader to tell."""
    *parents, key = path
    found = (_time(child({"item": item}, "item", *parents), key) for item in items)
    return tuple(time for time in found if time)


def _time(item: dict[str, Any], key: str) -> datetime | None:
    try:
        return moment(item, key)
    except Unreadable:
        return None


__all__ = ["FIRST", "PAGES", "Page", "newest_first", "times_of"]
