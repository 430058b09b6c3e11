"""Why a sweep was missed, from the dead letter that EventBridge Scheduler or Lambda wrote."""

import json
from typing import Any

FAILED, LATE, NOT_STARTED, UNKNOWN = "failed", "no run free within a minute", "not started", "reason unknown"

_CONDITIONS = {"RetriesExhausted": FAILED, "EventAgeExceeded": LATE}


def why(letter: dict[str, Any]) -> str:
    """FAILED, LATE, NOT_STARTED or UNKNOWN, for a message as SQS returns it.

    Lambda writes a record of the run: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    EventBridge Scheduler writes the payload of the sweep, with the reason in attributes:
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
    """
    if "ERROR_CODE" in letter.get("MessageAttributes", {}):
        return NOT_STARTED
    try:
        condition = json.loads(letter["Body"])["requestContext"]["condition"]
        return _CONDITIONS.get(condition, UNKNOWN)
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNKNOWN
