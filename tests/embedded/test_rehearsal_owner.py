"""What the owner of a stack does from a terminal, against a running stack."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from goodword.__main__ import main
from goodword.aws.client import client
from goodword.command.configure import configurations_of
from goodword.operations.secrets import StoredSecrets
from goodword.platforms.contract import Delivery
from tests.embedded.live import EVENTS, TEAMS, Live, configuration, external_id
from tests.embedded.places import ROOT, STACK
from tests.embedded.renew import renewed

pytestmark = [
    pytest.mark.rehearsal,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

type Capture = pytest.CaptureFixture[str]


def test_configure_shows_what_it_would_do_and_does_nothing(live: Live, capsys: Capture) -> None:
    before = _attributes(live)
    assert main(["configure", str(ROOT / "goodword.yaml"), "--stack", STACK, "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "-  nova:" in printed
    assert all(f"- {person}" in printed or f"-      {person}:" in printed for person in TEAMS["nova"])
    assert "Nothing was changed: this was a dry run." in printed
    assert _attributes(live) == before


def test_what_is_in_force_needs_no_change(live: Live, capsys: Capture) -> None:
    file = live.home / "goodword.yaml"
    file.write_bytes(configuration())
    assert main(["configure", str(file), "--stack", STACK, "--dry-run"]) == 0
    assert f"{STACK} already has all of {file}." in capsys.readouterr().out


def test_secrets_are_listed_and_never_shown(live: Live, capsys: Capture) -> None:
    assert main(["secret", "--list", "--stack", STACK]) == 0
    printed = capsys.readouterr().out
    assert "acme-facebook\n  app_secret: 1 active, since " in printed
    assert "missing" not in printed
    kept = StoredSecrets(live.stack.output("SecretsPath"))
    values = [value for source in kept.sources() for live_ones in kept.live(source).values() for value in live_ones]
    assert len(values) > len(TEAMS)
    assert not any(value in printed for value in values)


def test_a_dead_letter_is_put_back_and_read(live: Live, capsys: Capture) -> None:
    body = renewed(
        "standard", "acme-shop", (EVENTS / "standard.json").read_bytes(), "Is it dishwasher safe?", frozenset()
    )
    delivery = Delivery("standard", "acme-shop", "POST", {}, {}, body, datetime.now(UTC))
    letters = live.stack.resource("DeliveriesDeadLetters")
    client("sqs").send_message(QueueUrl=letters, MessageBody=delivery.as_message({}))
    assert main(["redrive", "deliveries", "--stack", STACK]) == 0
    assert "1 put back." in capsys.readouterr().out
    assert live.stored("standard", external_id("standard", body)).kind == "mention"
    assert _waiting(letters) == "0"


def _attributes(live: Live) -> tuple[Any, list[Mapping[str, str]]]:
    """The active version, and who is subscribed with which filter."""
    sns, topic = client("sns"), live.stack.output("TopicArn")
    arns = [entry["SubscriptionArn"] for entry in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]]
    subscriptions = [sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"] for arn in arns]
    return configurations_of(live.stack).in_force(), subscriptions


def _waiting(queue: str) -> str:
    name = "ApproximateNumberOfMessages"
    return str(client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])
