"""Every open payload and vector of the platforms that have a file here."""

import json
from base64 import b64decode
from datetime import UTC, datetime

import pytest

from goodword import platforms
from goodword.errors import BadSignature, Rejected
from goodword.mention import Mention, instant
from goodword.platforms._platform import Delivery, Secrets
from tests.conftest import SHARED, shared_payloads, shared_vectors

RECEIVED = datetime(2026, 11, 22, 12, tzinfo=UTC)
SCHEMES = {  # scheme -> (platforms that use it, the secret's name)
    "meta_sha256": (("facebook", "instagram"), "app_secret"),
    "meta_handshake": (("facebook", "instagram"), "verify_token"),
    "x": (("x",), "consumer_secret"),
    "x_crc": (("x",), "consumer_secret"),
    "standard_webhooks": (("standard",), "webhook_secret"),
    "standard_webhooks_v1a": (("standard",), "webhook_secret"),
}
SAID = (
    *("kind", "action", "external_id", "text", "author_id", "author_name", "author_handle", "created_at"),
    *("parent_id", "root_id", "account_id", "from_self", "rating", "media", "permalink"),
)
# Names of an own post's author: the facts leave them out, the payload states them.
MAY_SAY_MORE = {"author_name", "author_handle", "permalink"}


def cases():
    return [fixture for fixture in shared_payloads() if fixture["platform"] in platforms.names()]


def served_vectors():
    return [
        pytest.param(name, SCHEMES[vector["scheme"]][1], vector, id=f"{vector['id']}-{name}")
        for vector in shared_vectors()
        if vector["scheme"] in SCHEMES
        for name in SCHEMES[vector["scheme"]][0]
    ]


@pytest.mark.shared_data("payload")
@pytest.mark.parametrize("fixture", cases(), ids=lambda fixture: fixture["file"])
def test_payload_says_what_its_facts_say(fixture):
    body = (SHARED / "payloads" / fixture["file"]).read_bytes()
    delivery = Delivery(fixture["platform"], "acme", "POST", {}, {}, body, RECEIVED)

    heard = list(platforms.load(fixture["platform"]).parse(delivery, frozenset()))

    mentions = [one for one in heard if isinstance(one, Mention)]
    assert [told(mention) for mention in mentions] == [
        expected(fact, mention) for fact, mention in zip(fixture["expected"], mentions, strict=True)
    ]
    assert heard, "whatever comes is counted, at least as ignored"


@pytest.mark.skipif(not cases(), reason="../shared/data is absent")
def test_edits_are_newer_than_what_they_edit():
    for fixture in cases():
        body = (SHARED / "payloads" / fixture["file"]).read_bytes()
        delivery = Delivery(fixture["platform"], "acme", "POST", {}, {}, body, RECEIVED)
        for one in platforms.load(fixture["platform"]).parse(delivery, frozenset()):
            if isinstance(one, Mention) and one.created_at:
                assert one.event_at >= one.created_at, fixture["file"]


@pytest.mark.shared_data("vector")
@pytest.mark.parametrize(("name", "secret_name", "vector"), served_vectors())
def test_vector(name, secret_name, vector):
    platform, secrets = platforms.load(name), Secrets({secret_name: (vector.get("public_key") or vector["secret"],)})
    now = datetime.fromtimestamp(vector.get("now", 1_800_000_000), UTC)
    body = b64decode(vector["body_b64"]) if "body_b64" in vector else (vector["body"] or "").encode()
    query = vector.get("query", {})
    delivery = Delivery(name, "acme", "GET" if query else "POST", vector["headers"], query, body, now)

    if query:
        check_handshake(platform, delivery, secrets, vector["expected_response"])
    elif vector["valid"]:
        platform.verify(delivery, secrets, now)
    elif not vector.get("tolerant"):
        with pytest.raises(BadSignature):
            platform.verify(delivery, secrets, now)


def check_handshake(platform, delivery, secrets, response):
    if response["status"] != 200:
        with pytest.raises(Rejected) as refusal:
            platform.challenge(delivery, secrets)
        assert refusal.value.status == response["status"]
        return
    answer = platform.challenge(delivery, secrets)
    assert answer.status == 200
    if "json" in response:
        assert (answer.content_type, json.loads(answer.body)) == (response["content_type"], response["json"])
    else:
        assert answer.body == response["body"]


def told(mention):
    said = {name: getattr(mention, name) for name in SAID}
    return said | {"media": sorted(mention.media)}


def expected(fact, mention):
    said = {name: fact[name] for name in SAID} | {"media": sorted(fact["media"])}
    said["created_at"] = fact["created_at"] and instant(fact["created_at"])
    if mention.platform == "x" and mention.from_self:
        said |= {name: getattr(mention, name) for name in MAY_SAY_MORE if fact[name] is None}
    return said
