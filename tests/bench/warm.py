"""Warm rooms: intake against its floor, and what a mention takes in each of the others."""

import contextlib
import hashlib
import hmac
import importlib.util
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from types import ModuleType
from typing import Any

import boto3

from goodword import platforms
from goodword.aws.items import mention_item
from goodword.history import Memory
from goodword.platforms._platform import Delivery, Secrets
from goodword.reading.reader import Reader
from goodword.reading.sentiment import VaderScorer
from tests.bench.rounds import side_by_side
from tests.bench.wire import ENVIRONMENT
from tests.conftest import ROOT
from tests.house.house import SECRETS
from tests.house.rooms import Context

SOURCE = "acme-facebook"
SECRET = SECRETS[SOURCE]["app_secret"][0]
BODY = (ROOT / "events" / "facebook.json").read_bytes()
BATCH = 10

type Taken = tuple[str, float, float | None]
"""What, its seconds, the seconds of its floor."""


def warm() -> Iterator[Taken]:
    """Each room with events such as it gets, one after the other in this process."""
    webhook = _webhook()
    ours, floor = side_by_side(partial(_let_in, _load("intake"), webhook), _floor(webhook), rounds=100, each=20)
    yield "intake, one webhook", ours, floor
    events = _events()
    works = [partial(_handle, _load(room), records) for room, records in events.items()]
    for room, taken in zip(events, side_by_side(*works, rounds=30), strict=True):
        yield f"{room}, a mention in a batch of {BATCH}", taken / BATCH, None


def _floor(webhook: dict[str, Any]) -> Callable[[], None]:
    """The least that a front door does: check the signature over the bytes, send them on, answer."""
    sqs = boto3.client("sqs")

    def check_and_send() -> None:
        body = webhook["body"].encode()
        expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(expected, webhook["headers"]["x-hub-signature-256"])
        sqs.send_message(QueueUrl=ENVIRONMENT["DELIVERIES_QUEUE_URL"], MessageBody=webhook["body"])

    return check_and_send


def _let_in(intake: ModuleType, webhook: dict[str, Any]) -> None:
    assert intake.handler(webhook, None)["statusCode"] == 200


def _handle(room: ModuleType, records: list[dict[str, Any]]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        assert room.handler({"Records": records}, Context("bench")) == {"batchItemFailures": []}


def _webhook() -> dict[str, Any]:
    now = datetime.now(UTC)
    signed = platforms.load("facebook").sign(BODY, Secrets({"app_secret": (SECRET,)}), now)
    return {
        "routeKey": "POST /webhooks/{platform}/{source}",
        "pathParameters": {"platform": "facebook", "source": SOURCE},
        "headers": {"content-type": "application/json"} | {name.lower(): value for name, value in signed.items()},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": int(now.timestamp() * 1000)},
        "body": BODY.decode(),
        "isBase64Encoded": False,
    }


def _events() -> dict[str, list[dict[str, Any]]]:
    """A batch for each room: ten deliveries of a complaint, ten mentions of it, ten changes of the table by it."""
    delivery = Delivery("facebook", SOURCE, "POST", {}, {}, BODY, datetime.now(UTC))
    [heard] = platforms.load("facebook").parse(delivery, frozenset())
    scored = Reader({}, {SOURCE: "acme"}, VaderScorer()).read(heard)
    change = {"NewImage": mention_item(Memory.of(scored), 1, 1), "SequenceNumber": "1"}
    return {
        "score": [_message(delivery.as_message())] * BATCH,
        "store": [_message(json.dumps(scored.as_dict()))] * BATCH,
        "alert": [{"eventName": "INSERT", "dynamodb": change}] * BATCH,
    }


def _message(body: str) -> dict[str, Any]:
    return {"messageId": "1", "receiptHandle": "-", "body": body, "attributes": {"ApproximateReceiveCount": "1"}}


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "functions" / name / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
