"""Dead letters of the stream and of sweeps: a letter says when, never what; the table has the mentions."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from goodword.mention import instant

BEFORE = timedelta(hours=1)
"""How long before its stream record a mention may have been received: it may have waited in queues."""

_EMPTY: dict[str, Any] = {}  # the payload of a schedule without input
_DAY = timedelta(days=1)  # an event source mapping gives up on a record at this age, at the latest
_SECOND = timedelta(seconds=1)  # arrival times are whole seconds


class Span(NamedTuple):
    """The time span in which something was written."""

    since: datetime
    until: datetime


def span_of(letter: Mapping[str, Any]) -> Span:
    """When the records of a letter came; the whole day before the letter if it does not say."""
    try:
        batch = json.loads(letter["Body"])["DDBStreamBatchInfo"]
        first, last = (instant(batch[f"approximateArrivalOf{which}Record"]) for which in ("First", "Last"))
        return Span(first - BEFORE, last + _SECOND)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sent = datetime.fromtimestamp(int(letter["Attributes"]["SentTimestamp"]) / 1000, UTC)
        return Span(sent - _DAY - BEFORE, sent)


def is_of_a_stream(letter: Mapping[str, Any]) -> bool:
    """Whether Lambda wrote it about a batch that it gave up on.

    https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    """
    return bool({"DDBStreamBatchInfo", "requestContext", "responseContext"} & _object(letter).keys())


def is_of_a_sweep(letter: Mapping[str, Any]) -> bool:
    """Whether it is about a sweep that did not start, or that failed.

    The scheduler writes the payload of the sweep, with attributes that say what was wrong
    (https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html); Lambda records the run
    (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
    """
    content = _object(letter)
    scheduled = {"ERROR_CODE", "SCHEDULE_ARN", "TARGET_ARN"} & (
        content.keys() | (letter.get("MessageAttributes") or {})
    )
    called = {"requestContext", "responseContext", "requestPayload"} & content.keys()
    return bool(scheduled or called or content.get("source") == "aws.scheduler" or content == _EMPTY)


def _object(letter: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object in a letter; if there is none, a dict that no letter has."""
    try:
        found = json.loads(letter["Body"])
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {"": None}


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few spans as possible, in order."""
    found = list[Span]()
    for span in sorted(spans):
        if found and span.since <= found[-1].until:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return found
