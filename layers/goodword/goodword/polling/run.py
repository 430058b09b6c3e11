"""Runs an adapter's steps: requests out, answers in, each passed on as soon as the adapter accepts it."""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

from goodword.connectors.contract import NoToken, Request, Response, Steps
from goodword.errors import Unreadable
from goodword.polling.failure import FetchFailure

type Cursor = Mapping[str, Any]


def run_steps(
    start: Callable[[], Steps],
    send: Callable[[Request], Response],
    pass_on: Callable[[Request, Response], None],
) -> Cursor:
    """Run the steps; returns the cursor at their end. A failure that stops them is raised as FetchFailure.

    An answer that the adapter refuses (cut off, or not JSON) is not passed on: it is requested again.
    """
    with closing(_begun(start)) as steps:
        request, cursor = _further(steps, None)
        while request is not None:
            response = send(request)
            following, cursor = _further(steps, response)
            pass_on(request, response)
            request = following
        return cursor


def _begun(start: Callable[[], Steps]) -> Steps:
    try:
        return start()
    except Exception as error:  # a bug in an adapter delays its own source, and no other
        raise _failure(error) from error


def _further(steps: Steps, response: Response | None) -> tuple[Request | None, Cursor]:
    """The next request; or None, and the cursor."""
    try:
        request = next(steps) if response is None else steps.send(response)
        json.dumps(request.checkpoint)
    except StopIteration as end:
        return None, _plain(end.value)
    except Exception as error:
        raise _failure(error) from error
    return request, {}


def _plain(cursor: Any) -> Cursor:
    try:
        return dict(json.loads(json.dumps(dict(cursor))))
    except (TypeError, ValueError) as error:
        raise FetchFailure("broken") from error


def _failure(error: Exception) -> FetchFailure:
    if isinstance(error, NoToken):
        return FetchFailure("no token")
    return FetchFailure("unreadable" if isinstance(error, Unreadable) else "broken")
