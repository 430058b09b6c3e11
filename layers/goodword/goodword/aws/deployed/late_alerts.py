"""Alerts that SNS could not deliver to somebody: read from their dead letters, and sent to that person once more."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.aws._client import client
from goodword.mention import instant


class NotAnAlert(Exception):
    """Raised for a dead letter that is not a notification as SNS leaves it; says nothing of what is in it."""


@dataclass(frozen=True, slots=True)
class LateAlert:
    """One text as one subscription should have had it. `to` is for whom it was published; None on a topic of one."""

    topic: str
    subject: str
    text: str
    to: tuple[str, ...] | None
    sent_at: datetime

    @property
    def by_mail(self) -> bool:
        """Whether it is a mail: an SMS is a single line."""
        return "\n" in self.text.strip()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom to send it again: the letter is a mail or an SMS, and the other of the two may well have arrived."""
        return tuple(one for one in self.to or () if one.endswith(":mail" if self.by_mail else ":sms"))

    @property
    def words(self) -> str:
        """The text, in a mail below a line that says how late it is; an SMS has no room for that."""
        if not self.by_mail:
            return self.text
        return f"Late: this could not be delivered at {self.sent_at:%Y-%m-%d %H:%M} UTC.\n\n{self.text}"


def read_late_alert(letter: Mapping[str, Any]) -> LateAlert:
    """The alert in a dead letter. Raises NotAnAlert."""
    try:
        told = json.loads(letter["Body"])
        attribute = told.get("MessageAttributes", {}).get("to")
        found = LateAlert(
            topic=str(told["TopicArn"]),
            subject=str(told.get("Subject") or "Late alert"),
            text=str(told["Message"]),
            to=tuple(map(str, json.loads(attribute["Value"]))) if attribute else None,
            sent_at=instant(told["Timestamp"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAnAlert("is not a notification as SNS leaves it") from None
    if found.to is not None and not found.recipients:
        raise NotAnAlert("is for nobody by name")
    return found


def send(alert: LateAlert) -> None:
    """Publish it; returns when SNS has it."""
    to = {"DataType": "String.Array", "StringValue": json.dumps(list(alert.recipients))}
    client("sns").publish(
        TopicArn=alert.topic,
        Subject=alert.subject,
        Message=alert.words,
        **({"MessageAttributes": {"to": to}} if alert.recipients else {}),
    )
