"""Searching X, and rechecking what is stored."""

import json
from datetime import timedelta

import pytest

from goodword.connectors import x
from goodword.connectors.contract import NoToken
from goodword.mention import iso
from goodword.platforms.contract import Broken, Delivery, Ignored
from tests.connectors.apis.x import EXPECTS, HOT, QUERY, SAFE, THEM, TOKEN, US, Api, post, post_id
from tests.connectors.drive import NOW, ask, hear, later, send, walk
from tests.platforms import hearing

TOKENS = {"bearer_token": TOKEN}
SEARCH, AGAIN = x.FEEDS["search"].steps, x.RECHECK.steps


def searching(**given):
    return ask("search", value=QUERY, tokens=TOKENS, **given)


def search(given, api):
    cursor, passed, requests = walk("x", SEARCH(given), api)
    return cursor, hear(passed, {US}), requests


def look_again(api, *ids):
    _, passed, requests = walk("x", AGAIN(ask("recheck", ids=ids, tokens=TOKENS)), api)
    return hear(passed, {US}), requests


def read(body, **asked):
    written = body if isinstance(body, bytes) else json.dumps(body).encode()
    return hear([Delivery("x", "acme", "POST", {}, {}, written, NOW, {"what": "search"} | asked)])


def test_the_first_time_goes_a_day_back():
    api = Api()
    old = post(1500, "last week's charger")
    api.posts[old["id"]] = old
    cursor, received, [request] = search(searching(), api)
    assert {mention.external_id: mention.text for mention in received} == EXPECTS
    assert request.params["start_time"] == "2026-11-19T09:00:00Z"
    assert cursor == {"since_id": SAFE["id"]}


def test_then_only_what_is_new():
    api = Api()
    cursor, _, _ = search(searching(), api)
    cursor, received, [request] = search(later(searching(), cursor), api)
    assert [type(item) for item in received] == [Ignored]
    assert "start_time" not in request.params, "X refuses both at once"
    new = post(1, "burnt, that acme charger")
    api.posts[new["id"]] = new
    cursor, [mention], _ = search(later(searching(), cursor), api)
    assert (mention.external_id, cursor) == (new["id"], {"since_id": new["id"]})


def test_where_nothing_was_ever_found_the_last_day_is_asked_for():
    api = Api()
    api.posts.clear()
    cursor, [received], _ = search(searching(), api)
    assert (cursor, received) == ({}, Ignored("search: nothing in it"))


def test_a_search_does_not_reach_back_further_than_a_week():
    api, now = Api(), NOW + timedelta(days=7)
    api.now = now
    cursor, _, [request] = search(later(searching(), {"since_id": SAFE["id"]}, now=now), api)
    assert request.params["start_time"] == iso(now - timedelta(days=1))
    assert cursor == {}


@pytest.mark.parametrize("since", ["", "x", "9" * 400, "-1"])
def test_a_cursor_that_makes_no_sense_begins_anew(since):
    _, received, [request] = search(searching(cursor={"since_id": since}), Api())
    assert "start_time" in request.params or "since_id" in request.params
    assert received


def many(count):
    api = Api(page=2)
    for number in range(count):
        new = post(20, f"charger {number}", number)
        api.posts[new["id"]] = new
    return api


def test_pages():
    cursor, received, requests = search(searching(), many(5))
    assert len(received) == 7
    assert len(requests) == 4
    assert cursor == {"since_id": post(20, "", 4)["id"]}


def test_what_is_left_over_is_gone_on_with():
    api = many(20)
    cursor, first, requests = search(searching(), api)
    assert len(requests) == 5
    assert cursor["newest_id"] == post(20, "", 19)["id"]
    newer = post(1, "newer than all that")
    api.posts[newer["id"]] = newer
    for _ in range(4):
        cursor, received, _ = search(later(searching(), cursor), api)
        first += received
    assert len({item.external_id for item in first if not isinstance(item, Ignored)}) == 23
    assert cursor == {"since_id": newer["id"]}


def test_a_checkpoint_loses_nothing():
    """If a run stops after any page, and the next starts from the checkpoint, no post is lost."""
    for broken_behind in range(1, 4):
        api, steps, received, checkpoint = many(5), SEARCH(searching()), [], {}
        request = next(steps)
        for _ in range(broken_behind):
            answer = send(request, api)
            received += hear([Delivery("x", "acme", "POST", {}, {}, answer.body, NOW, request.asked)])
            checkpoint = request.checkpoint or checkpoint
            request = steps.send(answer)
        _, rest, _ = search(later(searching(), checkpoint), api)
        assert len({mention.external_id for mention in received + rest}) == 7


def test_what_it_costs():
    [request], api = search(searching(), Api())[2], Api()
    assert (request.reads, request.count(send(request, api)), x.USD_PER_READ) == (50, 2, 0.005)
    _, [looked] = look_again(api, HOT["id"], "5")
    assert (looked.reads, looked.count(send(looked, api))) == (2, 1)


def test_the_token_stands_in_the_header_only():
    [request] = search(searching(), Api())[2]
    assert request.headers == {"Authorization": f"Bearer {TOKEN}"}
    assert TOKEN not in f"{request.url} {request.params} {request.asked}"
    assert TOKEN not in repr(request)
    with pytest.raises(NoToken, match="goodword secret acme bearer_token"):
        next(SEARCH(ask("search", value=QUERY)))


PUSHED = {"filter": {"user_id": US}, "event_uuid": "1"}


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("post.mention.create", {}),
        ("post.reply.create", {"referenced_tweets": [{"type": "replied_to", "id": "5"}]}),
        ("post.quote.create", {"referenced_tweets": [{"type": "quoted", "id": "5"}]}),
        ("post.repost.create", {"referenced_tweets": [{"type": "retweeted", "id": "5"}]}),
        ("post.create", {"author_id": US}),
        ("post.mention.create", {"edit_history_tweet_ids": ["1", HOT["id"]]}),
        ("post.mention.create", {"note_tweet": {"text": "the whole &lt;text&gt;"}, "lang": "und"}),
        ("post.mention.create", {"attachments": {"media_keys": ["3_1"]}}),
    ],
)
def test_pushed_and_searched_say_the_same(event, more):
    post = HOT | more
    users = {"users": [{"id": THEM, "name": "Jo K.", "username": "jo_k"}]}
    pushed = hearing.mention("x", {"data": PUSHED | {"event_type": event, "payload": post, "includes": users}}, {US})
    body = json.dumps({"data": [post], "includes": users}).encode()
    [found] = hear([Delivery("x", "acme", "POST", {}, {}, body, hearing.RECEIVED, {"what": "search"})], {US})
    differ = {name for name in pushed.as_dict() if pushed.as_dict()[name] != found.as_dict()[name]}
    assert differ == {"account_id"}, "a search does not know which account a push was for"


def test_an_edit_is_found_under_its_first_id():
    api = Api()
    edited = post(5, "my acme charger is fine", edit_history_tweet_ids=[HOT["id"], post_id(NOW - timedelta(minutes=5))])
    api.posts[edited["id"]] = edited
    del api.posts[HOT["id"]]
    _, received, _ = search(searching(cursor={"since_id": HOT["id"]}), api)
    [found] = [mention for mention in received if mention.external_id == HOT["id"]]
    assert (found.action, found.text) == ("edited", "my acme charger is fine")


def test_looked_at_again():
    api = Api()
    received, [request] = look_again(api, HOT["id"], SAFE["id"])
    assert {mention.external_id: (mention.action, mention.text) for mention in received} == {
        post_id: ("created", text) for post_id, text in EXPECTS.items()
    }
    del api.posts[HOT["id"]]
    api.hidden.add(SAFE["id"])
    received, _ = look_again(api, HOT["id"], SAFE["id"])
    assert {(mention.external_id, mention.action, mention.text, mention.event_at) for mention in received} == {
        (expect, "deleted", None, NOW) for expect in EXPECTS
    }
    assert request.url == "https://api.x.com/2/tweets"


def test_looked_at_again_an_edited_post_says_what_it_says_now():
    api = Api()
    versions = [HOT["id"], post_id(NOW - timedelta(minutes=80))]
    api.older = {HOT["id"]: HOT | {"edit_history_tweet_ids": versions}}
    del api.posts[HOT["id"]]
    api.posts[versions[1]] = post(80, "fine after all", edit_history_tweet_ids=versions)
    received, requests = look_again(api, HOT["id"])
    assert [request.params["ids"] for request in requests] == versions
    assert {mention.external_id for mention in received} == {HOT["id"]}
    assert max(received, key=lambda mention: mention.event_at).text == "fine after all"


def test_nothing_to_look_at():
    assert list(AGAIN(ask("recheck", tokens=TOKENS))) == []
    assert list(AGAIN(ask("recheck", ids=("a-like's-hash",), tokens=TOKENS))) == []


def test_a_fault_elsewhere_deletes_nothing():
    problem = {
        "type": "https://api.twitter.com/2/problems/resource-not-found",
        "resource_id": "5",
        "title": "Not Found",
    }
    for error in (problem, problem | {"type": "about:blank", "resource_id": "7"}):
        [ignored] = read({"errors": [error]}, ids="7,8")
        assert isinstance(ignored, Ignored)
    assert [mention.external_id for mention in read({"errors": [problem]}, ids="5")] == ["5"]
    assert [type(item) for item in read({"errors": [problem]})] == [Ignored], "a search may name posts that are gone"


def test_a_bad_post_leaves_its_neighbours():
    received = read({"data": [7, {"id": []}, HOT], "includes": {"users": [None]}})
    assert [type(item).__name__ for item in received] == ["Broken", "Broken", "Mention"]
    [broken] = read({"errors": [7]}, ids="5")
    assert isinstance(broken, Broken)
