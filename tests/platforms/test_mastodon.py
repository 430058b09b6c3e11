"""Mastodon's oddities: three envelopes, HTML, addresses without a host, and posts that are for few."""

import json

import pytest

from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Broken, Ignored, Wordless
from tests.platforms.hearing import RECEIVED, at, hear, mention

US = "14715"
MADE, EDITED = "2026-01-01T00:00:00.000Z", "2026-01-01T00:10:00.000Z"


def status(**more):
    account = {"id": "7", "acct": "ana@garden.example", "display_name": "Ana", "followers_count": 3}
    return {
        "id": "99",
        "created_at": MADE,
        "content": "<p>hi</p>",
        "visibility": "public",
        "url": "https://m.example/@ana/99",
        "account": account,
        "mentions": [],
    } | more


def pushed(event="status.created", **more):
    return {"event": event, "created_at": "2026-01-01T00:20:00.000Z", "object": status(**more)}


def notification(kind, **more):
    return {
        "id": "5",
        "type": kind,
        "created_at": EDITED,
        "account": {"id": "8", "acct": "ben"},
        "status": status(**more),
    }


def streamed(event, payload):
    return {"stream": ["user"], "event": event, "payload": payload if isinstance(payload, str) else json.dumps(payload)}


@pytest.mark.parametrize(
    "payload",
    [
        pushed(),
        status(),
        notification("status"),
        streamed("update", status()),
        streamed("notification", notification("status")),
    ],
)
def test_one_status_in_every_envelope(payload):
    received = mention("mastodon", payload)
    assert (received.kind, received.action, received.external_id, received.text) == ("post", "created", "99", "hi")
    assert (received.author_id, received.author_handle, received.author_name) == ("7", "ana@garden.example", "Ana")
    assert (received.audience, received.permalink, received.event_at) == (
        3,
        "https://m.example/@ana/99",
        at(1_767_225_600),
    )


@pytest.mark.parametrize(
    ("payload", "kind", "parent"),
    [
        (pushed(in_reply_to_id="5"), "comment", "5"),
        (pushed(reblog={"id": "6", "content": "theirs"}), "share", "6"),
        (pushed(mentions=[{"id": US, "acct": "acme"}]), "mention", None),
        (pushed(mentions=[{"id": "1", "acct": "acme@else.example"}]), "mention", None),
        (pushed(mentions=[{"id": "2", "acct": "other"}]), "post", None),
        (notification("mention"), "mention", None),
        (notification("mention", in_reply_to_id="5"), "comment", "5"),
        (notification("quote"), "share", None),
        (notification("mention", visibility="direct"), "message", None),
    ],
)
def test_kinds(payload, kind, parent):
    received = mention("mastodon", payload, {US, "acme@else.example"})
    assert (received.kind, received.parent_id) == (kind, parent)


def test_a_favourite_is_a_reaction_without_an_id():
    received = mention("mastodon", notification("favourite"))
    assert (received.kind, received.external_id, received.parent_id, received.author_id, received.text) == (
        "reaction",
        None,
        "99",
        "8",
        None,
    )


@pytest.mark.parametrize("kind", ["reblog", "follow", "follow_request", "poll", "admin.sign_up", "admin.report"])
def test_other_notifications_are_ignored_by_name(kind):
    assert hear("mastodon", notification(kind)) == [Ignored(f"notification {kind}")]


@pytest.mark.parametrize("event", ["account.created", "account.approved", "report.created", "report.updated"])
def test_other_events_are_ignored_by_name_whatever_they_hold(event):
    assert hear("mastodon", {"event": event, "object": {"id": "1", "statuses": [status()]}}) == [
        Ignored(f"event {event}")
    ]


@pytest.mark.parametrize(
    "payload",
    [
        pushed("status.updated", edited_at=EDITED),
        streamed("status.update", status(edited_at=EDITED)),
        notification("update", edited_at=EDITED),
        status(edited_at=EDITED),
    ],
)
def test_an_edit_says_when(payload):
    received = mention("mastodon", payload)
    assert (received.action, received.created_at, received.event_at) == ("edited", at(1_767_225_600), at(1_767_226_200))


def test_an_edit_that_does_not_say_when():
    assert mention("mastodon", pushed("status.updated")).event_at == at(1_767_226_800)


def test_a_deletion_in_a_stream():
    gone = mention("mastodon", streamed("delete", "99"))
    assert (gone.action, gone.external_id, gone.text, gone.event_at) == ("deleted", "99", None, RECEIVED)


@pytest.mark.parametrize("visibility", ["direct", "private"])
def test_what_is_for_few_is_a_message_without_a_link(visibility):
    received = mention("mastodon", pushed(visibility=visibility))
    assert (received.kind, received.permalink) == ("message", None)


def test_our_own_post_and_to_whom():
    ours = status(account={"id": US}, visibility="direct", mentions=[{"id": US}, {"id": "7"}])
    received = mention("mastodon", ours, {US})
    assert (received.from_self, received.recipient_id, received.account_id) == (True, "7", US)
    local = status(account={"id": "3", "acct": "acme"})
    assert mention("mastodon", local, {"acme"}).from_self
    assert not mention("mastodon", local, {US}).from_self
    assert mention("mastodon", status(mentions=[{"id": US}]), {US}).recipient_id is None


def test_text_title_media_and_language():
    received = mention(
        "mastodon",
        status(
            content='<p>see <a href="https://a.b/c"><span class="invisible">https://</span>a.b/c</a><br>now</p><p>ok</p>',
            spoiler_text="heat",
            language="en",
            media_attachments=[
                {"url": "https://f.example/1.jpg"},
                {"url": None, "remote_url": "https://f.example/2.jpg"},
                7,
            ],
        ),
    )
    assert received.text == "see https://a.b/c\nnow\n\nok"
    assert (received.title, received.lang) == ("heat", "en")
    assert received.media == ("https://f.example/1.jpg", "https://f.example/2.jpg")


@pytest.mark.parametrize(
    "url", ["ftp://m.example/1", "javascript:alert(1)", "https://", "https://[", "https://a b/", 7]
)
def test_a_link_is_safe(url):
    assert mention("mastodon", status(url=url)).permalink is None


@pytest.mark.parametrize(
    "payload", [streamed("update", "{"), streamed("update", "[]"), pushed(id=None), pushed(content=7)]
)
def test_what_cannot_be_read_is_kept_back(payload):
    [broken] = hear("mastodon", payload)
    assert isinstance(broken, Broken)


def test_a_list_as_the_api_gives_it():
    parsed = hear("mastodon", [status(), 7, notification("mention")])
    assert [type(item) for item in parsed] == [Mention, Broken, Mention]
    assert hear("mastodon", []) == [Ignored("nothing in the body")]
    with pytest.raises(Unreadable):
        hear("mastodon", b"7")


def test_an_announcement_of_the_server_is_nobody_s_post():
    fields = {"id": "1", "content": "<p>test</p>", "published_at": MADE, "mentions": [], "reactions": []}
    assert hear("mastodon", fields) == [Ignored("neither a status nor a notification")]
    assert hear("mastodon", streamed("announcement", fields)) == [Ignored("event announcement")]


def test_a_link_is_kept_as_it_was_sent():
    assert mention("mastodon", status(url="http://m.local/@ana/99")).permalink == "http://m.local/@ana/99"


POLL = {"id": "7", "options": [{"title": "Acme", "votes_count": 9}, {"title": "Zeta"}, {"title": None}, 7]}
BURNT = {"id": "1", "type": "image", "url": "https://f.example/1.jpg", "description": "A burnt Acme lamp"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"poll": POLL}, "hi\nAcme\nZeta"),
        ({"media_attachments": [BURNT]}, "hi\nA burnt Acme lamp"),
        ({"media_attachments": [BURNT, BURNT | {"description": "and again"}]}, "hi\nA burnt Acme lamp\nand again"),
        ({"content": "", "media_attachments": [BURNT]}, "A burnt Acme lamp"),
        ({"content": "", "media_attachments": [BURNT | {"description": None}]}, None),
        ({"content": "", "reblog": {"id": "3", "content": "<p>worst?</p>", "poll": POLL}}, "worst?\nAcme\nZeta"),
        ({"poll": {"options": {}}, "media_attachments": None}, "hi"),
    ],
)
def test_words_beside_the_content(more, words):
    assert mention("mastodon", status(**more)).text == words


CARD = {"url": "https://acme.example/1", "title": "Acme Lamp", "description": "65 W", "type": "link"}
TAG = '<a href="https://m.example/tags/lamp" class="mention hashtag" rel="tag">#<span>lamp</span></a>'
PERSON = '<span class="h-card"><a class="u-url mention" href="https://acme.example/@ana">@<span>ana</span></a></span>'


@pytest.mark.parametrize(
    ("more", "hidden"),
    [
        (
            {"content": '<p><a href="https://acme.example/a?b=1&amp;c=2">here</a></p>'},
            ("https://acme.example/a?b=1&c=2",),
        ),
        ({"content": "<p><a rel='me' HREF='https://acme.example'>here</a>"}, ("https://acme.example",)),
        ({"content": f"<p>{TAG} {PERSON}</p>"}, ()),
        ({"card": CARD}, ("https://acme.example/1", "Acme Lamp", "65 W")),
        ({"tags": [{"name": "acme", "url": "https://m.example/tags/acme"}, {"name": 7}, 7]}, ("#acme",)),
        ({"quote": {"state": "accepted", "quoted_status": {"content": "<p>my acme lamp</p>"}}}, ("my acme lamp",)),
        ({"quote": {"quoted_status": {"content": 7}}, "card": 7, "tags": {}}, ()),
        ({"content": "<a href=" * 1000}, ()),
    ],
)
def test_what_a_link_hides(more, hidden):
    assert mention("mastodon", status(**more)).links == hidden


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({"media_attachments": [{"type": "hologram"}]}, [Wordless("hologram")]),
        ({"quote": {"state": "accepted"}}, [Wordless("quote")]),
        ({}, [Wordless("status")]),
        ({"media_attachments": [{"type": "gifv"}]}, []),
        ({"spoiler_text": "it burnt"}, []),
    ],
)
def test_what_comes_without_words_is_kept_and_counted(more, counted):
    [kept, *beside] = hear("mastodon", status(content="", **more))
    assert (kept.external_id, beside) == ("99", counted)
