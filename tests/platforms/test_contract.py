"""What every platform that pushes must keep. A new file is found here by itself; what it brings stands in `cases`."""

import base64
import json
import string
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature, Rejected, Unreadable
from goodword.platforms.contract import Broken, Coverage, Delivery, Ignored, Lookup, Secrets
from tests.conftest import ROOT
from tests.naming import naming
from tests.platforms import sound
from tests.platforms.cases import case as case_of
from tests.platforms.cases import written
from tests.platforms.mutations import mutated, nested, spoilt

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
BOM = b"\xef\xbb\xbf"


def delivery(name, body, headers):
    return Delivery(name, "acme", "POST", headers, {}, body, NOW)


def signed(case, body, *values):
    """A body with the headers that the platform would send."""
    return delivery(case.name, body, platforms.load(case.name).sign(body, case.secrets(*values), NOW))


def parse(name, body):
    return list(platforms.load(name).parse(delivery(name, body, {}), frozenset()))


def tried(name, body):
    """What is heard in a body that may be unreadable; nothing of it is unsound."""
    try:
        received = parse(name, body)
    except Unreadable:
        return []
    sound.check(name, received)
    return received


def refused(case, sent, *values, now=NOW):
    given = case.secrets(*values)
    with pytest.raises(BadSignature) as refusal:
        platforms.load(case.name).verify(sent, given, now)
    private = [
        *sent.headers.values(),
        *(value for name in given.values if name != "known" for value in given.values[name]),
    ]
    assert not [
        secret for secret in private if len(secret) > len("a prefix in a message") and secret in str(refusal.value)
    ]


@pytest.fixture(params=platforms.names())
def name(request):
    return request.param


@pytest.fixture
def platform(name):
    return platforms.load(name)


@pytest.fixture
def case(name):
    return case_of(name)


@pytest.fixture
def genuine(case):
    return signed(case, case.event, case.old)


def test_it_says_what_it_is(platform):
    assert isinstance(platform.COVERAGE, Coverage)
    assert "webhook" in platform.COVERAGE.by
    assert all(header == header.lower() for header in platform.HEADERS)
    assert platform.ACCEPTED in (200, 201, 202, 204)


# ---- Whether it is genuine ------------------------------------------------------------------------------------------


def test_genuine(platform, case, genuine):
    platform.verify(genuine, case.secrets(case.old), NOW)
    assert all(header == header.lower() for header in genuine.headers)


def test_two_secrets_in_rotation(platform, case, genuine):
    platform.verify(genuine, case.secrets(case.new, case.old), NOW)
    platform.verify(genuine, case.secrets(case.old, case.new), NOW)
    platform.verify(signed(case, genuine.body, case.new, case.old), case.secrets(case.new), NOW)


def test_forged(case, genuine):
    if not case.signed:
        pytest.skip("the platform does not sign its bodies")
    for body in (genuine.body + b" ", genuine.body[:-1], BOM + genuine.body, b""):
        refused(case, delivery(case.name, body, genuine.headers), case.old)


def test_wrong_secret(platform, case, genuine):
    if case.stranger is None:
        pytest.skip("no secret has a say in it")
    refused(case, genuine, case.stranger)
    refused(case, signed(case, genuine.body, case.stranger), case.old)
    refused(case, signed(case, genuine.body, case.stranger), case.new, case.old)


def test_no_secret_stored(platform, case, genuine):
    if case.stranger is None:
        pytest.skip("no secret has a say in it")
    refused(case, genuine)
    refused(case, genuine, "")
    with pytest.raises(BadSignature):
        platform.verify(genuine, Secrets(), NOW)


def test_missing_header(case, genuine):
    for missing in genuine.headers:
        left = {header: value for header, value in genuine.headers.items() if header != missing}
        refused(case, delivery(case.name, genuine.body, left), case.old)


SPOILT = {
    "empty": lambda _: "",
    "blank": lambda _: " ",
    "an equals sign": lambda _: "=",
    "a comma": lambda _: ",",
    "only a prefix": lambda _: "sha256=",
    "no hex": lambda _: "sha256=zz",
    "not ASCII": lambda _: "ä" * 64,
    "not ASCII behind the prefix": lambda value: value.partition("=")[0] + "=" + "ä" * 64,
    "digits of another script": lambda value: value.translate({ord("0") + n: ord("٠") + n for n in range(10)}),
    "surrogates": lambda _: "\udcff\ud800",
    "a NUL behind it": lambda value: value + "\x00",
    "a blank before it": lambda value: f" {value}",
    "sent twice": lambda value: f"{value},{value}",  # as an HTTP API joins repeated headers
    "sent twice, with a blank": lambda value: f"{value}, {value}",
    "sent twice, the first is wrong": lambda value: f"x,{value}",
    "upper case": lambda value: value.upper(),
    "cut": lambda value: value[:-1],
    "a thousand times": lambda value: value * 1000,
    "many digits": lambda _: "9" * 5000,
    "negative": lambda _: "-1",
}


def test_unreadable_header(case, genuine):
    for (how, spoil), (header, value) in product(SPOILT.items(), genuine.headers.items()):
        changed = spoil(value)
        still_there = case.lists_signatures and value in changed.split(" ")
        if changed != value and not still_there:
            with naming(f"{header}: {how}"):
                refused(case, delivery(case.name, genuine.body, {**genuine.headers, header: changed}), case.old)


def test_every_bit_of_the_signature_counts(case, genuine):
    if not genuine.headers or not case.canonical:
        pytest.skip("there is no signature, or it has spare bits")
    header, value = list(genuine.headers.items())[-1]
    for last in f"{string.ascii_letters}{string.digits}+/=":
        changed = value[:-1] + last if not value.endswith("=") else value[:-2] + last + "="
        if changed != value:
            refused(case, delivery(case.name, genuine.body, {**genuine.headers, header: changed}), case.old)


def test_stale(platform, case, genuine):
    """A scheme with a clock refuses what is too old or too far ahead; one without cannot tell."""
    within, beyond = timedelta(seconds=(case.clock or 300) - 1), timedelta(seconds=(case.clock or 300) + 1)
    for away in (within, -within):
        platform.verify(genuine, case.secrets(case.old), NOW + away)
    for away in (beyond, -beyond):
        if case.clock:
            refused(case, genuine, case.old, now=NOW + away)
        else:
            platform.verify(genuine, case.secrets(case.old), NOW + away)


def http(case, sent, headers, **body):
    return {
        "pathParameters": {"platform": case.name, "source": "acme"},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": int(NOW.timestamp() * 1000)},
        "headers": headers,
        "body": base64.b64encode(sent.body).decode(),
        "isBase64Encoded": True,
    } | body


def test_body_that_the_gateway_encoded(platform, case, genuine):
    came = Delivery.from_http(http(case, genuine, dict(genuine.headers)))
    assert came.body == genuine.body
    platform.verify(came, case.secrets(case.old), NOW)


def test_body_that_the_gateway_did_not_encode(platform, case, genuine):
    text = genuine.body.decode()
    came = Delivery.from_http(http(case, genuine, dict(genuine.headers), body=text, isBase64Encoded=False))
    platform.verify(came, case.secrets(case.old), NOW)


def test_body_that_is_not_the_base64_that_it_claims_to_be(case, genuine):
    with pytest.raises(BadHandshake):
        Delivery.from_http(http(case, genuine, dict(genuine.headers), body="not base64!"))


@pytest.mark.parametrize("spell", [str.upper, str.title, str.lower])
def test_header_names_in_any_case(platform, case, genuine, spell):
    headers = {spell(header): value for header, value in genuine.headers.items()}
    platform.verify(Delivery.from_http(http(case, genuine, headers)), case.secrets(case.old), NOW)


def test_what_stands_in_front_of_a_body_is_part_of_it(platform, case):
    """It is signed as bytes, whatever they are; then it can be read, or not, which is no accident."""
    for before in (BOM, b" \r\n", b"\x00", b"\xff\xfe"):
        body = before + case.event
        with naming(before):
            platform.verify(signed(case, body, case.old), case.secrets(case.old), NOW)
            tried(case.name, body)


# ---- Handshakes -----------------------------------------------------------------------------------------------------


def test_a_post_is_no_handshake(platform, case, genuine):
    assert platform.challenge(genuine, case.secrets(case.old)) is None


NO_SENSE = ({}, {"hub.mode": "subscribe"}, {"crc_token": ""}, {"challengeCode": ""}, {"a": "\ud800"})


def test_handshake_that_makes_no_sense(platform, case):
    """It is refused, or there is no such thing as a handshake here; it is never an accident."""
    for query in NO_SENSE:
        asked = Delivery(case.name, "acme", "GET", {}, query, b"", NOW)
        with naming(query):
            try:
                answer = platform.challenge(asked, case.secrets(case.old))
            except Rejected as refusal:
                answer = {400: None, 401: None, 403: None, 404: None}[refusal.status]
            assert answer is None


UNSIGNED = (b"", b"{", b"[]", b"7", b"null", b'{"type": 0}', b'{"type": "url_verification"}')
UNSIGNED += (b'{"type": [], "challenge": 7}',)


def test_a_post_that_nobody_signed_is_not_answered_as_a_handshake(platform, case):
    for body in UNSIGNED:
        with naming(body), suppress(Rejected):
            assert platform.challenge(delivery(case.name, body, {}), case.secrets(case.old)) is None


# ---- What it says ---------------------------------------------------------------------------------------------------


def test_event_says_something(case):
    received = parse(case.name, case.event)
    sound.check(case.name, received)
    lookups = [item for item in received if isinstance(item, Lookup)]
    assert lookups or sound.mentions_in(received)
    assert lookups or all(mention.text for mention in sound.mentions_in(received))


def test_replay_says_the_same(case):
    assert parse(case.name, case.event) == parse(case.name, case.event)


UNREADABLE = {
    "nothing": b"",
    "not the format": b"<xml/>",
    "not utf-8": b"\xff\xfe{}",
    "bottomless": b"[" * 200_000,
    "bottomless object": b'{"entry":' * 200_000,
    "bottomless elements": b"<a>" * 200_000,
    "not a number": b'{"entry": NaN}',
    "infinite": b'{"object": Infinity}',
    "text": b'"hello"',
    "number": b"7",
    "null": b"null",
}


def test_unreadable_body(name):
    for what, body in UNREADABLE.items():
        with naming(what):
            assert not sound.mentions_in(tried(name, body))


STRANGE = {
    "empty": b"{}",
    "an empty list": b"[]",
    "empty lists": b'{"entry": [], "events": [], "mentions": [], "notifications": [], "data": {}, "message": {}}',
    "null lists": b'{"entry": null, "events": null, "mentions": null, "notifications": null, "data": null}',
    "unknown event": b'{"object": "of_tomorrow", "type": "of.t", "event": "of.t", "entry": [{}], "data": {"event": 1}}',
    "hollow entries": b'{"entry": [null, 7, [], {}, {"changes": [null, {}, {"field": "feed"}], "messaging": [{}]}]}',
    "hollow events": b'{"events": [null, 7, [], {}, {"type": "message"}, {"type": 7, "message": []}]}',
    "wrong kinds": b'{"entry": [{"changes": {}, "messaging": "x"}], "events": {}, "notifications": 7, "mentions": [1]}',
    "enormous numbers": b'{"entry": [{"id": ' + b"9" * 10_000 + b', "time": 1e400}], "for_user_id": 1e400}',
    "nul and surrogates": b'{"entry": [{"id": "\\u0000\\ud800"}], "mentions": [{"external_id": "\\ud800"}]}',
    "said twice": b'{"entry": [{"id": "1"}], "entry": []}',
}


def test_strange_body_is_never_an_accident(name):
    for what, body in STRANGE.items():
        with naming(what):
            assert all(isinstance(item, Ignored | Broken) for item in tried(name, body))


def test_a_key_that_is_said_twice(case):
    if not case.is_json:
        pytest.skip("it is not JSON that comes")
    for key in case.payload:
        again = json.dumps(key).encode()
        for other in (b"null", b"[]", b"{}", b'"x"', b"7"):
            tried(case.name, b"{" + again + b": " + other + b", " + written(case.payload).lstrip(b"{"))
            tried(case.name, written(case.payload).rstrip(b"}") + b", " + again + b": " + other + b"}")


POISON = [
    *(None, True, -1, 10**90, 1e308, "", "\x00\ud800￾", "x" * 3000, "9" * 3000, [], [[]], {}, {"id": {}}),
    *(nested(200), float("nan")),
]


def test_any_field_may_hold_anything(case):
    if not case.is_json:
        pytest.skip("it is not JSON that comes: its bytes are spoilt below")
    for poison in POISON:
        for place, copy in enumerate(spoilt(case.payload, poison)):
            with naming(f"{repr(poison)[:40]} in place {place}"):
                tried(case.name, written(copy))


def test_any_byte_may_be_another(case):
    chance = Random(case.name)
    for number in range(200):
        with naming(f"the {number}th of Random({case.name!r})"):
            tried(case.name, mutated(case.event, chance))


@pytest.mark.parametrize("name", [name for name in platforms.names() if case_of(name).one_bad])
def test_one_bad_item_leaves_its_neighbours(name, case):
    received = parse(name, written(case.one_bad(case.payload)))
    [broken] = [item for item in received if isinstance(item, Broken)]
    assert broken.reason
    assert not any(isinstance(item, Ignored) for item in received)
    assert len(received) > 1


# ---- What else it brings --------------------------------------------------------------------------------------------


def test_its_page_names_each_secret(platform, name):
    page = (ROOT / "docs" / "platforms" / f"{name}.md").read_text()
    assert [secret for secret in platform.SECRETS if f"`{secret}`" not in page] == []


HEAVY = {"pydantic", "requests", "cryptography", "boto3", "botocore", "aws_lambda_powertools", "yaml"}


def test_it_is_cheap_to_import(name):
    """Intake loads it on every cold start; whoever needs a heavy library imports it where it is used."""
    code = f"import sys, goodword.platforms.{name}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())
