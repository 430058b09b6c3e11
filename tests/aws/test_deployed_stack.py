"""What the owner of a stack does to it: configure, keep secrets; and what is there afterwards."""

import io
import json
from collections.abc import Iterator

import boto3
import pytest

from goodword.__main__ import main
from goodword.aws import _client
from goodword.aws.deployed_stack import DeployedStack
from tests.house.house import STACK, House, open_house

YAML = """
brands: {acme: {terms: [acme], team: care}}
sources: {acme-x: {platform: x, brand: acme, accounts: ["1"]}}
teams:
  care:
    timezone: Europe/Berlin
    people:
      ana: {mail: ana@example.com, sms: "+4915112345678"}
"""


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with open_house() as opened:
        names = opened.deployed.names
        outputs = {
            "BucketName": names["Bucket"],
            "TopicArn": names["AlertTopic"],
            "SecretsPath": f"/{STACK}/sources",
            "WebhookUrl": "https://example.com/webhooks",
        }
        monkeypatch.setattr(DeployedStack, "outputs", outputs)
        _client.client.cache_clear()
        yield opened
        _client.client.cache_clear()


def subscriptions(house: House) -> dict[str, dict[str, str]]:
    """Filter policies of the people on the topic, by address."""
    sns = boto3.client("sns")
    listed = sns.list_subscriptions_by_topic(TopicArn=house.deployed.names["AlertTopic"])["Subscriptions"]
    people = [one for one in listed if one["Protocol"] in ("email", "sms")]
    asked = {
        one["Endpoint"]: sns.get_subscription_attributes(SubscriptionArn=one["SubscriptionArn"])["Attributes"]
        for one in people
    }
    return {endpoint: json.loads(attributes.get("FilterPolicy", "{}")) for endpoint, attributes in asked.items()}


def configure(tmp_path, text: str = YAML) -> int:
    (tmp_path / "goodword.yaml").write_text(text)
    return main(["configure", str(tmp_path / "goodword.yaml"), "--stack", STACK])


def test_people_are_subscribed_each_to_what_is_for_them(house, tmp_path, capsys):
    assert configure(tmp_path) == 0
    assert subscriptions(house) == {
        "ana@example.com": {"to": ["ana:mail"]},
        "+4915112345678": {"to": ["ana:sms"]},
    }
    assert "https://example.com/webhooks/x/acme-x" in capsys.readouterr().out


def test_configuring_again_changes_nothing_and_a_person_who_left_is_not_rung(house, tmp_path):
    configure(tmp_path)
    before = subscriptions(house)
    configure(tmp_path)
    assert subscriptions(house) == before
    configure(tmp_path, YAML.replace("ana: {mail: ana@example.com", "ben: {mail: ben@example.com"))
    assert subscriptions(house) == {"ben@example.com": {"to": ["ben:mail"]}, "+4915112345678": {"to": ["ben:sms"]}}


def test_a_subscription_that_somebody_else_made_is_left_alone(house, tmp_path):
    topic = house.deployed.names["AlertTopic"]
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="archive@example.com")
    configure(tmp_path)
    assert subscriptions(house)["archive@example.com"] == {}


def test_a_faulty_configuration_replaces_nothing(house, tmp_path, capsys):
    bucket = house.deployed.names["Bucket"]
    before = house.s3.get_object(Bucket=bucket, Key="config/goodword.json")["Body"].read()
    assert configure(tmp_path, YAML.replace("platform: x", "platform: ex")) == 1
    assert "goodword.yaml:3" in capsys.readouterr().err
    assert house.s3.get_object(Bucket=bucket, Key="config/goodword.json")["Body"].read() == before


def test_a_new_secret_leaves_the_one_before_live(house, monkeypatch):
    for value in ("one", "two", "three", "three"):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{value}\n"))
        assert main(["secret", "acme-x", "consumer_secret", "--stack", STACK]) == 0
    assert DeployedStack(STACK).secrets("acme-x")["consumer_secret"] == ("three", "two")


def test_no_secret_given_changes_nothing(house, monkeypatch, capsys):
    before = DeployedStack(STACK).secrets("acme-x")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert main(["secret", "acme-x", "consumer_secret", "--stack", STACK]) == 1
    assert DeployedStack(STACK).secrets("acme-x") == before
    assert "nothing" in capsys.readouterr().err


def test_a_secret_that_no_platform_has_is_a_slip_of_the_pen(house, capsys):
    with pytest.raises(SystemExit) as left:
        main(["secret", "acme-x", "consumer_secrt", "--stack", STACK])
    assert left.value.code == 2
    assert "consumer_secret" in capsys.readouterr().err
