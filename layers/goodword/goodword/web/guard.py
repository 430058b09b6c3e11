"""Which hosts may be called: public addresses on the web, and never one inside a network.

https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
"""

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from goodword.errors import GoodwordError

MAX_URL_CHARACTERS = 8_192
MAX_ADDRESSES = 4  # of a name, tried in turn
LOOK_UP_SECONDS = 5.0
PORTS = {"http": 80, "https": 443}

_SPLITTERS = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")  # characters at which URL parsers disagree
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label like this makes a host an IPv4 address in some spelling
_INDOORS = (".localhost", ".local", ".localdomain", ".internal", ".home.arpa")
# Global in the registry, but no address that a stranger may send us to.
_CLOSED_V4 = (
    ip_network("192.0.0.0/24"),  # protocol assignments
    ip_network("192.88.99.0/24"),  # relays of 6to4
    ip_network("168.63.129.16/32"),  # a cloud's host agent
)
_OPEN_V6 = ip_network("2000::/3")  # all assigned unicast addresses; mapped, NAT64 and local ones are outside
_CLOSED_V6 = (
    ip_network("2001::/23"),  # protocol assignments, Teredo among them
    ip_network("2002::/16"),  # 6to4: an IPv4 address inside
)


class Forbidden(GoodwordError):
    """Raised before any connection when the URL or the host's address is not allowed; a retry never helps."""


class Unreachable(GoodwordError):
    """Raised when the host, or the way there, fails: no address, no connection, no time, no TLS."""


class Target(NamedTuple):
    """A URL that may be requested, in one spelling: `host` in lower-case ASCII, no fragment, no credentials."""

    scheme: str
    host: str
    port: int
    url: str


class Place(NamedTuple):
    """Where to connect for a target, and whether to use TLS."""

    address: str
    port: int
    tls: bool


type Resolve = Callable[[Target, float], Sequence[Place]]
"""The places of a target, found within so many seconds."""


def read_url(url: str) -> Target:
    """The target of a URL; Forbidden unless it is http(s) on 80 or 443 to a public name or address, without a user."""
    if len(url) > MAX_URL_CHARACTERS or _SPLITTERS.search(url):
        raise Forbidden("the URL is too long, or has characters that are not allowed")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Forbidden("the URL cannot be read") from error
    if parts.scheme not in PORTS:
        raise Forbidden("the URL is neither http nor https")
    if "@" in parts.netloc:
        raise Forbidden("the URL names a user")
    if port not in (None, *PORTS.values()):
        raise Forbidden("the URL names a port that is neither 80 nor 443")
    return _target(parts, _host(parts.hostname or ""), PORTS[parts.scheme] if port is None else port)


def resolve(target: Target, seconds: float = LOOK_UP_SECONDS) -> list[Place]:
    """The addresses of a host, looked up once; Forbidden when one of them is not public."""
    addresses = _look_up(target, min(seconds, LOOK_UP_SECONDS))
    for address in addresses:
        check_address(address)
    first_v4 = sorted(dict.fromkeys(addresses), key=lambda address: ":" in address)
    return [Place(address, target.port, target.scheme == "https") for address in first_v4[:MAX_ADDRESSES]]


def check_address(address: str) -> None:
    """Forbidden unless it is a public unicast address that embeds no other address."""
    try:
        read = ip_address(address)
    except ValueError as error:
        raise Forbidden("the host has an address that cannot be read") from error
    if not _is_open(read):
        raise Forbidden("the host has an address inside a network")


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in closed for closed in _CLOSED_V4)
    return not address.scope_id and address in _OPEN_V6 and not any(address in closed for closed in _CLOSED_V6)


def _host(written: str) -> str:
    """The host in its one spelling; a literal address is checked here."""
    if ":" in written:
        check_address(written)
        return str(ip_address(written))
    host = _ascii(written).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Forbidden("the URL names no host")
    if _NUMBER.fullmatch(labels[-1]):
        check_address(host)  # accepts four decimal numbers only
    elif len(labels) == 1 or host.endswith(_INDOORS):
        raise Forbidden("the URL names a host inside a network")
    return host


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host[:254].encode("idna").decode().lower()
    except UnicodeError as error:
        raise Forbidden("the URL names no host") from error


def _target(parts: SplitResult, host: str, port: int) -> Target:
    bracketed = f"[{host}]" if ":" in host else host
    place = bracketed if port == PORTS[parts.scheme] else f"{bracketed}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, f"{parts.scheme}://{place}{parts.path or '/'}{query}")


def _look_up(target: Target, seconds: float) -> list[str]:
    """Ask the resolver, for so many seconds at most: a name's owner may answer as slowly as they like."""
    # The dot keeps the network's own search domains out.
    name = target.host if _is_literal(target.host) else f"{target.host}."
    answers = SimpleQueue[list[Any] | OSError]()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(name, target.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except Empty:
        raise Unreachable(f"{target.host} was not resolved in time") from None
    if isinstance(found, OSError) or not found:
        raise Unreachable(f"{target.host} has no address")
    return [str(info[4][0]) for info in found]


def _is_literal(host: str) -> bool:
    return ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


__all__ = ["Forbidden", "Place", "Resolve", "Target", "Unreachable", "check_address", "read_url", "resolve"]
