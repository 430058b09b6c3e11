"""Comparing signatures: constant time, bytes only, never an exception for what a stranger sent."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable

from goodword.errors import BadSignature


def hmac_sha256(secret: str, message: bytes) -> bytes:
    """HMAC-SHA256 digest; the secret's UTF-8 bytes are the key."""
    return hmac.digest(secret.encode(), message, hashlib.sha256)


def from_hex(text: str) -> bytes:
    """Decode lower-case hex strictly; BadSignature when it is not."""
    if text != text.lower():
        raise BadSignature("the signature is not lower-case hex")
    try:
        return bytes.fromhex(text) if text.isascii() and " " not in text else b""
    except ValueError as error:
        raise BadSignature("the signature is not hex") from error


def from_base64(text: str) -> bytes:
    """Decode base64 strictly; BadSignature when it is not."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSignature("the signature is not base64") from error


def prefixed(header: str | None, prefix: str) -> str:
    """What stands behind the prefix; BadSignature when the header or the prefix is missing."""
    if not header:
        raise BadSignature("the signature header is missing")
    if not header.startswith(prefix):
        raise BadSignature(f"the signature does not start with {prefix}")
    return header[len(prefix) :]


def matches_any(claimed: bytes, secrets: Iterable[str], digest: Callable[[str], bytes]) -> None:
    """Compare with what each live secret gives; every one is tried, so that time tells nothing."""
    found = [hmac.compare_digest(claimed, digest(secret)) for secret in secrets]
    if not any(found):
        raise BadSignature("the signature does not match")
