"""`goodword configure` when SNS refuses a change for one person: the others and the upload still succeed."""

import json

import pytest
from botocore.exceptions import ClientError

from goodword.aws.client import client
from goodword.config.loading import load_yaml
from tests.owner import YAML

TWO = YAML.replace("ana: {", "ben: {mail: ben@example.com}\n      ana: {")
LEFT = YAML.replace("ana: {mail: ana@example.com, ", "ben: {mail: ben@example.com, ")
PLACES = {"Subscribe": "Endpoint", "SetSubscriptionAttributes": "SubscriptionArn", "Unsubscribe": "SubscriptionArn"}


def refuse_for(owner, operation, whom, code="InvalidParameter"):
    """Refuse that operation for one address or subscription, and let all others pass."""

    def refuse(params, **_):
        if params["body"].get(PLACES[operation]) == whom:
            raise ClientError({"Error": {"Code": code, "Message": f"no, not {whom}"}}, operation)

    client("sns").meta.events.register_first(f"before-call.sns.{operation}", refuse)


def in_force(owner):
    return owner.configurations()[0]


def test_one_who_cannot_be_subscribed_stops_nobody_and_not_the_upload(owner, tmp_path, capsys):
    refuse_for(owner, "Subscribe", "ben@example.com")
    assert owner.configure(tmp_path, TWO) == 1
    assert {*owner.notified_about()} == {"ana@example.com", "+4915112345678"}
    assert in_force(owner) == load_yaml(TWO).to_json()
    printed = capsys.readouterr().out
    assert "  b...@example.com: not subscribed (InvalidParameter). If an earlier mail is unconfirmed there" in printed
    assert "no, not" not in printed


def test_the_next_run_makes_good_what_was_refused(owner, tmp_path):
    refused = [True]

    def sometimes(_answer):
        return {"Error": {"Code": "Throttled", "Message": "no"}} if refused else {"SubscriptionArn": "arn:aws:sns:1"}

    owner.answer_for("sns", "Unsubscribe", sometimes)
    owner.configure(tmp_path)
    assert owner.configure(tmp_path, LEFT) == 1
    assert {*owner.notified_about()} == {"ana@example.com", "ben@example.com", "+4915112345678"}
    refused.clear()
    assert owner.configure(tmp_path, LEFT) == 0


def test_a_filter_that_cannot_be_changed_is_said_and_the_rest_is_done(owner, tmp_path, capsys):
    owner.configure(tmp_path)
    arn = owner.subscriptions()["+4915112345678"]["SubscriptionArn"]
    refuse_for(owner, "SetSubscriptionAttributes", arn, "FilterPolicyLimitExceeded")
    assert owner.configure(tmp_path, LEFT) == 1
    assert owner.notified_about()["ben@example.com"] == ["ben:mail", "goodword:configure"]
    assert owner.notified_about()["+4915112345678"] == ["ana:sms", "goodword:configure"]
    assert "ana@example.com" not in owner.notified_about()
    assert in_force(owner) == load_yaml(LEFT).to_json()
    assert "  +49...78: not changed (FilterPolicyLimitExceeded)" in capsys.readouterr().out


def test_a_reminder_that_sns_refuses_reminds_the_others(owner, tmp_path, capsys):
    """A pending subscription keeps its first filter, and SNS refuses a second one."""
    owner.configure(tmp_path, TWO)
    owner.edit("sns", "ListSubscriptionsByTopic", unconfirmed)
    refuse_for(owner, "Subscribe", "ana@example.com")
    asked = []
    owner.edit("sns", "Subscribe", lambda answer: asked.append(answer))
    assert owner.configure(tmp_path, TWO, "--remind", "--yes") == 1
    assert len(asked) == 1, "ben was sent another mail"
    assert "a...@example.com: not subscribed" in capsys.readouterr().out


def unconfirmed(answer):
    for subscription in answer["Subscriptions"]:
        if subscription["Protocol"] == "email":
            subscription["SubscriptionArn"] = "PendingConfirmation"


@pytest.mark.parametrize("code", ["NotFound", "AuthorizationError"])
def test_one_that_ended_meanwhile_or_is_not_ours_to_see_stops_nothing(owner, tmp_path, capsys, code):
    theirs = owner.sns.subscribe(TopicArn=owner.names["AlertTopic"], Protocol="email", Endpoint="archive@example.com")[
        "SubscriptionArn"
    ]

    def hidden(params, **_):
        if params["body"]["SubscriptionArn"] == theirs:
            raise ClientError({"Error": {"Code": code, "Message": "no"}}, "GetSubscriptionAttributes")

    client("sns").meta.events.register_first("before-call.sns.GetSubscriptionAttributes", hidden)
    assert owner.configure(tmp_path) == 0
    assert "ana@example.com" in owner.notified_about()
    assert ("not changed" in capsys.readouterr().out) == (code == "AuthorizationError")


def test_a_subscription_keeps_its_dead_letters_when_its_filter_is_refused(owner, tmp_path):
    owner.configure(tmp_path)
    arn = owner.subscriptions()["ana@example.com"]["SubscriptionArn"]
    for name in ("FilterPolicy", "RedrivePolicy"):
        owner.sns.set_subscription_attributes(SubscriptionArn=arn, AttributeName=name, AttributeValue="{}")

    def refuse(params, **_):
        if params["body"]["AttributeName"] == "FilterPolicy":
            raise ClientError({"Error": {"Code": "InvalidParameter", "Message": "no"}}, "SetSubscriptionAttributes")

    client("sns").meta.events.register_first("before-call.sns.SetSubscriptionAttributes", refuse)
    assert owner.configure(tmp_path) == 1
    redrive = json.loads(owner.subscriptions()["ana@example.com"]["RedrivePolicy"])
    assert redrive == {"deadLetterTargetArn": owner.arn("AlertDeadLetters")}
