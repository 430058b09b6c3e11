"""Completing Instagram's ids-only mentions."""

import json
from dataclasses import replace

import pytest

from goodword.connectors import instagram
from goodword.connectors.contract import NoToken, Response
from goodword.errors import Unreadable
from goodword.platforms.contract import Delivery, Ignored, Lookup
from tests.connectors.apis.instagram import ACCOUNT, EXPECTS, LOOKUPS, TOKEN, Api
from tests.connectors.drive import NOW, ask, hear, walk
from tests.platforms import hearing

COMMENT, MEDIA = LOOKUPS


def complete(lookup, api=None, **given):
    given = {"tokens": {"access_token": TOKEN}} | given
    steps = instagram.LOOKUPS[lookup["what"]](ask(lookup["what"], asked=lookup, **given))
    return walk("instagram", steps, api or Api())


def answered(asked, body, accounts=()):
    written = body if isinstance(body, bytes) else json.dumps(body).encode()
    return hear([Delivery("instagram", "acme", "POST", {}, {}, written, NOW, asked)], accounts)


def test_a_comment():
    cursor, passed, [request] = complete(COMMENT)
    [received] = hear(passed)
    assert (received.kind, received.external_id, received.root_id) == (
        "mention",
        COMMENT["comment_id"],
        COMMENT["media_id"],
    )
    assert (received.text, received.author_handle) == (EXPECTS[received.external_id], "mira.makes")
    assert (received.created_at, received.event_at) == (hearing.at(1_795_163_400), hearing.at(1_795_163_400))
    assert (received.permalink, received.account_id) == ("https://www.instagram.com/p/DQr5TyeEtPZ/", ACCOUNT)
    assert (cursor, request.url) == ({}, f"https://graph.facebook.com/{ACCOUNT}")


def test_a_caption():
    _, passed, _ = complete(MEDIA)
    [received] = hear(passed)
    assert (received.kind, received.external_id, received.root_id) == ("mention", MEDIA["media_id"], MEDIA["media_id"])
    assert (received.text, received.author_handle) == (EXPECTS[received.external_id], "jonas.lights")
    assert received.permalink == "https://www.instagram.com/p/DQr7UzfFuQa/"
    assert received.media == ("https://scontent.cdninstagram.com/v/lamp.jpg",)


@pytest.mark.parametrize("facts", LOOKUPS, ids=lambda lookup: lookup["what"])
def test_what_is_pushed_asks_for_its_own_completion(facts):
    value = {name: facts[name] for name in ("media_id", "comment_id") if name in facts}
    payload = {"object": "instagram", "entry": [{"id": ACCOUNT, "changes": [{"field": "mentions", "value": value}]}]}
    pushed, lookup = hearing.hear("instagram", payload)
    assert isinstance(lookup, Lookup)
    assert lookup.asked == facts
    [completed] = hear(complete(lookup.asked)[1])
    same = ("external_id", "kind", "root_id", "account_id", "platform", "source")
    assert [getattr(pushed, name) for name in same] == [getattr(completed, name) for name in same]


def test_the_token_stands_in_a_header_only():
    _, _, [request] = complete(COMMENT)
    assert TOKEN not in request.url + "".join(request.params.values())
    with pytest.raises(NoToken):
        complete(COMMENT, tokens={})


def test_another_host():
    steps = instagram.complete(
        ask("mentioned_media", asked=MEDIA, tokens={"access_token": TOKEN}, server="https://g.co")
    )
    assert next(steps).url == f"https://g.co/{ACCOUNT}"


def test_an_answer_cut_short_is_asked_for_again():
    steps = instagram.complete(ask("mentioned_media", asked=MEDIA, tokens={"access_token": TOKEN}))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, b'{"mentioned_media": {"capt'))


@pytest.mark.parametrize("status", ["404", "410"])
def test_a_mention_that_is_gone(status):
    api = Api()
    api.items["mentioned_comment"].clear()
    _, [passed], _ = complete(COMMENT, api)
    [received] = hear([replace(passed, asked=passed.asked | {"status": status})])
    assert (received.action, received.external_id, received.text) == ("deleted", COMMENT["comment_id"], None)
    assert received.event_at == NOW


def test_our_own_handle_is_our_own_post():
    body = {"mentioned_media": {"username": "acme", "caption": "hi"}}
    assert [lookup.from_self for lookup in answered(MEDIA, body, {"acme"})] == [True]
    assert [lookup.from_self for lookup in answered(MEDIA, body)] == [False]


@pytest.mark.parametrize("body", [{}, {"id": ACCOUNT}, {"mentioned_comment": {"text": "hi"}}, {"mentioned_media": 7}])
def test_an_answer_to_something_else(body):
    [ignored] = answered(MEDIA, body)
    assert isinstance(ignored, Ignored)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", {"mentioned_media": {"timestamp": "soon"}}])
def test_an_answer_that_cannot_be_read(body):
    with pytest.raises(Unreadable):
        answered(MEDIA, body)
