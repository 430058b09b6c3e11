"""The one topic on which people are rung; each subscription filters on the attribute `to`."""

import json
from collections.abc import Sequence
from typing import Any

from goodword.aws.client import AWS_ERRORS, ClientError, client
from goodword.errors import NotPublished


def attributes(to: Sequence[str]) -> dict[str, Any]:
    """The attributes of an alert for `to`: subscriptions filter by the first, and the second is for text messages.

    Without it SNS sends them by the account's default, which is Promotional: the cheapest way, not the surest. It
    ignores attributes that a filter does not name. https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
    """
    return {
        "to": {"DataType": "String.Array", "StringValue": json.dumps(list(to))},
        "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
    }


class AlertTopic:
    """Publishes a worded alert to the people named in `to`, by the means named there."""

    def __init__(self, arn: str) -> None:
        self._sns, self._arn = client("sns"), arn

    def publish(self, subject: str, message: str, to: Sequence[str]) -> None:
        """Returns when SNS has it, else raises NotPublished. `message` is the JSON of MessageStructure=json."""
        try:
            self._sns.publish(
                TopicArn=self._arn,
                Subject=subject,
                Message=message,
                MessageStructure="json",
                MessageAttributes=attributes(to),
            )
        except AWS_ERRORS as error:
            raise NotPublished(refused=isinstance(error, ClientError)) from error
