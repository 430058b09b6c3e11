"""Intake: which requests it accepts, which it refuses, and what happens while a service behind it is down."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from tests.flow.posts import comment, page, post, shop
from tests.house.house import House

FACEBOOK = ("facebook", "acme-facebook")
PATH = "/webhooks/facebook/acme-facebook"


def refused(house: House) -> None:
    """Nothing was accepted."""
    assert house.depth("DeliveriesQueue") == 0


# ---- which requests are accepted -----------------------------------------------------------------------------------


def test_a_handshake_is_answered_with_the_bare_challenge(house: House) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": "facebook-verify-token", "hub.challenge": "<b>42</b>"}
    answer = house.door.handshake(*FACEBOOK, query)
    assert (answer.status, answer.body, answer.content_type) == (200, "<b>42</b>", "text/plain")


def test_a_handshake_with_another_token_is_refused(house: House) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": "guess", "hub.challenge": "42"}
    answer = house.door.handshake(*FACEBOOK, query)
    assert answer.status == 403
    assert "42" not in answer.body


@pytest.mark.parametrize("query", [{}, {"hub.mode": "subscribe"}, {"hub.verify_token": "facebook-verify-token"}])
def test_a_handshake_without_its_parameters_is_malformed(house: House, query: dict[str, str]) -> None:
    assert house.door.handshake(*FACEBOOK, query).status == 400


def test_the_crc_of_x_is_answered(house: House) -> None:
    answer = house.door.handshake("x", "acme-x", {"crc_token": "abc"})
    expected = base64.b64encode(hmac.digest(b"x-consumer-secret", b"abc", hashlib.sha256)).decode()
    assert answer.status == 200
    assert json.loads(answer.body) == {"response_token": f"sha256={expected}"}


@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/facebook/nobody",
        "/webhooks/nowhere/acme-facebook",
        "/webhooks/instagram/acme-facebook",  # the source belongs to another platform
        "/webhooks/_meta/acme-facebook",
        "/webhooks/facebook",
        "/",
    ],
)
def test_an_unknown_door_is_not_found_and_no_secret_is_read_for_it(house: House, path: str) -> None:
    assert house.door.knock("POST", path, comment("c1")).status == 404
    assert not [call for call in house.rooms["intake"].calls if call.operation.startswith("ssm.")]
    refused(house)


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"x-hub-signature-256": ""},
        {"x-hub-signature-256": "sha256="},
        {"x-hub-signature-256": "sha256=" + "0" * 64},
        {"x-hub-signature-256": "sha256=" + "0" * 63},
        {"x-hub-signature-256": "sha256=" + "ü" * 64},
        {"x-hub-signature-256": "sha256=" + "\ud800" * 64},
        {"x-hub-signature-256": "md5=" + "0" * 64},
        {"x-hub-signature": "sha1=" + "0" * 40},
        {"x-hub-signature-256": "sha256=" + "0" * 9000},
    ],
)
def test_a_forged_delivery_is_refused(house: House, header: dict[str, str]) -> None:
    answer = house.door.knock("POST", PATH, comment("c1"), header)
    assert answer.status == 401
    refused(house)


def test_a_body_that_was_touched_on_the_way_is_refused(house: House) -> None:
    signed = house.door.sign(*FACEBOOK, comment("c1"))
    assert house.door.knock("POST", PATH, comment("c1") + b" ", signed).status == 401
    assert house.door.knock("POST", PATH, comment("c1")[:-1], signed).status == 401
    refused(house)


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-299, 200), (299, 200), (301, 401)])
def test_a_signed_clock_is_believed_for_five_minutes_both_ways(house: House, seconds: int, status: int) -> None:
    body = json.dumps(post("s1")).encode()
    then = house.now + timedelta(seconds=seconds)
    assert house.door.send("standard", "acme-shop", body, now=then).status == status


def test_a_base64_body_is_verified_on_the_bytes_it_stands_for(house: House) -> None:
    assert house.door.send(*FACEBOOK, comment("c1"), as_base64=True).status == 200
    house.settle()
    assert house.mention("facebook", "c1")


def test_base64_that_is_none_is_malformed(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1"))
    event = {
        "routeKey": "POST /webhooks/{platform}/{source}",
        "pathParameters": {"platform": "facebook", "source": "acme-facebook"},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": 1_794_992_405_000},
        "headers": {},
        "body": "!!not base64!!",
        "isBase64Encoded": True,
    }
    assert house.door.carry(event).status == 400


# ---- secrets -------------------------------------------------------------------------------------------------------


def signed_with(house: House, secret: str, body: bytes) -> int:
    headers = house.door.sign(*FACEBOOK, body, secrets={"app_secret": [secret]})
    return house.door.knock("POST", PATH, body, headers).status


def reads(house: House) -> int:
    return sum(call.operation == "ssm.GetParameter" for call in house.rooms["intake"].calls)


def test_while_a_secret_is_rotated_both_are_good_and_afterwards_only_the_new_one(house: House) -> None:
    house.keep_secrets("acme-facebook", app_secret=["new", "old"])
    assert signed_with(house, "old", comment("c1")) == 200
    assert signed_with(house, "new", comment("c2")) == 200
    house.keep_secrets("acme-facebook", app_secret=["new"])
    house.wait(301)
    assert signed_with(house, "old", comment("c3")) == 401
    assert signed_with(house, "new", comment("c4")) == 200


def test_a_new_secret_is_good_at_once(house: House) -> None:
    assert signed_with(house, "facebook-app-secret", comment("c1")) == 200
    house.keep_secrets("acme-facebook", app_secret=["new", "facebook-app-secret"])
    house.wait(60)
    assert signed_with(house, "new", comment("c2")) == 200


def test_a_handshake_with_a_new_token_is_good_at_once(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1"))
    house.keep_secrets("acme-facebook", verify_token=["new-token"])
    house.wait(60)
    query = {"hub.mode": "subscribe", "hub.verify_token": "new-token", "hub.challenge": "42"}
    assert house.door.handshake(*FACEBOOK, query).status == 200


def test_secrets_are_read_once_in_five_minutes(house: House) -> None:
    for _ in range(9):  # each environment chooses when: after four minutes at the earliest
        house.door.send(*FACEBOOK, comment("c1"))
        house.wait(29)
    assert reads(house) == 1
    house.wait(40)
    house.door.send(*FACEBOOK, comment("c1"))
    assert reads(house) == 2


def test_a_forger_makes_us_read_secrets_once_a_minute_at_most(house: House) -> None:
    for _ in range(300):
        assert signed_with(house, "guess", comment("c1")) == 401
        house.wait(1)
    assert reads(house) <= 6


def test_while_ssm_is_down_the_secrets_serve_for_an_hour_and_then_nobody_is_let_in(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1"))
    with house.faults.on("ssm.GetParameter"):
        house.wait(3598)
        assert house.door.send(*FACEBOOK, comment("c2")).status == 200
        house.wait(2)
        assert house.door.send(*FACEBOOK, comment("c3")).status == 503
    assert house.door.send(*FACEBOOK, comment("c3")).status == 200


def test_a_cold_start_without_ssm_lets_nobody_in(house: House) -> None:
    with house.faults.on("ssm.GetParameter"):
        assert house.door.send(*FACEBOOK, comment("c1")).status == 503
        refused(house)


def test_a_source_without_secrets_lets_nobody_in(house: House) -> None:
    house.ssm.delete_parameter(Name="/goodword/sources/acme-facebook")
    assert signed_with(house, "facebook-app-secret", comment("c1")) == 401
    house.keep_secrets("acme-facebook", app_secret=[""])
    house.wait(301)
    nothing = "sha256=" + hmac.digest(b"", comment("c1"), hashlib.sha256).hex()
    assert house.door.knock("POST", PATH, comment("c1"), {"x-hub-signature-256": nothing}).status == 401


# ---- the services behind intake ------------------------------------------------------------------------------------


def test_nothing_is_acknowledged_that_the_queue_has_not_taken(house: House) -> None:
    with house.faults.on("sqs.SendMessage"):
        assert house.door.send(*FACEBOOK, comment("c1")).status == 503
    assert house.door.send(*FACEBOOK, comment("c1")).status == 200
    house.settle()
    assert house.mention("facebook", "c1")


def test_without_its_configuration_a_cold_door_says_that_it_is_not_ready(house: House) -> None:
    with house.faults.on("s3.GetObject"):
        assert house.door.send(*FACEBOOK, comment("c1")).status == 503


def test_a_warm_door_stays_open_while_the_bucket_is_down(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1"))
    with house.faults.on("s3.GetObject"):
        house.wait(3600)
        assert house.door.send(*FACEBOOK, comment("c2")).status == 200


def test_a_broken_configuration_leaves_the_last_good_one_in_force(house: House) -> None:
    house.door.send(*FACEBOOK, comment("c1"))
    house.settle()
    house.s3.put_object(Bucket=house.deployed.names["Bucket"], Key="config/goodword.json", Body=b'{"sources": 1')
    house.wait(61)
    assert house.door.send(*FACEBOOK, comment("c2")).status == 200
    house.settle()
    assert house.mention("facebook", "c2")
    assert house.depths() == {}


def test_a_large_delivery_travels_compressed(house: House) -> None:
    body = page(*[json.loads(comment(f"c{place}"))["entry"][0]["changes"][0] for place in range(5000)])
    assert len(body) > 1_048_576
    assert house.door.send(*FACEBOOK, body).status == 200
    [message] = house.sqs.receive_message(QueueUrl=house.deployed.names["DeliveriesQueue"], VisibilityTimeout=0)[
        "Messages"
    ]
    assert len(message["Body"]) < 200_000


def test_what_fits_no_message_is_refused_as_too_large(house: House) -> None:
    noise = hashlib.shake_256(b"noise").hexdigest(1_500_000)
    assert house.door.send(*FACEBOOK, comment("c1", noise)).status == 413
    refused(house)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_there_is_no_other_way_in(house: House, method: str) -> None:
    assert house.door.knock(method, PATH, comment("c1")).status == 404


def test_the_shop_is_let_in(house: House) -> None:
    assert shop(house, post("s1"), post("s2")).status == 200
    house.settle()
    assert {item["pk"]["S"] for item in house.items("mention")} == {"m#standard#s1", "m#standard#s2"}
