"""Every known payload and vector of the platforms that have a file here; which vectors are whose stands in `cases`."""

import json
from base64 import b64decode
from datetime import UTC, datetime

import pytest

from goodword import connectors, platforms
from goodword.errors import Rejected
from goodword.mention import instant
from goodword.platforms.contract import Delivery, Secrets
from tests.data.make_vectors import build
from tests.known_data import OWN, own_payloads, payloads, vectors
from tests.platforms.cases import case
from tests.platforms.sound import mentions_in

RECEIVED = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = (
    *("kind", "action", "external_id", "text", "author_id", "author_name", "author_handle", "created_at"),
    *("parent_id", "root_id", "account_id", "from_self", "rating", "media", "permalink"),
)
# Names of an own post's author: the facts leave them out, the payload states them.
MAY_SAY_MORE = {"author_name", "author_handle", "permalink"}


def fixtures():
    return [fixture for fixture in payloads() if fixture["platform"] in connectors.every_platform()]


def marked(fixture):
    known = pytest.mark.known_data(fixture["origin"], "payload")
    return pytest.param(fixture, marks=known, id=f"{fixture['origin']}-{fixture['platform']}-{fixture['file']}")


def served_vectors():
    return [
        pytest.param(
            *(name, case(name).vectors[vector["scheme"]], vector),
            marks=pytest.mark.known_data(vector["origin"], "vector"),
            id=f"{vector['origin']}-{vector['id']}-{name}",
        )
        for name in platforms.names()
        for vector in vectors()
        if vector["scheme"] in case(name).vectors
    ]


def hear(fixture):
    body = fixture["path"].read_bytes()
    return list(connectors.hear(Delivery(fixture["platform"], "acme", "POST", {}, {}, body, RECEIVED), frozenset()))


@pytest.mark.parametrize("fixture", [marked(fixture) for fixture in fixtures()])
def test_payload_says_what_its_facts_say(fixture):
    parsed = hear(fixture)

    mentions = mentions_in(parsed)
    assert [facts_of(mention) for mention in mentions] == [
        expected_of(fact, mention) for fact, mention in zip(fixture["expected"], mentions, strict=True)
    ]
    assert parsed, "whatever comes is counted, at least as ignored"


def test_edits_are_newer_than_what_they_edit():
    for fixture in fixtures():
        for item in mentions_in(hear(fixture)):
            assert not item.created_at or item.event_at >= item.created_at, fixture["file"]


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


def test_the_invented_payloads_are_all_here():
    """A file that no fact names would prove nothing, and an adapter whose case names a scheme has vectors for it."""
    files = {path for path in (OWN / "payloads").glob("*/*") if path.name != "facts.json"}
    assert {fixture["path"] for fixture in own_payloads()} == files
    assert {fixture["platform"] for fixture in own_payloads()} <= set(connectors.every_platform())
    schemes = {vector["scheme"]: set() for vector in vectors() if vector["origin"] == "own"}
    for vector in vectors():
        if vector["origin"] == "own":
            schemes[vector["scheme"]].add(vector["valid"])
    assert {scheme for name in platforms.names() for scheme in case(name).vectors} == set(schemes)


def test_the_vectors_are_what_the_script_makes():
    """Nobody mends a vector by hand so that an adapter passes."""
    assert [{**vector, "origin": "own"} for vector in build()] == [
        vector for vector in vectors() if vector["origin"] == "own"
    ]


def let_in(platform, delivery, secrets):
    """What the platform is answered with, and the handshake's answer if it is one."""
    try:
        if answer := platform.challenge(delivery, secrets):
            return answer.status, answer
        platform.verify(delivery, secrets, delivery.received_at)
    except Rejected as refusal:
        return refusal.status, None
    return platform.ACCEPTED, None


def check_response(facts, status, answer):
    if "stored" in facts:  # nothing is, of what is not let in; how it is answered is left to us
        assert status >= 400
    if "status" in facts:
        assert status == facts["status"]
    if "json" in facts:
        assert (answer.content_type, json.loads(answer.body)) == (facts["content_type"], facts["json"])
    if "body" in facts:
        assert answer.body == facts["body"]


def facts_of(mention):
    return {name: getattr(mention, name) for name in SAID} | {"media": sorted(mention.media)}


def expected_of(fact, mention):
    facts = {name: fact[name] for name in SAID} | {"media": sorted(fact["media"])}
    facts["created_at"] = fact["created_at"] and instant(fact["created_at"])
    if fact["from_self"] is None:  # it depends on the configuration, of which there is none here
        facts["from_self"] = mention.from_self
    if mention.platform == "x" and mention.from_self:
        facts |= {name: getattr(mention, name) for name in MAY_SAY_MORE if fact[name] is None}
    return facts
