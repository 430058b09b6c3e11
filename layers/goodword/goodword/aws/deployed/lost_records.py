"""Stream records that were given up on: their dead letters tell when, never what; what it was stands in the table."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from goodword.mention import instant

BEFORE = timedelta(hours=1)
"""How long before its stream record a mention may have been heard: it may have waited in queues."""

_DAY = timedelta(days=1)  # a mapping gives up on a record at this age, at the latest
_SECOND = timedelta(seconds=1)  # arrivals are told in whole seconds


class Span(NamedTuple):
    """From when to when something was written."""

    since: datetime
    until: datetime


def span_of(letter: Mapping[str, Any]) -> Span:
    """When the records of a letter came; the whole day before the letter where it does not tell."""
    try:
        told = json.loads(letter["Body"])["DDBStreamBatchInfo"]
        first, last = (instant(told[f"approximateArrivalOf{which}Record"]) for which in ("First", "Last"))
        return Span(first - BEFORE, last + _SECOND)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sent = datetime.fromtimestamp(int(letter["Attributes"]["SentTimestamp"]) / 1000, UTC)
        return Span(sent - _DAY - BEFORE, sent)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as there can be, in order."""
    found = list[Span]()
    for span in sorted(spans):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found
