"""Hostile input to intake, correctly signed: the right status, nothing lost, nothing crashes."""

import gzip
import json
from typing import Any

import pytest

from tests.flow.posts import FIRE, comment, page, post, shop
from tests.house.house import House

FACEBOOK = ("facebook", "acme-facebook")

UNREADABLE = {
    "truncated": comment("c1")[:-20],
    "empty": b"",
    "depth 200,000": b'{"entry":' * 200_000,
    "closed depth 200,000": b"[" * 200_000 + b"]" * 200_000,
    "depth in a field": b'{"object":"page","entry":[{"id":"1","changes":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}",
    "not UTF-8": b'{"object":"page","entry":"\xff\xfe"}',
    "NUL": b"\0\0\0\0",
    "NaN": b'{"object":"page","entry":[{"id":"1","time":NaN,"changes":[]}]}',
    "gzip bomb": gzip.compress(b"0" * 10_000_000),
    "a number": b"42",
    "text": b'"page"',
    "form": b"payload=%7B%7D",
    "xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
}

AWKWARD: dict[str, Any] = {
    "NUL": "acme \0 broken",
    "lone surrogate": "acme \ud83d broken",
    "two lone surrogates": "acme \ude00\ud83d broken",
    "right to left": "acme \u202e broken \u2066",
    "emoji": "acme \U0001f525\U0001f9ef broken " + "\U0001f525" * 3000,
    "combining": "acme b" + "\u0301" * 500 + "roken broken",
    "non-characters": "acme \ufffe\uffff\ufdd0 broken",
    "zero width": "acme br\u200boken broken",
    "line breaks": "acme broken\r\nSubject: hello\r\n\r\nbody\x85\u2028",
    "control": "acme \x1b[31m broken\x07",
    "formula": "=cmd|'/c calc'!A1 acme broken",
    "markup": "<script>alert(1)</script> acme broken",
    "5 MB": "acme broken " * 400_000,
    "quotes": 'acme "broken" \\" \' {} %s ${jndi:ldap://x}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
@pytest.mark.parametrize(
    "source", [FACEBOOK, ("instagram", "acme-instagram"), ("x", "acme-x"), ("standard", "acme-shop")]
)
def test_what_nobody_can_read_is_taken_and_quarantined(house: House, source: tuple[str, str], body: bytes) -> None:
    assert house.door.send(*source, body).status == 200
    house.settle()
    assert house.items() == []
    assert len(house.quarantine()) == 1
    assert house.depths() == {}


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_text_is_stored_and_notified_for(house: House, text: str) -> None:
    assert house.door.send(*FACEBOOK, comment("c1", text)).status == 200
    house.settle()
    stored = house.mention("facebook", "c1")
    assert stored is not None
    assert "broken" in (stored.text or "")
    assert [alert.about for alert in house.people.notifications] == ["c1"]
    assert house.depths() == {}


@pytest.mark.parametrize("name", ["\u202eevil\n[ACME P1 XXX]", "\0", "\ud800", "\U0001f525" * 200, "Zoe\u0301"])
def test_an_awkward_name_stands_in_its_notification(house: House, name: str) -> None:
    house.door.send(*FACEBOOK, comment("c1", FIRE, **{"from": {"id": "1", "name": name}}))
    house.settle()
    [notification] = house.people.notifications
    assert notification.machine["subject"].isascii()
    assert len(notification.machine["sms"]) <= 160
    assert house.depths() == {}


@pytest.mark.parametrize(
    "bad",
    [
        {"field": "feed", "value": {"item": "comment", "verb": "add", "message": "no id"}},
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": {"a": 1}}},
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": "x" * 5000}},
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": "\U0001f525" * 512}},
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": "c9", "created_time": 10**30}},
        {"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": "c9", "created_time": "soon"}},
        "not an object",
        None,
        7,
    ],
)
def test_one_bad_item_goes_to_quarantine_and_its_neighbours_go_on(house: House, bad: Any) -> None:
    good = [json.loads(comment(name))["entry"][0]["changes"][0] for name in ("c1", "c2")]
    assert house.door.send(*FACEBOOK, page(good[0], bad, good[1])).status == 200
    house.settle()
    assert {item["pk"]["S"] for item in house.items("mention")} == {"m#facebook#c1", "m#facebook#c2"}
    [kept] = house.quarantine()
    assert kept["item"] == bad
    assert kept["reason"]
    assert house.depths() == {}


def test_where_hardly_anything_can_be_read_the_body_is_kept_once(house: House) -> None:
    broken = [post(f"b{number}", kind="rumour") for number in range(500)]
    assert shop(house, *broken, post("s1"), *broken).status == 200
    house.settle()
    assert [item["pk"]["S"] for item in house.items("mention")] == ["m#standard#s1"]
    [kept] = house.quarantine()
    assert kept["reason"] == "1000 of its 1001 items cannot be read"
    assert house.depths() == {}


@pytest.mark.parametrize("author", ["\U0001f525" * 512, "x" * 512])
def test_a_long_author_is_no_reason_to_lose_a_mention(house: House, author: str) -> None:
    house.door.send(*FACEBOOK, comment("c1", **{"from": {"id": author}}))
    house.live(2)
    assert house.mention("facebook", "c1") or house.quarantine()
    assert house.depths() == {}


@pytest.mark.parametrize(
    "body",
    [
        page({"field": "colour", "value": {}}),
        page({"field": "feed", "value": {"item": "hologram", "verb": "beam"}}),
        b'{"object":"page","entry":[]}',
        b"{}",
        b'{"object":"whatsapp_business_account","entry":[{"id":"1"}]}',
    ],
)
def test_an_event_that_we_do_not_know_is_acknowledged(house: House, body: bytes) -> None:
    assert house.door.send(*FACEBOOK, body).status == 200
    house.settle()
    assert house.items() == []
    assert house.quarantine() == []
    assert house.depths() == {}


def test_the_last_of_two_keys_counts(house: House) -> None:
    body = comment("c1").replace(b'"comment_id": "c1"', b'"comment_id": "c0", "comment_id": "c1"')
    assert house.door.send(*FACEBOOK, body).status == 200
    house.settle()
    assert house.mention("facebook", "c1")


@pytest.mark.parametrize("number", [b"1" + b"0" * 10_000, b"1e400", b"-1e400", b"0.1", b"-1", b"true", b"[]"])
def test_numbers_that_are_none(house: House, number: bytes) -> None:
    body = json.dumps({**post("s1"), "audience": 77777}).encode().replace(b"77777", number)
    assert house.door.send("standard", "acme-shop", body).status == 200
    house.settle()
    assert house.mention("standard", "s1") or house.quarantine()
    assert house.depths() == {}


def test_an_item_too_deep_to_write_down_again_is_kept(house: House) -> None:
    for depth in (100, 900, 5_000, 20_000, 50_000):
        deep = "[" * depth + "]" * depth
        body = b'{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"item":"comment","x":%s}}]}]}'
        assert house.door.send(*FACEBOOK, body % deep.encode()).status == 200
    house.live(2)
    assert len(house.quarantine()) == 5
    assert house.depths() == {}
