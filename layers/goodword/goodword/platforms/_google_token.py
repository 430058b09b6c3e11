"""Checks in full the token that shows that a push is from Google: a JSON Web Token, RS256.

https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions
"""

import base64
import binascii
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from goodword.errors import BadSignature, ConfigurationError, Unreadable
from goodword.platforms.contract import Secrets
from goodword.platforms.json_fields import Object, load_object, objects

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

_ALGORITHM = "RS256"  # fixed by us: a token that may choose would choose `none`, or HMAC with the public key
_ISSUERS = ("https://accounts.google.com", "accounts.google.com")
_MAX_CHARACTERS = 4096  # Google's have about 900
_LEAST_KEY_BITS = 2048  # RFC 7518, section 3.3
_LIFE_SECONDS = 3600
_AGE_SECONDS = 60  # Google sends one token with many pushes
_EXPIRED_FOR_SECONDS = 10  # the clocks may differ by so much
_EARLY_SECONDS = 300
_FITTING = {"kty": "RSA", "alg": _ALGORITHM, "use": "sig"}


def check_token(token: str, secrets: Secrets, now: datetime) -> None:
    """Return when a live key signed it and its claims match our subscription; else raise BadSignature."""
    head, claims, signature = _split(token)
    if head.get("alg") != _ALGORITHM or "crit" in head:
        raise BadSignature("the token's algorithm is not RS256")
    signed = token.rpartition(".")[0].encode("ascii")
    if not any(_signed_by(key, signature, signed) for key in _candidates(head.get("kid"), secrets)):
        raise BadSignature("no live key of Google's signed the token")
    _check_claims(claims, secrets, now.timestamp())


def make_token(secrets: Secrets, now: datetime) -> str:
    """A token as Google would make it. ConfigurationError when there is no private key among the keys."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    own = ((name, key) for name, held in _held(secrets) if (key := _private_key(held)))
    kid, key = next(own, (None, None))
    if key is None:
        raise ConfigurationError("a public key cannot sign: give a private one, in PEM")
    issued = int(now.timestamp()) - _AGE_SECONDS
    claims = {
        "aud": secrets.live("audience")[0],
        "email": secrets.live("service_account")[0],
        "email_verified": True,
        "exp": issued + _LIFE_SECONDS,
        "iat": issued,
        "iss": _ISSUERS[0],
    }
    head = {"alg": _ALGORITHM, "kid": kid or "ours", "typ": "JWT"}
    signed = ".".join(_packed(json.dumps(part).encode()) for part in (head, claims))
    return f"{signed}.{_packed(key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


def _split(token: str) -> tuple[Object, Object, bytes]:
    parts = token.split(".", 3) if len(token) <= _MAX_CHARACTERS else []
    if len(parts) != 3:  # head, claims, signature
        raise BadSignature("the token does not have three parts")
    head, claims, signature = map(_unpacked, parts)
    try:
        return load_object(head), load_object(claims), signature
    except Unreadable as error:
        raise BadSignature("the token does not hold JSON") from error


def _check_claims(claims: Object, secrets: Secrets, now: float) -> None:
    """Checks every claim that Google's page lists; a missing claim counts as wrong."""
    wrong = [
        name
        for name, holds in {
            "iss": claims.get("iss") in _ISSUERS,
            "aud": claims.get("aud") in secrets.live("audience"),
            "email": claims.get("email") in secrets.live("service_account"),
            "email_verified": claims.get("email_verified") is True,
            "exp": _seconds(claims, "exp") > now - _EXPIRED_FOR_SECONDS,
            "iat": 0 < _seconds(claims, "iat") <= now + _EARLY_SECONDS,
        }.items()
        if not holds
    ]
    if wrong:
        raise BadSignature(f"claims of the token do not match: {', '.join(wrong)}")


def _seconds(claims: Object, name: str) -> float:
    """Unix seconds; 0, which is long ago, when they are missing."""
    value = claims.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _candidates(kid: Any, secrets: Secrets) -> Iterator["RSAPublicKey"]:
    """The live keys with that key id, and those without one, which only we can have stored."""
    for name, held in _held(secrets):
        key = (_pem_key(held) if isinstance(held, str) else _jwk_key(held)) if name in (None, kid) else None
        if key and key.key_size >= _LEAST_KEY_BITS:
            yield key


def _held(secrets: Secrets) -> Iterator[tuple[Any, Any]]:
    """Each key with its id: from a JWK set, one JWK, certificates by id, or bare PEM, which has none."""
    for value in secrets.live("keys"):
        if value.lstrip().startswith("-----BEGIN"):
            yield None, value
            continue
        with suppress(Unreadable):
            held = load_object(value.encode("utf-8", "surrogatepass"))
            if "keys" in held or "kty" in held:
                jwks = objects(held, "keys") if "keys" in held else [held]
                yield from ((jwk.get("kid"), jwk) for jwk in jwks if isinstance(jwk, dict))
            else:
                yield from held.items()


def _jwk_key(jwk: Any) -> "RSAPublicKey | None":
    """RFC 7517; skips a key for another purpose or of another kind."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    if not isinstance(jwk, dict) or any(jwk.get(name, fits) != fits for name, fits in _FITTING.items()):
        return None
    try:
        exponent, modulus = (int.from_bytes(_unpacked(jwk.get(name))) for name in ("e", "n"))
        return RSAPublicNumbers(exponent, modulus).public_key()
    except (BadSignature, ValueError):
        return None


def _pem_key(pem: str) -> "RSAPublicKey | None":
    """From a public key, a certificate, or a private key for tests."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from cryptography.x509 import load_pem_x509_certificate

    if private := _private_key(pem):
        return private.public_key()
    try:
        certified = load_pem_x509_certificate(pem.encode()) if "CERTIFICATE-----" in pem else None
        key: object = certified.public_key() if certified else load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, RSAPublicKey) else None


def _private_key(pem: Any) -> "RSAPrivateKey | None":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if not isinstance(pem, str) or "PRIVATE KEY-----" not in pem:
        return None
    try:
        # It is ours, for tests; checking its primes each time takes 0.1 s.
        key = load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, RSAPrivateKey) else None


def _signed_by(key: "RSAPublicKey", signature: bytes, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        key.verify(signature, signed, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _packed(raw: bytes) -> str:
    """Base64 for URLs, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _unpacked(part: Any) -> bytes:
    """The bytes in URL-safe base64 in its one canonical spelling; BadSignature for anything else."""
    try:
        raw = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise BadSignature("the token is not base64") from error
    if _packed(raw) != part:
        raise BadSignature("the token is not canonical base64")
    return raw


__all__ = ["check_token", "make_token"]
