"""Polling Reddit: newest first, deleted text is dropped, and stored items are rechecked."""

from datetime import timedelta

import pytest

from goodword import connectors
from goodword.connectors.contract import Response
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Broken, Ignored
from tests.connectors.apis import reddit as model
from tests.connectors.drive import NOW, ask, hear, later, walk

TOKENS = {"client_id": model.CLIENT, "client_secret": model.SECRET}
POST, COMMENT = model.EXPECTS
SIDE = connectors.load("reddit")


def asked(what, **given):
    value = model.SOURCE["ask"].get(what, [""])[0]
    return ask(what, **({"value": value, "tokens": TOKENS} | given))


def steps_of(given):
    return (SIDE.RECHECK if given.what == "recheck" else SIDE.FEEDS[given.what]).steps(given)


def go(given, api):
    cursor, passed, requests = walk("reddit", steps_of(given), api)
    return cursor, hear(passed, model.SOURCE["accounts"]), requests


def texts_by_id(items):
    return {mention.external_id: mention.text for mention in items if isinstance(mention, Mention)}


def mention_in(thing, what="search"):
    api = model.Api(NOW)
    api.posts = api.comments = [thing]
    [received] = go(asked(what), api)[1]
    return received


def test_a_post_and_a_comment():
    cursor, received, requests = go(asked("search"), model.Api(NOW))
    assert cursor == {"since": "2026-11-20T08:30:00Z"}
    assert texts_by_id(received) == {POST: model.EXPECTS[POST]}
    assert requests[-1].params == {"q": "acme charger", "sort": "new", "type": "link", "limit": "100", "raw_json": "1"}
    [post] = [mention for mention in received if isinstance(mention, Mention)]
    assert (post.kind, post.title, post.author_id, post.author_name) == ("post", "Acme charger", "t2_mira", "mira")
    assert post.permalink == "https://www.reddit.com/r/lamps/comments/1p2q3r/acme_charger/"
    [comment] = [mention for mention in go(asked("comments"), model.Api(NOW))[1] if isinstance(mention, Mention)]
    assert (comment.kind, comment.parent_id, comment.root_id, comment.title) == ("comment", POST, POST, None)
    assert comment.text == model.EXPECTS[COMMENT]


def test_one_login_serves_many_runs_and_its_secret_shows_nowhere():
    given = asked("search")
    first, second = (go(given, model.Api(NOW))[2] for _ in range(2))
    assert [len(first), len(second)] == [2, 1]
    assert model.SECRET not in repr(first)


def test_a_busy_time_is_caught_up_without_a_gap():
    api, given = model.Api(NOW), asked("search", now=NOW + timedelta(hours=1))
    many = [model.post(f"t3_n{number}", f"post {number}", NOW + timedelta(seconds=number)) for number in range(620)]
    api.posts[:0] = many[::-1]
    cursor, received, _ = go(given, api)
    assert len(texts_by_id(received)) == 500
    assert cursor["page"] == "t3_n120"
    cursor, received, _ = go(later(given, cursor), api)
    assert {f"post {number}" for number in range(120)} <= set(texts_by_id(received).values())
    assert cursor == {"since": "2026-11-20T09:00:19Z"}


def test_asking_again_goes_back_ten_minutes_only():
    api, given = model.Api(NOW), asked("search")
    cursor, _, _ = go(given, api)
    again, received, _ = go(later(given, cursor, now=NOW + timedelta(minutes=15)), api)
    assert again == cursor
    assert texts_by_id(received) == {POST: model.EXPECTS[POST]}
    assert Ignored("reported before") in received


def test_an_edit_and_a_deletion_as_a_listing_shows_them():
    edited = mention_in(model.post("t3_1", "better words", NOW, edited=NOW.timestamp() + 60.0))
    assert (edited.action, edited.event_at) == ("edited", NOW + timedelta(minutes=1))
    assert mention_in(model.post("t3_1", "very old", NOW, edited=True)).action == "created"
    for thing in (
        model.post("t3_1", "[removed]", NOW),
        model.post("t3_1", "[deleted]", NOW, author="[deleted]"),
        model.post("t3_1", "", NOW, title="[deleted by user]"),
        model.post("t3_1", "", NOW, removed_by_category="moderator"),
        model.comment("t1_1", "[deleted]", NOW),
    ):
        gone = mention_in(thing)
        assert (gone.action, gone.text, gone.title, gone.author_name, gone.event_at) == (
            "deleted",
            None,
            None,
            None,
            NOW,
        )
        assert gone.kind == ("comment" if thing["kind"] == "t1" else "post")


POLICY = "[ Removed by Reddit on account of violating the [content policy](/help/contentpolicy). ]"
NOTICES = [
    *("[removed]", "[deleted]", "[deleted by user]", "[ Removed by Reddit ]", "[REMOVED]", " [ deleted ]\n"),
    *(POLICY, "[Removed by moderator]", "[ Removed by Reddit in response to a copyright notice. ]", r"\[removed\]"),
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("place", ["body", "selftext", "title"])
def test_what_was_taken_away_in_any_spelling_is_a_deletion_of_which_nothing_is_kept(notice, place):
    kind = model.comment if place == "body" else model.post
    gone = mention_in(kind("t1_1" if place == "body" else "t3_1", "words", NOW, **{place: notice}))
    assert gone.action == "deleted"
    left = {"text", "title", "author_id", "author_name", "author_handle", "permalink", "created_at", "parent_id"}
    assert not [name for name in left if getattr(gone, name) is not None]


@pytest.mark.parametrize(
    "words",
    [
        "[removed] is what I read everywhere now",
        "My comment was [removed]",
        "[deleted scene] from the acme ad [link](https://a.example)",
        "[removable battery]",
        "removed",
        "[removed",
        "[deletedacme]",
        f"[removed {'x' * 500}]",
    ],
)
def test_words_about_a_removal_are_kept(words):
    kept = mention_in(model.comment("t1_1", words, NOW))
    assert (kept.action, kept.text) == ("created", words)


@pytest.mark.parametrize("author", ["[deleted]", "[ Deleted by user ]", "[removed]"])
def test_an_author_who_left_leaves_the_words(author):
    left = mention_in(model.comment("t1_1", "still here", NOW, author=author))
    assert (left.action, left.text) == ("created", "still here")
    assert (left.author_id, left.author_name, left.author_handle) == (None, None, None)


def test_our_own_post_by_id_or_by_name():
    assert mention_in(model.post("t3_1", "hi", NOW, author_fullname="t2_acme")).from_self
    assert not mention_in(model.post("t3_1", "hi", NOW)).from_self


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/r/a b", "/r/a\n", None, 7])
def test_a_path_cannot_bend_the_link(path):
    assert mention_in(model.post("t3_1", "hi", NOW, permalink=path)).permalink is None


def test_pictures_are_kept_and_links_are_not():
    picture = model.post("t3_1", "", NOW, post_hint="image", url="https://i.redd.it/lamp.jpg")
    assert mention_in(picture).media == ("https://i.redd.it/lamp.jpg",)
    assert mention_in(model.post("t3_1", "", NOW)).media == ()


def test_one_bad_thing_leaves_its_neighbours():
    api = model.Api(NOW)
    api.posts[:0] = [7, {"kind": "t3", "data": {"created_utc": "soon"}}, {"kind": "t3", "data": {}}, {"kind": "t5"}]
    _, passed, _ = walk("reddit", steps_of(asked("search")), _Sorted(api))
    kinds = [type(mention) for mention in hear(passed)]
    assert (kinds.count(Broken), kinds.count(Mention)) == (3, 1)
    assert Ignored("thing t5") in hear(passed)


class _Sorted:
    """Lists everything, even items that lack a name to page by."""

    def __init__(self, api):
        self.api = api

    def answer(self, sent):
        reply = self.api.answer(sent) if sent.path != "/search" else None
        listing = {"kind": "Listing", "data": {"children": self.api.posts, "after": None}}
        return reply or model.Reply(listing)


def test_looking_again():
    api = model.Api(NOW)
    api.posts = [model.post("t3_stands", "as it was", NOW), model.post("t3_edited", "new", NOW, edited=NOW.timestamp())]
    api.comments = [model.comment("t1_gone", "[deleted]", NOW)]
    ids = ("t3_stands", "t3_edited", "t1_gone", "t1_vanished", "no name of theirs")
    cursor, received, requests = go(asked("recheck", ids=ids), api)
    assert cursor == {}
    assert requests[-1].params["id"] == "t3_stands,t3_edited,t1_gone,t1_vanished"
    changed = {mention.external_id: mention.action for mention in received if isinstance(mention, Mention)}
    assert changed == {"t3_edited": "edited", "t1_gone": "deleted", "t1_vanished": "deleted"}
    assert Ignored("it has not changed") in received


def test_looking_again_is_daily_and_by_the_hundred():
    assert (SIDE.RECHECK.batch, SIDE.RECHECK.ages) == (100, (1, 2, 4, 7, 14, 28))


@pytest.mark.parametrize(
    "body", [b'{"kind": "Listing", "data"', b"[]", b"{}", b'{"message": "Forbidden"}', b'{"kind": "Listing"}']
)
@pytest.mark.parametrize("what", ["search", "recheck"])
def test_what_is_no_listing_is_asked_for_again_and_deletes_nothing(what, body):
    steps = steps_of(asked(what, ids=("t3_1",), session={"access_token": "t"}))
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))
