"""The HTTP API as API Gateway runs it: the template's routes, events in format 2.0, and the responses."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from goodword import platforms
from goodword.platforms.contract import Secrets
from tests.house.rooms import Room

_MAX_BODY = 10_485_760
_MAX_INVOCATION = 6 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the caller gets. 502: the handler raised, or its response has a shape that API Gateway cannot read."""

    status: int
    body: str = ""
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class Door:
    """Sends requests like a platform or a browser. `secrets` by source: what the owner stored."""

    def __init__(
        self, rooms: Mapping[str, Room], routes: Mapping[str, str], secrets: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self._rooms, self._behind, self._secrets = rooms, routes, secrets
        # The most specific route comes first: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
        exact_first = sorted(routes, key=lambda key: key.count("{"))
        self._routes = {key: re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", key)) for key in exact_first}

    def send(self, platform: str, source: str, body: bytes, *, now: datetime | None = None, **how: Any) -> Answer:
        """Post a genuine delivery, signed with the source's newest secret. `how` as in `knock`."""
        signed = self.sign(platform, source, body, now=now)
        return self.knock("POST", f"/webhooks/{platform}/{source}", body, signed | how.pop("headers", {}), **how)

    def sign(
        self,
        platform: str,
        source: str,
        body: bytes,
        *,
        now: datetime | None = None,
        secrets: Mapping[str, list[str]] | None = None,
    ) -> dict[str, str]:
        """The headers that sign a body."""
        known = {name: tuple(live) for name, live in (secrets or self._secrets[source]).items()}
        return platforms.load(platform).sign(body, Secrets(known), now or datetime.now(UTC))

    def handshake(self, platform: str, source: str, query: Mapping[str, str]) -> Answer:
        """Send a GET with a query."""
        return self.knock("GET", f"/webhooks/{platform}/{source}", query=urlencode(query))

    def follow(self, token: str, *, method: str = "GET") -> Answer:
        """Open the link of an alert."""
        return self.knock(method, f"/a/{token}")

    def act(self, token: str, **fields: str) -> Answer:
        """Post a form from the page behind the link, as a browser does."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self.knock("POST", f"/a/{token}", urlencode(fields).encode(), headers, as_base64=True)

    def knock(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        query: str = "",
        as_base64: bool = False,
    ) -> Answer:
        """Send one request. A body that is not UTF-8 is sent as base64, as any body may be."""
        if len(body) > _MAX_BODY:
            return Answer(413, "Request Entity Too Large")
        for key, pattern in self._routes.items():
            if found := pattern.fullmatch(f"{method} {path}"):
                event = http_event(key, path, found.groupdict(), body, headers or {}, query, as_base64=as_base64)
                if len(event["body"]) > _MAX_INVOCATION:
                    return Answer(413, "Request Entity Too Large")
                return self.carry(event)
        return Answer(404, '{"message":"Not Found"}')

    def carry(self, event: Mapping[str, Any]) -> Answer:
        """Pass an event to the function behind its route and read the response as API Gateway does."""
        try:
            given = self._rooms[self._behind[event["routeKey"]]].invoke(event)
            headers = given["headers"]
            return Answer(int(given["statusCode"]), str(given.get("body", "")), headers["content-type"], headers)
        except Exception as error:  # noqa: BLE001 - API Gateway does not care why
            return Answer(502, f"{type(error).__name__}: {error}")


def http_event(
    route: str,
    path: str,
    parameters: Mapping[str, str],
    body: bytes,
    headers: Mapping[str, str],
    query: str = "",
    *,
    as_base64: bool = False,
) -> dict[str, Any]:
    """An event in payload format 2.0. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"""
    method, now = route.split()[0], datetime.now(UTC)
    try:
        text, coded = body.decode(), as_base64
    except UnicodeDecodeError:
        text, coded = "", True
    return {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"content-type": "application/json"} | {name.lower(): value for name, value in headers.items()},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "house",
            "domainName": "house.execute-api.eu-central-1.amazonaws.com",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7",
                "userAgent": "-",
            },
            "requestId": "house",
            "routeKey": route,
            "stage": "$default",
            "time": f"{now:%d/%b/%Y:%H:%M:%S +0000}",
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "pathParameters": dict(parameters),
        "body": base64.b64encode(body).decode() if coded else text,
        "isBase64Encoded": coded,
    }
