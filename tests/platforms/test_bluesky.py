"""Bluesky's oddities: lines of Jetstream, addresses for ids, people by DID, clocks that anybody may set."""

import json

import pytest

from goodword import connectors
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Broken, Delivery, Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

US, THEM = "did:plc:acme", "did:plc:ana"
SEEN = 1_767_225_600_000_000
OURS = f"at://{US}/app.bsky.feed.post/1"


def line(operation="create", collection="app.bsky.feed.post", did=THEM, **record):
    commit = {"operation": operation, "collection": collection, "rkey": "3k"}
    if operation != "delete":
        commit["record"] = {"$type": collection, "createdAt": "2025-12-31T23:59:59Z", "text": "hi"} | record
    return {"did": did, "time_us": SEEN, "kind": "commit", "commit": commit}


def mentions_of(did):
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
    return [{"index": {"byteStart": 0, "byteEnd": 5}, "features": [7, feature]}, None]


def test_one_line_many_lines_or_a_list():
    body = json.dumps(line()).encode()
    assert len(hear("bluesky", body + b"\n")) == 1
    assert len(hear("bluesky", body + b"\r\n\n" + body)) == 2
    assert len(hear("bluesky", [line(), line()])) == 2
    assert hear("bluesky", []) == [Ignored("no events in the body")]


def test_a_bad_line_leaves_its_neighbours():
    parsed = hear("bluesky", b"\n".join([json.dumps(line()).encode(), b"{cut", b"[1]", json.dumps(line()).encode()]))
    assert [type(item) for item in parsed] == [Mention, Broken, Broken, Mention]
    with pytest.raises(Unreadable):
        hear("bluesky", b"{cut")


@pytest.mark.parametrize(
    ("record", "kind", "parent"),
    [
        ({}, "post", None),
        ({"facets": mentions_of(US)}, "mention", None),
        ({"facets": mentions_of("did:plc:else")}, "post", None),
        ({"reply": {"parent": {"uri": OURS}, "root": {"uri": OURS}}, "facets": mentions_of(US)}, "comment", OURS),
        ({"embed": {"record": {"uri": OURS}}}, "share", OURS),
        ({"embed": {"record": {"record": {"uri": OURS}}, "media": {}}}, "share", OURS),
        ({"embed": {"record": {"uri": OURS.replace(US, THEM)}}}, "post", None),
        ({"embed": {"record": {"uri": f"at://{US}/app.bsky.graph.list/1"}}}, "post", None),
    ],
)
def test_kinds(record, kind, parent):
    received = mention("bluesky", line(**record), {US})
    assert (received.kind, received.parent_id) == (kind, parent)
    assert received.account_id == (None if kind == "post" else US)


def test_a_post():
    received = mention("bluesky", line(langs=["pt-BR", "en"]))
    assert received.external_id == f"at://{THEM}/app.bsky.feed.post/3k"
    assert received.permalink == f"https://bsky.app/profile/{THEM}/post/3k"
    assert (received.author_id, received.author_name, received.author_handle, received.lang) == (
        THEM,
        None,
        None,
        "pt-BR",
    )
    assert mention("bluesky", line(did=US), {US}).from_self


def test_an_edit_and_a_deletion_are_as_new_as_the_relay_saw_them():
    edited, gone = mention("bluesky", line("update")), mention("bluesky", line("delete"))
    assert (edited.action, edited.event_at) == ("edited", at(SEEN / 1e6))
    assert (gone.action, gone.event_at, gone.kind, gone.text) == ("deleted", at(SEEN / 1e6), "post", None)
    assert gone.permalink is None, "there is nothing to be seen any more"
    assert gone.external_id == edited.external_id == mention("bluesky", line()).external_id


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("2025-12-31T23:59:59Z", SEEN / 1e6 - 1),
        ("2026-01-01T00:04:00Z", SEEN / 1e6 + 240),
        ("2999-01-01T00:00:00Z", SEEN / 1e6),
        ("yesterday", SEEN / 1e6),
        (None, SEEN / 1e6),
    ],
)
@pytest.mark.parametrize("operation", ["create", "update"])
def test_what_clocks_say(operation, written, taken):
    received = mention("bluesky", line(operation, createdAt=written))
    assert received.created_at == at(taken)
    assert received.event_at >= received.created_at


def test_a_line_without_any_time():
    received = mention("bluesky", line(createdAt=None) | {"time_us": None})
    assert (received.created_at, received.event_at) == (None, RECEIVED)


def test_a_like_is_a_reaction_and_a_repost_a_share():
    like = mention("bluesky", line(collection="app.bsky.feed.like", subject={"uri": OURS, "cid": "c"}))
    assert (like.kind, like.parent_id, like.text, like.permalink) == ("reaction", OURS, None, None)
    repost = mention("bluesky", line(collection="app.bsky.feed.repost", subject={"uri": OURS, "cid": "c"}))
    assert (repost.kind, repost.parent_id, repost.permalink) == ("share", OURS, None)
    assert mention("bluesky", line("delete", "app.bsky.feed.like")).kind == "reaction"


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (line(collection="app.bsky.graph.follow"), "collection app.bsky.graph.follow"),
        (line("rename"), "operation rename"),
        ({"did": THEM, "time_us": SEEN, "kind": "identity", "identity": {"handle": "ana.example"}}, "event identity"),
        ({"did": THEM, "time_us": SEEN, "kind": "account", "account": {"active": False}}, "event account"),
    ],
)
def test_the_rest_is_ignored_by_name(event, named):
    assert hear("bluesky", event) == [Ignored(named)]


def test_pictures_are_media_and_previews_are_not():
    picture = {"images": [{"alt": "a lamp", "image": {"ref": {"$link": "bafy1"}}}, 7]}
    assert mention("bluesky", line(embed=picture)).media == ("bafy1",)
    assert mention("bluesky", line(embed={"media": picture, "record": {}})).media == ("bafy1",)
    assert mention("bluesky", line(embed={"video": {"ref": {"$link": "bafy2"}}})).media == ("bafy2",)
    external = {"external": {"uri": "https://a.example", "thumb": {"ref": {"$link": "bafy3"}}}}
    assert mention("bluesky", line(embed=external)).media == ()


@pytest.mark.parametrize("did", ["ana", "did:plc:a/b", "did:plc:" + "x" * 500, "did:plc:a?b", 7, ""])
def test_what_is_no_address_is_kept_back(did):
    [broken] = hear("bluesky", line(did=did))
    assert isinstance(broken, Broken)


SHOP = "https://shop.example/products/acme-lamp"
EXTERNAL = {"$type": "app.bsky.embed.external", "external": {"uri": SHOP, "title": "Acme Lamp", "description": "65 W"}}


def facet(**feature):
    return [{"index": {"byteStart": 0, "byteEnd": 2}, "features": [feature]}]


@pytest.mark.parametrize(
    ("record", "hidden"),
    [
        ({"facets": facet(**{"$type": "app.bsky.richtext.facet#link", "uri": SHOP})}, (SHOP,)),
        ({"facets": facet(**{"$type": "app.bsky.richtext.facet#tag", "tag": "acme"})}, ("#acme",)),
        ({"tags": ["acme", "lamp", 7, ""]}, ("#acme", "#lamp")),
        ({"embed": EXTERNAL}, (SHOP, "Acme Lamp", "65 W")),
        (
            {"embed": {"$type": "app.bsky.embed.recordWithMedia", "media": EXTERNAL, "record": {}}},
            (SHOP, "Acme Lamp", "65 W"),
        ),
        ({"facets": facet(uri=SHOP), "embed": EXTERNAL}, (SHOP, "Acme Lamp", "65 W")),
        ({"facets": mentions_of(US)}, ()),
        ({"facets": {"uri": SHOP}, "tags": "acme", "embed": {"external": 7}}, ()),
    ],
)
def test_what_a_link_hides(record, hidden):
    assert mention("bluesky", line(**record)).links == hidden
    assert mention("bluesky", line("delete")).links == ()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"embed": {"images": [{"alt": "a burnt Acme lamp"}, {"alt": ""}]}}, "hi\na burnt Acme lamp"),
        ({"embed": {"video": {}, "alt": "it smokes"}}, "hi\nit smokes"),
        ({"embed": {"media": {"images": [{"alt": "a"}, {"alt": "b"}]}, "record": {}}, "text": ""}, "a\nb"),
        ({"embed": {"images": [{"alt": "hi"}]}}, "hi"),
        ({"embed": EXTERNAL}, "hi"),
    ],
)
def test_what_pictures_are_described_by(record, words):
    assert mention("bluesky", line(**record)).text == words


@pytest.mark.parametrize(
    ("embed", "counted"),
    [
        ({"$type": "app.bsky.embed.hologram"}, [Wordless("app.bsky.embed.hologram")]),
        (None, [Wordless("unnamed")]),
        ({"$type": "app.bsky.embed.images"}, []),
    ],
)
def test_what_comes_without_words_is_kept_and_counted(embed, counted):
    [kept, *beside] = hear("bluesky", line(text="", embed=embed))
    assert (kept.text, beside) == (None, counted)


def test_of_a_quote_the_words_are_looked_through():
    quoted = {"author": {"handle": "acme.example"}, "value": {"text": "buy the acme lamp"}}
    for embed in ({"record": quoted}, {"record": {"record": quoted}, "media": {}}):
        view = {"uri": f"at://{THEM}/app.bsky.feed.post/2", "record": line()["commit"]["record"], "embed": embed}
        body = json.dumps({"posts": [view]}).encode()
        delivery = Delivery("bluesky", "acme", "POST", {}, {}, body, RECEIVED, asked={"what": "search"})
        [received] = connectors.hear(delivery, frozenset())
        assert (received.text, received.links) == ("hi", ("buy the acme lamp", "@acme.example"))
