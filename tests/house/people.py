"""The people who get alerts: what each got by mail and SMS, and a queue that gets everything on the topic."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.house.permissions import queue_arn


@dataclass(frozen=True, slots=True)
class Alerted:
    """One alert: `to` its recipients, `machine` the first person's JSON for queues."""

    machine: Mapping[str, Any]
    at: datetime
    links: tuple[str, ...] = ()

    @property
    def to(self) -> tuple[str, ...]:
        """The recipient, such as `ana:mail`."""
        return tuple(self.machine["to"])

    @property
    def about(self) -> str | None:
        """The external id of the mention; None for a bundle."""
        return self.machine["mention"]["external_id"] if self.machine["mention"] else None


class People:
    """Subscriptions with the filters of a deployed stack; queues replace mailboxes and phones."""

    def __init__(self, topic: str, recipients: list[str], sqs: Any, sns: Any) -> None:
        self._sqs, self._sns, self._topic = sqs, sns, topic
        self._ear = self._listen("ear", {})
        self._boxes = {to: self._listen(to.replace(":", "-"), {"to": [to]}) for to in recipients}
        self._heard: list[Alerted] = []
        self._got: dict[str, list[Alerted]] = {to: [] for to in recipients}

    @property
    def notifications(self) -> list[Alerted]:
        """Everything that was published, in order; publishes for several people about one thing count as one."""
        for notification in self._empty(self._ear):
            if self._heard and _goes_on(self._heard[-1], notification):
                self._heard[-1] = _together(self._heard[-1], notification)
            else:
                self._heard.append(notification)
        return self._heard

    @property
    def links(self) -> list[str]:
        """Every link in an alert, in order."""
        return [link for notification in self.notifications for link in notification.links]

    def got(self, recipient: str) -> list[Alerted]:
        """What one recipient (`ana:mail`) received."""
        self._got[recipient] += self._empty(self._boxes[recipient])
        return self._got[recipient]

    def _listen(self, name: str, only: Mapping[str, Any]) -> str:
        url = str(self._sqs.create_queue(QueueName=name)["QueueUrl"])
        attributes = {"RawMessageDelivery": "false"}
        if only:
            attributes["FilterPolicy"] = json.dumps(only)
        self._sns.subscribe(TopicArn=self._topic, Protocol="sqs", Endpoint=queue_arn(url), Attributes=attributes)
        return url

    def _empty(self, url: str) -> list[Alerted]:
        found: list[Alerted] = []
        while messages := self._sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                self._sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                body = json.loads(message["Body"])
                machine = json.loads(body["Message"])
                links = (machine["link"],) if machine["link"] else ()
                found.append(Alerted(machine, _moment(body["Timestamp"]), links))
        return sorted(found, key=lambda notification: notification.at)


def _goes_on(before: Alerted, notification: Alerted) -> bool:
    """Whether it is the same notification, for the next person."""
    same = all(before.machine[name] == notification.machine[name] for name in ("kind", "case", "mention"))
    return same and not set(before.to) & set(notification.to)


def _together(before: Alerted, notification: Alerted) -> Alerted:
    to = sorted([*before.to, *notification.to], key=lambda recipient: recipient.endswith(":sms"))
    sms = before.machine["sms"] or notification.machine["sms"]
    return Alerted({**before.machine, "to": to, "sms": sms}, before.at, before.links + notification.links)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
