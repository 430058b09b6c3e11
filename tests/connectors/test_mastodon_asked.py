"""Polling a Mastodon server: newer than the last id, the HTML read, and no server guessed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from goodword import connectors
from goodword.connectors.contract import NoToken, Response
from goodword.errors import ConfigurationError, Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Ignored
from tests.connectors.apis import mastodon as model
from tests.connectors.drive import NOW, ask, hear, later, walk
from tests.platforms.hearing import mention

SERVER, TOKENS = "https://mastodon.example", {"access_token": model.TOKEN}


def asked(what, **given):
    value = model.SOURCE["ask"][what][0]
    given = {"value": value, "server": SERVER, "tokens": TOKENS} | given
    return ask(what, **given)


def go(given, api):
    cursor, passed, requests = walk("mastodon", connectors.load("mastodon").FEEDS[given.what].steps(given), api)
    return cursor, hear(passed, model.SOURCE["accounts"]), requests


def texts_by_id(items):
    return {mention.external_id: mention.text for mention in items if isinstance(mention, Mention)}


def test_the_first_time_only_what_is_recent():
    api, (tagged, mentioned) = model.Api(NOW), model.EXPECTS
    cursor, received, _ = go(asked("tag"), api)
    assert texts_by_id(received) == {tagged: model.EXPECTS[tagged]}
    assert cursor == {"last": tagged, "since": "2026-11-19T09:00:00Z"}
    cursor, received, _ = go(asked("notifications"), api)
    assert texts_by_id(received) == {mentioned: model.EXPECTS[mentioned]}
    assert cursor["last"] == "68739216", "a notification counts by its own id"


def test_afterwards_only_what_is_newer():
    api, given = model.Api(NOW), asked("tag")
    cursor, _, _ = go(given, api)
    again, received, requests = go(later(given, cursor), api)
    assert again == cursor
    assert received == [Ignored("nothing new")]
    assert [request.params["min_id"] for request in requests] == [cursor["last"]]


def test_a_busy_time_is_caught_up_over_several_runs():
    api, given = model.Api(NOW), asked("tag")
    cursor, _, _ = go(given, api)
    first = int(cursor["last"]) + 1
    api.tagged += [model.status(str(first + number), f"post {number}", NOW) for number in range(450)]
    found = {}
    for _ in range(5):
        cursor, received, requests = go(later(given, cursor), api)
        assert len(requests) <= 5
        found |= texts_by_id(received)
    assert found == {str(first + number): f"post {number}" for number in range(450)}


def test_nothing_there_at_first():
    api = model.Api(NOW)
    api.tagged = []
    cursor, received, _ = go(asked("tag"), api)
    assert (cursor, received) == ({}, [Ignored("nothing new")])
    api.tagged = [model.status("7", "new", NOW - timedelta(minutes=1))]
    assert texts_by_id(go(asked("tag", cursor=cursor), api)[1]) == {"7": "new"}


def test_pushed_and_asked_are_the_same():
    status = model.Api(NOW).tagged[1]
    [pulled] = [mention for mention in go(asked("tag"), model.Api(NOW))[1] if isinstance(mention, Mention)]
    pushed = mention("mastodon", {"event": "status.created", "object": status}, model.SOURCE["accounts"])
    assert pulled == pushed


def test_a_hashtag_cannot_bend_the_address():
    [request] = [next(connectors.load("mastodon").FEEDS["tag"].steps(asked("tag", value="#a/../../é?x=1")))]
    assert request.url == f"{SERVER}/api/v1/timelines/tag/a%2F..%2F..%2F%C3%A9%3Fx%3D1"


def test_a_token_is_used_where_there_is_one():
    feeds = connectors.load("mastodon").FEEDS
    assert "Authorization" not in next(feeds["tag"].steps(asked("tag", tokens={}))).headers
    assert next(feeds["tag"].steps(asked("tag"))).headers == {"Authorization": f"Bearer {model.TOKEN}"}
    with pytest.raises(NoToken):
        next(feeds["notifications"].steps(asked("notifications", tokens={})))


@pytest.mark.parametrize("server", [None, ""])
@pytest.mark.parametrize("what", ["tag", "notifications"])
def test_the_server_has_to_be_told(what, server):
    with pytest.raises(ConfigurationError, match="server:"):
        next(connectors.load("mastodon").FEEDS[what].steps(asked(what, server=server)))


class Deaf(model.Api):
    """A server that does not know `min_id`: it always shows the newest."""

    def answer(self, sent):
        return super().answer(replace(sent, query={**sent.query, "min_id": "0"}))


def test_a_server_that_shows_the_same_again_is_asked_once_and_brings_nothing_old():
    api, given = Deaf(NOW), asked("tag")
    cursor, _, _ = go(given, api)
    again, received, requests = go(later(given, cursor, now=NOW + timedelta(days=30)), api)
    assert (again, len(requests)) == (cursor, 1)
    assert texts_by_id(received).keys() == {cursor["last"]}


def test_what_is_shown_in_another_order_turns_nothing_back():
    api, given = model.Api(NOW), asked("tag", cursor={"last": "0", "since": "2026-11-19T09:00:00Z"})
    api.tagged = [model.status(number, "words", NOW) for number in ("10", "9", "8")]
    assert go(given, api)[0]["last"] == "10"


@pytest.mark.parametrize("body", [b'[{"id": "5"', b"{}", b"<html>"])
def test_half_an_answer_is_asked_for_again(body):
    steps = connectors.load("mastodon").FEEDS["tag"].steps(asked("tag"))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))
