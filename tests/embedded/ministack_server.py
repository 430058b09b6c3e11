"""Starts ministack, taught the one thing about permissions in which version 1.5.33 differs from AWS.

A batch call needs the permission of the single call (sqs:SendMessage allows SendMessageBatch); there are no actions of
the batches' names in IAM, but ministack asks for them.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
"""

from typing import Any

from ministack.app import main
from ministack.core import iam_actions

_action_of = iam_actions.extract_iam_action


def _as_aws_does(*request: Any) -> Any:
    action = _action_of(*request)
    return action.removesuffix("Batch") if action and action.startswith(("sqs:", "sns:")) else action


if __name__ == "__main__":
    iam_actions.extract_iam_action = _as_aws_does
    main()
