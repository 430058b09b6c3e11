"""Walks a list with the newest items first, and never moves the cursor past what was not passed on."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from goodword.connectors.contract import FIRST, PAGES, PollContext, Request, Response
from goodword.errors import Unreadable
from goodword.mention import instant, iso
from goodword.platforms.json_fields import child, from_seconds

_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Page:
    """When the items of a page were made, and what to request for the next older page; None on the last page."""

    times: tuple[datetime, ...]
    behind: str | None


def newest_first(
    ask: PollContext,
    request: Callable[[datetime, str | None], Request],
    read_page: Callable[[Response], Page],
    overlap: timedelta,
) -> Generator[Request, Response, dict[str, Any]]:
    """Request page after page, back to where the last poll began, less `overlap` for items that appear late.

    `request` gets that time and `Page.behind`. The cursor is `{"since"}`. A poll that does not get that far adds
    `newest`, `oldest` and `page`: the next poll continues from there, and `since` moves only then.
    If that page is refused (400) or empty by then, the list has moved, and the poll starts at the top.
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
        if seen and (lowest is None or min(seen) < lowest):  # else the pages repeat or end nowhere
            return {"since": iso(since), "newest": iso(newest), "oldest": iso(min(seen)), "page": page}
    return {"since": iso(max(since, newest - overlap))}


def times_of(items: Iterable[Any], *path: str) -> tuple[datetime, ...]:
    """When these items were made (ISO 8601 or Unix seconds), where they say so.

    Their reader reports an item that is wrong.
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
