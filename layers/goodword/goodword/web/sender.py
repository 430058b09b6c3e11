"""Sends a request to a stranger's server: to a checked address only, with limits on size, time and redirects."""

import logging
import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Lock, Timer
from typing import Any
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectTimeout, InvalidHeader, InvalidURL, RequestException
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError

from goodword.connectors.contract import Request, Response
from goodword.errors import GoodwordError
from goodword.web.guard import Forbidden, Place, Resolve, Target, Unreachable, read_url, resolve

USER_AGENT = "Goodword"
MAX_HOPS = 5
CONNECT_SECONDS = 3.0  # leaves time for the next address when one does not answer

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OPEN_HEADERS = frozenset({"accept", "accept-language"})  # any other may hold a secret, and goes to no other host
_PIECE_BYTES = 16_384
_GZIP = zlib.MAX_WBITS | 16


# It logs whole URLs and strangers' headers: always at DEBUG, and as a warning when a header is odd.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


class TooBig(GoodwordError):
    """Raised when an answer has more bytes, compressed or not, than allowed."""


class Sender:
    """Sends requests one at a time, each on its own connection: no proxy, no cookies, no password file.

    `max_bytes` limits an answer's decompressed body; `seconds` the whole request, redirects included.
    """

    def __init__(
        self,
        resolve: Resolve = resolve,
        user_agent: str = USER_AGENT,
        max_bytes: int = 5_000_000,
        seconds: float = 20,
    ) -> None:
        self._resolve, self._user_agent = resolve, user_agent
        self._max_bytes, self._seconds = max_bytes, seconds

    def send(self, request: Request) -> Response:
        """The answer, whatever its status. Raises Forbidden, Unreachable or TooBig, which name the host at most."""
        target = read_url(request.url)
        with _Deadline(self._seconds) as deadline:
            for _ in range(MAX_HOPS + 1):
                answer = self._ask(request, target, deadline)
                if not (place := _leads_to(request, answer, target)):
                    return answer
                request, target = _led(request, target, place)
        raise Forbidden(f"{target.host} redirects too often")

    def _ask(self, request: Request, target: Target, deadline: "_Deadline") -> Response:
        prepared = self._prepare(request, target)
        places = self._resolve(target, deadline.left())
        for left, place in zip(range(len(places))[::-1], places, strict=True):
            try:
                return self._read(_Pinned(target, place, deadline).fetch(prepared), target, deadline)
            except (RequestException, HTTPError, OSError, ValueError, zlib.error) as error:
                if not left or deadline.is_over() or not _never_connected(error):
                    raise Unreachable(_why(target, error, deadline)) from None
        raise Unreachable(f"{target.host} has no address")

    def _prepare(self, request: Request, target: Target) -> requests.PreparedRequest:
        own = {"User-Agent": self._user_agent, **request.headers}  # a platform may require a name in another form
        headers = {**own, "Accept-Encoding": "gzip", "Host": _host(target)}
        asked = requests.Request(
            request.method, target.url, headers, params=request.params, data=request.form, json=request.json
        )
        try:
            return asked.prepare()
        except (InvalidURL, InvalidHeader, UnicodeError) as error:
            raise Forbidden(f"the request to {target.host} has an invalid URL or header") from error

    def _read(self, answer: requests.Response, target: Target, deadline: "_Deadline") -> Response:
        with answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            body = bytearray()
            for piece in _unpacked(answer.raw.stream(_PIECE_BYTES, decode_content=False), headers, self._max_bytes):
                body += piece
                if len(body) > self._max_bytes:
                    raise TooBig(f"{target.host} answers with more than {self._max_bytes} bytes")
        if deadline.is_over():  # a body without a length looks complete wherever it is cut
            raise TimeoutError
        return Response(answer.status_code, headers, bytes(body), target.url)


class _Deadline:
    """Closes every connection that it watches when time is up, even if bytes still trickle in."""

    def __init__(self, seconds: float) -> None:
        self._end, self._lock = time.monotonic() + seconds, Lock()
        self._connections, self._sockets = list[HTTPConnection](), list[socket.socket]()
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._connections:
                connection.close()
            for watched in self._sockets:
                watched.close()
            self._sockets.clear()

    def left(self) -> float:
        return max(self._end - time.monotonic(), 0.001)

    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def watch(self, connection: HTTPConnection, connected: socket.socket) -> socket.socket:
        """Keep a second handle on the connection: TLS takes over the first one."""
        with self._lock:
            self._connections.append(connection)
            self._sockets.append(connected.dup())
        if self.is_over():
            self._cut()
        return connected

    def _cut(self) -> None:
        with self._lock:
            for watched in self._sockets:
                with suppress(OSError):
                    watched.shutdown(socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    def __init__(self, *given: Any, deadline: _Deadline, **named: Any) -> None:
        super().__init__(*given, **named)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        return self._deadline.watch(self, super()._new_conn())


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Pinned(HTTPAdapter):
    """Connects to one checked address, whatever its name resolves to by now; the certificate must match the name."""

    def __init__(self, target: Target, place: Place, deadline: _Deadline) -> None:
        super().__init__()
        self._target, self._place, self._deadline = target, place, deadline

    def fetch(self, prepared: requests.PreparedRequest) -> requests.Response:
        left = self._deadline.left()
        return self.send(prepared, stream=True, timeout=(min(left, CONNECT_SECONDS), left), verify=True, proxies={})

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        address, port, tls = self._place
        if not tls:
            return _Pool(address, port, deadline=self._deadline)
        return _SecurePool(address, port, deadline=self._deadline, server_hostname=self._target.host)


def _leads_to(request: Request, answer: Response, target: Target) -> str | None:
    """Where a redirect leads, if it may be followed."""
    location = answer.headers.get("location")
    if not request.follow or request.method != "GET" or answer.status not in _REDIRECTS or not location:
        return None
    with suppress(UnicodeError):  # headers are read as Latin-1, but many servers send UTF-8
        location = location.encode("latin-1").decode()
    try:
        return urljoin(target.url, location)
    except ValueError as error:
        raise Forbidden(f"{target.host} redirects to an invalid URL") from error


def _led(request: Request, target: Target, url: str) -> tuple[Request, Target]:
    """The request for its next hop, without headers that are not meant for another host."""
    leads_to = read_url(url)
    if leads_to[:3] == target[:3]:
        return replace(request, url=url, params={}), leads_to
    harmless = _harmless(request.headers)
    if target.scheme == "https" and leads_to.scheme == "http" and harmless != request.headers:
        raise Forbidden(f"{target.host} redirects a request with credentials to http")
    return replace(request, url=url, params={}, headers=harmless), leads_to


def _harmless(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _OPEN_HEADERS}


def _host(target: Target) -> str:
    return target.url.split("/", 3)[2]


def _unpacked(pieces: Iterator[bytes], headers: Mapping[str, str], limit: int) -> Iterator[bytes]:
    """The body's bytes in pieces within the limit; ValueError when the compression is unknown."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        yield from pieces
    elif coding in ("gzip", "x-gzip"):
        yield from _unzipped(pieces, limit)
    else:
        raise ValueError("a content encoding that was not requested")


def _unzipped(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    packed, came = zlib.decompressobj(_GZIP), 0
    for piece in pieces:
        came += len(piece)
        if came > limit + _PIECE_BYTES:  # endless compressed data may decompress to nothing
            raise ValueError("the compressed body is larger than the limit")
        yield packed.decompress(piece, limit + 1)
        while packed.unconsumed_tail and not packed.eof:
            yield packed.decompress(packed.unconsumed_tail, limit + 1)
    if came and not packed.eof:
        raise ValueError("the compressed body is truncated")


def _never_connected(error: BaseException) -> bool:
    """Whether nothing was sent yet, so that another address may be tried."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, ConnectTimeout) or isinstance(reason, NewConnectionError)


def _why(target: Target, error: BaseException, deadline: _Deadline) -> str:
    if deadline.is_over() or isinstance(error, TimeoutError | requests.Timeout):
        return f"{target.host} does not answer in time"
    return f"{target.host} cannot be reached: {type(error).__name__}"


__all__ = ["Forbidden", "Sender", "TooBig", "Unreachable"]
