"""What an owner does after a deploy: configuration, people, secrets; and a queue on the topic, to show what is sent."""

import base64
import json
import secrets
from collections.abc import Mapping

from goodword import platforms
from goodword.aws.client import client
from goodword.command.configure import configure
from goodword.config import Configuration
from goodword.operations.secrets import StoredSecrets
from goodword.operations.stack import DeployedStack
from tests.platforms.cases import Case, case

EAR = "goodword-what-was-sent"


def provision(stack: DeployedStack, configuration: Configuration) -> str:
    """Set the stack up; returns the URL of the queue that gets every alert. May be called again."""
    configure(stack, configuration)
    kept = StoredSecrets(stack.output("SecretsPath"))
    for source, entry in configuration.sources.items():
        live = kept.live(source)
        for name, secret in _secrets_for(entry.platform).items():
            if name not in live:
                kept.keep(source, name, secret)
    return _ear(stack.output("TopicArn"))


def _secrets_for(platform: str) -> Mapping[str, str]:
    """Secrets for its webhooks here: invented, except that a scheme with a key pair uses that of the tests."""
    if platform not in platforms.names():
        return {}
    known = case(platform)
    if known.old == Case.old:
        return {name: invented() for name in platforms.load(platform).SECRETS}
    return {name: live[0] for name, live in known.secrets(known.old).values.items() if name not in ("known", "keys")}


def invented() -> str:
    """A secret in the form that Standard Webhooks requires; the other platforms accept it too."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _ear(topic: str) -> str:
    sqs, sns = client("sqs"), client("sns")
    url = str(sqs.create_queue(QueueName=EAR)["QueueUrl"])
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    return url
