"""Stream records and rounds that were given up on: their letters tell when, never what; the table has what it was."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from goodword.mention import instant

BEFORE = timedelta(hours=1)
"""How long before its stream record a mention may have been heard: it may have waited in queues."""

_EMPTY: dict[str, Any] = {}  # what a function gets whose schedule says nothing
_DAY = timedelta(days=1)  # a mapping gives up on a record at this age, at the latest
_SECOND = timedelta(seconds=1)  # arrivals are told in whole seconds


class Span(NamedTuple):
    """From when to when something was written."""

    since: datetime
    until: datetime


def span_of(letter: Mapping[str, Any]) -> Span:
    """When the records of a letter came; the whole day before the letter where it does not tell."""
    try:
        reported = json.loads(letter["Body"])["DDBStreamBatchInfo"]
        first, last = (instant(reported[f"approximateArrivalOf{which}Record"]) for which in ("First", "Last"))
        return Span(first - BEFORE, last + _SECOND)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sent = datetime.fromtimestamp(int(letter["Attributes"]["SentTimestamp"]) / 1000, UTC)
        return Span(sent - _DAY - BEFORE, sent)


def is_of_a_stream(letter: Mapping[str, Any]) -> bool:
    """Whether Lambda wrote it, of a batch that it gave up on.

    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    return bool({"DDBStreamBatchInfo", "requestContext", "responseContext"} & _object(letter).keys())


def is_of_a_round(letter: Mapping[str, Any]) -> bool:
    """Whether it tells of a round that did not start, or that failed.

    The scheduler writes what the function would have got, with attributes that say what was wrong
    (https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html); Lambda a record of a call
    (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
    """
    reported = _object(letter)
    scheduled = {"ERROR_CODE", "SCHEDULE_ARN", "TARGET_ARN"} & (
        reported.keys() | (letter.get("MessageAttributes") or {})
    )
    called = {"requestContext", "responseContext", "requestPayload"} & reported.keys()
    return bool(scheduled or called or reported.get("source") == "aws.scheduler" or reported == _EMPTY)


def _object(letter: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object in a letter; something that is in none where there is no object."""
    try:
        found = json.loads(letter["Body"])
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"": None}


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as there can be, in order."""
    found = list[Span]()
    for span in sorted(spans):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found
