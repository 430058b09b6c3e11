"""What every platform file must keep. A new file is found here by itself; it brings only its event and its page."""

import base64
import json
import string
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from goodword import platforms
from goodword.errors import BadSignature, Rejected, Unreadable
from goodword.mention import Mention
from goodword.platforms._platform import Broken, Delivery, Ignored, Secrets
from tests.conftest import ROOT

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NAMES = platforms.names()
# Base64 of 24 bytes each: as good a secret as any for schemes that want text, and right for those that want base64.
OLD, NEW, STRANGER = (base64.b64encode(letter * 24).decode() for letter in (b"o", b"n", b"s"))
HAS_CLOCK = {"standard"}
LISTS_SIGNATURES = {"standard"}  # separated by spaces; one that matches is enough


def secrets(platform, *values):
    return Secrets(dict.fromkeys(platform.SECRETS, values))


def event(name):
    return (ROOT / "events" / f"{name}.json").read_bytes()


def delivery(name, body, headers):
    return Delivery(name, "acme", "POST", headers, {}, body, NOW)


def parsed(name, body):
    return list(platforms.load(name).parse(delivery(name, body, {}), frozenset()))


def refused(platform, sent, *values, now=NOW):
    with pytest.raises(BadSignature) as refusal:
        platform.verify(sent, secrets(platform, *values), now)
    message = str(refusal.value)
    private = [value for value in (*values, *sent.headers.values()) if len(value) > len("a prefix in a message")]
    assert not [value for value in private if value in message]


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def platform(name):
    return platforms.load(name)


@pytest.fixture
def genuine(platform, name):
    body = event(name)
    return delivery(name, body, platform.sign(body, secrets(platform, OLD), NOW))


def test_it_says_what_it_is(platform):
    assert platform.SECRETS
    assert all(header == header.lower() for header in platform.HEADERS)
    assert platform.COVERAGE.endswith(".")


def test_genuine(platform, genuine):
    platform.verify(genuine, secrets(platform, OLD), NOW)


def test_two_secrets_in_rotation(platform, genuine, name):
    platform.verify(genuine, secrets(platform, NEW, OLD), NOW)
    platform.verify(genuine, secrets(platform, OLD, NEW), NOW)
    signed_with_the_newest = delivery(name, genuine.body, platform.sign(genuine.body, secrets(platform, NEW, OLD), NOW))
    platform.verify(signed_with_the_newest, secrets(platform, NEW), NOW)


def test_forged(platform, genuine, name):
    refused(platform, delivery(name, genuine.body + b" ", genuine.headers), OLD)
    refused(platform, delivery(name, b"", genuine.headers), OLD)


def test_wrong_secret(platform, genuine):
    refused(platform, genuine, STRANGER)


def test_no_secret_stored(platform, genuine):
    refused(platform, genuine)
    refused(platform, genuine, "")
    with pytest.raises(BadSignature):
        platform.verify(genuine, Secrets(), NOW)


def test_missing_header(platform, genuine, name):
    for missing in genuine.headers:
        left = {header: value for header, value in genuine.headers.items() if header != missing}
        refused(platform, delivery(name, genuine.body, left), OLD)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: "",
        lambda value: " ",
        lambda value: "=",
        lambda value: ",",
        lambda value: "sha256=",
        lambda value: "sha256=zz",
        lambda value: "ä" * 64,
        lambda value: "\udcff\ud800",
        lambda value: value + "\x00",
        lambda value: f" {value}",
        lambda value: f"{value}, {value}",
        lambda value: f"{value},{value}",
        lambda value: value.upper(),
        lambda value: value[:-1],
        lambda value: value * 1000,
        lambda value: "9" * 5000,
        lambda value: "-1",
    ],
)
def test_unreadable_header(platform, genuine, name, spoil):
    for header, value in genuine.headers.items():
        changed = {**genuine.headers, header: spoil(value)}
        still_there = name in LISTS_SIGNATURES and value in spoil(value).split(" ")
        if changed != dict(genuine.headers) and not still_there:
            refused(platform, delivery(name, genuine.body, changed), OLD)


def test_every_bit_of_the_signature_counts(platform, genuine, name):
    header, value = list(genuine.headers.items())[-1]
    for last in f"{string.ascii_letters}{string.digits}+/=":
        changed = value[:-1] + last if not value.endswith("=") else value[:-2] + last + "="
        if changed != value:
            refused(platform, delivery(name, genuine.body, {**genuine.headers, header: changed}), OLD)


def test_stale(platform, genuine, name):
    """A scheme with a clock refuses after 300 s, both ways; one without cannot tell."""
    for away in (timedelta(seconds=301), timedelta(seconds=-301)):
        if name in HAS_CLOCK:
            refused(platform, genuine, OLD, now=NOW + away)
        else:
            platform.verify(genuine, secrets(platform, OLD), NOW + away)
    platform.verify(genuine, secrets(platform, OLD), NOW + timedelta(seconds=299))
    platform.verify(genuine, secrets(platform, OLD), NOW - timedelta(seconds=299))


def test_body_that_the_gateway_encoded(platform, genuine, name):
    http = {
        "pathParameters": {"platform": name, "source": "acme"},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": 1795165200000},
        "headers": {header.title(): value for header, value in genuine.headers.items()},
        "body": base64.b64encode(genuine.body).decode(),
        "isBase64Encoded": True,
    }
    platform.verify(Delivery.from_http(http), secrets(platform, OLD), NOW)


def test_a_post_is_no_handshake(platform, genuine):
    assert platform.challenge(genuine, secrets(platform, OLD)) is None


def test_handshake_that_makes_no_sense(platform, name):
    """It is refused, or there is no such thing as a handshake here; it is never an accident."""
    for query in ({}, {"hub.mode": "subscribe"}, {"crc_token": ""}, {"a": "\ud800"}):
        asked = Delivery(name, "acme", "GET", {}, query, b"", NOW)
        try:
            answer = platform.challenge(asked, secrets(platform, OLD))
        except Rejected as refusal:
            answer = {400: None, 403: None}[refusal.status]
        assert answer is None


def test_event_is_a_mention(name):
    heard = parsed(name, event(name))
    mentions = [one for one in heard if isinstance(one, Mention)]
    assert mentions
    for mention in mentions:
        assert mention.platform == name
        assert mention.source == "acme"
        assert mention.text
        assert Mention.from_dict(json.loads(json.dumps(mention.as_dict()))) == mention


def test_replay_says_the_same(name):
    assert parsed(name, event(name)) == parsed(name, event(name))


HOSTILE = {
    "nothing": b"",
    "not json": b"<xml/>",
    "not utf-8": b"\xff\xfe{}",
    "bottomless": b"[" * 200_000,
    "bottomless object": b'{"entry":' * 200_000,
    "not a number": b'{"entry": NaN}',
    "infinite": b'{"object": Infinity}',
    "text": b'"hello"',
    "number": b"7",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_unreadable_body(name, body):
    try:
        heard = parsed(name, body)
    except Unreadable:
        return
    assert heard
    assert not any(isinstance(one, Mention) for one in heard)


STRANGE = {
    "empty": b"{}",
    "empty lists": b'{"entry": [], "mentions": [], "tweet_create_events": [], "data": {}}',
    "null lists": b'{"entry": null, "mentions": null, "tweet_create_events": null, "data": null}',
    "unknown event": b'{"object": "of_tomorrow", "type": "of.t", "entry": [{}], "data": {"event_type": "of.t"}}',
    "hollow entries": b'{"entry": [null, 7, [], {}, {"changes": [null, {}, {"field": "feed"}], "messaging": [{}]}]}',
    "wrong kinds": b'{"entry": [{"changes": {}, "messaging": "x"}], "tweet_create_events": [[], 1], "mentions": [1]}',
    "enormous numbers": b'{"entry": [{"id": ' + b"9" * 10_000 + b', "time": 1e400}], "for_user_id": 1e400}',
    "nul and surrogates": b'{"entry": [{"id": "\\u0000\\ud800"}], "mentions": [{"external_id": "\\ud800"}]}',
    "said twice": b'{"entry": [{"id": "1"}], "entry": []}',
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
def test_strange_body_is_never_an_accident(name, body):
    try:
        heard = parsed(name, body)
    except Unreadable:
        return
    assert heard, "something must be counted"
    assert all(isinstance(one, Ignored | Broken) for one in heard)


def spoilt(value, poison):
    """Every copy of an event with one of its values, at any depth, turned into poison."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value | {key: poison}
            yield from (value | {key: copy} for copy in spoilt(inner, poison))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], copy, *value[place + 1 :]] for copy in [poison, *spoilt(inner, poison)])


POISON = [None, True, -1, 10**90, 1e308, "", "\x00\ud800￾", "x" * 3000, [], [[]], {}, {"id": {}}]


@pytest.mark.parametrize("poison", POISON, ids=repr)
def test_any_field_may_hold_anything(name, poison):
    for copy in spoilt(json.loads(event(name)), poison):
        try:
            heard = parsed(name, json.dumps(copy).encode())
        except Unreadable:
            continue
        assert heard
        for mention in (one for one in heard if isinstance(one, Mention)):
            json.dumps(mention.as_dict()).encode()
            assert mention.external_id or mention.kind == "reaction"
            assert "\x00" not in (mention.text or "")
            mention.event_at.isoformat()


BATCHES = {
    "facebook": lambda good: {
        "object": "page",
        "entry": [{**good["entry"][0], "changes": [*good["entry"][0]["changes"], 7]}],
    },
    "instagram": lambda good: {"object": "instagram", "entry": [7, *good["entry"]]},
    "x": lambda _: {
        "for_user_id": "1",
        "tweet_create_events": [{"id_str": []}, {"id_str": "5", "text": "hi", "user": {"id": 2}}],
    },
    "standard": lambda good: [{"external_id": "1", "kind": "sermon"}, good["data"]],
}


@pytest.mark.parametrize("name", BATCHES)
def test_one_bad_item_leaves_its_neighbours(name):
    heard = parsed(name, json.dumps(BATCHES[name](json.loads(event(name)))).encode())
    assert sorted(type(one).__name__ for one in heard) == ["Broken", "Mention"]
    [broken] = [one for one in heard if isinstance(one, Broken)]
    assert broken.reason


def test_every_platform_that_delivers_batches_is_tried_above():
    assert set(BATCHES) == set(NAMES)


def test_it_has_a_page(name):
    page = (ROOT / "docs" / "platforms" / f"{name}.md").read_text()
    for secret in platforms.load(name).SECRETS:
        assert f"`{secret}`" in page


HEAVY = {"pydantic", "requests", "cryptography", "boto3", "botocore", "aws_lambda_powertools", "yaml"}


def test_it_is_cheap_to_import(name):
    """Intake loads it on every cold start; whoever needs a heavy library imports it where it is used."""
    code = f"import sys, goodword.platforms.{name}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())
