"""Starts ministack with three fixes, where version 1.5.33 differs from AWS in ways that matter here.

Permissions: a batch call needs the permission of the single call (sqs:SendMessage allows SendMessageBatch); IAM has no
actions of the batches' names, but ministack checks for them.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html

Streams: a restart clears a table's stream but keeps the position of each mapping, so that a mapping would wait until
as many records have arrived again. It must start at the beginning, as the stream does.

Addresses: an HTTP API gets a host name that not every machine resolves, and under which ministack misreads paths. Here
it gets the address that works everywhere, so that the links in alerts work.

Every call that IAM refused is written to the log; AWS keeps these in CloudTrail.
"""

import os
import sys
from typing import Any

from ministack.app import main
from ministack.core import iam_actions
from ministack.services import apigateway, lambda_svc
from ministack.services.cloudformation import provisioners

_action_of, _restore = iam_actions.extract_iam_action, lambda_svc._restore_state
_refusal, _create_api = iam_actions.access_denied_response, provisioners._apigw_v2_api_create


def _single_action_of(*request: Any) -> Any:
    action = _action_of(*request)
    return action.removesuffix("Batch") if action and action.startswith(("sqs:", "sns:")) else action


def _restore_without_positions(state: Any) -> None:
    _restore({**state, "dynamodb_stream_positions": {}} if state else state)


def _create_api_that_is_found(*request: Any) -> Any:
    api, attributes = _create_api(*request)
    address = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}/_aws/execute-api/{api}/$default"
    apigateway._apis[api]["apiEndpoint"] = address
    return api, attributes | {"ApiEndpoint": address}


def _noted_refusal(service: str, action: str, principal: str, *request: Any, **more: Any) -> Any:
    print("REFUSED", principal, action, file=sys.stderr, flush=True)
    return _refusal(service, action, principal, *request, **more)


if __name__ == "__main__":
    iam_actions.extract_iam_action = _single_action_of
    iam_actions.access_denied_response = _noted_refusal
    lambda_svc._restore_state = _restore_without_positions
    provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::Api"]["create"] = _create_api_that_is_found
    main()
