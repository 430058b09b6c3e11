"""A stand-in on loopback that plays a platform's API, healthy and failing."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as the API sees it. Header names are lower-case; for a repeated query key the last one counts."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """The API's answer; a body that is not bytes or text is written as JSON."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()


class Api(Protocol):
    """A small working model of a platform's API: it has items, checks credentials, and serves pages."""

    def answer(self, asked: Asked) -> Reply:
        """Answer as the platform would."""


@dataclass
class Health:
    """How the API fails at the moment; `times` counts down, 0 means always, None means healthy."""

    how: str | None = None
    times: int = 0
    """how: busy (429 with Retry-After 120), expired (401), forbidden (403), down (503), truncated, slow, redirected."""

    def next(self) -> str | None:
        how = self.how
        if self.times:
            self.times -= 1
            if not self.times:
                self.how = None
        return how


class StandIn:
    """The API behind a port on loopback. `asked` lists its requests, in order."""

    def __init__(self, api: Api) -> None:
        self.api, self.health, self.asked = api, Health(), list[Asked]()
        self.released, self.gave_up = threading.Event(), 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_address[1]

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


# The answers of a failing API, whatever the request.
_WRONG = {
    "busy": Reply(status=429, headers={"Retry-After": "120"}),
    "expired": Reply(status=401),
    "forbidden": Reply(status=403),
    "down": Reply(status=503),
    "redirected": Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
}


class _Handler(BaseHTTPRequestHandler):
    standin: StandIn

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        host = headers.get("host", "").partition(":")[0]
        asked = Asked(self.command, host, parts.path, dict(parse_qsl(parts.query)), headers, body)
        self.standin.asked.append(asked)
        wrong = self.standin.health.next()
        self._say(_WRONG.get(wrong or "") or self.standin.api.answer(asked), wrong)

    do_POST = do_GET  # noqa: N815 - http.server calls it by this name

    def _say(self, reply: Reply, wrong: str | None) -> None:
        raw = reply.raw
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(raw))}.items():
            self.send_header(name, value)
        self.end_headers()
        if wrong == "truncated":
            self.wfile.write(raw[: len(raw) // 2])
            self.close_connection = True
        elif wrong == "slow":
            self.wfile.write(raw[:1])
            self.wfile.flush()
            self.standin.gave_up += not self.standin.released.wait(20)
        else:
            self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Logs nothing: the requests are in `asked`."""


def _handler(standin: StandIn) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"standin": standin})
