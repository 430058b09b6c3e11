"""Reads what SNS could not deliver from its dead letters, and sends it to the same person again.

AWS documents the attributes of such a letter (RequestID, ErrorCode, ErrorMessage), but not its body for a mail or SMS
subscription (https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html). So this reads every shape that SNS
uses elsewhere: the notification with the text of one subscription, with the JSON of all of them, wrapped as for Lambda,
or raw, with its attributes on the letter. A letter that does not name its recipient goes to nobody.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from goodword.alerting.outbox import person_of
from goodword.aws.alert_topic import AlertTopic
from goodword.aws.client import ClientError, client
from goodword.errors import NotPublished
from goodword.mention import instant

_MEANS = ("mail", "sms")
_SUBJECT = re.compile(r"[\x20-\x7e]{1,99}")  # https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
# The SNS error codes for a message that it will never accept.
_NEVER = frozenset({"InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "ValidationException"})


class NotAnAlert(Exception):
    """Raised for a dead letter with nothing to send; says why, without quoting it."""


class Topics(NamedTuple):
    """The ARNs of the two topics that share one dead-letter queue: for people, and for alarms."""

    alerts: str
    operator: str


@dataclass(frozen=True, slots=True)
class UndeliveredAlert:
    """One or two texts, by `mail` and `sms`, for one person: `to` such as ana:mail. An alarm is for the operator."""

    topic: str
    subject: str
    texts: Mapping[str, str]
    to: tuple[str, ...]
    sent_at: datetime

    @property
    def recipients(self) -> tuple[str, ...]:
        """To whom to send it again. If there are two texts, it is unknown which one failed: both are sent again."""
        return tuple(recipient for recipient in self.to if recipient.rpartition(":")[2] in self.texts)

    @property
    def wordings(self) -> dict[str, str]:
        """The texts; the mail begins with a line that says how late it is, which would not fit into an SMS."""
        late = f"Late: this could not be delivered at {self.sent_at:%Y-%m-%d %H:%M} UTC.\n\n"
        return {means: f"{late if means == 'mail' else ''}{text}" for means, text in self.texts.items()}


def read_late_alert(letter: Mapping[str, Any], topics: Topics) -> UndeliveredAlert:
    """What to send again from a dead letter. Raises NotAnAlert."""
    try:
        fields = _notification(letter["Body"])
        topic = fields.get("topicarn") or (topics.operator if _is_alarm(_plain(fields["message"])) else topics.alerts)
        if topic == topics.operator:
            return _alarm(fields, topics, _sent_at(fields, letter))
        if topic == topics.alerts:
            return _alert(fields, letter, topics)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise NotAnAlert("is not a notification in any known shape") from None
    raise NotAnAlert("is of another topic")


def send(alert: UndeliveredAlert) -> None:
    """Publish it; returns when SNS has it. NotAnAlert when SNS will never accept it, else what the SDK raises."""
    wordings = alert.wordings
    try:
        if alert.recipients:
            AlertTopic(alert.topic).publish(alert.subject, _message(wordings), alert.recipients)
        else:
            client("sns").publish(TopicArn=alert.topic, Subject=alert.subject, Message=wordings["mail"])
    except (NotPublished, ClientError) as error:
        cause = error.__cause__ or error
        if isinstance(cause, ClientError) and cause.response["Error"]["Code"] in _NEVER:
            raise NotAnAlert("is a message that SNS refuses") from None
        raise cause from None


def _message(wordings: Mapping[str, str]) -> str:
    """The JSON of MessageStructure=json."""
    named = {"mail": "email", "sms": "sms"}
    texts = {"default": next(iter(wordings.values()))} | {named[means]: text for means, text in wordings.items()}
    return json.dumps(texts, ensure_ascii=False)


# ---- the shapes ----------------------------------------------------------------------------------------------------


def _notification(body: str) -> dict[str, Any]:
    """The fields of the notification, by lower-case names; for a raw message only `message`."""
    found = _plain(body)
    if isinstance(found, dict) and isinstance(found.get("Records"), list):  # as Lambda gets it
        (record,) = found["Records"]
        found = record["Sns"]
    if not isinstance(found, dict):
        return {"message": body}
    named = {name.lower(): value for name, value in found.items()}
    if named.get("type", "Notification") != "Notification":
        raise NotAnAlert("is about a subscription, not an alert")
    return named if "message" in named else {"message": found}


def _plain(text: Any) -> Any:
    """The value in JSON, in JSON inside a JSON string, or in base64 of JSON; the text itself if it is none of these."""
    for _ in range(3):
        if not isinstance(text, str):
            return text
        try:
            text = json.loads(text)
        except ValueError:
            try:
                text = json.loads(base64.b64decode(text, validate=True))
            except (ValueError, binascii.Error):
                return text
    return text


def _alert(fields: Mapping[str, Any], letter: Mapping[str, Any], topics: Topics) -> UndeliveredAlert:
    message = _plain(fields["message"])
    texts = _texts(message)
    to = _one_person(fields, message, letter.get("MessageAttributes") or {})
    found = UndeliveredAlert(
        topics.alerts, _subject(fields, message, "Late alert"), texts, to, _sent_at(fields, letter)
    )
    if not found.recipients:
        raise NotAnAlert("is without a recipient")
    return found


def _texts(message: Any) -> dict[str, str]:
    """The texts in a message, by means: a text of one line is an SMS."""
    if isinstance(message, str) and message.strip():
        return {"mail" if "\n" in message.strip() else "sms": _sound(message)}
    if not isinstance(message, dict):
        raise NotAnAlert("has no text")
    found = {"mail": message.get("email") or message.get("default"), "sms": message.get("sms")}
    return {means: _sound(text) for means, text in found.items() if isinstance(text, str) and text.strip()}


def _one_person(fields: Mapping[str, Any], message: Any, attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """The recipients, from the first place that names them; all places must name the same person."""
    machine = _plain(message.get("sqs")) if isinstance(message, dict) else None
    places = [
        (fields.get("messageattributes") or {}).get("to"),
        attributes.get("to"),
        *(item.get("to") for item in (message, machine) if isinstance(item, dict)),
    ]
    named = [names for place in places if place and (names := _names(place))]
    if len({person_of(name) for names in named for name in names}) > 1:
        raise NotAnAlert("is for more than one person")
    return tuple(dict.fromkeys(named[0])) if named else ()


def _names(value: Any) -> list[str]:
    """Recipients such as ana:mail, from an attribute as SNS or SQS write it, or from a list."""
    if isinstance(value, dict):
        value = value.get("Value") or value.get("StringValue") or value.get("stringValue")
    found = _plain(value)
    found = [found] if isinstance(found, str) else found
    if not all(isinstance(name, str) for name in found):
        raise ValueError
    return [name for name in found if name.rpartition(":")[2] in _MEANS]


def _is_alarm(message: Any) -> bool:
    return isinstance(message, dict) and "AlarmName" in message


def _alarm(fields: Mapping[str, Any], topics: Topics, sent_at: datetime) -> UndeliveredAlert:
    """An alarm, or another message for the operator: always a mail."""
    message = _plain(fields["message"])
    if _is_alarm(message):
        lines = (message.get(name) for name in ("NewStateValue", "AlarmName", "AlarmDescription", "NewStateReason"))
        text = "\n".join(line for line in lines if isinstance(line, str))
    else:
        text = message if isinstance(message, str) else json.dumps(message)
    return UndeliveredAlert(
        topics.operator, _subject(fields, message, "Late alarm"), {"mail": _sound(text)}, (), sent_at
    )


def _subject(fields: Mapping[str, Any], message: Any, otherwise: str) -> str:
    found = fields.get("subject") or (message.get("subject") if isinstance(message, dict) else None)
    return found if isinstance(found, str) and _SUBJECT.fullmatch(found) else otherwise


def _sent_at(fields: Mapping[str, Any], letter: Mapping[str, Any]) -> datetime:
    """When SNS got it; if the letter does not say, when SNS gave up."""
    try:
        return instant(fields["timestamp"])
    except (KeyError, ValueError, TypeError):
        return datetime.fromtimestamp(int(letter["Attributes"]["SentTimestamp"]) / 1000, UTC)


def _sound(text: str) -> str:
    """The text without surrogates, which cannot be sent."""
    return text.encode(errors="replace").decode()
