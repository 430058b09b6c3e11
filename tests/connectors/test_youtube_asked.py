"""The lease, searches, comments, and rechecks of what is stored."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from goodword.connectors import youtube
from goodword.connectors.contract import NoToken, Response
from goodword.errors import Unreadable
from goodword.mention import iso
from goodword.platforms.contract import Broken, Delivery, Ignored
from tests.connectors.apis.youtube import EXPECTS, HUB_SECRET, KEY, REVIEWER, THEM, US, Api, comment, video
from tests.connectors.drive import NOW, ask, hear, later, walk
from tests.platforms import hearing

TOKENS = {"api_key": KEY, "hub_secret": HUB_SECRET}
VIDEO, THREAD = "aC3mE_l4mp5", "UgxOne"


def asking_for(what, value, **given):
    return ask(what, value=value, tokens=TOKENS, **given)


def poll(given, api):
    cursor, passed, requests = walk("youtube", youtube.FEEDS[given.what].steps(given), api)
    return cursor, hear(passed, {US}), requests


def look_again(api, *ids):
    given = ask("recheck", ids=ids, tokens=TOKENS)
    _, passed, requests = walk("youtube", youtube.RECHECK.steps(given), api)
    return hear(passed, {US}), requests


def read(body, **asked):
    return hear([Delivery("youtube", "acme", "POST", {}, {}, json.dumps(body).encode(), NOW, asked)], {US})


def minutes_ago(count):
    return iso(NOW - timedelta(minutes=count))


def test_the_lease():
    api = Api()
    given = asking_for("uploads", REVIEWER, callback="https://goodword.acme.example/webhooks/youtube/acme")
    cursor, received, [request] = poll(given, api)
    assert (cursor, received) == ({}, [])
    assert api.subscribed == [
        {
            "hub.mode": "subscribe",
            "hub.topic": f"https://www.youtube.com/xml/feeds/videos.xml?channel_id={REVIEWER}",
            "hub.callback": "https://goodword.acme.example/webhooks/youtube/acme",
            "hub.verify": "async",
            "hub.secret": HUB_SECRET,
            "hub.lease_seconds": "432000",
        }
    ]
    assert HUB_SECRET not in repr(request)
    assert request.url.startswith("https://"), "secrets need https"
    with pytest.raises(NoToken, match="hub_secret"):
        next(youtube.FEEDS["uploads"].steps(ask("uploads", value=REVIEWER, tokens={"api_key": KEY})))


def test_a_search():
    cursor, [received], [request] = poll(asking_for("search", "acme lamp"), Api())
    assert (received.kind, received.external_id, received.root_id) == ("post", VIDEO, VIDEO)
    assert received.text == EXPECTS[VIDEO], "titles of search results come escaped"
    assert (received.author_id, received.author_name) == (REVIEWER, "Lamp Reviews Daily")
    assert received.permalink == f"https://www.youtube.com/watch?v={VIDEO}"
    assert (request.params["publishedAfter"], request.params["order"]) == ("2026-11-19T09:00:00Z", "date")
    assert request.headers == {"X-Goog-Api-Key": KEY}
    assert (request.reads, youtube.USD_PER_READ) == (100, 0)
    assert cursor == {"since": "2026-11-19T09:00:00Z"}


def test_what_a_video_is_described_by_is_for_brands_alone():
    api = Api()
    api.videos[VIDEO]["snippet"] |= {"description": "Our Acme lamp after a year", "tags": ["acme lamp", 7]}
    _, [received], _ = poll(asking_for("search", "acme lamp"), api)
    assert (received.text, received.links) == (EXPECTS[VIDEO], ("Our Acme lamp after a year", "acme lamp"))


@pytest.mark.parametrize("tags", [None, 7, "acme", {}, [None, [], {}]])
def test_tags_that_are_none(tags):
    api = Api()
    api.videos[VIDEO]["snippet"] |= {"description": None, "tags": tags}
    _, [received], _ = poll(asking_for("search", "acme lamp"), api)
    assert received.links == ()


def test_a_video_that_is_indexed_late_is_found():
    api = Api()
    cursor, _, _ = poll(asking_for("search", "acme lamp"), api)
    api.videos["lateVideo_1"] = video("lateVideo_1", "acme", "2026-11-19T22:00:00Z")
    _, received, _ = poll(later(asking_for("search", "acme lamp"), cursor, now=NOW + timedelta(hours=6)), api)
    assert "lateVideo_1" in {mention.external_id for mention in received}


def test_pushed_and_searched_say_the_same():
    payload = Api().videos[VIDEO]["snippet"]
    pushed = hearing.mention(
        "youtube",
        f"""<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom"><entry>
        <yt:videoId>{VIDEO}</yt:videoId><yt:channelId>{REVIEWER}</yt:channelId>
        <title>{payload["title"].replace("&", "&amp;")}</title>
        <link rel="alternate" href="https://www.youtube.com/watch?v={VIDEO}"/>
        <author><name>{payload["channelTitle"]}</name></author><published>{payload["publishedAt"]}</published>
        <updated>{payload["publishedAt"]}</updated></entry></feed>""".encode(),
    )
    _, [found], _ = poll(asking_for("search", "acme lamp"), Api())
    differ = {name for name in pushed.as_dict() if pushed.as_dict()[name] != found.as_dict()[name]}
    assert differ == {"account_id"}, "a search does not know which channel a push was for"


def test_comments_and_their_replies():
    cursor, received, requests = poll(asking_for("comments", US), Api())
    texts = {mention.external_id: mention.text for mention in received}
    assert EXPECTS.items() - {(VIDEO, EXPECTS[VIDEO])} <= texts.items()
    assert len(texts) == 9, "the two missing replies are requested"
    [reply] = [mention for mention in received if mention.external_id == "UgxOne.r7"]
    assert (reply.kind, reply.parent_id, reply.root_id) == ("comment", THREAD, "ourV1deo_01")
    assert (reply.author_id, reply.author_name, reply.account_id) == (THEM, "@mira", US)
    assert reply.permalink == "https://www.youtube.com/watch?v=ourV1deo_01&lc=UgxOne.r7"
    [top] = [mention for mention in received if mention.external_id == THREAD]
    assert (top.parent_id, top.root_id) == ("ourV1deo_01", "ourV1deo_01")
    assert cursor == {"since": "2026-11-20T07:30:00Z"}, "the newest, less an hour"
    assert sum(request.reads for request in requests) == 2


def test_then_only_what_is_new_or_edited():
    api = Api()
    api.threads["UgxOld"] = comment("UgxOld", "the lamp is old", "2026-11-20T06:00:00Z")
    given = asking_for("comments", US)
    cursor, _, _ = poll(given, api)
    _, received, _ = poll(later(given, cursor), api)
    assert "UgxOld" not in {mention.external_id for mention in received}
    api.threads["UgxOld"]["snippet"] |= {"textDisplay": "the lamp is dead", "updatedAt": minutes_ago(2)}
    api.threads["UgxNew"] = comment("UgxNew", "new", minutes_ago(1))
    _, received, _ = poll(later(given, cursor), api)
    [edited] = [mention for mention in received if mention.external_id == "UgxOld"]
    assert (edited.action, edited.text, edited.event_at) == ("edited", "the lamp is dead", NOW - timedelta(minutes=2))
    assert "UgxNew" in {mention.external_id for mention in received}


def test_our_own_post():
    api = Api()
    api.threads["UgxOurs"] = comment("UgxOurs", "we are sorry", minutes_ago(5), author=US)
    _, received, _ = poll(asking_for("comments", US), api)
    assert {mention.external_id for mention in received if mention.from_self} == {"UgxOurs"}


def busy(count):
    api = Api(page=3)
    api.replies = {}
    for number in range(count):
        api.threads[f"Ugx{number}"] = comment(f"Ugx{number}", f"comment {number}", minutes_ago(number))
    return api


def test_what_is_left_over_is_gone_on_with():
    api, given = busy(30), asking_for("comments", US)
    cursor, first, requests = poll(given, api)
    assert len(requests) == 5
    assert cursor["page"] == "P15"
    rest = []
    while "page" in cursor:
        cursor, received, _ = poll(later(given, cursor), api)
        rest += received
    assert len({mention.external_id for mention in first + rest}) == 32
    assert cursor == {"since": iso(NOW - timedelta(hours=1))}


def test_a_page_token_that_is_no_good_any_more_begins_at_the_top():
    api, given = busy(4), asking_for("comments", US)
    stale = {"since": minutes_ago(600), "newest": minutes_ago(0), "page": "gone"}
    _, received, requests = poll(later(given, stale), api)
    assert requests[0].also == {400}
    assert requests[1].also == frozenset()
    assert len({item.external_id for item in received if not isinstance(item, Ignored)}) == 6


def test_a_crowd_of_long_threads_is_bounded():
    api = Api(page=100)
    replies = [comment(f"r{n}", "me too", minutes_ago(1)) for n in range(6)]
    for number in range(40):
        api.threads[f"Ugx{number}"] = comment(f"Ugx{number}", "hm", minutes_ago(10))
        api.replies[f"Ugx{number}"] = {f"Ugx{number}.{n}": reply for n, reply in enumerate(replies)}
    _, _, requests = poll(asking_for("comments", US), api)
    assert len(requests) == 21


def test_looked_at_again():
    api = Api()
    received, requests = look_again(api, VIDEO, THREAD, "UgxOne.r1", "goneVideo_1", "UgxGone")
    assert [request.params["id"] for request in requests] == [f"{VIDEO},goneVideo_1", f"{THREAD},UgxOne.r1,UgxGone"]
    gone = {(item.external_id, item.kind, item.text, item.event_at) for item in received if item.action == "deleted"}
    assert gone == {("goneVideo_1", "post", None, NOW), ("UgxGone", "comment", None, NOW)}
    assert {mention.external_id for mention in received if mention.text} == {VIDEO, THREAD, "UgxOne.r1"}
    assert sum(request.reads for request in requests) == 2


def test_looked_at_again_a_video_is_newer_than_what_the_search_said():
    api = Api()
    _, [found], _ = poll(asking_for("search", "acme lamp"), api)
    api.videos[VIDEO]["snippet"]["title"] = "The lamp & I made up"
    [again], _ = look_again(api, VIDEO)
    assert (again.text, again.action, again.event_at) == ("The lamp & I made up", "edited", found.event_at)


def test_an_answer_without_a_list_deletes_nothing():
    with pytest.raises(Unreadable):
        read({}, what="recheck", ids=VIDEO)
    with pytest.raises(Unreadable):
        read({"items": None}, what="recheck", ids=VIDEO)
    assert read({"items": [], "nextPageToken": "P2"}, what="recheck", ids=VIDEO) == [Ignored("recheck: nothing new")]
    [gone] = read({"items": []}, what="recheck", ids=VIDEO)
    assert gone.action == "deleted"


@pytest.mark.parametrize("body", [b"{}", b'{"items": [', b'{"error": {"code": 500}}', b"<html>"])
def test_half_an_answer_is_looked_at_again(body):
    steps = youtube.RECHECK.steps(ask("recheck", ids=(VIDEO,), tokens=TOKENS))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))


def test_an_error_that_came_with_a_200_is_no_last_page():
    steps = youtube.FEEDS["comments"].steps(asking_for("comments", US))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, b'{"error": {"code": 500}}'))


def test_a_search_that_ignores_since_when_brings_nothing_old():
    class Deaf(Api):
        def answer(self, sent):
            return super().answer(replace(sent, query={**sent.query, "publishedAfter": ""}))

    api = Deaf()
    api.videos["oldVideo_01"] = video("oldVideo_01", "acme", "2020-01-01T00:00:00Z")
    _, received, _ = poll(asking_for("search", "acme lamp"), api)
    assert [mention.external_id for mention in received] == [VIDEO]


def test_no_more_comments_at_once_than_a_page_holds():
    _, requests = look_again(Api(), *[f"Ugx{number}" for number in range(50)])
    assert [len(request.params["id"].split(",")) for request in requests] == [20, 20, 10]


def test_the_original_text_where_it_is_told():
    [received] = read({"items": [comment("Ugx1", "a <b>", minutes_ago(1), textOriginal="a b")]}, what="comments")
    assert received.text == "a b"


def test_a_bad_item_leaves_its_neighbours():
    thread = {"kind": "youtube#commentThread", "snippet": {"topLevelComment": 7}, "replies": {"comments": [None]}}
    good = comment("Ugx1", "hi", minutes_ago(1))
    received = read(
        {"items": [7, {"kind": "youtube#video"}, thread, {"kind": "youtube#playlist"}, good]}, what="comments"
    )
    assert [type(item).__name__ for item in received] == [*["Broken"] * 4, "Ignored", "Mention"]


def test_an_id_cannot_bend_the_link():
    [received] = read({"items": [comment("Ugx1&x=", "hi", minutes_ago(1))]}, what="comments")
    assert received.permalink is None
    [received] = read({"items": [comment("Ugx1", "hi", minutes_ago(1), videoId="../../evil")]}, what="comments")
    assert received.permalink is None


@pytest.mark.parametrize("time", ["yesterday", 10**90, [], ""])
def test_a_time_that_is_none_stops_nobody(time):
    api = Api()
    api.threads["UgxTwo"]["snippet"] |= {"publishedAt": str(time), "updatedAt": time}
    _, received, _ = poll(asking_for("comments", US), api)
    assert THREAD in {item.external_id for item in received if not isinstance(item, Broken)}


def test_every_request_needs_the_key():
    for what, value in (("search", "acme"), ("comments", US)):
        with pytest.raises(NoToken, match="api_key"):
            next(youtube.FEEDS[what].steps(ask(what, value=value)))
