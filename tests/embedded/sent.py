"""What SNS sent, unchanged: every alert on the topic, received from a queue and kept in `alerts.jsonl`."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodword.aws.client import client
from goodword.messages.gsm7 import septets
from goodword.messages.sms import on_a_phone
from tests.embedded.wait import eventually

FILE = "alerts.jsonl"


@dataclass(frozen=True)
class Sent:
    """One alert in its machine form, and when it was received (seconds of this process's clock)."""

    alert: dict[str, Any]
    at: float

    @property
    def person(self) -> str:
        """The person who got it."""
        return str(self.alert["person"])

    def is_about(self, platform: str, external_id: str | None) -> bool:
        """Whether it is about that item."""
        return bool(self.alert["mention"] == {"platform": platform, "external_id": external_id})

    def lines(self, display_name: str) -> list[str]:
        """The text message and the mail's subject, word for word, and the link in both."""
        shown = []
        if self.alert["sms"] is not None:
            text = on_a_phone(self.alert["sms"], display_name)
            shown.append(f"SMS  {septets(text)}/160 | {text}")
        if any(to.endswith(":mail") for to in self.alert["to"]):
            shown.append(f"MAIL {self.alert['subject']}")
        if self.alert["link"]:
            shown.append(f"LINK {self.alert['link']}")
        return [f"{self.person} {line}" for line in shown]


class Ear(threading.Thread):
    """Receives alerts until it is stopped."""

    def __init__(self, queue_url: str, home: Path) -> None:
        super().__init__(daemon=True)
        self._sqs, self._url, self._file = client("sqs"), queue_url, home / FILE
        self._done = threading.Event()
        self.received: list[Sent] = []

    def run(self) -> None:
        """Receive, note, delete."""
        while not self._done.is_set():
            answer = self._sqs.receive_message(QueueUrl=self._url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
            for message in answer.get("Messages", []):
                with self._file.open("a") as file:
                    file.write(message["Body"] + "\n")
                self.received.append(Sent(json.loads(message["Body"]), time.monotonic()))
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])

    def stop(self) -> None:
        """Stop receiving; returns when the current batch is finished."""
        self._done.set()
        self.join()

    def about(self, platform: str, external_id: str) -> Sent | None:
        """The first alert about that item."""
        return next((sent for sent in self.received if sent.is_about(platform, external_id)), None)

    def wait_for(self, is_it: Callable[[Sent], bool], seconds: float) -> Sent | None:
        """The first alert that `is_it` accepts; None when the time is up."""
        return eventually(lambda: next(filter(is_it, self.received), None), seconds)


def on_file(home: Path) -> list[Sent]:
    """Every alert that the runner in `home` has received so far."""
    file = home / FILE
    lines = file.read_text().splitlines() if file.exists() else []
    return [Sent(json.loads(line), time.monotonic()) for line in lines]


def display_name(topic: str) -> str:
    """What SNS puts before each text message of that topic."""
    return str(client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]["DisplayName"])
