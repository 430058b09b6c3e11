"""How an alert is published: to whom, and with text messages sent the most reliable way."""

import json

import boto3
import pytest
from freezegun import freeze_time
from moto import mock_aws

from goodword.aws import client
from goodword.aws.alert_topic import AlertTopic
from tests.house.house import OPENING

WORDS = json.dumps({"default": "whole", "sms": "short"})


@pytest.fixture
def topic(monkeypatch):
    """A topic with two people, whose queues stand in for phones: the same filters apply."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with freeze_time(OPENING, ignore=["_pytest", "xdist", "execnet"]), mock_aws():  # moto signs, at the harness's time
        client.client.cache_clear()
        yield Topic()
        client.client.cache_clear()


class Topic:
    def __init__(self):
        self.sqs, sns = boto3.client("sqs"), boto3.client("sns")
        self.arn = sns.create_topic(Name="alerts")["TopicArn"]
        self.phones = {}
        for person in ("ana", "ben"):
            url = self.sqs.create_queue(QueueName=person)["QueueUrl"]
            arn = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            policy = json.dumps({"to": [f"{person}:sms", "goodword:configure"]})
            sns.subscribe(TopicArn=self.arn, Protocol="sqs", Endpoint=arn, Attributes={"FilterPolicy": policy})
            self.phones[person] = url

    def got(self, person):
        found = self.sqs.receive_message(QueueUrl=self.phones[person]).get("Messages", [])
        return [json.loads(message["Body"])["MessageAttributes"] for message in found]


def test_it_reaches_whom_it_is_for_as_a_transactional_text_message(topic):
    AlertTopic(topic.arn).publish("subject", WORDS, ["ana:sms"])
    ((attributes,), nobody) = topic.got("ana"), topic.got("ben")
    assert nobody == []
    assert json.loads(attributes["to"]["Value"]) == ["ana:sms"]
    assert attributes["AWS.SNS.SMS.SMSType"] == {"Type": "String", "Value": "Transactional"}
