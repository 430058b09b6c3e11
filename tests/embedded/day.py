"""The sample day: what the platforms send on Acme's Tuesday, one webhook a line of events/tuesday.jsonl.

A line is {"at", "platform", "source", "body"}, with `forge` when somebody signs it who does not know the secret, and
`repeat` for how many times more the platform delivers the same bytes. In a body the words {seconds}, {milliseconds}
and {iso} stand for the moment at which it is posted.
"""

import json
from collections.abc import Iterator
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
    """The day in order; `now()` is asked for each as it is about to be posted."""
    for line in file.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        body = json.dumps(_filled(told["body"], now()), ensure_ascii=False).encode()
        for delivery in range(1 + told.get("repeat", 0)):
            forged = bool(told.get("forge"))
            yield Webhook(told["at"], told["platform"], told["source"], body, forged, again=delivery > 0)


def _filled(value: Any, moment: datetime) -> Any:
    match value:
        case dict():
            return {name: _filled(part, moment) for name, part in value.items()}
        case list():
            return [_filled(part, moment) for part in value]
        case "{seconds}":
            return int(moment.timestamp())
        case "{milliseconds}":
            return int(moment.timestamp() * 1000)
        case "{iso}":
            return iso(moment)
        case _:
            return value
