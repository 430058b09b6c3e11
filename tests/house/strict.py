"""The rules that moto leaves out: what the real SQS and SNS refuse."""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
_SQS_ALLOWS = re.compile("[\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_MOST_ATTRIBUTES = 10
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: ASCII, no line breaks or control characters, under 100
_SUBJECT = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,98}")
_SNS_BYTES = 262_144


def check(service: str, operation: str, params: Mapping[str, Any]) -> None:
    """Raise the error that AWS would return for a call that moto accepts."""
    match service, operation:
        case "sqs", "SendMessage":
            _check_message(params, operation)
        case "sqs", "SendMessageBatch":
            for entry in params["Entries"]:
                _check_message(entry, operation)
        case "sns", "Publish":
            _check_publish(params, operation)


def _check_message(message: Mapping[str, Any], operation: str) -> None:
    if not _SQS_ALLOWS.fullmatch(message["MessageBody"]):
        raise _refusal("InvalidMessageContents", operation)
    if len(message.get("MessageAttributes", {})) > _MOST_ATTRIBUTES:
        raise _refusal("InvalidParameterValue", operation)


def _check_publish(params: Mapping[str, Any], operation: str) -> None:
    attributes = params.get("MessageAttributes", {})
    size = len(params["Message"].encode()) + sum(
        len(name) + len(value["DataType"]) + len(value["StringValue"].encode()) for name, value in attributes.items()
    )
    fine = _SUBJECT.fullmatch(params.get("Subject", "x")) and params["Message"] and size <= _SNS_BYTES
    if not fine or len(attributes) > _MOST_ATTRIBUTES:
        raise _refusal("InvalidParameter", operation)


def _refusal(code: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "the strict shim refuses this"}}, operation)
