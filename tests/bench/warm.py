"""Warm functions: each compared with its AWS calls alone; intake compared with a minimal handler."""

import contextlib
import hashlib
import hmac
import importlib.util
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from types import ModuleType
from typing import Any

import boto3

from goodword import platforms
from goodword.aws.dynamodb_items import mention_item
from goodword.aws.dynamodb_store import DynamoDBStore
from goodword.connectors.contract import Request, Response
from goodword.jobs import Job
from goodword.mention import ScoredMention
from goodword.mention_merge import MergedMention as Merged
from goodword.platforms.contract import Delivery, Secrets
from goodword.polling.cursor_store import CursorStore
from goodword.polling.scheduler import Scheduler
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer
from tests.bench.repeats import Taken, side_by_side
from tests.bench.wire import NEWS, Wire, queue
from tests.conftest import ROOT
from tests.house.house import SECRETS
from tests.house.rooms import Context

SOURCE = "acme-facebook"
SECRET = SECRETS[SOURCE]["app_secret"][0]
BODY = (ROOT / "events" / "facebook.json").read_bytes()
BATCH = 10
RECORDS = 100  # of the stream, in a batch of tally

INTAKE = "intake, a webhook"
"""The one figure that has a limit."""


def warm(wire: Wire, sweep: int = 25) -> Iterator[Taken]:
    """Each function with typical events, one after the other in this process; seconds per mention."""
    webhook, intake = _webhook(), _load("intake")
    ours, floor = side_by_side(partial(_let_in, intake, webhook), _floor(webhook), sweep=sweep * 4, each=20)
    yield Taken(INTAKE, ours, floor)
    score, store, tally = _load("score"), _load("store"), _load("tally")
    mention = _mention()
    yield _beside(wire, "score, a delivery alone", score, [_delivered()], sweep)
    yield _beside(wire, f"score, in a batch of {BATCH}", score, [_delivered()] * BATCH, sweep)
    yield _beside(wire, "store, a mention alone", store, [_scored(mention)], sweep)
    yield _beside(wire, f"store, in a batch of {BATCH}", store, [_scored(mention)] * BATCH, sweep)
    yield _opening(wire, mention, sweep)
    yield _joining(wire, mention, sweep)
    yield _beside(wire, f"tally, in a batch of {RECORDS}", tally, [_change(mention)] * RECORDS, sweep)
    yield _timed(wire, "sweep, with nothing to do", partial(_go_round, _load("sweep")), sweep)
    yield _timed(wire, "desk, a case's page", _page(wire), sweep)
    yield _timed(wire, "fetch, a feed that has not changed", _feed(wire), sweep)
    yield _timed(wire, "visit, a page", _visit(wire), sweep)


def _beside(wire: Wire, what: str, room: ModuleType, records: list[dict[str, Any]], sweep: int) -> Taken:
    """A function with the same records again and again, per record."""
    taken = _timed(wire, what, partial(_handle, room, records), sweep)
    return Taken(what, taken.ours / len(records), taken.floor / len(records))


def _timed(wire: Wire, what: str, work: Callable[[], None], sweep: int) -> Taken:
    """Some work, compared with its AWS calls alone."""
    work()  # reads the configuration
    ours, floor = side_by_side(work, wire.bare(wire.calls_of(work)), sweep=sweep, each=5)
    return Taken(what, ours, floor)


def _opening(wire: Wire, scored: ScoredMention, sweep: int) -> Taken:
    """Opens a new case each time, about which two people get mail."""
    room, numbers = _load("alert"), count()

    def notification() -> None:
        number = next(numbers)
        mention = replace(scored, external_id=f"new-{number}", root_id=f"thread-{number}")
        change = _change(mention)
        wire.items[f"m#facebook#new-{number}", "m"] = change["dynamodb"]["NewImage"]
        _handle(room, [change])

    notification()
    assert [method for _, method, _ in wire.calls_of(notification)].count("publish") == 2, "nobody was notified"
    return _timed(wire, "alert, a case opened and two people notified", notification, sweep)


def _joining(wire: Wire, mention: ScoredMention, sweep: int) -> Taken:
    """The case is open: the whole batch is stored in one item of suppressed mentions."""
    room, changes = _load("alert"), [_change(replace(mention, external_id=f"more-{number}")) for number in range(BATCH)]
    wire.items["m#facebook#more-0", "m"] = changes[0]["dynamodb"]["NewImage"]
    _handle(room, changes[:1])
    return _beside(wire, f"alert, joining a case in a batch of {BATCH}", room, changes[1:] + changes[1:2], sweep)


def _go_round(sweep: ModuleType) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        sweep.handler({}, Context("bench"))


def _page(wire: Wire) -> Callable[[], None]:
    """The page of an open case in the table."""
    desk, now = _load("desk"), datetime.now(UTC)
    incident_key = next(pk for pk, _ in wire.items if pk.startswith("case#")).removeprefix("case#")
    facts = {"incident_key": incident_key, "person": "ana", "brand": "acme", "reference": "facebook#new-0"}
    token = desk.desk.links.make(**facts, opened=now, now=now)
    event = {"requestContext": {"http": {"method": "GET"}}, "pathParameters": {"link": token}}

    def look() -> None:
        assert desk.handler(event, None)["statusCode"] == 200

    return look


class _Says:
    """Replaces the sender: the time of the web is not measured."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def send(self, _: Request) -> Response:
        return self._response


def _feed(wire: Wire) -> Callable[[], None]:
    """A feed that was leased to this job each time."""
    room, store = _load("fetch"), DynamoDBStore("table")
    room.poller._world = replace(room.poller._world, sender=_Says(Response(304, {}, b"")))
    jobs = Scheduler(CursorStore(store)).go(room.configuration.current(), datetime.now(UTC))
    job = next(job for job in jobs if job.source == NEWS)
    leased = {key: item for key, item in wire.items.items() if key[1].startswith(f"{NEWS}#")}

    def ask() -> None:
        wire.items.update(leased)
        _handle(room, [_message(job.as_message())])

    return ask


def _visit(wire: Wire) -> Callable[[], None]:
    """A small page that links to ours and was not visited before."""
    room = _load("visit")
    page = Response(200, {"content-type": "text/html"}, b"<a href='https://acme.example/'>Acme</a>" * 50)
    room.visitor = replace(room.visitor, sender=_Says(page))
    asked = {"what": "source", "source": "https://ana.example/", "target": "https://acme.example/"}
    job = Job(kind="visit", platform="webmention", source="acme-blog", what="source", asked=asked)

    def visit() -> None:
        for key in [key for key in wire.items if key[0] == "visit"]:
            del wire.items[key]
        _handle(room, [_message(job.as_message())])

    return visit


def _floor(webhook: dict[str, Any]) -> Callable[[], None]:
    """The least that intake must do: check the signature of the bytes, send them on, answer."""
    sqs = boto3.client("sqs")

    def check_and_send() -> None:
        body = webhook["body"].encode()
        signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signature, webhook["headers"]["x-hub-signature-256"])
        sqs.send_message(QueueUrl=queue("DELIVERIES_QUEUE_URL"), MessageBody=webhook["body"])

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


def _mention() -> ScoredMention:
    """The complaint in the sample event, after reading."""
    [parsed] = platforms.load("facebook").parse(_delivery(), frozenset())
    return Reader(Brands.of_terms({}, {SOURCE: "acme"}), FastScorer()).read(parsed)


def _delivery() -> Delivery:
    return Delivery("facebook", SOURCE, "POST", {}, {}, BODY, datetime.now(UTC))


def _delivered() -> dict[str, Any]:
    return _message(_delivery().as_message())


def _scored(mention: ScoredMention) -> dict[str, Any]:
    return _message(json.dumps(mention.as_dict()))


def _change(mention: ScoredMention) -> dict[str, Any]:
    image = mention_item(Merged.of(mention), 1, 1)
    return {"eventName": "INSERT", "dynamodb": {"NewImage": image, "SequenceNumber": "1"}}


_FIRST = {"ApproximateReceiveCount": "1", "SentTimestamp": "0"}


def _message(body: str) -> dict[str, Any]:
    return {"messageId": "1", "receiptHandle": "-", "body": body, "attributes": _FIRST}


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "functions" / name / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
