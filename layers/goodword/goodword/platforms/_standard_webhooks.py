"""The signature of Standard Webhooks: three headers, three kinds of key, several signatures at once."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime

from goodword.errors import BadSignature, ConfigurationError
from goodword.platforms._hmac import check_clock, from_base64, hmac_sha256, same, to_base64
from goodword.platforms.contract import Delivery, Secrets

SECRETS = ("webhook_secret",)
MAX_SIGNATURES = 16  # a sender lists two or three during a rotation
_ED25519_BYTES = 32


def verify(delivery: Delivery, secrets: Secrets, now: datetime) -> None:
    """Accept when any signature of a known version matches a live secret of that version.

    https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    """
    message_id, seconds, claims = (_header(delivery, name) for name in ("id", "timestamp", "signature"))
    check_clock(seconds, now)
    signed = _signed(message_id, seconds, delivery.body)
    found = [
        _matches(key, signed, signature)
        for key in _keys(secrets)
        for version, _, signature in (claim.partition(",") for claim in claims.split(" ")[:MAX_SIGNATURES])
        if version == key.version
    ]
    if not any(found):
        raise BadSignature("no signature matches")


def sign(body: bytes, secrets: Secrets, now: datetime) -> dict[str, str]:
    """The three headers; the id comes from the body, so that a repeated body keeps its id."""
    key = _keys(secrets)[0]
    message_id, seconds = "msg_" + hashlib.sha256(body).hexdigest()[:24], str(int(now.timestamp()))
    signature = to_base64(_signature(key, _signed(message_id, seconds, body)))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"{key.version},{signature}",
    }


@dataclass(frozen=True, slots=True)
class _Key:
    """A usable key: `v1` symmetric, `v1a` Ed25519 (`private` when it can sign)."""

    version: str
    value: bytes
    private: bool = False


def _keys(secrets: Secrets) -> list[_Key]:
    """The live secrets that can be used; BadSignature when there is none. A mistyped secret does not block another."""
    if not (keys := [key for secret in secrets.live("webhook_secret") if (key := _key(secret))]):
        raise BadSignature("the stored webhook_secret is none of: base64, whsec_ or whpk_ and base64")
    return keys


def _key(secret: str) -> _Key | None:
    """Read `whsec_` or bare base64 (symmetric), `whpk_` (public) or `whsk_` (private, for tests)."""
    prefix, _, rest = secret.strip().partition("_")
    try:
        value = base64.b64decode(rest if prefix in {"whsec", "whpk", "whsk"} else secret.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    match prefix, len(value):
        case _, 0:
            return None
        case "whpk", size:
            return _Key("v1a", value) if size == _ED25519_BYTES else None
        case "whsk", size:  # twice the size: the public key follows the seed
            seed = value[:_ED25519_BYTES]
            return _Key("v1a", seed, private=True) if size in {_ED25519_BYTES, 2 * _ED25519_BYTES} else None
    return _Key("v1", value)


def _header(delivery: Delivery, name: str) -> str:
    value = delivery.headers.get(f"webhook-{name}") or delivery.headers.get(f"svix-{name}")
    if not value or not value.isascii():
        raise BadSignature(f"webhook-{name} is missing or cannot be read")
    return value


def _signed(message_id: str, seconds: str, body: bytes) -> bytes:
    return f"{message_id}.{seconds}.".encode() + body


def _signature(key: _Key, signed: bytes) -> bytes:
    if key.version == "v1":
        return hmac_sha256(key.value, signed)
    if not key.private:
        raise ConfigurationError("a public key cannot sign: give the private one (whsk_...)")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key.value).sign(signed)


def _matches(key: _Key, signed: bytes, claimed: str) -> bool:
    if key.version == "v1":
        return same(claimed, to_base64(_signature(key, signed)))
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    try:
        if key.private:
            public = Ed25519PrivateKey.from_private_bytes(key.value).public_key()
        else:
            public = Ed25519PublicKey.from_public_bytes(key.value)
        public.verify(from_base64(claimed), signed)
    except (InvalidSignature, BadSignature, ValueError):
        return False
    return True
