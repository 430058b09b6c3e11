"""What every connector must keep. A new file is included automatically."""

import inspect
import re
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import urlsplit

import pytest

from goodword import connectors, platforms
from goodword.connectors.contract import Feed, NoToken, PollContext, Recheck, Request
from goodword.errors import Unreadable
from goodword.platforms.contract import Coverage, Delivery, Lookup
from tests.conftest import ROOT
from tests.naming import naming
from tests.platforms import sound

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CONTRACT = ("TOKENS", "FEEDS", "LOOKUPS", "RECHECK", "KEYS", "USD_PER_READ", "STRANGERS", "read")
HEAVY = {"pydantic", "requests", "cryptography", "boto3", "botocore", "aws_lambda_powertools", "yaml"}


@pytest.fixture(params=connectors.names())
def name(request):
    return request.param


@pytest.fixture
def side(name):
    return connectors.load(name)


@pytest.fixture
def page(name):
    return (ROOT / "docs" / "platforms" / f"{name}.md").read_text()


def asks_something(side):
    return bool(side.FEEDS or side.LOOKUPS or side.RECHECK)


def walks(side):
    """Every feed, lookup and recheck, by name."""
    found = {name: feed.steps for name, feed in side.FEEDS.items()} | dict(side.LOOKUPS)
    return found | ({"recheck": side.RECHECK.steps} if side.RECHECK else {})


def model(name):
    """The model of its API."""
    return import_module(f"tests.connectors.apis.{name}")


def test_it_has_every_name_of_the_contract(name, side):
    assert [name for name in CONTRACT if not hasattr(side, name)] == []
    assert all(token == token.lower() for token in side.TOKENS)
    assert all(isinstance(feed, Feed) for feed in side.FEEDS.values())
    assert isinstance(side.RECHECK, Recheck | None)
    assert isinstance(side.KEYS, Request | None)
    assert side.USD_PER_READ >= 0
    assert isinstance(side.STRANGERS, bool)


def test_it_says_what_can_be_heard_once(name, side):
    """In the adapter if there is one; it then covers polling too."""
    assert hasattr(side, "COVERAGE") != (name in platforms.names())
    coverage = connectors.coverage(name)
    assert isinstance(coverage, Coverage)
    assert ("poll" in coverage.by) == bool(side.FEEDS)
    assert ("webhook" in coverage.by) == (name in platforms.names())


def test_names_of_feeds_and_lookups_do_not_collide(side):
    assert not set(side.FEEDS) & set(side.LOOKUPS)
    assert "recheck" not in {*side.FEEDS, *side.LOOKUPS}


def test_a_feed_takes_its_own_example(side):
    for name, feed in side.FEEDS.items():
        assert re.fullmatch(feed.pattern, feed.example), name
        assert not re.fullmatch(feed.pattern, ""), name
        assert feed.takes
        assert not feed.takes.endswith(".")


def test_a_feed_is_asked_neither_all_the_time_nor_never(side):
    for feed in side.FEEDS.values():
        assert timedelta(minutes=1) <= feed.every <= timedelta(days=1)


def test_looking_again_cites_why(side):
    if side.RECHECK:
        assert len(side.RECHECK.why) > 20
        assert "http" in side.RECHECK.why
        assert side.RECHECK.batch >= 1
        assert list(side.RECHECK.ages) == sorted(set(side.RECHECK.ages))
        assert side.RECHECK.ages[0] >= 1


def test_every_way_to_ask_says_where_it_is_documented(side):
    """If it is not documented, the docstring says unverified."""
    for name, steps in walks(side).items():
        text = f"{inspect.getdoc(steps)} {inspect.getdoc(sys.modules[steps.__module__])}"
        assert "http" in text or "unverified" in text.lower(), name


def asked_for(name, what, **given):
    """A poll or lookup as it could come: a feed's example, or a lookup that the model of its API lists."""
    feed, lookups = connectors.load(name).FEEDS.get(what), getattr(model(name), "LOOKUPS", [])
    lookup = next((lookup for lookup in lookups if lookup["what"] == what), {"what": what})
    known = {"value": feed.example if feed else "", "asked": lookup, "ids": ("1",) if what == "recheck" else ()}
    return PollContext(source="acme", what=what, now=NOW, server=model(name).SOURCE.get("server"), **known, **given)


def test_without_a_token_it_says_which_is_missing(name, side):
    """NoToken before the first request, or the first request needs none."""
    for what in walks(side):
        request, missing = first_request(name, what)
        assert request or any(token in missing for token in side.TOKENS)


def first_request(name, what):
    """The first request, or the error that says what is missing."""
    try:
        return next(walks(connectors.load(name))[what](asked_for(name, what))), ""
    except NoToken as missing:
        return None, str(missing)


def test_tokens_stand_in_no_address(name, side):
    """Addresses may be logged on their way."""
    tokens = {token: (f"sesame-{token}",) for token in side.TOKENS}
    for what, steps in walks(side).items():
        request = next(steps(asked_for(name, what, tokens=tokens)), None)
        if request:
            assert is_plain(request)
            assert "sesame" not in f"{request.url} {dict(request.params)} {request.asked} {request.checkpoint}"


def is_plain(request):
    parts = urlsplit(request.url)
    return parts.scheme == "https" and bool(parts.hostname) and not parts.username


UNREADABLE = (b"", b"{", b"[" * 100_000, b"<html>", b"\xff\xfe", b"7", b'"x"', b"null")
STRANGE = (b"{}", b"[]", b'{"data": []}', b'{"data": null, "items": null}', b'{"items": [null, 7, {}]}', b'{"data": 7}')


def test_an_answer_may_hold_anything(name, side):
    tokens = dict.fromkeys(side.TOKENS, ("token",))
    for what, steps in walks(side).items():
        request = next(steps(asked_for(name, what, tokens=tokens)), None)
        if request is None or request.asked is None:  # it logs in first
            continue
        for body in (*UNREADABLE, *STRANGE):
            delivery = Delivery(name, "acme", "POST", {}, {}, body, NOW, {**request.asked, "status": "200"})
            with naming(f"{what}: {body[:20]!r}"), suppress(Unreadable):
                received = list(side.read(delivery, frozenset()))
                if received:  # an empty page may yield nothing
                    sound.check(name, received)
                assert not any(isinstance(item, Lookup) for item in received), "an answer never leads to a lookup"


def test_its_page_names_each_feed_and_token(side, page):
    assert [feed for feed in (*side.FEEDS, *side.TOKENS) if f"`{feed}`" not in page] == []


def test_there_is_a_model_of_what_it_asks(name, side):
    if not asks_something(side):
        pytest.skip("there is nothing to poll")
    assert find_spec(f"tests.connectors.apis.{name}")
    brought = model(name)
    assert callable(brought.Api().answer)
    assert brought.HOSTS
    assert brought.SOURCE["platform"] == name
    assert set(brought.SOURCE.get("ask", {})) <= set(side.FEEDS)
    assert set(brought.SECRETS) <= set(connectors.secret_names(name))
    for feed, entries in brought.SOURCE.get("ask", {}).items():
        assert all(re.fullmatch(side.FEEDS[feed].pattern, entry) for entry in entries)
    assert {lookup["what"] for lookup in getattr(brought, "LOOKUPS", [])} <= set(side.LOOKUPS)


def test_it_is_cheap_to_import(name):
    code = f"import sys, goodword.connectors.{name}; print(*{{m.partition('.')[0] for m in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())
