"""A delivery goes through the queue with its bytes unchanged."""

import base64
import json
import random
import zlib
from bisect import bisect_left
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.errors import BadHandshake, TooLarge
from goodword.platforms.contract import COMPRESS_ABOVE_BYTES, MAX_BODY_BYTES, MAX_MESSAGE_BYTES, PART_BYTES, Delivery

RECEIVED_MS = 1_763_380_800_123


def http(body=None, *, encoded=False, **more):
    return {
        "routeKey": "POST /webhooks/{platform}/{source}",
        "pathParameters": {"platform": "x", "source": "acme-x"},
        "headers": {"X-Twitter-Webhooks-Signature": "sha256=abc", "content-type": "application/json"},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": RECEIVED_MS},
        "body": body,
        "isBase64Encoded": encoded,
    } | more


def delivery(body):
    return Delivery.from_http(http(base64.b64encode(body).decode(), encoded=True))


def noise(size):
    return random.Random(size).randbytes(size)


@given(st.binary(max_size=300))
def test_bytes_survive_the_queue(body):
    came = Delivery.from_message(delivery(body).as_message())
    assert came.body == body
    assert (came.platform, came.source, came.method) == ("x", "acme-x", "POST")
    assert came.received_at == datetime.fromtimestamp(RECEIVED_MS // 1000, UTC).replace(microsecond=123_000)


@pytest.mark.parametrize(
    ("route", "path", "platform"),
    [
        ("POST /webhooks/webmention/{source}", {"source": "blog"}, "webmention"),
        ("POST /webhooks/{platform}/{source}", {"platform": "x", "source": "blog"}, "x"),
        ("POST /webhooks/{platform}/{source}", {"source": "blog"}, ""),
        ("POST /a/{link}", {"link": "x"}, ""),
        ("", {}, ""),
    ],
)
def test_a_platform_may_have_a_route_of_its_own(route, path, platform):
    assert Delivery.from_http(http("", routeKey=route, pathParameters=path)).platform == platform


@given(st.text(max_size=300))
def test_text_body_becomes_the_bytes_that_were_signed(body):
    assert Delivery.from_http(http(body)).body == body.encode()


def test_a_body_with_half_a_surrogate_is_not_a_crash():
    assert Delivery.from_http(http('{"text":"\ud83d"}')).body == b'{"text":"\xed\xa0\xbd"}'


@pytest.mark.parametrize("size", [COMPRESS_ABOVE_BYTES - 1, COMPRESS_ABOVE_BYTES, COMPRESS_ABOVE_BYTES + 1, 300_000])
@pytest.mark.parametrize("fill", [noise, lambda size: b"a" * size], ids=["noise", "repetition"])
def test_survives_on_both_sides_of_compression(size, fill):
    assert Delivery.from_message(delivery(fill(size)).as_message()).body == fill(size)


def test_only_large_bodies_are_compressed():
    small, large = (
        json.loads(delivery(b"a" * size).as_message()) for size in (COMPRESS_ABOVE_BYTES, COMPRESS_ABOVE_BYTES + 1)
    )
    assert (small["encoding"], large["encoding"]) == ("base64", "zlib+base64")
    assert len(large["body"]) < 1000


@pytest.mark.parametrize("size", [262_143, 262_144, 1_048_576, 1_048_577])
def test_what_fits_a_message_passes_and_what_does_not_is_413(size):
    packed = len(base64.b64encode(zlib.compress(noise(size))))
    if packed > MAX_MESSAGE_BYTES:
        with pytest.raises(TooLarge) as refused:
            delivery(noise(size)).as_message()
        assert refused.value.status == 413
    else:
        message = delivery(noise(size)).as_message()
        assert len(message) <= MAX_MESSAGE_BYTES
        assert Delivery.from_message(message).body == noise(size)


def test_the_limit_is_the_queues_but_for_the_room_that_a_part_takes():
    limit = MAX_MESSAGE_BYTES - PART_BYTES
    room = limit - len(delivery(noise(600_000)).as_message())
    sizes = range(600_000, 600_000 + room * 3 // 4 + 8)
    fits = sizes[bisect_left(sizes, True, key=lambda size: not _fits(size)) - 1]
    assert limit - 4 < len(delivery(noise(fits)).as_message()) <= limit


def _fits(size):
    try:
        delivery(noise(size)).as_message()
    except TooLarge:
        return False
    return True


def test_a_large_body_that_compresses_well_passes():
    body = b'{"text":"hello"}' * 200_000
    assert Delivery.from_message(delivery(body).as_message()).body == body


def test_decompression_is_bounded():
    bomb = zlib.compress(bytes(MAX_BODY_BYTES * 5), 9)
    message = json.loads(delivery(b"").as_message()) | {
        "encoding": "zlib+base64",
        "body": base64.b64encode(bomb).decode(),
    }
    assert len(Delivery.from_message(json.dumps(message)).body) == MAX_BODY_BYTES


@pytest.mark.parametrize("body", ["?", "YQ", "YQ==\n!", "ü"])
def test_claims_to_be_base64_and_is_not(body):
    with pytest.raises(BadHandshake):
        Delivery.from_http(http(body, encoded=True))


def test_header_names_become_lower_case_and_only_those_asked_for_travel():
    came = Delivery.from_http(http("{}"))
    assert came.headers["x-twitter-webhooks-signature"] == "sha256=abc"
    assert Delivery.from_message(came.as_message()).headers == {}
    assert Delivery.from_message(came.as_message(["content-type", "x-none"])).headers == {
        "content-type": "application/json"
    }


def test_query_is_decoded_from_the_raw_string():
    came = Delivery.from_http(http(rawQueryString="hub.mode=subscribe&hub.challenge=a%2Bb&empty="))
    assert came.query == {"hub.mode": "subscribe", "hub.challenge": "a+b", "empty": ""}


def test_a_request_with_nothing_in_it():
    bare = {"requestContext": {"http": {"method": "GET"}, "timeEpoch": RECEIVED_MS}}
    came = Delivery.from_http(bare)
    assert (came.platform, came.source, came.body, came.headers, came.query) == ("", "", b"", {}, {})
