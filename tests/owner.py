"""A deployed stack without functions, for an owner's commands, with small fakes for what moto lacks."""

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from freezegun import freeze_time
from moto import mock_aws

from goodword.__main__ import main
from goodword.aws import client
from goodword.command import _samconfig
from goodword.operations import dead_letters
from goodword.operations.stack import DeployedStack
from tests.conftest import ROOT
from tests.house.house import OPENING, STACK
from tests.house.plan import REGION, plan
from tests.house.quick import quick
from tests.house.sessions import lent_session

YAML = """
brands: {acme: {terms: [acme], team: care}}
sources:
  acme-facebook: {platform: facebook, brand: acme, accounts: ["1"]}
  acme-shop: {platform: standard, brand: acme}
teams:
  care:
    timezone: Europe/Berlin
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678"}
"""


class Owner:
    """The owner of a stack, with clients of their own and access to everything in it."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.sqs, self.sns, self.s3, self.ssm = (boto3.client(name) for name in ("sqs", "sns", "s3", "ssm"))
        cloudformation = boto3.client("cloudformation")
        cloudformation.create_stack(StackName=STACK, TemplateBody=json.dumps(plan().deployable() | {"Outputs": {}}))
        found = cloudformation.list_stack_resources(StackName=STACK)["StackResourceSummaries"]
        self.names = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in found}
        self.outputs = {
            "BucketName": self.names["Bucket"],
            "TopicArn": self.names["AlertTopic"],
            "TableName": self.names["Table"],
            "AlertDeadLettersArn": self.arn("AlertDeadLetters"),
            "SecretsPath": f"/{STACK}/sources",
            "WebhookUrl": "https://example.com/webhooks",
        }
        versioning = plan().of_type("AWS::S3::Bucket")["Bucket"]["VersioningConfiguration"]  # moto ignores it
        self.s3.put_bucket_versioning(Bucket=self.names["Bucket"], VersioningConfiguration=versioning)
        self._answers: dict[str, Callable[[Any], Any]] = {}
        self.started: list[tuple[str, Any]] = []
        self.sandboxed: bool | None = False
        self.answer_for("sns", "GetSMSSandboxAccountStatus", lambda _: {"IsInSandbox": self.sandboxed})
        self.numbers: list[str] = ["DE"]
        self.answer_for("sns", "ListOriginationNumbers", lambda _: {"PhoneNumbers": self._numbers()})
        self.sms_settings = {"DefaultSMSType": "Transactional", "MonthlySpendLimit": "50"}
        self.answer_for("sns", "GetSMSAttributes", lambda _: {"attributes": self.sms_settings})
        self.parameters: dict[str, str] = {}
        self.runs_at_once = {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 1000}
        self.answer_for("lambda", "GetAccountSettings", lambda _: {"AccountLimit": self.runs_at_once})
        self.throttle = {"rateLimit": 10000.0, "burstLimit": 5000}
        self.answer_for("apigateway", "GetAccount", lambda _: {"throttleSettings": self.throttle})
        self.refuse("sqs", "ListMessageMoveTasks", "InvalidAction")

    # ---- what a test does --------------------------------------------------------------------------------------------

    def call(self, *words: str) -> int:
        """Run a command of `goodword` on this stack."""
        self.clock.tick(1)  # versions differ by their time
        return main([*words, "--stack", STACK])

    def configure(self, folder: Any, text: str = YAML, *words: str) -> int:
        """Write goodword.yaml and run `goodword configure` on it."""
        (folder / "goodword.yaml").write_text(text)
        return self.call("configure", str(folder / "goodword.yaml"), *(words or ("--yes",)))

    def answer_for(self, service: str, operation: str, answer: Callable[[Any], Any]) -> None:
        """Answer that operation, which moto lacks, with what `answer` makes of its parameters."""
        event = f"before-call.{service}.{operation}"
        if event not in self._answers:
            client.client(service).meta.events.register(event, lambda params, **_: self._play(event, params["body"]))
        self._answers[event] = answer

    def refuse(self, service: str, operation: str, code: str) -> None:
        """Refuse that operation with that code."""
        self.answer_for(service, operation, lambda _: {"Error": {"Code": code, "Message": "no"}})

    def _play(self, event: str, body: Any) -> Any:
        answer = self._answers[event](json.loads(body or b"{}") if isinstance(body, bytes) else body)
        status = 400 if "Error" in answer else 200
        return SimpleNamespace(status_code=status), answer | {"ResponseMetadata": {"HTTPStatusCode": status}}

    def _numbers(self) -> list[dict[str, str]]:
        return [{"Iso2CountryCode": country, "PhoneNumber": "+1"} for country in self.numbers]

    def crash_before(self, service: str, operation: str, crash: Callable[..., None]) -> None:
        """Call `crash` before that operation is sent."""
        client.client(service).meta.events.register_first(f"before-call.{service}.{operation}", crash)

    def edit(self, service: str, operation: str, change: Callable[[Any], None]) -> None:
        """Change what that operation answers from now on; an exception in `change` is a lost answer."""
        client.client(service).meta.events.register(
            f"after-call.{service}.{operation}", lambda parsed, **_: change(parsed)
        )

    def send(self, queue: str, *bodies: str, **more: Any) -> None:
        """Put messages on a queue, by its logical id."""
        for body in bodies:
            self.sqs.send_message(QueueUrl=self.names[queue], MessageBody=body, **more)

    # ---- what a test reads -------------------------------------------------------------------------------------------

    def arn(self, queue: str) -> str:
        """The ARN of a queue."""
        url = self.names[queue]
        return self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    def messages(self, queue: str) -> list[dict[str, Any]]:
        """The messages in a queue, once hidden ones are visible again; reading hides them for a moment."""
        self.clock.tick(4000)
        found: list[dict[str, Any]] = []
        while some := self.sqs.receive_message(
            QueueUrl=self.names[queue], MaxNumberOfMessages=10, VisibilityTimeout=30, MessageAttributeNames=["All"]
        ).get("Messages"):
            found += some
        self.clock.tick(31)
        return found

    def bodies(self, queue: str) -> list[str]:
        """The same, only bodies, sorted."""
        return sorted(message["Body"] for message in self.messages(queue))

    def configurations(self) -> list[bytes]:
        """Every version of the configuration, newest first."""
        key = {"Bucket": self.names["Bucket"], "Key": "config/goodword.json"}
        listed = self.s3.list_object_versions(Bucket=key["Bucket"], Prefix=key["Key"]).get("Versions", [])
        return [self.s3.get_object(**key, VersionId=version["VersionId"])["Body"].read() for version in listed]

    def subscriptions(self) -> dict[str, dict[str, str]]:
        """The attributes of people's subscriptions, by address."""
        listed = self.sns.list_subscriptions_by_topic(TopicArn=self.names["AlertTopic"])["Subscriptions"]
        return {
            entry["Endpoint"]: self.sns.get_subscription_attributes(SubscriptionArn=entry["SubscriptionArn"])[
                "Attributes"
            ]
            for entry in listed
            if entry["Protocol"] in ("email", "sms")
        }

    def notified_about(self) -> dict[str, list[str]]:
        """What each address is notified about, by the filter of its subscription."""
        return {
            address: json.loads(attributes.get("FilterPolicy", "{}")).get("to", [])
            for address, attributes in self.subscriptions().items()
        }


@contextmanager
def deployed() -> Iterator[Owner]:
    """A stack of its own, at the opening time of every test stack; without a terminal for questions."""
    environment = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    with (
        patch.dict(os.environ, environment),
        freeze_time(OPENING, ignore=["_pytest", "xdist", "execnet"]) as clock,
        mock_aws(),
        quick(),
        patch("sys.stdin", io.StringIO()),
        patch.object(dead_letters, "_LISTEN", 0),  # moto waits until its clock moves
        patch.object(_samconfig, "FILE", ROOT / "no" / "samconfig.toml"),  # its owner may have deployed
        lent_session("owner") as session,
        patch.object(boto3, "DEFAULT_SESSION", session),
    ):
        client.client.cache_clear()
        owner = Owner(clock)
        with (
            patch.object(DeployedStack, "outputs", owner.outputs),
            patch.object(DeployedStack, "parameters", owner.parameters),
            patch.object(DeployedStack, "start", lambda _, name, event: owner.started.append((name, event))),
        ):
            yield owner
        client.client.cache_clear()
