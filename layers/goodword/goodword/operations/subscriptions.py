"""The mail and SMS subscriptions of a topic: which exist, which are required, and the changes between them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from goodword.aws.client import ClientError, client

MADE_HERE = "goodword:configure"
"""Is in the filter of each subscription that Goodword made. Nothing is ever sent to it. It marks our subscriptions:
those that somebody else made are never removed."""

_PROTOCOLS = ("email", "sms")
_GONE = ("NotFound", "NotFoundException")


class Line(NamedTuple):
    """One way to reach one person: `protocol` is email or sms, `to` is its name in alerts (ana:mail)."""

    protocol: str
    address: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """An existing subscription. `arn` is empty while it is pending: SNS says no more about it until then."""

    line: Line
    arn: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def ours(self) -> bool:
        """Whether Goodword made it."""
        policy = _plain(self.attributes.get("FilterPolicy"))
        to = policy.get("to") if isinstance(policy, dict) else None
        return isinstance(to, list) and MADE_HERE in to

    @property
    def unguarded(self) -> bool:
        """Whether anybody can end it with the link at the end of a mail, even a mail scanner."""
        return self.line.protocol == "email" and self.attributes.get("ConfirmationWasAuthenticated") == "false"

    def lacks(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Those of the attributes that have another value here."""
        return {name: value for name, value in attributes.items() if _plain(self.attributes.get(name)) != _plain(value)}


class Failure(NamedTuple):
    """What SNS refused for one person: `step` is subscribe, change or unsubscribe, `code` its reason."""

    line: Line
    step: str
    code: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes after which exactly the required lines are notified."""

    subscribe: tuple[Line, ...] = ()
    change: tuple[tuple[Subscription, dict[str, str]], ...] = ()
    unsubscribe: tuple[Subscription, ...] = ()
    others: tuple[Subscription, ...] = ()
    """Made by somebody else and not required: left as they are."""
    pending: tuple[Subscription, ...] = ()
    """Required, but not confirmed yet; an unconfirmed one expires by itself."""
    unguarded: tuple[Subscription, ...] = ()
    phones: tuple[str, ...] = ()
    """The numbers that are notified by SMS."""

    def __bool__(self) -> bool:
        return bool(self.subscribe or self.change or self.unsubscribe)


class Subscriptions:
    """The subscriptions of one topic; what SNS cannot deliver goes to `dead_letters` (an ARN, or nothing).

    Each gets what is addressed `to` it. With `everything` each gets all messages, as the operator does.
    """

    def __init__(self, topic: str, dead_letters: str = "", *, everything: bool = False) -> None:
        self._sns, self.topic, self._dead_letters = client("sns"), topic, dead_letters
        self._everything = everything

    def plan(self, lines: Iterable[Line], *, remind: bool = False) -> Plan:
        """Compare; nothing is changed. With `remind`, people who have not confirmed yet get another mail."""
        required, existing = {line[:2]: line for line in lines}, list(self._existing())
        known = {entry.line[:2]: entry for entry in existing if entry.arn}
        pending = {entry.line[:2]: entry for entry in existing if not entry.arn and entry.line[:2] in required}
        there = known.keys() | (set() if remind else pending.keys())
        both = ((known[key], line) for key, line in required.items() if key in known)
        changes = ((entry, entry.lacks(self._attributes(line, ours=entry.ours))) for entry, line in both)
        gone = [entry for key, entry in known.items() if key not in required]
        return Plan(
            subscribe=tuple(line for key, line in required.items() if key not in there),
            change=tuple((change, lacking) for change, lacking in changes if lacking),
            unsubscribe=tuple(entry for entry in gone if entry.ours),
            others=tuple(entry for entry in gone if not entry.ours),
            pending=tuple(pending.values()),
            unguarded=tuple(entry for key, entry in known.items() if key in required and entry.unguarded),
            phones=tuple(address for protocol, address in required if protocol == "sms"),
        )

    def admit(self, plan: Plan) -> list[Failure]:
        """Subscribe new people and correct filters; a refusal for one person does not stop the others."""
        failures: list[Failure] = []
        for line in plan.subscribe:
            attributes = self._attributes(line, ours=True)
            failures += _tried(
                Failure(line, "subscribe", ""),
                self._sns.subscribe,
                TopicArn=self.topic,
                Protocol=line.protocol,
                Endpoint=line.address,
                Attributes=attributes,
            )
        for entry, lacking in plan.change:
            for name, value in lacking.items():
                failures += _tried(
                    Failure(entry.line, "change", ""),
                    self._sns.set_subscription_attributes,
                    SubscriptionArn=entry.arn,
                    AttributeName=name,
                    AttributeValue=value,
                )
        return failures

    def dismiss(self, plan: Plan) -> list[Failure]:
        """Unsubscribe people who are no longer named, if Goodword made the subscription; failures as in `admit`."""
        failures: list[Failure] = []
        for entry in plan.unsubscribe:
            failures += _tried(Failure(entry.line, "unsubscribe", ""), self._sns.unsubscribe, SubscriptionArn=entry.arn)
        return failures

    def confirm(self, token: str) -> Subscription:
        """Confirm a mail address by the token from its mail, so that only we can end the subscription."""
        answer = self._sns.confirm_subscription(TopicArn=self.topic, Token=token, AuthenticateOnUnsubscribe="true")
        return self._look(answer["SubscriptionArn"])

    def _attributes(self, line: Line, *, ours: bool) -> dict[str, str]:
        policy = {"to": [line.to, MADE_HERE] if ours else [line.to]}
        filtered = {"FilterPolicyScope": "MessageAttributes", "FilterPolicy": json.dumps(policy)}
        attributes = {} if self._everything else filtered
        if self._dead_letters:
            attributes["RedrivePolicy"] = json.dumps({"deadLetterTargetArn": self._dead_letters})
        return attributes

    def _existing(self) -> Iterator[Subscription]:
        pages = self._sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=self.topic)
        for entry in (entry for page in pages for entry in page["Subscriptions"] if entry["Protocol"] in _PROTOCOLS):
            if entry["SubscriptionArn"].startswith("arn:"):
                yield from self._looked_up(entry)
            elif entry["SubscriptionArn"] == "PendingConfirmation":
                yield Subscription(Line(entry["Protocol"], entry["Endpoint"]))

    def _looked_up(self, entry: Mapping[str, Any]) -> Iterator[Subscription]:
        """The listed subscription; nothing if it has ended since, and no attributes if we may not see them."""
        try:
            yield self._look(entry["SubscriptionArn"])
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code == "AuthorizationError":
                yield Subscription(Line(entry["Protocol"], entry["Endpoint"]), entry["SubscriptionArn"])
            elif code not in _GONE:
                raise

    def _look(self, arn: str) -> Subscription:
        found: dict[str, Any] = self._sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        attributes = {"FilterPolicyScope": "MessageAttributes", **found}  # the default where SNS omits it
        return Subscription(Line(found["Protocol"], found["Endpoint"]), arn, attributes)


def _tried(failure: Failure, call: Callable[..., Any], **arguments: Any) -> Iterator[Failure]:
    """Make the call; the failure with its reason when SNS refuses it."""
    try:
        call(**arguments)
    except ClientError as error:
        yield failure._replace(code=error.response["Error"]["Code"])


def _plain(value: str | None) -> Any:
    """The JSON in an attribute, so that spaces and order make no difference; the text if it is not JSON."""
    try:
        return json.loads(value or "null")
    except ValueError:
        return value
