"""The outputs and resources of a deployed stack, and how its functions are invoked."""

import io
import json
from types import SimpleNamespace

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from goodword.aws import client
from goodword.errors import ConfigurationError
from goodword.operations.stack import DeployedStack, FunctionFailed

TEMPLATE = {
    "Resources": {"Waiting": {"Type": "AWS::SQS::Queue"}},
    "Outputs": {"QueueUrl": {"Value": {"Ref": "Waiting"}}},
}


@pytest.fixture
def stack(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with mock_aws():
        client.client.cache_clear()
        boto3.client("cloudformation").create_stack(StackName="mine", TemplateBody=json.dumps(TEMPLATE))
        yield DeployedStack("mine")
        client.client.cache_clear()


def test_outputs_and_resources_are_found_by_their_names(stack):
    assert stack.resource("Waiting") == stack.output("QueueUrl")
    assert stack.resource("Waiting").startswith("https://sqs.eu-central-1.amazonaws.com/")


@pytest.mark.parametrize("ask", [DeployedStack.output, DeployedStack.resource])
def test_what_an_older_template_lacks_is_said(stack, ask):
    with pytest.raises(ConfigurationError, match=r"stack mine has no \w+ Later: deploy this version first"):
        ask(stack, "Later")


def test_there_is_no_such_stack(stack):
    with pytest.raises(ClientError, match="nobodys"):
        DeployedStack("nobodys").output("QueueUrl")


@pytest.mark.parametrize("answer", [b'{"sent": 1}', b"null", b""])
def test_a_function_is_started_and_waited_for(stack, monkeypatch, answer):
    started = []

    def invoke(**call):
        started.append(call)
        return {"Payload": io.BytesIO(answer)}

    monkeypatch.setattr("goodword.operations.stack.client", lambda service, seconds=3: _fake(service, seconds, invoke))
    monkeypatch.setattr(DeployedStack, "resources", {"SweepFunction": "mine-sweep-1"})
    assert DeployedStack("mine").start("SweepFunction", {"a": 1}) == (json.loads(answer) if answer else None)
    assert started == [{"FunctionName": "mine-sweep-1", "Payload": b'{"a": 1}'}]


def test_a_function_that_fails_is_no_success(stack, monkeypatch):
    failed = {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorMessage": "what a person wrote"}')}
    monkeypatch.setattr("goodword.operations.stack.client", lambda *_, **__: SimpleNamespace(invoke=lambda **_: failed))
    monkeypatch.setattr(DeployedStack, "resources", {"SweepFunction": "mine-sweep-1"})
    with pytest.raises(FunctionFailed) as raised:
        DeployedStack("mine").start("SweepFunction", {})
    assert "person" not in str(raised.value)


def _fake(service, seconds, invoke):
    assert (service, seconds) == ("lambda", 60), "a sweep may take fifty seconds"
    return SimpleNamespace(invoke=invoke)
