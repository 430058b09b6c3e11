"""Why a round is among the dead letters, by the letter that EventBridge Scheduler or Lambda left of it."""

import json
from typing import Any

FAILED, LATE, NOT_STARTED, UNKNOWN = "failed", "no run free within a minute", "not started", "reason unknown"

_CONDITIONS = {"RetriesExhausted": FAILED, "EventAgeExceeded": LATE}


def why(letter: dict[str, Any]) -> str:
    """FAILED, LATE, NOT_STARTED or UNKNOWN, of a message as SQS gives it.

    Lambda leaves a record of the run: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    EventBridge Scheduler leaves what it would have started the round with, and says why in attributes:
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
    """
    if "ERROR_CODE" in letter.get("MessageAttributes", {}):
        return NOT_STARTED
    try:
        condition = json.loads(letter["Body"])["requestContext"]["condition"]
        return _CONDITIONS.get(condition, UNKNOWN)
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNKNOWN
