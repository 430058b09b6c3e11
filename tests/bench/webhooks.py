"""Adapters: what it takes to verify and to read a webhook of 2 KB, beside HMAC of its bytes and a bare parser."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from unittest.mock import patch
from xml.etree import ElementTree

from goodword import platforms
from goodword.platforms.contract import Delivery, Platform, Secrets
from tests.bench.repeats import Taken, side_by_side
from tests.platforms.cases import Case, case, written

BYTES = 2048
_NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
_KEY = b"k" * 32


def webhooks(sweep: int = 25) -> Iterator[Taken]:
    """Each platform that signs by HMAC, with its sample event; seconds a webhook."""
    for one in map(case, platforms.names()):
        delivery = _delivery(one)
        let_in = partial(_let_in, platforms.load(one.name), one.secrets(one.old), delivery)
        if _hmacs(let_in):
            ours, floor = side_by_side(let_in, _floor(one, delivery.body), sweep=sweep, each=40)
            yield Taken(one.name, ours, floor)


def _let_in(platform: Platform, secrets: Secrets, delivery: Delivery) -> None:
    platform.verify(delivery, secrets, _NOW)
    assert list(platform.parse(delivery, frozenset()))


def _floor(one: Case, body: bytes) -> Callable[[], None]:
    parser = json.loads if one.is_json else ElementTree.fromstring

    def bare() -> None:
        hmac.digest(_KEY, body, hashlib.sha256)
        parser(body)

    return bare


def _delivery(one: Case) -> Delivery:
    body = _grown(one)
    headers = platforms.load(one.name).sign(body, one.secrets(one.old), _NOW)
    return Delivery(one.name, "acme", "POST", headers, {}, body, _NOW)


def _grown(one: Case) -> bytes:
    """The sample event with something behind it that no adapter reads, until it has 2 KB."""
    missing = max(0, BYTES - len(written(one.payload)) - len(', "unread": ""'))
    if one.is_json:
        return written(one.payload | {"unread": "x" * missing})
    return one.event.rstrip() + b"<!--" + b"x" * missing + b"-->"


def _hmacs(work: Callable[[], None]) -> int:
    """How many digests it makes."""
    made, digest = Counter[str](), hmac.digest

    def counted(*words: object) -> bytes:
        made["digests"] += 1
        return digest(*words)

    with patch("hmac.digest", counted):
        work()
    return made["digests"]
