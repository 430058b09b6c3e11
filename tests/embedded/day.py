"""The sample day: the platforms' webhooks on Acme's Tuesday, one a line of events/tuesday.jsonl.

A line is {"at", "platform", "source", "body"}, with `forge` when it is signed by somebody without the secret, and
`repeat` for how many times more the platform delivers the same bytes. In a body, the placeholders {seconds},
{milliseconds} and {iso} are replaced by the time of posting. An event for `make send` may contain {new} for an unused
id, and {last} for the id of the last mention on its platform that notified somebody.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from goodword.mention import iso


@dataclass(frozen=True)
class Webhook:
    """One HTTP request of the day; `again` when the platform has delivered the same bytes before."""

    at: str
    platform: str
    source: str
    body: bytes
    forged: bool
    again: bool


def webhooks(file: Path, now: Any) -> Iterator[Webhook]:
    """The day in order; `now()` is called for each just before it is posted."""
    for line in file.read_text(encoding="utf-8").splitlines():
        webhook = json.loads(line)
        body = json.dumps(filled(webhook["body"], now()), ensure_ascii=False).encode()
        for delivery in range(1 + webhook.get("repeat", 0)):
            forged = bool(webhook.get("forge"))
            yield Webhook(webhook["at"], webhook["platform"], webhook["source"], body, forged, again=delivery > 0)


def filled(value: Any, moment: datetime, ids: Mapping[str, str] | None = None) -> Any:
    """The body with that time in it, and these ids (`{"new": "4711"}`)."""
    seconds = moment.timestamp()
    words: dict[str, str | int] = {f"{{{name}}}": value for name, value in (ids or {}).items()}
    words |= {"{seconds}": int(seconds), "{milliseconds}": int(seconds * 1000), "{iso}": iso(moment)}
    return _replaced(value, words)


def _replaced(value: Any, words: Mapping[str, str | int]) -> Any:
    match value:
        case dict():
            return {name: _replaced(part, words) for name, part in value.items()}
        case list():
            return [_replaced(part, words) for part in value]
        case str():
            return words.get(value, value)
        case _:
            return value
