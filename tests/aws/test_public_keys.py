"""Public keys in the bucket: what is stored, what is read, and how often."""

import json
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from goodword.aws.public_keys import PublicKeys
from goodword.errors import Unreadable
from goodword.storage import stale_while_down
from tests.house.house import House, open_house

JWKS = {"keys": [{"kid": "1", "kty": "RSA", "n": "AQ"}, {"kid": "2", "kty": "RSA", "n": "Ag"}]}


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


class Clock:
    """Stands in for `time`, as freezegun leaves pytest's clock alone, and the bucket is called from the test itself."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stale_while_down, "time", clock)
    return clock


@pytest.fixture
def keys(house: House) -> PublicKeys:
    return PublicKeys(house.deployed.names["Bucket"])


def front_door(house: House) -> PublicKeys:
    found = house.rooms["intake"].module.keys
    assert isinstance(found, PublicKeys)
    return found


def test_each_key_is_a_text_of_its_own(keys: PublicKeys) -> None:
    keys.keep("one", json.dumps(JWKS).encode())
    keys.keep("other", b'{"a": "-----BEGIN CERTIFICATE-----"}')
    assert [json.loads(key) for key in keys.of("one")] == JWKS["keys"]
    assert keys.of("other") == ("-----BEGIN CERTIFICATE-----",)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"7", b'{"keys": []}', b'{"keys": 7}', b'{"a": 7}', b"<html>"])
def test_what_are_no_keys_is_not_kept(keys: PublicKeys, body: bytes) -> None:
    keys.keep("one", json.dumps(JWKS).encode())
    with pytest.raises(Unreadable):
        keys.keep("one", body)
    assert len(keys.of("one")) == 2


def test_where_none_were_kept_there_are_none_and_it_looks_once_a_minute(
    house: House, keys: PublicKeys, clock: Clock
) -> None:
    door = front_door(house)
    assert [door.of("one") for _ in range(5)] == [()] * 5
    keys.keep("one", json.dumps(JWKS).encode())
    assert door.of("one") == ()
    clock.now += 61
    assert len(door.of("one")) == 2


def test_they_are_read_every_five_minutes_and_served_while_the_bucket_is_down(
    house: House, keys: PublicKeys, clock: Clock
) -> None:
    keys.keep("one", json.dumps(JWKS).encode())
    door = front_door(house)
    assert {len(door.of("one")) for _ in range(5)} == {2}
    assert sum(call.params["Key"].startswith("keys/") for call in house.rooms["intake"].calls) == 1
    clock.now += 301
    with house.faults.on("s3.GetObject"):
        assert len(door.of("one")) == 2
        with pytest.raises(ClientError):
            door.of("another")


def test_that_none_were_kept_is_not_served_for_longer_than_a_minute_while_the_bucket_is_down(
    house: House, keys: PublicKeys, clock: Clock
) -> None:
    """Without keys a genuine delivery is refused with 401, and its platform may drop it; after a 503 it comes again."""
    door = front_door(house)
    assert door.of("one") == ()
    clock.now += 61
    with house.faults.on("s3.GetObject"), pytest.raises(ClientError):
        door.of("one")
