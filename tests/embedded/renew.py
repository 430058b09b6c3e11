"""A new event from a platform's sample event: new ids, new text, the current time; an answer stays in its thread."""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from goodword.mention import Mention, instant, iso
from goodword.platforms.contract import ParsedItem
from goodword.platforms.html_text import html_text
from tests.embedded.door import heard_in

type Swaps = Mapping[str | int, str | int]


def renewed(platform: str, source: str, body: bytes, text: str, accounts: frozenset[str]) -> bytes:
    """The body with `text` as its new text, in a new thread; our own post stays in its thread.

    ValueError when it has no text, or none that the body contains literally.
    """
    old = _mention(heard_in(platform, source, body, accounts))
    if old is None or not body.lstrip().startswith((b"{", b"[")):
        raise ValueError("this event has no text that can be replaced")
    swaps = _times({old.event_at, old.created_at or old.event_at}, datetime.now(UTC))
    for item in {old.external_id, *(() if old.from_self else (old.parent_id, old.root_id))} - {None}:
        swaps[str(item)] = fresh()
    swaps[str(old.text)] = text
    anew = json.dumps(_swapped(json.loads(body), swaps), ensure_ascii=False)
    new = _mention(heard_in(platform, source, anew.encode(), accounts))
    if new is None or new.text != text:
        raise ValueError("the text of this event could not be replaced")
    if new.external_id == old.external_id:  # an id with several parts: the last part is the item's own
        anew = anew.replace(re.findall(r"\w+", str(old.external_id))[-1], fresh())
    return anew.encode()


def _mention(items: Iterable[ParsedItem]) -> Mention | None:
    return next((item for item in items if isinstance(item, Mention) and item.text and item.external_id), None)


def fresh() -> str:
    """An id that was never used before."""
    return "".join(secrets.choice("123456789") for _ in range(18))


def _times(moments: Iterable[datetime], now: datetime) -> dict[str | int, str | int]:
    times: dict[str | int, str | int] = {}
    for moment in moments:
        times[iso(moment)] = iso(now)
        times[int(moment.timestamp())] = int(now.timestamp())
        times[int(moment.timestamp() * 1000)] = int(now.timestamp() * 1000)
        times[str(int(moment.timestamp()))] = str(int(now.timestamp()))
        times[f"{moment.timestamp():.6f}"] = f"{now.timestamp():.6f}"
    return times


def _swapped(value: Any, swaps: Swaps) -> Any:
    match value:
        case dict():
            return {name: _swapped(part, swaps) for name, part in value.items()}
        case list():
            return [_swapped(part, swaps) for part in value]
        case str() if value.startswith("{"):  # JSON inside a string
            return json.dumps(_swapped(json.loads(value), swaps), ensure_ascii=False)
        case str():
            return swaps.get(html_text(value) or "") or swaps.get(unescape(value), swaps.get(_as_time(value), value))
        case int() if not isinstance(value, bool):
            return swaps.get(value, value)
        case _:
            return value


def _as_time(value: str) -> str:
    """The text in the one spelling that `_times` knows, when it is a time."""
    try:
        return iso(instant(value)) if "T" in value else value
    except ValueError:
        return value
