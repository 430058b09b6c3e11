"""`make bench`: intake, warm, beside the least it could cost: one HMAC and one send, same SDK, same stub."""

import hashlib
import hmac
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.awsrequest import AWSRequest, AWSResponse

from goodword.platforms import load
from goodword.platforms._platform import Secrets
from tests.embedded.places import ROOT

ROUNDS, CALLS, MOST = 30, 100, 1.5
SECRET = "a-secret-for-the-bench"
BODY = (ROOT / "events" / "facebook.json").read_bytes()
_NOW = datetime.now(UTC)
CONFIGURATION = {"sources": {"acme-facebook": {"platform": "facebook"}}}


def main() -> int:
    """0 when intake stays within its share of the floor."""
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "DELIVERIES_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/deliveries",
        "BUCKET_NAME": "bucket",
        "SECRETS_PATH": "/goodword/sources",
    }
    boto3.setup_default_session()
    for service, operation, answer in (
        ("sqs", "SendMessage", _taken),
        ("ssm", "GetParameter", lambda _: {"Parameter": {"Value": json.dumps({"app_secret": [SECRET]})}}),
        ("s3", "GetObject", lambda _: CONFIGURATION),
    ):
        boto3.DEFAULT_SESSION.events.register(f"before-send.{service}.{operation}", _stub(answer))
    floor, intake, event = _floor(), _intake(), _event()
    assert floor(event)["statusCode"] == intake(event)["statusCode"] == 200
    return _compare({"floor": floor, "intake": intake}, event)


def _floor() -> Callable[[dict[str, Any]], dict[str, Any]]:
    sqs = boto3.client("sqs")

    def handler(event: dict[str, Any]) -> dict[str, Any]:
        body = event["body"].encode()
        expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(expected.encode(), event["headers"]["x-hub-signature-256"].encode())
        sqs.send_message(QueueUrl=os.environ["DELIVERIES_QUEUE_URL"], MessageBody=event["body"])
        return {"statusCode": 200}

    return handler


def _intake() -> Callable[[dict[str, Any]], dict[str, Any]]:
    sys.path.insert(0, str(ROOT / "functions" / "intake"))
    import intake  # after the environment, as in Lambda

    return lambda event: intake.handler(event, None)


def _compare(handlers: dict[str, Callable[[dict[str, Any]], Any]], event: dict[str, Any]) -> int:
    taken: dict[str, list[float]] = {name: [] for name in handlers}
    for _ in range(ROUNDS):  # turn about, so that what else the machine does falls on both
        for name, handler in handlers.items():
            started = time.perf_counter()
            for _ in range(CALLS):
                handler(event)
            taken[name].append((time.perf_counter() - started) / CALLS)
    middle = {name: statistics.median(times) * 1e6 for name, times in taken.items()}
    ratio = middle["intake"] / middle["floor"]
    print(f"floor (HMAC, one send)  {middle['floor']:7.0f} us")
    print(f"intake, warm            {middle['intake']:7.0f} us   {ratio:.2f} x the floor, at most {MOST}")
    return 0 if ratio <= MOST else 1


def _event() -> dict[str, Any]:
    headers = load("facebook").sign(BODY, Secrets({"app_secret": (SECRET,)}), _NOW)
    return {
        "routeKey": "POST /webhooks/{platform}/{source}",
        "pathParameters": {"platform": "facebook", "source": "acme-facebook"},
        "headers": {name.lower(): value for name, value in headers.items()},
        "rawQueryString": "",
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": int(_NOW.timestamp() * 1000)},
        "body": BODY.decode(),
        "isBase64Encoded": False,
    }


def _taken(request: AWSRequest) -> dict[str, str]:
    body = json.loads(request.body)["MessageBody"]
    return {"MessageId": "1", "MD5OfMessageBody": hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()}


def _stub(answer: Callable[[AWSRequest], Any]) -> Callable[..., AWSResponse]:
    class Raw:
        def __init__(self, content: bytes) -> None:
            self._content = content

        def stream(self, *_: object, **__: object) -> list[bytes]:
            return [self._content]

        def read(self, *_: object) -> bytes:
            content, self._content = self._content, b""
            return content

    return lambda request, **_: AWSResponse(request.url, 200, {}, Raw(json.dumps(answer(request)).encode()))


if __name__ == "__main__":
    sys.exit(main())
