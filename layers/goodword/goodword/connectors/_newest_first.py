"""Going through a list whose newest items stand first, and never past what was not passed on."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from goodword.connectors.contract import FIRST, PAGES, PollContext, Request, Response
from goodword.errors import Unreadable
from goodword.mention import instant, iso
from goodword.platforms._json import child, from_seconds

_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Page:
    """When the items of a page were made, and what to ask for the page behind it; None when it is the last."""

    times: tuple[datetime, ...]
    behind: str | None


def newest_first(
    ask: PollContext,
    request: Callable[[datetime, str | None], Request],
    read_page: Callable[[Response], Page],
    overlap: timedelta,
) -> Generator[Request, Response, dict[str, Any]]:
    """Ask page by page, back to where the last time began, less `overlap` for what the platform lists late.

    `request` gets that time and what `Page.behind` said. The cursor is `{"since"}`; where the bottom was not reached,
    `newest`, `oldest` and `page` stand beside it: the next time goes on from there, and only then `since` moves.
    A page that waited and is refused (400) or empty by now is no more where it was: then it begins at the top.
    """
    since = instant(ask.cursor["since"]) if "since" in ask.cursor else ask.now - FIRST
    newest = instant(ask.cursor["newest"]) if "newest" in ask.cursor else since
    lowest = instant(ask.cursor["oldest"]) if "oldest" in ask.cursor else None
    page: str | None = ask.cursor.get("page")
    seen = list[datetime]()
    for _ in range(PAGES):
        waited = page is not None and page == ask.cursor.get("page")
        question = request(since, page)
        response = yield replace(question, also=question.also | {_REFUSED}) if waited else question
        found = Page((), None) if response.status == _REFUSED else read_page(response)
        if waited and found == Page((), None):
            page = lowest = None
            continue
        seen += found.times
        newest = max(newest, *(min(time, ask.now) for time in found.times), since)
        if found.behind in (None, page) or (found.times and min(found.times) < since):
            break
        page = found.behind
    else:
        if seen and (lowest is None or min(seen) < lowest):  # else it leads round in circles, or nowhere
            return {"since": iso(since), "newest": iso(newest), "oldest": iso(min(seen)), "page": page}
    return {"since": iso(max(since, newest - overlap))}


def times_of(items: Iterable[Any], *path: str) -> tuple[datetime, ...]:
    """When these items were made (ISO 8601 or Unix seconds), as far as they say it.

    What is wrong with one is for its reader to tell.
    """
    *parents, key = path
    found = (_time(child({"item": item}, "item", *parents), key) for item in items)
    return tuple(time for time in found if time)


def _time(item: dict[str, Any], key: str) -> datetime | None:
    try:
        return from_seconds(item, key)
    except Unreadable:
        return None


__all__ = ["Page", "newest_first", "times_of"]
