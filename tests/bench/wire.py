"""A fake AWS that answers at once: the SDK does all its work, and nothing leaves the process.

It keeps what is put and returns it by its key; a query finds nothing.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
from botocore import xform_name
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from goodword.aws import client
from tests.house.house import CONFIGURATION, SECRETS
from tests.house.plan import plan

REGION, ACCOUNT = "eu-central-1", "123456789012"
_AWS = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}
_ROOMS = {
    "BUCKET_NAME": "bucket",
    "TABLE_NAME": "table",
    "TOPIC_ARN": f"arn:aws:sns:{REGION}:{ACCOUNT}:alerts",
    "TOPIC_DISPLAY_NAME": "Goodword",
    "SECRETS_PATH": "/goodword/sources",
    "LINK_BASE": "https://care.acme.example/a/",
    "RETENTION_DAYS": "395",
    "POWERTOOLS_LOG_LEVEL": "INFO",
    "POWERTOOLS_METRICS_NAMESPACE": "Goodword/goodword",
}

NEWS = "acme-news"
CONFIGURED = CONFIGURATION | {
    "sources": CONFIGURATION["sources"] | {NEWS: {"platform": "rss", "ask": {"feed": ["https://acme.example/feed"]}}}
}

type Call = tuple[str, str, dict[str, Any]]
"""Service, the method of its client, and the parameters."""


def environment() -> dict[str, str]:
    """The template's environment variables for all functions in one; every name not listed above is a queue."""
    names = {name for room in plan().functions().values() for name in room["Environment"]["Variables"]}
    return _AWS | {name: _ROOMS.get(name, queue(name)) for name in names}


def queue(name: str) -> str:
    """The URL of a queue."""
    return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name.lower()}"


class Wire:
    """Answers every client that is made while it is open."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}
        self.calls: list[Call] = []
        self._answers: dict[str, Callable[[dict[str, Any]], dict[str, Any] | bytes]] = {
            "SendMessage": lambda _: {"MessageId": "1", "MD5OfMessageBody": "-"},
            "SendMessageBatch": _take_all,
            "GetQueueAttributes": lambda asked: {"Attributes": dict.fromkeys(asked["AttributeNames"], "0")},
            "GetParameter": lambda asked: {"Parameter": {"Value": _secrets(asked["Name"])}},
            "GetItem": self._get,
            "PutItem": self._put,
            "Query": lambda _: {"Items": [], "Count": 0, "ScannedCount": 0},
            "GetObject": lambda _: json.dumps(CONFIGURED).encode(),
            "Publish": lambda _: (
                b"<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
            ),
        }

    def calls_of(self, work: Callable[[], object]) -> list[Call]:
        """The AWS calls of the work."""
        self.calls.clear()
        work()
        return list(self.calls)

    def bare(self, calls: list[Call]) -> Callable[[], None]:
        """The same calls with nothing in between: the unavoidable part."""
        ready = [(getattr(client.client(service), method), params) for service, method, params in calls]

        def call_all() -> None:
            for method, params in ready:
                method(**params)

        return call_all

    def asked(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls.append((model.service_model.service_name, xform_name(model.name), params))

    def answer(self, request: AWSPreparedRequest, event_name: str, **_: Any) -> AWSResponse:
        operation = event_name.rsplit(".", 1)[-1]
        asked = json.loads(request.body) if request.body and operation not in ("Publish", "GetObject") else {}
        reply = self._answers.get(operation, lambda _: {})(asked)
        content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        return AWSResponse(request.url, 200, {"content-length": str(len(content))}, _Raw(content))

    def _get(self, asked: dict[str, Any]) -> dict[str, Any]:
        item = self.items.get(_key(asked["Key"]))
        return {"Item": item} if item else {}

    def _put(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.items[_key(asked["Item"])] = asked["Item"]
        return {}


@contextmanager
def connected() -> Iterator[Wire]:
    """Every client that is made inside the block talks to this wire."""
    with patch.dict(os.environ, environment()), patch.object(boto3, "DEFAULT_SESSION", None):
        boto3.setup_default_session(region_name=REGION)
        wire, events = Wire(), boto3.DEFAULT_SESSION.events
        events.register("provide-client-params", wire.asked)
        events.register("before-send", wire.answer)
        client.client.cache_clear()
        try:
            yield wire
        finally:
            client.client.cache_clear()


def _take_all(asked: dict[str, Any]) -> dict[str, Any]:
    taken = [{"Id": entry["Id"], "MessageId": "1", "MD5OfMessageBody": "-"} for entry in asked["Entries"]]
    return {"Successful": taken}


def _secrets(name: str) -> str:
    return json.dumps(SECRETS.get(name.rsplit("/", 1)[-1], {}))


def _key(item: dict[str, Any]) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


class _Raw:
    """What botocore reads from urllib3's response."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: Any, **__: Any) -> list[bytes]:
        return [self._content]

    def read(self, *_: Any) -> bytes:
        content, self._content = self._content, b""
        return content
