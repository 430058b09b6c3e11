"""Turns a notification into its texts for each channel, and those into one Message for SNS."""

import json
from dataclasses import dataclass
from typing import Any

from goodword.id_scope import platform_id
from goodword.messages.alert import Alert, Bundle, Notice
from goodword.messages.bundle import bundle_body, bundle_subject
from goodword.messages.mail import body, subject
from goodword.messages.notice import notice_body, notice_subject
from goodword.messages.sms import bundle_sms, notice_sms, sms

MAX_BYTES = 256 * 1024  # message and attributes, https://docs.aws.amazon.com/sns/latest/api/API_Publish.html


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notification as text. `sms` is None when nobody gets one; `machine` is for a queue that subscribes."""

    subject: str
    email: str
    sms: str | None
    machine: dict[str, Any]


def render(notification: Alert | Notice | Bundle, display_name: str = "Goodword") -> Rendered:
    """Write the texts. `display_name` is the topic's, which SNS puts before each SMS; GSM-7 characters only.

    The machine form is {"subject", "email", "sms", "to", "person", "kind", "case", "priority", "link", "mention":
    {"platform", "external_id"}}. A notice has a null mention. A bundle also has a null case; its kind and priority
    are "bundle".
    """
    texted = any(recipient.endswith(":sms") for recipient in notification.to)
    text: str | None = None
    facts: dict[str, Any]
    match notification:
        case Alert():
            header, mail = subject(notification), body(notification)
            text = sms(notification, display_name) if texted else None
            mention = {
                "platform": notification.mention.platform,
                "external_id": platform_id(str(notification.mention.external_id)),
            }
            facts = {
                "kind": notification.kind,
                "case": notification.case,
                "priority": notification.priority,
                "mention": mention,
            }
        case Notice():
            header, mail = notice_subject(notification), notice_body(notification)
            text = notice_sms(notification, display_name) if texted else None
            facts = {
                "kind": notification.kind,
                "case": notification.case,
                "priority": notification.priority,
                "mention": None,
            }
        case Bundle():
            header, mail = bundle_subject(notification), bundle_body(notification)
            text = bundle_sms(notification, display_name) if texted else None
            facts = {"kind": "bundle", "case": None, "priority": "bundle", "mention": None}
    common = {"to": list(notification.to), "person": notification.person, "link": notification.link}
    return Rendered(header, mail, text, machine={"subject": header, "email": mail, "sms": text} | common | facts)


def message(rendered: Rendered) -> str:
    """The `Message` for MessageStructure=json: default, email, sms (if there is one) and sqs, each a string.

    ValueError when it is too large for SNS; what render() returns stays far below.
    """
    texts = {"default": rendered.email, "email": rendered.email, "sqs": json.dumps(rendered.machine)}
    if rendered.sms is not None:
        texts["sms"] = rendered.sms
    written = json.dumps(texts, ensure_ascii=False)
    attributes = json.dumps({"to": ["String.Array", *rendered.machine["to"]]})
    if len(written.encode()) + len(attributes) >= MAX_BYTES:
        raise ValueError("the alert is larger than SNS accepts")
    return written
