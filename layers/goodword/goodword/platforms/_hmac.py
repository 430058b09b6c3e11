"""Comparing signatures: constant time, bytes only; what a stranger sent raises BadSignature and nothing else."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from datetime import datetime

from goodword.errors import BadSignature

TOLERANCE_SECONDS = 300  # common practice, both ways; Slack, TikTok and Standard Webhooks all name five minutes


def hmac_sha256(secret: str | bytes, message: bytes) -> bytes:
    """HMAC-SHA256 digest; for a text secret, its UTF-8 bytes are the key."""
    key = secret.encode("utf-8", "surrogateescape") if isinstance(secret, str) else secret
    return hmac.digest(key, message, hashlib.sha256)


def from_hex(text: str) -> bytes:
    """Decode hex in its one canonical spelling (lower case, nothing between); BadSignature when it is not."""
    try:
        decoded = bytes.fromhex(text)
    except ValueError as error:
        raise BadSignature("the signature is not hex") from error
    if decoded.hex() != text:
        raise BadSignature("the signature is not lower-case hex")
    return decoded


def from_base64(text: str) -> bytes:
    """Decode base64 in its one canonical spelling; BadSignature when it is not."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSignature("the signature is not base64") from error
    if to_base64(decoded) != text:  # spare bits in the last character may differ; a real sender never sets them
        raise BadSignature("the signature is not canonical base64")
    return decoded


def to_base64(digest: bytes) -> str:
    """Base64 text of a digest."""
    return base64.b64encode(digest).decode("ascii")


def prefixed(header: str | None, prefix: str) -> str:
    """The part after the prefix; BadSignature when the header or the prefix is missing."""
    if not header:
        raise BadSignature("the signature header is missing")
    if not header.startswith(prefix):
        raise BadSignature(f"the signature does not start with {prefix}")
    return header[len(prefix) :]


def matches_any(claimed: bytes, secrets: Iterable[str], digest: Callable[[str], bytes]) -> None:
    """Compare with the digest of each live secret; all are tried, so that the time reveals nothing."""
    found = [hmac.compare_digest(claimed, digest(secret)) for secret in secrets]
    if not any(found):
        raise BadSignature("the signature does not match")


def same(claimed: str, expected: str) -> bool:
    """Compare two texts (a shared token) in constant time, whatever characters they hold."""
    return hmac.compare_digest(claimed.encode("utf-8", "surrogatepass"), expected.encode("utf-8", "surrogatepass"))


def check_clock(seconds: str, now: datetime, tolerance: int = TOLERANCE_SECONDS) -> None:
    """Refuse a signed timestamp (Unix seconds) that is not a number, too old or too far ahead."""
    if not re.fullmatch(r"[0-9]{1,12}", seconds):
        raise BadSignature("the timestamp is not a number of seconds")
    if abs(int(seconds) - now.timestamp()) > tolerance:
        raise BadSignature(f"the timestamp is more than {tolerance} seconds away from now")
