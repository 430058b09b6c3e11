"""Calls moto's DynamoDB and SQS directly, without HTTP: most calls of a test go there.

Signing, sending and parsing a request, and finding its service, take twice as long as answering it.
botocore lets a handler of `before-call` answer instead; requests and answers are checked and parsed as usual.
"""

import json
from functools import cache
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSResponse
from botocore.hooks import BaseEventHooks
from botocore.parsers import ResponseParser, ResponseParserFactory
from moto.core.botocore_stubber import MockRawResponse
from moto.core.responses import BaseResponse
from moto.dynamodb.responses import DynamoHandler
from moto.sqs.responses import SQSResponse

from tests.house.plan import ACCOUNT, REGION

_HANDLERS: dict[str, type[BaseResponse]] = {"dynamodb": DynamoHandler, "sqs": SQSResponse}
_ONE_AT_A_TIME = Lock()
"""moto changes an item in place while another thread may read it: on AWS a call sees it before or after."""
_BINARY = (b'"B":', b'"BinaryValue":')


def connect(events: BaseEventHooks) -> None:
    """Let the session's clients use this way, after all observers of the call."""
    for service in _HANDLERS:
        events.register_last(f"before-call.{service}", _answer)


def _answer(*, model: Any, params: dict[str, Any], **_: Any) -> tuple[AWSResponse, Any]:
    """What botocore makes of a response: the response itself, and what it parsed out of it."""
    service = model.service_model
    with _ONE_AT_A_TIME:
        status, headers, body = _handler(_HANDLERS[service.service_name], params).call_action()
    response = AWSResponse(params["url"], int(status), headers, MockRawResponse(body))
    found, parser = {"status_code": int(status), "headers": headers, "body": response.content}, _parser()
    parsed = parser.parse(found, model.output_shape)
    if response.status_code >= 300 and (shape := service.shape_for_error_code(parsed["Error"]["Code"])):
        parsed |= {name: value for name, value in parser.parse(found, shape).items() if name not in parsed}
    return response, parsed


def _handler(kind: type[BaseResponse], params: dict[str, Any]) -> BaseResponse:
    """Does what `BaseResponse.setup_class` does, except reading a URL, a form and a signature."""
    assert not any(name in params["body"] for name in _BINARY), "moto's own parser, which decodes it, is left out here"
    handler = kind()
    handler.headers, handler.response_headers = params["headers"], {}
    handler.querystring, handler.uri_match = {}, {}
    handler.uri, handler.path, handler.method = params["url"], urlsplit(params["url"]).path, params["method"]
    handler.region, handler.partition, handler.current_account = REGION, "aws", ACCOUNT
    handler.params = json.loads(params["body"])
    return handler


@cache
def _parser() -> ResponseParser:
    return ResponseParserFactory().create_parser("json")
