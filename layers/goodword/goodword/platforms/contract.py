"""What a platform is: the values that go in and out, and the contract of every adapter."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Protocol
from urllib.parse import parse_qsl

from goodword.errors import BadHandshake, BadSignature, TooLarge
from goodword.mention import Mention, instant, iso

MAX_MESSAGE_BYTES = 1_048_576  # SQS, body and attributes together (SendMessage reference)
COMPRESS_ABOVE_BYTES = 64 * 1024  # SQS bills each 64 KB as a request
PART_BYTES = 64  # of these, reserved for `part`, in case the delivery goes back to the queue
MAX_BODY_BYTES = 10_485_760  # HTTP API request body; nothing larger can arrive


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a platform sent, unchanged. Header names are lower-case; `body` is the bytes as received.

    For a webhook `asked` is None. For an answer it is the request: `what` (the name of a feed or a lookup, see
    `goodword.connectors`) and anything else that its reader needs beside the body. An answer never leads to another
    lookup. `part` is set when only some of its items are meant: see `goodword.scoring.portions`.
    """

    platform: str
    source: str
    method: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    received_at: datetime
    asked: Mapping[str, Any] | None = None
    part: tuple[int, int, int] | None = None

    @classmethod
    def from_http(cls, event: Mapping[str, Any]) -> "Delivery":
        """Read an HTTP API event (format 2.0). Raises BadHandshake when a base64 body cannot be decoded."""
        path, http = event.get("pathParameters") or {}, event["requestContext"]["http"]
        return cls(
            platform=path.get("platform") or _platform_in(event.get("routeKey", "")),
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
            | ({"asked": dict(self.asked)} if self.asked is not None else {})
        )
        if len(message) > MAX_MESSAGE_BYTES - PART_BYTES:
            raise TooLarge("the body does not fit a queue message, even compressed")
        return message

    @classmethod
    def from_message(cls, message: str) -> "Delivery":
        """Read what `as_message` wrote; `part` may be added. Decompression stops at the limit of an HTTP API."""
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
            asked=data.get("asked"),
            part=tuple(data["part"]) if "part" in data else None,
        )


@dataclass(frozen=True, slots=True)
class Secrets:
    """The live secrets of one source by name, newest first; during a rotation a name has two.

    Beside them is what a verifier may check a request against and its sender cannot choose: `known`, our ids there
    (the `accounts` and the `ask` entries in goodword.yaml), and `keys`, the platform's public keys.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def beside(self, **known: tuple[str, ...]) -> "Secrets":
        """These secrets, with other values beside them."""
        return Secrets({**self.values, **known})

    def live(self, name: str) -> tuple[str, ...]:
        """Every secret with that name to try. Raises BadSignature when there is none: nothing is accepted unchecked."""
        if not (found := tuple(secret for secret in self.values.get(name, ()) if secret)):
            raise BadSignature(f"no {name} is stored for this source")
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a handshake."""

    status: int
    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something authentic that is not a mention (a receipt, an unknown event); `reason` holds no person's text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One item of a batch that cannot be read: it goes to quarantine, the others go on."""

    reason: str
    item: Any


@dataclass(frozen=True, slots=True)
class Wordless:
    """Comes with a mention that has no text although its kind normally has some. It is counted, so that you notice it.

    `kind` is the platform's own word for it (see `json_fields.word`), never a person's.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """A request for what a delivery left out or cannot prove.

    `asked` goes with the job and comes back with the answer as `Delivery.asked`; all its values are text. It is for
    the function `fetch`, or for `visit` where a stranger chose the address. `claim` is the unproven content of the
    push: it is shown when you inspect a payload, and never passed on.
    """

    asked: Mapping[str, str]
    function: Literal["fetch", "visit"] = "fetch"
    claim: Mention | None = None


type ParsedItem = Mention | Ignored | Broken | Lookup | Wordless


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What you are told about a platform, in one honest sentence each."""

    hears: str
    misses: str
    delay: str
    deletion: str
    """What happens to a mention that its author deletes."""
    edits: str
    by: tuple[Literal["webhook", "poll", "lookup"], ...]
    proven: str = "fixture-proven, not run live"


class Platform(Protocol):
    """The contract: a module in this folder with these names. No I/O, cheap to import.

    One whose verifier needs the platform's public keys also has `NEEDS_KEYS = True`; its connector's `KEYS` says
    where they are.
    """

    SECRETS: tuple[str, ...]
    """Names of the secrets that you must store for each source."""

    HEADERS: tuple[str, ...]
    """Headers that `parse` reads, kept with the delivery on the queue."""

    COVERAGE: Coverage
    """What this platform covers, and what it does not."""

    ACCEPTED: int
    """The status that tells the platform that a delivery is stored."""

    def challenge(self, delivery: Delivery, secrets: Secrets) -> Answer | None:
        """Answer a handshake; None when the delivery is not one. Raises BadHandshake or HandshakeRefused.

        A signed handshake that comes by POST is verified here before it is answered.
        """

    def verify(self, delivery: Delivery, secrets: Secrets, now: datetime) -> None:
        """Return when the raw bytes are authentic under a live secret; else raise BadSignature."""

    def parse(self, delivery: Delivery, accounts: frozenset[str]) -> Iterator[ParsedItem]:
        """Read the mentions. `accounts` are our own ids there. Raises Unreadable when the whole body is."""

    def sign(self, body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
        """The headers that make a body genuine: `verify` compares with them, tests and `send` use them."""


def needs_keys(platform: Platform) -> bool:
    """Whether its verifier checks requests against the platform's public keys."""
    return bool(getattr(platform, "NEEDS_KEYS", False))


def _platform_in(route: str) -> str:
    """The platform that a route serves alone: `POST /webhooks/webmention/{source}`."""
    parts = route.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "webhooks" and not parts[2].startswith("{") else ""


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadHandshake("the body is not valid base64") from error


__all__ = [
    *("Answer", "Broken", "Coverage", "Delivery", "Lookup"),
    *("Ignored", "ParsedItem", "Platform", "Secrets", "Wordless", "needs_keys"),
]
