"""Makes `signatures.json` again: `python -m tests.data.make_vectors`. Nothing here comes from the adapters under test.

Each scheme is written out from its platform's documentation (README.md says where) with hmac, hashlib and Ed25519, so
that an adapter that is wrong cannot be right by its own account. Secrets, bodies and ids are invented.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = Path(__file__).with_name("signatures.json")
NOW = 1_771_500_000

type Vector = dict[str, Any]


def build() -> list[Vector]:
    """Every vector, in the order of the file."""
    schemes = (
        *(x, x_crc, meta_sha256, meta_handshake, websub, mastodon, line, linkedin, linkedin_challenge),
        *(slack, tiktok, standard_webhooks, standard_webhooks_v1a, discord, telegram, trustpilot),
    )
    return [
        {"id": f"{scheme.__name__}-{number:02}", "scheme": scheme.__name__, **vector}
        for scheme in schemes
        for number, vector in enumerate(scheme(), 1)
    ]


def _mac(secret: str | bytes, signed: str | bytes, method: str = "sha256") -> bytes:
    return hmac.new(_bytes(secret), _bytes(signed), method).digest()


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _vector(valid: bool, why: str, secret: str, body: str, headers: dict[str, str], **more: Any) -> Vector:
    return {"valid": valid, "why": why, "secret": secret, "body": body, "headers": headers, **more}


def _other_last(text: str) -> str:
    """The same with another last hex digit."""
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def _handshake(valid: bool, why: str, secret: str, query: dict[str, str], response: dict[str, Any]) -> Vector:
    return _vector(valid, why, secret, "", {}, query=query, expected_response=response)


def x() -> Iterator[Vector]:
    name, secret = "x-twitter-webhooks-signature", "brambleway-consumer-secret"
    body = '{"for_user_id":"1600000000000000077","note":"torréfié ☕"}'
    digest = _mac(secret, body)
    yield _vector(True, "base64 behind sha256=, over UTF-8 bytes", secret, body, {name: "sha256=" + _b64(digest)})
    yield _vector(True, "an empty body is signed too", secret, "", {name: "sha256=" + _b64(_mac(secret, ""))})
    yield _vector(False, "sha256= is missing", secret, body, {name: _b64(digest)})
    yield _vector(False, "hex where base64 is wanted", secret, body, {name: "sha256=" + digest.hex()})
    yield _vector(False, "the body was changed", secret, body + " ", {name: "sha256=" + _b64(digest)})
    yield _vector(False, "another secret", secret, body, {name: "sha256=" + _b64(_mac("not-" + secret, body))})
    yield _vector(False, "no header", secret, body, {})


def x_crc() -> Iterator[Vector]:
    secret, token = "brambleway-consumer-secret", "crc-token-of-the-twin"
    answer = {"response_token": "sha256=" + _b64(_mac(secret, token))}
    response = {"status": 200, "content_type": "application/json", "json": answer}
    yield _handshake(True, "the token is answered with its signature", secret, {"crc_token": token}, response)


def meta_sha256() -> Iterator[Vector]:
    name, secret = "x-hub-signature-256", "larkfield-app-secret"
    # Meta escapes what is not ASCII, and slashes, before it signs: the bytes count, not the JSON that they mean.
    body = '{"object":"page","entry":[{"note":"gr\\u00f6\\u00dfer \\ud83d\\udeb2 https:\\/\\/l.example\\/a"}]}'
    signed = "sha256=" + _mac(secret, body).hex()
    yield _vector(True, "hex behind sha256=, over the bytes as they came", secret, body, {name: signed})
    plain = '{"note":"größer 🚲"}'
    digest = "sha256=" + _mac(secret, plain).hex()
    yield _vector(True, "UTF-8 that was not escaped", secret, plain, {name: digest})
    encoded = {"body_b64": _b64(plain.encode())}
    yield _vector(True, "the gateway passed the body on as base64", secret, "", {name: digest}) | encoded
    yield _vector(False, "parsed and written again", secret, json.dumps(json.loads(body)), {name: signed})
    yield _vector(False, "a line feed behind the body", secret, body + "\n", {name: signed})
    yield _vector(False, "the last digit was changed", secret, body, {name: _other_last(signed)})
    yield _vector(False, "base64 where hex is wanted", secret, body, {name: "sha256=" + _b64(_mac(secret, body))})
    older = {"x-hub-signature": "sha1=" + _mac(secret, body, "sha1").hex()}
    yield _vector(False, "only the older header with SHA-1", secret, body, older)


def meta_handshake() -> Iterator[Vector]:
    token, echo = "larkfield-verify-token", "7700110022"

    def query(mode: str, text: str) -> dict[str, str]:
        return {"hub.mode": mode, "hub.verify_token": text, "hub.challenge": echo}

    right = {"status": 200, "body": echo}
    yield _handshake(True, "the challenge comes back alone", token, query("subscribe", token), right)
    yield _handshake(False, "another token", token, query("subscribe", "guess"), {"status": 403})
    yield _handshake(False, "another mode", token, query("unsubscribe", token), {"status": 403})


def websub() -> Iterator[Vector]:
    name, secret = "x-hub-signature", "copperline-hub-secret"
    body = '<feed xmlns="http://www.w3.org/2005/Atom"><title>twin</title></feed>'
    for method in ("sha1", "sha256", "sha384", "sha512"):
        signed = {name: f"{method}={_mac(secret, body, method).hex()}"}
        yield _vector(True, f"{method} is one of the methods of WebSub", secret, body, signed)
    refused = {"expected_response": {"stored": 0}}
    signed = {name: "sha1=" + _mac("not-" + secret, body, "sha1").hex()}
    yield _vector(False, "another secret: nothing is stored", secret, body, signed, **refused)
    signed = {name: "md5=" + _mac(secret, body, "md5").hex()}
    yield _vector(False, "a method that WebSub does not name", secret, body, signed, **refused)
    signed = {name: "sha256=" + _mac(secret, body, "sha1").hex()}
    yield _vector(False, "one method's name, another's digest", secret, body, signed, **refused)


def mastodon() -> Iterator[Vector]:
    name, secret = "x-hub-signature", "hedge-endpoint-secret"
    body = '{"event":"status.created","object":{"id":"117700000000000002"}}'
    signed = "sha256=" + _mac(secret, body).hex()
    yield _vector(True, "hex behind sha256=", secret, body, {name: signed})
    yield _vector(False, "the last digit was changed", secret, body, {name: _other_last(signed)})
    yield _vector(False, "SHA-1", secret, body, {name: "sha1=" + _mac(secret, body, "sha1").hex()})


def line() -> Iterator[Vector]:
    name, secret = "x-line-signature", "maple-channel-secret"
    body = '{"destination":"U77aa00bb11cc22dd33ee44ff55001122","events":[],"note":"苗🌱"}'
    signed = _b64(_mac(secret, body))
    yield _vector(True, "base64 without a prefix, over UTF-8 bytes", secret, body, {name: signed})
    yield _vector(False, "a prefix", secret, body, {name: "sha256=" + signed})
    yield _vector(False, "the body was changed", secret, body.replace("[]", "[ ]"), {name: signed})


def linkedin() -> Iterator[Vector]:
    name, secret = "x-li-signature", "quill-client-secret"
    body = '{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[{"notificationId":770077}]}'
    signed = _mac(secret, "hmacsha256=" + body).hex()
    yield _vector(True, "over hmacsha256= and the body; the header is bare", secret, body, {name: signed})
    yield _vector(False, "over the body alone", secret, body, {name: _mac(secret, body).hex()})
    yield _vector(False, "the last digit was changed", secret, body, {name: _other_last(signed)})


def linkedin_challenge() -> Iterator[Vector]:
    secret, code = "quill-client-secret", "77aa00bb-11cc-42dd-83ee-44ff55001122"
    answer = {"challengeCode": code, "challengeResponse": _mac(secret, code).hex()}
    response = {"status": 200, "content_type": "application/json", "json": answer}
    yield _handshake(True, "the code is answered with its signature", secret, {"challengeCode": code}, response)


def slack() -> Iterator[Vector]:
    secret, body = "77f0e1d2c3b4a5968778695a4b3c2d1e", "payload=%7B%22type%22%3A%22twin%22%7D&team_id=T77TWIN"

    def signed(version: str = "v0", seconds: int = NOW, text: str = body) -> dict[str, str]:
        digest = _mac(secret, f"{version}:{seconds}:{text}").hex()
        return {"x-slack-request-timestamp": str(seconds), "x-slack-signature": f"{version}={digest}"}

    yield _vector(True, "a form is signed as it is", secret, body, signed(), now=NOW)
    yield _vector(True, "JSON", secret, '{"token":"twin"}', signed(text='{"token":"twin"}'), now=NOW)
    yield _vector(True, "299 seconds later", secret, body, signed(), now=NOW + 299)
    yield _vector(False, "301 seconds later", secret, body, signed(), now=NOW + 301)
    yield _vector(False, "301 seconds ahead", secret, body, signed(), now=NOW - 301)
    moved = signed() | {"x-slack-request-timestamp": str(NOW + 1)}
    yield _vector(False, "another time than the signed one", secret, body, moved, now=NOW)
    yield _vector(False, "a version that is not known", secret, body, signed("v9"), now=NOW)


def tiktok() -> Iterator[Vector]:
    secret, body = "fernhollow-client-secret", '{"client_key":"awfernhollow77","event":"comment.update","content":"{}"}'
    digest = _mac(secret, f"{NOW}.{body}").hex()
    good, late = f"t={NOW},s={digest}", NOW + 301
    yield _vector(True, "over time, dot and body", secret, body, {"tiktok-signature": good}, now=NOW + 5)
    moved = {"tiktok-signature": f"t={NOW + 1},s={digest}"}
    yield _vector(False, "another time than the signed one", secret, body, moved, now=NOW)
    yield _vector(False, "too old", secret, body, {"tiktok-signature": good}, now=late)
    bare = {"tiktok-signature": f"t={NOW},s={_mac(secret, body).hex()}"}
    yield _vector(False, "over the body alone", secret, body, bare, now=NOW)


def standard_webhooks() -> Iterator[Vector]:
    key, body, message = hashlib.sha256(b"twin of a standard webhook").digest()[:24], '{"n": 77}', "msg_twin77"
    secret = "whsec_" + _b64(key)
    mac = _b64(_mac(key, f"{message}.{NOW}.{body}"))

    def headers(signature: str) -> dict[str, str]:
        return {"webhook-id": message, "webhook-timestamp": str(NOW), "webhook-signature": signature}

    good, other = headers(f"v1,{mac}"), _b64(_mac(b"another key", body))
    yield _vector(True, "base64 behind v1", secret, body, good, now=NOW)
    yield _vector(True, "the secret without its prefix", _b64(key), body, good, now=NOW)
    several = headers(f"v1,{other} v2,{other} v1,{mac}")
    yield _vector(True, "several signatures, of which one matches", secret, body, several, now=NOW)
    yield _vector(False, "several, of which none matches", secret, body, headers(f"v1,{other} v2,{mac}"), now=NOW)
    as_text = headers("v1," + _b64(_mac(secret.removeprefix("whsec_"), f"{message}.{NOW}.{body}")))
    yield _vector(False, "the secret as text, not decoded", secret, body, as_text, now=NOW)
    yield _vector(False, "too old", secret, body, good, now=NOW + 301)
    yield _vector(False, "too far ahead", secret, body, good, now=NOW - 301)
    without = {name: value for name, value in good.items() if name != "webhook-id"}
    yield _vector(False, "no id", secret, body, without, now=NOW)
    yield _vector(False, "another id", secret, body, good | {"webhook-id": "msg_twin78"}, now=NOW)


def _key(name: str) -> tuple[Ed25519PrivateKey, bytes]:
    """A key of an invented seed, with the bytes of its public half."""
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
    return private, private.public_key().public_bytes_raw()


def standard_webhooks_v1a() -> Iterator[Vector]:
    (private, public), body, message = _key("twin of v1a"), '{"n": 78}', "msg_twin79"
    signed = _b64(private.sign(f"{message}.{NOW}.{body}".encode()))
    headers = {"webhook-id": message, "webhook-timestamp": str(NOW), "webhook-signature": f"v1a,{signed}"}
    more = {"now": NOW, "public_key": "whpk_" + _b64(public)}
    yield _vector(True, "Ed25519", "", body, headers, **more)
    yield _vector(False, "the body was changed", "", body + " ", headers, **more)
    stranger = more | {"public_key": "whpk_" + _b64(_key("a stranger")[1])}
    yield _vector(False, "another key", "", body, headers, **stranger)


def discord() -> Iterator[Vector]:
    (private, public), body = _key("twin of discord"), '{"version":1,"application_id":"1277000000000000077","type":0}'
    signed = private.sign(f"{NOW}{body}".encode()).hex()

    def vector(valid: bool, why: str, seconds: int, text: str, key: bytes = public) -> Vector:
        headers = {"x-signature-ed25519": signed, "x-signature-timestamp": str(seconds)}
        status = {"status": 204 if valid else 401}
        return _vector(valid, why, "", text, headers, public_key=key.hex(), expected_response=status)

    yield vector(True, "Ed25519 over time and body, in hex; a ping is answered with 204", NOW, body)
    yield vector(False, "another time than the signed one", NOW + 1, body)
    yield vector(False, "the body was changed", NOW, body + " ")
    yield vector(False, "another key", NOW, body, _key("a stranger")[1])


def telegram() -> Iterator[Vector]:
    name, secret, body = "x-telegram-bot-api-secret-token", "twin_TOKEN-77", '{"update_id":660077001}'
    yield _vector(True, "the token itself", secret, body, {name: secret})
    yield _vector(False, "another token", secret, body, {name: secret + "x"})
    yield _vector(False, "no token", secret, body, {})


def trustpilot() -> Iterator[Vector]:
    token, body = "twin-url-token", '{"events":[]}'

    def basic(words: str) -> dict[str, str]:
        return {"authorization": "Basic " + _b64(words.encode())}

    yield _vector(True, "the password before the host", token, body, basic(f"goodword:{token}"))
    yield _vector(False, "another password", token, body, basic(f"goodword:{token}x"))
    yield _vector(False, "the token as the name", token, body, basic(f"{token}:goodword"))


def main() -> None:
    FILE.write_text(json.dumps({"vectors": build()}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
