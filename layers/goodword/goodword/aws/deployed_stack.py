"""A deployed stack as its owner sees it: where things are, its configuration, its secrets, whom it may ring."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from goodword.aws._client import client
from goodword.aws.bucket import CONFIGURATION_KEY
from goodword.aws.secret_store import SecretStore
from goodword.errors import ConfigurationError

_PROTOCOLS = ("email", "sms")
_LIVE_AT_ONCE = 2


class Line(NamedTuple):
    """One way to reach one person: `to` is what alerts call it (ana:mail), `protocol` email or sms."""

    to: str
    protocol: str
    address: str


class DeployedStack:
    """Works with the credentials of whoever runs it, never with a room's role."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        """The stack's outputs by key. Raises what CloudFormation raises when there is no such stack."""
        stack = client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def output(self, key: str) -> str:
        """One output; ConfigurationError when this version of the template has none of that name."""
        if key not in self.outputs:
            raise ConfigurationError(f"stack {self.name} has no output {key}: deploy this version's template first")
        return self.outputs[key]

    def configure(self, configuration: bytes) -> None:
        """Put the normalised configuration where the rooms read it; in force within a minute."""
        client("s3").put_object(
            Bucket=self.output("BucketName"),
            Key=CONFIGURATION_KEY,
            Body=configuration,
            ContentType="application/json",
        )

    def secrets(self, source: str) -> dict[str, tuple[str, ...]]:
        """The live secrets of a source by name, newest first; empty when none were ever stored."""
        return dict(SecretStore(self.output("SecretsPath")).of(source).values)

    def keep_secret(self, source: str, name: str, value: str) -> None:
        """Make it the newest secret of that name; the one it replaces stays good until the next change."""
        live = self.secrets(source)
        others = [secret for secret in live.get(name, ()) if secret != value]
        kept = {**live, name: [value, *others][:_LIVE_AT_ONCE]}
        client("ssm").put_parameter(
            Name=f"{self.output('SecretsPath')}/{source}", Value=json.dumps(kept), Type="SecureString", Overwrite=True
        )

    def subscribe(self, lines: Iterable[Line]) -> None:
        """Let exactly these be rung by mail and SMS; people must confirm a new mail address once."""
        wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in lines:
            wanted[line.protocol, line.address].append(line.to)
        standing = self._subscriptions()
        for (protocol, address), to in wanted.items():
            self._subscribe(protocol, address, {"to": sorted(to)}, standing.get((protocol, address)))
        for gone in standing.keys() - wanted.keys():
            self._forget(standing[gone])

    def _forget(self, subscription: str) -> None:
        """Unsubscribe what `subscribe` made; one that waits to be confirmed lapses by itself."""
        if not subscription.startswith("arn:"):
            return
        sns = client("sns")
        policy = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"].get("FilterPolicy", "{}")
        if json.loads(policy).keys() == {"to"}:
            sns.unsubscribe(SubscriptionArn=subscription)

    def _subscriptions(self) -> dict[tuple[str, str], str]:
        pages = client("sns").get_paginator("list_subscriptions_by_topic").paginate(TopicArn=self.output("TopicArn"))
        return {
            (found["Protocol"], found["Endpoint"]): found["SubscriptionArn"]
            for page in pages
            for found in page["Subscriptions"]
            if found["Protocol"] in _PROTOCOLS
        }

    def _subscribe(self, protocol: str, address: str, only: dict[str, Any], standing: str | None) -> None:
        sns, attributes = client("sns"), {"FilterPolicy": json.dumps(only)}
        if dead_letters := self.outputs.get("AlertDeadLettersArn"):
            attributes["RedrivePolicy"] = json.dumps({"deadLetterTargetArn": dead_letters})
        if standing and standing.startswith("arn:"):
            for name, value in attributes.items():
                sns.set_subscription_attributes(SubscriptionArn=standing, AttributeName=name, AttributeValue=value)
        else:
            topic = self.output("TopicArn")
            sns.subscribe(TopicArn=topic, Protocol=protocol, Endpoint=address, Attributes=attributes)
