"""Dead letters of SNS: in any shape, they are for one person, or for nobody."""

import pytest

from goodword.operations.undelivered_alerts import NotAnAlert, Topics, read_late_alert
from tests.letters import ALARM, HOSTILE, MAIL, SHAPES, SMS, notification

NAMES = {
    "AlertTopic": "arn:aws:sns:eu-central-1:123456789012:goodword-AlertTopic-1",
    "OperatorTopic": "arn:aws:sns:eu-central-1:123456789012:goodword-OperatorTopic-1",
}
TOPICS = Topics(NAMES["AlertTopic"], NAMES["OperatorTopic"])
SENT = {"SentTimestamp": "1763432045000"}  # 2025-11-18 02:14:05


def letter(body, attributes=None):
    return {"Body": body, "Attributes": SENT} | ({"MessageAttributes": attributes} if attributes else {})


@pytest.mark.parametrize("shape", SHAPES)
def test_any_known_shape_is_for_that_person(shape):
    body, attributes, means = SHAPES[shape](NAMES)
    found = read_late_alert(letter(body, attributes), TOPICS)
    assert found.topic == TOPICS.alerts
    assert set(found.recipients) == {f"ana:{channel}" for channel in means.split()}
    wordings = found.wordings
    assert set(wordings) >= set(means.split())
    if "mail" in wordings:
        assert wordings["mail"].startswith("Late: this could not be delivered at 202")
        assert MAIL in wordings["mail"]
        wordings["mail"].encode()
    assert wordings.get("sms", SMS) == SMS


@pytest.mark.parametrize("name", HOSTILE)
def test_what_has_nothing_to_send_says_so_and_quotes_nothing(name):
    with pytest.raises(NotAnAlert) as refused:
        read_late_alert(letter(HOSTILE[name](NAMES)), TOPICS)
    assert str(refused.value).startswith("is ") or str(refused.value) == "has no text"
    assert len(str(refused.value)) < 60


def test_where_the_letter_does_not_say_when_it_is_told_when_sns_gave_up():
    found = read_late_alert(letter(notification(NAMES, Timestamp=None)), TOPICS)
    assert f"{found.sent_at:%Y-%m-%d %H:%M}" == "2025-11-18 02:14"


@pytest.mark.parametrize("text", [*ALARM.values(), "two\nlines", "{}"])
def test_whatever_the_operator_missed_is_a_mail_and_never_for_anybody_else(text):
    found = read_late_alert(letter(notification(NAMES, topic="OperatorTopic", text=text)), TOPICS)
    assert (found.topic, found.recipients, set(found.wordings)) == (TOPICS.operator, (), {"mail"})
