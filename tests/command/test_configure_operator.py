"""The operator's subscription: confirmed by `--confirm` like a person's, checked and corrected by `configure`."""

import pytest

from tests.owner import YAML

EMAIL = "operator@example.com"


@pytest.fixture
def operated(owner):
    """The stack deployed with an operator, subscribed by the template; each test decides who confirmed it."""
    owner.parameters["OperatorEmail"] = EMAIL
    topic = owner.names["OperatorTopic"]
    owner.operator = owner.sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=EMAIL)["SubscriptionArn"]
    return owner


def attributes(owner):
    """The attributes of every subscription to the operator's topic, by address."""
    listed = owner.sns.list_subscriptions_by_topic(TopicArn=owner.names["OperatorTopic"])["Subscriptions"]
    arns = {subscription["Endpoint"]: subscription["SubscriptionArn"] for subscription in listed}
    return {
        address: owner.sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        for address, arn in arns.items()
    }


def confirming(owner, arn, refused=""):
    asked = []

    def answer(body):
        asked.append((body["TopicArn"], body["AuthenticateOnUnsubscribe"]))
        if body["TopicArn"] == refused:
            return {"Error": {"Code": "InvalidParameter", "Message": "no"}}
        return {"SubscriptionArn": arn}

    owner.answer_for("sns", "ConfirmSubscription", answer)
    return asked


def test_the_operators_link_is_confirmed_so_that_only_we_can_end_it(operated, capsys):
    asked = confirming(operated, operated.operator)
    topic = operated.names["OperatorTopic"]
    assert operated.call("configure", "--confirm", f"https://sns/?TopicArn={topic}&Token=2336412f") == 0
    assert asked == [(topic, "true")]
    assert "o...@example.com is confirmed" in capsys.readouterr().out


def test_a_bare_token_is_tried_on_both_topics(operated, capsys):
    asked = confirming(operated, operated.operator, refused=operated.names["AlertTopic"])
    assert operated.call("configure", "--confirm", "2336412f") == 0
    assert [topic for topic, _ in asked] == [operated.names["AlertTopic"], operated.names["OperatorTopic"]]


def test_a_link_of_another_topic_is_sent_to_none(operated, capsys):
    asked = confirming(operated, operated.operator)
    link = "https://sns/?TopicArn=arn:aws:sns:eu-central-1:123456789012:theirs&Token=2336412f"
    assert operated.call("configure", "--confirm", link) == 1
    assert not asked
    assert "another topic" in capsys.readouterr().err


def test_while_the_operator_has_not_confirmed_it_is_said_and_reminded_on_demand(operated, tmp_path, capsys):
    def unconfirmed(answer):
        for subscription in answer["Subscriptions"]:
            if subscription["Endpoint"] == EMAIL:
                subscription["SubscriptionArn"] = "PendingConfirmation"

    operated.edit("sns", "ListSubscriptionsByTopic", unconfirmed)
    operated.configure(tmp_path)
    printed = capsys.readouterr().out
    assert "Alarms reach nobody yet, because the operator (o...@example.com) has not confirmed." in printed
    assert "Operator:" not in printed
    operated.configure(tmp_path, YAML, "--remind", "--yes")
    assert "  + o...@example.com: gets no alarms; subscribed, gets a mail to confirm" in capsys.readouterr().out


def test_an_operator_who_followed_the_link_is_told_how_to_be_guarded(operated, tmp_path, capsys):
    def by_link(answer):
        if answer["Attributes"]["Endpoint"] == EMAIL:
            answer["Attributes"]["ConfirmationWasAuthenticated"] = "false"

    operated.edit("sns", "GetSubscriptionAttributes", by_link)
    operated.configure(tmp_path)
    assert f"  o...@example.com: aws sns unsubscribe --subscription-arn {operated.operator}" in capsys.readouterr().out


def test_one_that_a_scanner_ended_is_subscribed_anew_and_hears_everything(operated, tmp_path, capsys):
    operated.sns.unsubscribe(SubscriptionArn=operated.operator)
    assert operated.configure(tmp_path) == 0
    there = attributes(operated)
    assert {*there} == {EMAIL}
    assert "FilterPolicy" not in there[EMAIL], "alarms have no attribute to filter by"
    assert operated.arn("AlertDeadLetters") in there[EMAIL]["RedrivePolicy"]
    assert "Operator:" in capsys.readouterr().out


def test_others_who_listen_to_alarms_are_nobodys_business(operated, tmp_path, capsys):
    topic = operated.names["OperatorTopic"]
    operated.sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="colleague@example.com")
    operated.configure(tmp_path)
    assert {*attributes(operated)} == {EMAIL, "colleague@example.com"}
    assert "colleague" not in capsys.readouterr().out


def test_where_nobody_is_told_of_alarms_it_says_so(owner, tmp_path, capsys):
    owner.parameters["OperatorEmail"] = ""
    owner.configure(tmp_path)
    assert "Nobody gets alarms: set OperatorEmail in `make deploy`." in capsys.readouterr().out
    assert attributes(owner) == {}
