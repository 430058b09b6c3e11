"""AWS as a wire that answers at once: the SDK does all its work, and nothing leaves the process."""

import json
from collections.abc import Callable
from typing import Any

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from goodword.aws import _client
from tests.house.house import CONFIGURATION, SECRETS

REGION = "eu-central-1"
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "DELIVERIES_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/deliveries",
    "SCORED_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/scored",
    "URGENT_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/urgent",
    "BUCKET_NAME": "bucket",
    "TABLE_NAME": "table",
    "TOPIC_ARN": f"arn:aws:sns:{REGION}:123456789012:alerts",
    "TOPIC_DISPLAY_NAME": "Goodword",
    "SECRETS_PATH": "/goodword/sources",
    "RETENTION_DAYS": "395",
    "POWERTOOLS_LOG_LEVEL": "INFO",
}

type Reply = dict[str, Any] | bytes

_ANSWERS: dict[str, Callable[[dict[str, Any]], Reply]] = {
    "SendMessage": lambda _: {"MessageId": "1", "MD5OfMessageBody": "-"},
    "SendMessageBatch": lambda asked: {
        "Successful": [{"Id": entry["Id"], "MessageId": "1", "MD5OfMessageBody": "-"} for entry in asked["Entries"]]
    },
    "GetParameter": lambda asked: {"Parameter": {"Value": json.dumps(SECRETS[asked["Name"].rsplit("/", 1)[-1]])}},
    "Query": lambda _: {"Items": [], "Count": 0, "ScannedCount": 0},
    "GetObject": lambda _: json.dumps(CONFIGURATION).encode(),
    "Publish": lambda _: b"<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
}


def connect() -> None:
    """From now on every client that is made talks to this wire."""
    boto3.setup_default_session(region_name=REGION)
    boto3.DEFAULT_SESSION.events.register("before-send", _answer)
    _client.client.cache_clear()


def _answer(request: AWSPreparedRequest, event_name: str, **_: Any) -> AWSResponse:
    operation = event_name.rsplit(".", 1)[-1]
    asked = json.loads(request.body) if request.body and operation not in ("Publish", "GetObject") else {}
    reply = _ANSWERS.get(operation, lambda _: {})(asked)
    content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
    return AWSResponse(request.url, 200, {"content-length": str(len(content))}, _Raw(content))


class _Raw:
    """What botocore reads of urllib3's response."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: Any, **__: Any) -> list[bytes]:
        return [self._content]

    def read(self, *_: Any) -> bytes:
        content, self._content = self._content, b""
        return content
