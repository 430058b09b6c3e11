"""Sends one notification: each person gets a text of their own, and the outbox is told what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from goodword.alerting.compose import Composer
from goodword.alerting.dispatch import Outcome
from goodword.alerting.outbox import Notification, person_of
from goodword.alerting.triage import people_in
from goodword.config.configuration import Configuration
from goodword.errors import NotPublished
from goodword.messages.message import message, render


class Topic(Protocol):
    """Where alerts are published."""

    def publish(self, subject: str, message: str, to: Sequence[str]) -> None:
        """Returns when it was taken. Raises NotPublished."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Publishes to one person after the other. `log` gets the error when SNS does not take it."""

    composer: Composer
    topic: Topic
    display_name: str
    log: Callable[[NotPublished], None]

    def __call__(self, notification: Notification, configuration: Configuration, now: datetime) -> Outcome:
        """Send it, then mark it as sent.

        What SNS did not take stays in the outbox, and the sweep tries again. When the mention was deleted meanwhile,
        the sweep notifies of the next one that joined.
        """
        outbox, content = self.composer.triage.outbox, self.composer.about(notification, configuration, now)
        if isinstance(content, str):  # who was notified before is told how it ends
            outbox.settle(notification, "sent" if notification.notified else content)
            return "dropped"
        for person in people_in(notification.to):
            if person in notification.notified:
                continue
            to = tuple(recipient for recipient in notification.to if person_of(recipient) == person)
            rendered = render(content(person, to), self.display_name)
            try:
                self.topic.publish(rendered.subject, message(rendered), to)
            except NotPublished as error:
                self.log(error)
                if error.refused or notification.notified:
                    outbox.settle(notification, "unsent" if error.refused else "claimed")
                return "unpublished"
            notification = replace(notification, notified=(*notification.notified, person))
        outbox.settle(replace(notification, notified=()), "sent")
        return "rang"
