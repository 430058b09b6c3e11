"""From a request to a delivery that is authentic, without AWS: who is refused, and what is read before that."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from goodword import platforms
from goodword.errors import BadHandshake, BadSignature, UnknownSource
from goodword.platforms.contract import Delivery, Secrets
from goodword.webhooks.receive import Receiver, check

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
SECRETS = Secrets({"app_secret": ("new",), "verify_token": ("hello",)})
BODY = json.dumps({"object": "page", "entry": []}).encode()


class Sources:
    def current(self):
        return {"acme-facebook": {"platform": "facebook", "accounts": ["1"]}}


class Live:
    """Secrets that a rotation replaced: `fresh` are those that are stored."""

    def __init__(self, cached=SECRETS, fresh=None):
        self.cached, self.fresh, self.asked = cached, fresh, []

    def of(self, source):
        self.asked.append(source)
        return self.cached

    def again(self, source):
        return self.fresh


class Keys:
    def of(self, platform):
        raise AssertionError("Facebook signs with a secret")


def signed(secrets=SECRETS, **changes):
    headers = platforms.load("facebook").sign(BODY, secrets, NOW)
    delivery = Delivery("facebook", "acme-facebook", "POST", headers, {}, BODY, NOW)
    return replace(delivery, **changes)


def test_what_is_genuine_is_kept_untouched():
    received = Receiver(Sources(), Live(), Keys()).receive(signed())
    assert received.answer.status == 200
    assert Delivery.from_message(received.message).body == BODY


@pytest.mark.parametrize("changes", [{"source": "acme-x"}, {"platform": "x"}, {"source": ""}])
def test_no_secret_is_read_before_the_configuration_knows_the_source(changes):
    live = Live()
    with pytest.raises(UnknownSource):
        Receiver(Sources(), live, Keys()).receive(signed(**changes))
    assert live.asked == []


def test_a_forged_one_is_refused():
    with pytest.raises(BadSignature):
        Receiver(Sources(), Live(), Keys()).receive(signed(body=BODY + b" "))


def test_a_rotation_refuses_nobody():
    rotated = Secrets({"app_secret": ("newest",)})
    assert Receiver(Sources(), Live(fresh=rotated), Keys()).receive(signed(rotated)).message
    with pytest.raises(BadSignature):
        Receiver(Sources(), Live(fresh=None), Keys()).receive(signed(rotated))


def test_a_handshake_is_answered_and_leaves_nothing():
    query = {"hub.mode": "subscribe", "hub.verify_token": "hello", "hub.challenge": "42"}
    received = Receiver(Sources(), Live(), Keys()).receive(signed(method="GET", query=query, body=b""))
    assert (received.answer.body, received.message) == ("42", None)


def test_a_get_without_parameters_is_no_handshake():
    with pytest.raises(BadHandshake):
        check(platforms.load("facebook"), signed(method="GET", body=b""), SECRETS)
