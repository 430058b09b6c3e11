"""From an alert to what SNS takes: every wording of it, and the one Message that carries them all."""

import json
from dataclasses import dataclass
from typing import Any

from goodword.alerting.alert import Alert, Bundle
from goodword.alerting.mail import body, bundle_body, bundle_subject, subject
from goodword.alerting.sms import bundle_sms, sms

MAX_BYTES = 256 * 1024  # message and attributes, https://docs.aws.amazon.com/sns/latest/api/API_Publish.html


@dataclass(frozen=True, slots=True)
class Rendered:
    """An alert in words. `sms` is None when nobody gets one; `machine` is what a queue on the topic reads."""

    subject: str
    email: str
    sms: str | None
    machine: dict[str, Any]


def render(ring: Alert | Bundle, display_name: str = "Goodword") -> Rendered:
    """Word it. `display_name` is the topic's, which SNS puts before each SMS; GSM-7 characters only.

    The machine form is {"subject", "email", "sms", "to", "case", "priority", "mention": {"platform", "external_id"}};
    of a bundle, case and mention are null and priority is "bundle".
    """
    texted = any(recipient.endswith(":sms") for recipient in ring.to)
    words: tuple[str, str, str | None]
    facts: dict[str, Any]
    match ring:
        case Alert():
            words = subject(ring), body(ring), sms(ring, display_name) if texted else None
            mention = {"platform": ring.mention.platform, "external_id": ring.mention.external_id}
            facts = {"case": ring.case, "priority": ring.priority, "mention": mention}
        case Bundle():
            words = bundle_subject(ring), bundle_body(ring), bundle_sms(ring, display_name) if texted else None
            facts = {"case": None, "priority": "bundle", "mention": None}
    named = dict(zip(("subject", "email", "sms"), words, strict=True))
    return Rendered(*words, machine={**named, "to": list(ring.to), **facts})


def message(rendered: Rendered) -> str:
    """The `Message` for MessageStructure=json: default, email, sms (where there is one), sqs, each a string.

    ValueError when SNS would refuse its size; what render() gives never comes near.
    """
    texts = {"default": rendered.email, "email": rendered.email, "sqs": json.dumps(rendered.machine)}
    if rendered.sms is not None:
        texts["sms"] = rendered.sms
    written = json.dumps(texts, ensure_ascii=False)
    attributes = json.dumps({"to": ["String.Array", *rendered.machine["to"]]})
    if len(written.encode()) + len(attributes) >= MAX_BYTES:
        raise ValueError("the alert is larger than SNS takes")
    return written
