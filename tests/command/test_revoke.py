"""`goodword revoke`: a revoked link no longer works, and no other link changes."""

import json
from types import SimpleNamespace

import boto3
import pytest
from moto import mock_aws

from goodword.__main__ import main
from goodword.alerting.action_links import ActionLinks
from goodword.aws import client
from goodword.aws.dynamodb_store import DynamoDBStore
from tests.house.plan import plan
from tests.sayings import NOON


@pytest.fixture
def stack(monkeypatch):
    """A table as in the template, in a stack whose output names it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    table = plan().resources["Table"] | {"DeletionPolicy": "Delete"}
    template = {
        "Parameters": plan().template["Parameters"],
        "Resources": {"Table": table},
        "Outputs": {"TableName": {"Value": {"Ref": "Table"}}},
    }
    with mock_aws():
        client.client.cache_clear()
        made = boto3.client("cloudformation")
        made.create_stack(StackName="goodword", TemplateBody=json.dumps(template))
        name = made.describe_stacks(StackName="goodword")["Stacks"][0]["Outputs"][0]["OutputValue"]
        links = ActionLinks(DynamoDBStore(name))
        fields = {"incident_key": "t", "brand": "acme", "reference": "x#1", "opened": NOON, "now": NOON}
        yield SimpleNamespace(links=links, make=lambda person: links.make(person=person, **fields))
        client.client.cache_clear()


@pytest.mark.parametrize("written", ["{}", "https://hear.example.com/a/{}", "https://hear.example.com/a/{}/"])
def test_the_link_opens_nothing_any_more(stack, capsys, written):
    astray, kept = stack.make("ana"), stack.make("ben")
    assert main(["revoke", written.format(astray)]) == 0
    assert stack.links.open(astray, NOON) is None
    assert stack.links.open(kept, NOON).person == "ben"
    assert astray not in capsys.readouterr().out


def test_what_was_never_a_link_is_said_and_not_kept(stack, capsys):
    assert main(["revoke", "AbCdEfGhIjKlMnOp"]) == 1
    assert "no such link" in capsys.readouterr().out
    assert not stack.links.revoke("AbCdEfGhIjKlMnOp", NOON)


def test_no_such_stack(stack, capsys):
    assert main(["revoke", "AbCdEfGhIjKlMnOp", "--stack", "nobodys"]) == 1
    assert "nobodys" in capsys.readouterr().err
