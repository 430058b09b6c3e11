"""Every open payload and vector of the platforms that have a file here; which vectors are whose stands in `cases`."""

import json
from base64 import b64decode
from datetime import UTC, datetime

import pytest

from goodword import connectors, platforms
from goodword.errors import Rejected
from goodword.mention import instant
from goodword.platforms.contract import Delivery, Secrets
from tests.conftest import SHARED, shared_payloads, shared_vectors
from tests.platforms.cases import case
from tests.platforms.sound import said

RECEIVED = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = (
    *("kind", "action", "external_id", "text", "author_id", "author_name", "author_handle", "created_at"),
    *("parent_id", "root_id", "account_id", "from_self", "rating", "media", "permalink"),
)
# Names of an own post's author: the facts leave them out, the payload states them.
MAY_SAY_MORE = {"author_name", "author_handle", "permalink"}


def fixtures():
    return [fixture for fixture in shared_payloads() if fixture["platform"] in connectors.every_platform()]


def served_vectors():
    return [
        pytest.param(name, case(name).vectors[vector["scheme"]], vector, id=f"{vector['id']}-{name}")
        for name in platforms.names()
        for vector in shared_vectors()
        if vector["scheme"] in case(name).vectors
    ]


def hear(fixture):
    body = (SHARED / "payloads" / fixture["file"]).read_bytes()
    return list(connectors.hear(Delivery(fixture["platform"], "acme", "POST", {}, {}, body, RECEIVED), frozenset()))


@pytest.mark.shared_data("payload")
@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture["file"])
def test_payload_says_what_its_facts_say(fixture):
    heard = hear(fixture)

    mentions = said(heard)
    assert [told(mention) for mention in mentions] == [
        expected(fact, mention) for fact, mention in zip(fixture["expected"], mentions, strict=True)
    ]
    assert heard, "whatever comes is counted, at least as ignored"


@pytest.mark.skipif(not fixtures(), reason="../shared/data is absent")
def test_edits_are_newer_than_what_they_edit():
    for fixture in fixtures():
        for one in said(hear(fixture)):
            assert not one.created_at or one.event_at >= one.created_at, fixture["file"]


@pytest.mark.shared_data("vector")
@pytest.mark.parametrize(("name", "secret_name", "vector"), served_vectors())
def test_vector(name, secret_name, vector):
    secrets = Secrets({secret_name: (vector.get("public_key") or vector["secret"],)}).beside(known=case(name).known)
    now = datetime.fromtimestamp(vector.get("now", 1_800_000_000), UTC)
    body = b64decode(vector["body_b64"]) if "body_b64" in vector else (vector["body"] or "").encode()
    query = vector.get("query", {})
    delivery = Delivery(name, "acme", "GET" if query else "POST", vector["headers"], query, body, now)

    status, answer = let_in(platforms.load(name), delivery, secrets)

    if not query and not vector.get("tolerant"):
        assert (status < 300) == vector["valid"]
    check_response(vector.get("expected_response", {}), status, answer)


def let_in(platform, delivery, secrets):
    """What the platform is answered with, and the handshake's answer if it is one."""
    try:
        if answer := platform.challenge(delivery, secrets):
            return answer.status, answer
        platform.verify(delivery, secrets, delivery.received_at)
    except Rejected as refusal:
        return refusal.status, None
    return platform.ACCEPTED, None


def check_response(expected, status, answer):
    if "stored" in expected:  # nothing is, of what is not let in; how it is answered is left to us
        assert status >= 400
    if "status" in expected:
        assert status == expected["status"]
    if "json" in expected:
        assert (answer.content_type, json.loads(answer.body)) == (expected["content_type"], expected["json"])
    if "body" in expected:
        assert answer.body == expected["body"]


def told(mention):
    return {name: getattr(mention, name) for name in SAID} | {"media": sorted(mention.media)}


def expected(fact, mention):
    facts = {name: fact[name] for name in SAID} | {"media": sorted(fact["media"])}
    facts["created_at"] = fact["created_at"] and instant(fact["created_at"])
    if fact["from_self"] is None:  # it depends on the configuration, of which there is none here
        facts["from_self"] = mention.from_self
    if mention.platform == "x" and mention.from_self:
        facts |= {name: getattr(mention, name) for name in MAY_SAY_MORE if fact[name] is None}
    return facts
