"""Polling Bluesky: one login for many runs, newest first without a gap, the same post as from Jetstream."""

from dataclasses import replace
from datetime import timedelta

import pytest

from goodword import connectors
from goodword.connectors.contract import NoToken, Response
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Ignored
from tests.connectors.apis import bluesky as model
from tests.connectors.drive import NOW, ask, hear, later, walk
from tests.platforms.hearing import mention

TOKENS = {"handle": model.HANDLE, "app_password": model.PASSWORD}
FOUND, MENTIONED = model.EXPECTS


def asked(what, **given):
    return ask(what, **({"value": model.SOURCE["ask"][what][0], "tokens": TOKENS} | given))


def steps_of(given):
    return connectors.load("bluesky").FEEDS[given.what].steps(given)


def go(given, api, accounts=(model.US,)):
    cursor, passed, requests = walk("bluesky", steps_of(given), api)
    return cursor, hear(passed, accounts), requests


def texts_by_id(items):
    return {mention.external_id: mention.text for mention in items if isinstance(mention, Mention)}


def test_both_feeds_the_first_time():
    for what, address in (("search", FOUND), ("notifications", MENTIONED)):
        cursor, received, _ = go(asked(what), model.Api(NOW))
        assert texts_by_id(received) == {address: model.EXPECTS[address]}
        assert cursor == {"since": "2026-11-20T08:38:00Z"}, "the newest, less two minutes"


def test_other_notifications_are_ignored_by_name():
    _, received, requests = go(asked("notifications"), model.Api(NOW))
    assert Ignored("notification like") in received
    assert requests[-1].url.endswith("?reasons=mention&reasons=reply&reasons=quote")


def test_one_login_serves_until_it_is_old():
    api, given = model.Api(NOW), asked("search")
    for _ in range(3):
        go(given, api)
    assert len(api.sessions) == 1
    go(replace(given, now=NOW + timedelta(minutes=91)), api)
    assert len(api.sessions) == 2
    given.session.clear()
    go(given, api)
    assert len(api.sessions) == 3


def test_the_password_goes_nowhere_but_into_the_login():
    _, _, requests = go(asked("search"), model.Api(NOW))
    assert [request.asked is None for request in requests] == [True, False]
    assert model.PASSWORD not in repr(requests)


def test_its_own_server():
    _, _, requests = go(asked("search", server="https://pds.acme.example"), model.Api(NOW))
    assert {request.url.split("/xrpc/")[0] for request in requests} == {"https://pds.acme.example"}


@pytest.mark.parametrize("what", ["search", "notifications"])
def test_a_busy_time_is_caught_up_without_a_gap(what):
    api, given = model.Api(NOW), asked(what)
    cursor, _, _ = go(given, api)
    reason = {"reason": "mention"} if what == "notifications" else {}
    many = [
        model.view(f"at://{model.THEM}/app.bsky.feed.post/{number}", f"post {number}", made_at, **reason)
        for number, made_at in ((number, NOW + timedelta(seconds=number)) for number in range(700))
    ]
    (api.posts if what == "search" else api.notifications)[:0] = many[::-1]
    given = replace(given, now=NOW + timedelta(minutes=15))
    found, since = {}, cursor["since"]
    cursor, received, _ = go(later(given, cursor), api)
    found |= texts_by_id(received)
    assert len(found) == 500
    assert (cursor["since"], cursor["page"]) == (since, "500"), "the time moves only once the end is reached"
    cursor, received, _ = go(later(given, cursor), api)
    found |= texts_by_id(received)
    assert {f"post {number}" for number in range(700)} <= set(found.values())
    assert cursor == {"since": "2026-11-20T09:09:39Z"}


def test_a_page_that_names_itself_is_the_last():
    class Stuck(model.Api):
        def answer(self, sent):
            reply = super().answer(sent)
            return replace(reply, body={**reply.body, "cursor": "1"}) if "posts" in reply.body else reply

    cursor, _, requests = go(asked("search"), Stuck(NOW))
    assert "page" not in cursor
    assert len(requests) == 3


def test_a_clock_that_is_ahead_does_not_stop_the_search():
    api = model.Api(NOW)
    ahead = NOW.replace(year=2077)
    api.posts.insert(0, model.view(f"at://{model.THEM}/app.bsky.feed.post/f", "from the future", ahead))
    cursor, _, _ = go(asked("search"), api)
    assert cursor == {"since": "2026-11-20T08:58:00Z"}


def test_asked_and_pushed_are_the_same_but_for_the_name():
    view = model.Api(NOW).posts[0]
    commit = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3m5yjq2jxgk2a"}
    commit["record"] = view["record"]
    line = {"did": model.THEM, "time_us": 1795164000000000, "kind": "commit", "commit": commit}
    pushed = mention("bluesky", line)
    [pulled] = [mention for mention in go(asked("search"), model.Api(NOW), ())[1] if isinstance(mention, Mention)]
    assert (pulled.author_name, pulled.author_handle) == ("Mira", "mira.bsky.social")
    assert replace(pulled, author_name=None, author_handle=None) == pushed


def test_a_notification_says_why():
    api = model.Api(NOW)
    other, ours = (f"at://{did}/app.bsky.feed.post/1" for did in (model.THEM, model.US))
    reply = {"reply": {"parent": {"uri": ours, "cid": "c"}, "root": {"uri": other, "cid": "c"}}}
    quote = {"embed": {"$type": "app.bsky.embed.record", "record": {"uri": ours, "cid": "c"}}}
    plain = api.notifications[1]["record"]
    api.notifications = [
        model.view(f"at://{model.THEM}/app.bsky.feed.post/{reason}", "", NOW, reason=reason, record=plain | more)
        for reason, more in (("mention", {}), ("reply", reply), ("quote", quote))
    ]
    for accounts in ((), (model.US,)):
        received = [mention for mention in go(asked("notifications"), api, accounts)[1] if isinstance(mention, Mention)]
        assert [mention.kind for mention in received] == ["mention", "comment", "share"]
        assert [mention.parent_id for mention in received] == [None, ours, ours]


@pytest.mark.parametrize("body", [b'{"posts": [', b"[]", b'{"posts": 7}', b'{"error": "Upstream"}'])
def test_half_an_answer_is_asked_for_again(body):
    steps = steps_of(asked("search", session={"accessJwt": "j", "until": "2026-11-20T10:00:00Z"}))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))


def test_without_a_password_nothing_is_asked():
    with pytest.raises(NoToken, match="app_password"):
        next(steps_of(asked("search", tokens={"handle": model.HANDLE})))
