"""What a platform is: the values that go in and out, and the contract that every platform file keeps."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import parse_qsl

from goodword.errors import BadHandshake, BadSignature, TooLarge, Unreadable
from goodword.mention import Mention, instant, iso

MAX_MESSAGE_BYTES = 1_048_576  # SQS, body and attributes together (SendMessage reference)
COMPRESS_ABOVE_BYTES = 64 * 1024  # SQS bills each 64 KB as a request
MAX_BODY_BYTES = 10_485_760  # HTTP API request body; nothing larger can ever have come in


@dataclass(frozen=True, slots=True)
class Delivery:
    """One HTTP request from a platform, untouched. Header names are lower-case; `body` is the bytes as received."""

    platform: str
    source: str
    method: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    received_at: datetime

    @classmethod
    def from_http(cls, event: Mapping[str, Any]) -> "Delivery":
        """Read an HTTP API event (format 2.0). Raises BadHandshake when a base64 body cannot be decoded."""
        path, http = event.get("pathParameters") or {}, event["requestContext"]["http"]
        return cls(
            platform=path.get("platform", ""),
            source=path.get("source", ""),
            method=http["method"],
            headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
            query=dict(parse_qsl(event.get("rawQueryString") or "", keep_blank_values=True)),
            body=_body(event),
            received_at=datetime.fromtimestamp(event["requestContext"]["timeEpoch"] / 1000, UTC),
        )

    def as_message(self, keep_headers: Iterable[str] = ()) -> str:
        """Write it for the queue, with only the headers that its parser reads; TooLarge above 1 MiB."""
        packed = len(self.body) > COMPRESS_ABOVE_BYTES
        message = json.dumps(
            {
                "platform": self.platform,
                "source": self.source,
                "received_at": iso(self.received_at),
                "headers": {name: self.headers[name] for name in keep_headers if name in self.headers},
                "encoding": "zlib+base64" if packed else "base64",
                "body": base64.b64encode(zlib.compress(self.body) if packed else self.body).decode(),
            }
        )
        if len(message) > MAX_MESSAGE_BYTES:
            raise TooLarge("the body does not fit a queue message, even compressed")
        return message

    @classmethod
    def from_message(cls, message: str) -> "Delivery":
        """Read what `as_message` wrote. Decompression stops at the size that an HTTP API lets in."""
        data = json.loads(message)
        body = base64.b64decode(data["body"], validate=True)
        if data["encoding"] == "zlib+base64":
            body = zlib.decompressobj().decompress(body, MAX_BODY_BYTES)
        return cls(
            platform=data["platform"],
            source=data["source"],
            method="POST",
            headers=data["headers"],
            query={},
            body=body,
            received_at=instant(data["received_at"]),
        )


@dataclass(frozen=True, slots=True)
class Secrets:
    """The live secrets of one source by name, newest first; during a rotation a name has two."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def live(self, name: str) -> tuple[str, ...]:
        """Every secret of that name to try. Raises BadSignature when there is none: nothing is accepted unchecked."""
        if not (found := tuple(secret for secret in self.values.get(name, ()) if secret)):
            raise BadSignature(f"no {name} is stored for this source")
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handshake is answered with."""

    status: int
    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something authentic that is not a mention (a receipt, an unknown event); `reason` has no person's words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One item of a batch that cannot be read: it goes to quarantine, its neighbours go on."""

    reason: str
    item: Any


type Heard = Mention | Ignored | Broken


class Platform(Protocol):
    """The contract: a module in this folder with these names. No I/O, cheap to import."""

    SECRETS: tuple[str, ...]
    """Names of the secrets that an owner must store for each source."""

    HEADERS: tuple[str, ...]
    """Headers that `parse` reads, kept with the delivery on the queue."""

    COVERAGE: str
    """One honest sentence: what can be heard here, and what cannot."""

    def challenge(self, delivery: Delivery, secrets: Secrets) -> Answer | None:
        """Answer a handshake; None when the delivery is not one. Raises BadHandshake or HandshakeRefused."""

    def verify(self, delivery: Delivery, secrets: Secrets, now: datetime) -> None:
        """Return when the raw bytes are authentic under a live secret; else raise BadSignature."""

    def parse(self, delivery: Delivery, accounts: frozenset[str]) -> Iterator[Heard]:
        """Read the mentions. `accounts` are our own ids there. Raises Unreadable when the whole body is."""

    def sign(self, body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
        """The headers that make a body genuine: what `verify` compares with, and what tests and `send` use."""


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadHandshake("the body is not the base64 that it claims to be") from error


__all__ = ["Answer", "Broken", "Delivery", "Heard", "Ignored", "Platform", "Secrets", "Unreadable"]
