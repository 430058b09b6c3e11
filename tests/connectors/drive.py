"""Run a connector's steps against a model of its API, without HTTP; and read what it passes on, as `score` does."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from goodword import connectors
from goodword.connectors.contract import PollContext, Request, Response
from goodword.platforms.contract import Delivery
from tests.connectors.standin import Asked

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def ask(what, **given):
    """A poll for the source `acme`; tokens may be given as plain text."""
    tokens = {name: (value,) if isinstance(value, str) else value for name, value in given.pop("tokens", {}).items()}
    return PollContext(source="acme", what=what, now=given.pop("now", NOW), tokens=tokens, **given)


def walk(name, steps, api, *, received_at=NOW, most=50):
    """Run the steps; returns the cursor at the end and the deliveries that would go on to `score`."""
    passed, requests = [], []
    request = next(steps)
    try:
        for _ in range(most):
            requests.append(request)
            answer = send(request, api)
            if request.asked is not None:
                passed.append(Delivery(name, "acme", "POST", {}, {}, answer.body, received_at, dict(request.asked)))
            request = steps.send(answer)
    except StopIteration as done:
        json.dumps(done.value)
        return done.value, [Delivery.from_message(delivery.as_message()) for delivery in passed], requests
    raise AssertionError(f"more than {most} requests")


def send(request: Request, api) -> Response:
    """The API's answer, if it has a status that the steps understand."""
    answer = say(request, api)
    assert 200 <= answer.status < 300 or answer.status in request.also, f"the API answered {answer.status}"
    return answer


def say(request: Request, api) -> Response:
    """The API's answer, whatever it is."""
    parts = urlsplit(request.url)
    assert parts.scheme == "https"
    headers = {name.lower(): value for name, value in request.headers.items()}
    if request.form is not None:
        body = urlencode(request.form).encode()
    else:
        body = json.dumps(request.json).encode() if request.json is not None else b""
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair) | dict(request.params)
    reply = api.answer(Asked(request.method, parts.hostname or "", parts.path, query, headers, body))
    return Response(reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.raw)


def hear(deliveries, accounts=()):
    """Everything in these deliveries."""
    return [item for delivery in deliveries for item in connectors.hear(delivery, frozenset(accounts))]


def later(given: PollContext, cursor, **changes) -> PollContext:
    """The next poll of the same feed."""
    return replace(given, cursor=cursor, **changes)
