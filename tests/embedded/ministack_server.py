"""Starts ministack, with the two things mended in which version 1.5.33 differs from AWS and that would be felt here.

Permissions: a batch call needs the permission of the single call (sqs:SendMessage allows SendMessageBatch); IAM has no
actions of the batches' names, but ministack asks for them.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html

Streams: a restart forgets a table's stream but not how far each mapping has read, so that a mapping would sleep until
as many records have come again. It has to begin at the beginning, as the stream does.
"""

from typing import Any

from ministack.app import main
from ministack.core import iam_actions
from ministack.services import lambda_svc

_action_of, _restore = iam_actions.extract_iam_action, lambda_svc._restore_state


def _single_action_of(*request: Any) -> Any:
    action = _action_of(*request)
    return action.removesuffix("Batch") if action and action.startswith(("sqs:", "sns:")) else action


def _restore_without_positions(state: Any) -> None:
    _restore({**state, "dynamodb_stream_positions": {}} if state else state)


if __name__ == "__main__":
    iam_actions.extract_iam_action = _single_action_of
    lambda_svc._restore_state = _restore_without_positions
    main()
