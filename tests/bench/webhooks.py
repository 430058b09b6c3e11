"""Adapters: the time to verify and parse a webhook of 2 KB, compared with HMAC of its bytes and a standard parser."""

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
    """Each platform that signs by HMAC, with its sample event; seconds per webhook."""
    for name in map(case, platforms.names()):
        delivery = _delivery(name)
        let_in = partial(_let_in, platforms.load(name.name), name.secrets(name.old), delivery)
        if _hmacs(let_in):
            ours, floor = side_by_side(let_in, _floor(name, delivery.body), sweep=sweep, each=40)
            yield Taken(name.name, ours, floor)


def _let_in(platform: Platform, secrets: Secrets, delivery: Delivery) -> None:
    platform.verify(delivery, secrets, _NOW)
    assert list(platform.parse(delivery, frozenset()))


def _floor(case: Case, body: bytes) -> Callable[[], None]:
    parser = json.loads if case.is_json else ElementTree.fromstring

    def bare() -> None:
        hmac.digest(_KEY, body, hashlib.sha256)
        parser(body)

    return bare


def _delivery(case: Case) -> Delivery:
    body = _grown(case)
    headers = platforms.load(case.name).sign(body, case.secrets(case.old), _NOW)
    return Delivery(case.name, "acme", "POST", headers, {}, body, _NOW)


def _grown(case: Case) -> bytes:
    """The sample event, filled up to 2 KB with content that no adapter reads."""
    missing = max(0, BYTES - len(written(case.payload)) - len(', "unread": ""'))
    if case.is_json:
        return written(case.payload | {"unread": "x" * missing})
    return case.event.rstrip() + b"<!--" + b"x" * missing + b"-->"


def _hmacs(work: Callable[[], None]) -> int:
    """How many digests it computes."""
    made, digest = Counter[str](), hmac.digest

    def counted(*words: object) -> bytes:
        made["digests"] += 1
        return digest(*words)

    with patch("hmac.digest", counted):
        work()
    return made["digests"]
