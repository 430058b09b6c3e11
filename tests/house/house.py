"""The local stack for tests: template.yaml deployed into moto, its functions loaded, and its queues and stream run."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun import freeze_time
from moto import mock_aws
from moto.cloudformation.models import cloudformation_backends
from moto.comprehend.responses import ComprehendResponse
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

from goodword.aws.dynamodb_items import read_memory, to_dynamo
from goodword.config.configuration import Configuration
from goodword.mention import ScoredMention
from goodword.polling.backoff import next_poll
from goodword.polling.cursor_store import CursorStore, PollState
from goodword.polling.plan import plan as asked_by
from goodword.storage.in_memory_store import InMemoryStore
from goodword.storage.keys import mention_key
from tests.house.comprehend import batch_detect_sentiment
from tests.house.corridors import QueueCorridor, StreamCorridor
from tests.house.door import Door
from tests.house.faults import Crash, Faults
from tests.house.people import People
from tests.house.permissions import Role
from tests.house.plan import ACCOUNT, REGION, plan
from tests.house.queries import query
from tests.house.quick import quick
from tests.house.rooms import load_rooms
from tests.house.sessions import Sessions
from tests.house.transactions import write_all

STACK = "goodword"
# With account-based hosts moto would not know where a stream is read.
_ENVIRONMENT = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled"}
OPENING = datetime(2026, 11, 18, 9, 0, 5, tzinfo=UTC)
"""The time at which a test stack starts: a Wednesday, five seconds into a minute and an hour."""

CONFIGURATION: dict[str, Any] = {
    "brands": {"acme": {"name": "Acme", "terms": ["acme", "#acme", "@acme"], "team": "care"}},
    "sources": {
        "acme-facebook": {"platform": "facebook", "brand": "acme", "accounts": ["1234567890321"]},
        "acme-instagram": {"platform": "instagram", "brand": "acme", "accounts": ["17841400000000001"]},
        "acme-x": {"platform": "x", "brand": "acme", "accounts": ["1111111111111111111"]},
        "acme-shop": {"platform": "standard", "brand": "acme", "accounts": ["acme"]},
    },
    "teams": {
        "care": {
            "timezone": "Europe/Berlin",
            "people": {
                "ana": {"mail": "ana@example.com", "sms": "+4915112345678"},
                "ben": {"mail": "ben@example.com"},
            },
        }
    },
}

SECRETS: dict[str, dict[str, list[str]]] = {
    "acme-facebook": {"app_secret": ["facebook-app-secret"], "verify_token": ["facebook-verify-token"]},
    "acme-instagram": {"app_secret": ["instagram-app-secret"], "verify_token": ["instagram-verify-token"]},
    "acme-x": {"consumer_secret": ["x-consumer-secret"]},
    "acme-shop": {"webhook_secret": ["whsec_c2hvcC1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg=="]},
}


class House:
    """A deployed stack. `open_house` makes it; nothing runs in it unless a test runs it."""

    def __init__(
        self,
        clock: Any,
        configuration: Mapping[str, Any],
        without: frozenset[tuple[str, str]],
        parameters: Mapping[str, str],
        *,
        model: bool,
    ) -> None:
        self._sessions, self._clock = Sessions(), clock
        session = self._sessions.take("house")
        self.sqs, self.sns, self.s3 = (session.client(name) for name in ("sqs", "sns", "s3"))
        self.dynamo, self.ssm = (session.client(name) for name in ("dynamodb", "ssm"))
        self.deployed = _deploy(session.client("cloudformation"), parameters)
        self.secrets = {source: dict(names) for source, names in SECRETS.items()}
        self.configure(configuration)
        for source in self.secrets:
            self.keep_secrets(source)
        self.faults = Faults()
        self.rooms = load_rooms(self.deployed, self.faults, self._sessions, without, model=model)
        self.door = Door(self.rooms, plan().routes(), self.secrets)
        self.people = People(self.deployed.names["AlertTopic"], _recipients(configuration), self.sqs, self.sns)
        self._schedule = Role("SweepScheduleRole", self.deployed, without)
        self.corridors: dict[str, QueueCorridor | StreamCorridor] = {
            wire.name: StreamCorridor(wire, self.rooms[wire.room], self.sqs)
            if "/stream/" in wire.source
            else QueueCorridor(wire, self.rooms[wire.room], self.sqs)
            for wire in self.deployed.wires
        }

    # ---- what a test does ------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The time in the stack."""
        return datetime.now(UTC)

    @property
    def stream(self) -> StreamCorridor:
        """The event source mapping between the table and the alert function."""
        corridor = self.corridors["StreamMapping"]
        assert isinstance(corridor, StreamCorridor)
        return corridor

    def wait(self, seconds: float) -> None:
        """Let time pass; nothing runs."""
        self._clock.tick(timedelta(seconds=seconds))

    def settle(self, *, steps: int = 100_000) -> None:
        """Run every event source mapping until nothing is left to do at this moment."""
        for _ in range(steps):
            moved = [corridor.step() for corridor in self.corridors.values()]
            if not any(moved):
                return
        raise AssertionError("the test stack never becomes idle")

    def live(self, minutes: float, *, every: float = 15) -> None:
        """Let time pass and run everything: mappings every `every` seconds, the sweep at each minute."""
        until = self.now + timedelta(minutes=minutes)
        while self.now < until:
            before = self.now
            self.wait(every)
            if self.now.minute != before.minute:
                self.sweep()
            self.settle()

    def sweep(self) -> bool:
        """Run the sweep once, as the schedule does; False when it failed."""
        sweep = self.rooms["sweep"]
        if not sweep.invocations and self.now.date() == OPENING.date():
            self._have_looked_again()
        self._schedule.require([("lambda:InvokeFunction", self.deployed.arns["sweep"])], "Invoke")
        try:
            sweep.invoke({})
        except (Exception, Crash) as error:  # noqa: BLE001 - whatever it raises, the round has failed
            self._keep_failed_round(error)
            return False
        return True

    def _have_looked_again(self) -> None:
        """Before the first sweep: mark old days as checked today, which saves 160 queries on an empty table."""
        store = InMemoryStore()
        memory = CursorStore(store)
        for poll in asked_by(self.configuration):
            if poll.job.kind == "recheck":
                memory.put(
                    PollState(
                        name=poll.name,
                        due=next_poll(self.now, poll.every, poll.name),
                        terms=poll.terms,
                    ),
                    self.now,
                )
        for item in store.since("asked", ""):
            self.dynamo.put_item(TableName=self.deployed.names["Table"], Item=to_dynamo(item))

    def _keep_failed_round(self, error: BaseException) -> None:
        """Lambda reports each failed sweep to the failure destination, with the permissions of the sweep's own role."""
        [rules] = plan().of_type("AWS::Lambda::EventInvokeConfig").values()
        assert rules["MaximumRetryAttempts"] == 0
        letters = rules["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]
        self.rooms["sweep"].role.require([("sqs:SendMessage", self.deployed.arns[letters])], "SendMessage")
        record = failed_run(self.deployed.arns["sweep"], type(error).__name__)
        self.sqs.send_message(QueueUrl=self.deployed.names[letters], MessageBody=json.dumps(record))

    def configure(self, configuration: Mapping[str, Any]) -> None:
        """Upload a configuration, as `goodword configure` does."""
        self.configuration = Configuration.model_validate(configuration)
        key, body = "config/goodword.json", self.configuration.to_json()
        self.s3.put_object(Bucket=self.deployed.names["Bucket"], Key=key, Body=body)

    def keep_secrets(self, source: str, **names: list[str]) -> None:
        """Store the secrets of a source, newest first."""
        self.secrets[source] = {**self.secrets.get(source, {}), **names}
        self.ssm.put_parameter(
            Name=f"/{STACK}/sources/{source}",
            Value=json.dumps(self.secrets[source]),
            Type="SecureString",
            Overwrite=True,
        )

    def close(self) -> None:
        """Let the next test stack use the clients of this one."""
        self._sessions.close()

    # ---- what a test reads -----------------------------------------------------------------------------------------

    def items(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Items of the table in DynamoDB's JSON; of one `type`, or all."""
        pages = self.dynamo.get_paginator("scan").paginate(TableName=self.deployed.names["Table"])
        return [item for page in pages for item in page["Items"] if kind in (None, item["type"]["S"])]

    def item(self, platform: str, external_id: str) -> dict[str, Any] | None:
        """The item of a natural key: a mention, our own post, or a tombstone."""
        key = {"pk": {"S": mention_key(platform, external_id)}, "sk": {"S": "m"}}
        found = self.dynamo.get_item(TableName=self.deployed.names["Table"], Key=key).get("Item")
        return dict(found) if found else None

    def mention(self, platform: str, external_id: str) -> ScoredMention | None:
        """The stored mention; None when unknown or deleted."""
        item = self.item(platform, external_id)
        return read_memory(item).mention if item and item["type"]["S"] != "gone" else None

    def quarantine(self) -> list[dict[str, Any]]:
        """What is in quarantine."""
        bucket = self.deployed.names["Bucket"]
        keys = self.s3.list_objects_v2(Bucket=bucket, Prefix="quarantine/").get("Contents", [])
        return [json.loads(self.s3.get_object(Bucket=bucket, Key=key["Key"])["Body"].read()) for key in keys]

    def depth(self, queue: str) -> int:
        """Messages in a queue by its logical id (`DeliveriesQueue`), visible or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        url = self.deployed.names[queue]
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return sum(int(found[name]) for name in names)

    def depths(self) -> dict[str, int]:
        """Every queue of the template that is not empty."""
        found = {name: self.depth(name) for name in plan().of_type("AWS::SQS::Queue")}
        return {name: number for name, number in found.items() if number}

    def dead_letters(self) -> dict[str, int]:
        """Every dead letter queue that is not empty."""
        return {name: number for name, number in self.depths().items() if name.endswith("DeadLetters")}

    def given_up(self) -> dict[str, int]:
        """The same without failed sweeps, whose records say only that a sweep failed."""
        return {name: number for name, number in self.dead_letters().items() if name != "SweepDeadLetters"}


@contextmanager
def open_house(
    configuration: Mapping[str, Any] = CONFIGURATION,
    *,
    without: frozenset[tuple[str, str]] = frozenset(),
    parameters: Mapping[str, str] = MappingProxyType({}),
    model: bool = False,
) -> Iterator[House]:
    """A test stack of its own, at OPENING, deployed with these `parameters` of the template.

    `without` takes (role, action) pairs out of the template's roles. Without the `model` layer, score uses the fast
    tier: a test that is not about reading need not wait for the encoder.
    """
    with (
        patch.dict(os.environ, _ENVIRONMENT),
        freeze_time(OPENING, ignore=["_pytest", "xdist", "execnet"]) as clock,
        patch("time.sleep", clock.tick),  # while a function waits, time passes in this stack alone
        mock_aws(),
        quick(),
        patch.object(DynamoDBBackend, "transact_write_items", write_all),
        patch.object(Table, "query", query),
        patch.object(ComprehendResponse, "batch_detect_sentiment", batch_detect_sentiment, create=True),
    ):
        house = House(clock, configuration, without, parameters, model=model)
        try:
            yield house
        finally:
            house.close()


def failed_run(function: str, kind: str, condition: str = "RetriesExhausted") -> dict[str, Any]:
    """Lambda's record of an asynchronous run that failed, or that waited too long (EventAgeExceeded).

    https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """
    context = {"requestId": "1", "functionArn": f"{function}:$LATEST", "condition": condition}
    answer = {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"}
    return {
        "version": "1.0",
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "requestContext": context | {"approximateInvokeCount": 1},
        "requestPayload": {},
        "responseContext": answer,
        "responsePayload": {"errorMessage": "it failed", "errorType": kind},
    }


def _deploy(cloudformation: Any, parameters: Mapping[str, str]) -> Any:
    given = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
    cloudformation.create_stack(StackName=STACK, TemplateBody=json.dumps(plan().deployable()), Parameters=given)
    [stack] = cloudformation_backends[ACCOUNT][REGION].stacks.values()  # describing it takes longer than making it
    return plan().resolved({output["OutputKey"]: str(output["OutputValue"]) for output in stack.outputs or ()})


def _recipients(configuration: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}:{channel}"
        for team in configuration["teams"].values()
        for name, person in team["people"].items()
        for channel in person
    ]
