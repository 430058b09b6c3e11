"""What a visited page says, and whether it links to us."""

import json
from datetime import timedelta

import pytest

from goodword.connectors import webmention
from goodword.connectors._page import MAX_LINKS, MAX_TAGS, Page
from goodword.errors import Unreadable
from goodword.mention import instant
from goodword.platforms.contract import Delivery, Ignored, Wordless
from tests.connectors.drive import NOW
from tests.growth import assert_linear, repeated
from tests.platforms import sound

SOURCE, TARGET = "https://ana.example/post", "https://acme.example/charger"
LINK = f'<a href="{TARGET}">the charger</a>'


def hear(
    body,
    content_type="text/html; charset=utf-8",
    status="200",
    source=SOURCE,
    target=TARGET,
    at=NOW,
    beside=None,
    ended=None,
):
    body = body if isinstance(body, bytes) else body.encode()
    asked = {"what": "source", "source": source, "target": target, "status": status, "content_type": content_type}
    asked |= {"ended": ended} if ended else {}
    delivery = Delivery("webmention", "acme", "POST", {}, {}, body, at, asked)
    [item, *counted] = heard_of(delivery)
    assert beside is None or counted == beside
    return item


def heard_of(delivery):
    received = list(webmention.read(Delivery.from_message(delivery.as_message()), frozenset({"https://acme.example"})))
    sound.check("webmention", received)
    return received


def entry(inside, classes="h-entry"):
    return f"<!doctype html><title>Ana's blog</title><div class='{classes}'>{inside}</div>"


def test_a_post_with_everything():
    mention = hear(
        entry(
            f"""<h1 class="p-name">My new  charger</h1>
            <a class="p-author h-card" href="/"><img class="u-photo" src="/me.jpg" alt="">Ana Lopez</a>
            <time class="dt-published" datetime="2026-11-19T10:00:00+01:00">yesterday</time>
            <div class="e-content"><p>It <b>burns</b> &amp; smells.<p>See {LINK}.
            <script>var x = "no";</script><style>p {{}}</style></div>
            <img class="u-photo" src="/burnt.jpg">"""
        )
    )
    assert (mention.kind, mention.action, mention.permalink) == ("mention", "created", SOURCE)
    assert mention.external_id == f"{SOURCE} {TARGET}"
    assert mention.title == "My new charger"
    assert mention.text == "It burns & smells.\n\nSee the charger."
    assert (mention.author_name, mention.author_id) == ("Ana Lopez", "https://ana.example/")
    assert (mention.created_at, mention.event_at) == (instant("2026-11-19T09:00:00Z"), NOW)
    assert mention.media == ("https://ana.example/burnt.jpg",)
    assert (mention.account_id, mention.parent_id, mention.from_self) == ("https://acme.example", None, False)


def test_what_a_picture_is_described_by_and_where_the_link_goes():
    picture = '<img alt="a burnt Acme &amp; Co charger" src="/1.jpg">'
    mention = hear(
        entry(f'<a class="p-author h-card" href="/"><img alt="me">Ana</a><p class="e-content">Look {LINK}: {picture}')
    )
    assert mention.text == "Look the charger:\na burnt Acme & Co charger"
    assert (mention.author_name, mention.links) == ("Ana", (TARGET,))
    assert hear("<p>no link").links == ()
    bare = hear(f"<a href='{TARGET}'></a>", beside=[Wordless("mention")])
    assert bare.text is None


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (f'<a class="u-in-reply-to" href="{TARGET}">x</a>', "comment"),
        (f'<div class="u-in-reply-to h-cite"><a class="u-url" href="{TARGET}">x</a></div>', "comment"),
        (f'<div class="p-in-reply-to h-cite"><a href="{TARGET}">x</a></div>', "comment"),
        (f'<a class="u-like-of" href="{TARGET}"></a>', "reaction"),
        (f'<a class="u-repost-of" href="{TARGET}">x</a>', "share"),
        (f'<a class="u-bookmark-of" href="{TARGET}">x</a>', "mention"),
        (f'<a class="u-in-reply-to" href="https://x.example/">x</a>{LINK}', "mention"),
        (f'<a class="u-in-reply-to" href="{TARGET}">x</a><a class="u-like-of" href="/">x</a>', "comment"),
    ],
)  # fmt: skip
def test_kind(markup, kind):
    mention = hear(entry(f"{markup}<p class='p-name'>Yes!</p>"))
    assert (mention.kind, mention.parent_id) == (kind, TARGET if kind != "mention" else None)


@pytest.mark.parametrize(
    "markup",
    [
        LINK,
        f"<img src='{TARGET}'>",
        f"<video src='{TARGET}'></video>",
        f"<A HREF={TARGET}>x</A>",
        f'<a href=" {TARGET} ">x</a>',
        f"<blockquote cite='{TARGET}'>x</blockquote>",
        f"<link rel=in-reply-to href='{TARGET}'>",
        '<a href="https://ACME.example:443/charger">x</a>',
        '<base href="https://acme.example/"><a href="charger">x</a>',
        '<a href="https://acme.example/&#99;harger">x</a>',
    ],
)
def test_a_link(markup):
    assert hear(f"<p>hello {markup}").action == "created"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>no link",
        TARGET,
        f"<!-- {LINK} -->",
        f"<script>'{LINK}'</script>",
        f"<style>{LINK}</style>",
        f'<a title="{TARGET}">x</a>',
        f'<a href="{TARGET}/more">x</a>',
        f'<a href="{TARGET}#part">x</a>',
        f'<a href="{TARGET}?utm=1">x</a>',
        f'<a href="https://t.example/?to={TARGET}">x</a>',
        '<a href="https://[::1">x</a>',
        "<a href>x</a>",
    ],
)
def test_no_link_is_a_deletion(markup):
    mention = hear(markup)
    assert (mention.action, mention.external_id, mention.event_at) == ("deleted", f"{SOURCE} {TARGET}", NOW)
    assert (mention.text, mention.title, mention.media) == (None, None, ())


@pytest.mark.parametrize("status", ["404", "410"])
def test_a_page_that_is_gone(status):
    assert hear(LINK, status=status).action == "deleted"


@pytest.mark.parametrize("status", ["", "500", "301", "403", "20", "2000", "200 OK"])
def test_a_page_that_was_not_shown(status):
    assert isinstance(hear(LINK, status=status), Ignored)


def test_the_fragment_counts():
    assert hear(f'<a href="{TARGET}#part">x</a>', target=f"{TARGET}#part").action == "created"
    assert hear(LINK, target=f"{TARGET}#part").action == "deleted"


def test_the_same_pair_is_an_update():
    first, second = hear(LINK), hear(f"<title>More</title>{LINK}", at=NOW + timedelta(days=1))
    assert first.external_id == second.external_id
    assert second.event_at > first.event_at
    edited = entry(
        f"{LINK}<time class='dt-published' datetime='2026-11-01'></time><time class='dt-updated'>2026-11-02</time>"
    )
    assert hear(edited).action == "edited"


def test_a_pair_too_long_for_an_id():
    long = f"{SOURCE}/{'x' * 600}"
    first, other = hear(LINK, source=long), hear(LINK, source=f"{long}x")
    assert len(first.external_id) <= 500
    assert first.external_id != other.external_id
    assert first.external_id == hear("", source=long).external_id


@pytest.mark.parametrize("written", ["2999-01-01", "soon", "0000-00-00", "", "9" * 400, "2026-11-19T10:00:00+99:99"])
def test_a_time_that_nobody_believes(written):
    mention = hear(entry(f"{LINK}<time class='dt-published' datetime='{written}'>x</time>"))
    assert (mention.created_at, mention.event_at) == (None, NOW)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (entry(f"<p class='p-summary'>short</p>{LINK}"), "short"),
        (f"<title>T</title><nav>menu</nav><article>It burns {LINK}</article>", "It burns the charger"),
        (f"<title>T</title><main><p>It burns {LINK}</main>foot", "It burns the charger"),
        (f"<title>Only &amp; this</title><p>{LINK}", "Only & this"),
        (f"<p>{LINK}", None),
    ],
)
def test_what_a_page_says(markup, text):
    mention = hear(markup)
    assert mention.text == text
    assert mention.title != mention.text or text is None


def test_the_entry_with_the_link_among_others():
    others = "<div class='h-entry'><p class='e-content'>not this</p></div>"
    this = f"<div class='h-entry'><p class='e-content'>but this {LINK}</p></div>"
    assert hear(f"<div class='h-feed'>{others}{this}{others}</div>").text == "but this the charger"
    reply = f"<div class='h-entry'><p class='e-content'>post</p><div class='p-comment h-entry'><p class='e-content'>reply {LINK}</p></div></div>"  # noqa: E501
    assert hear(reply).text == "reply the charger"


@pytest.mark.parametrize(
    ("markup", "name", "link"),
    [
        ("<span class='p-author'>Ana\n Lopez</span>", "Ana Lopez", None),
        ("<a class='u-author' href='/me'>Ana</a>", None, None),
        (
            "<div class='p-author h-card'><b class='p-name'>Ana</b><a class='u-url' href='/me'>x</a></div>",
            "Ana", "https://ana.example/me",
        ),
        ("<a class='p-author h-card' href='javascript:alert(1)'>Ana</a>", "Ana", None),
        ("<div class='p-author h-card'></div>", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_author(markup, name, link):
    mention = hear(entry(markup + LINK))
    assert (mention.author_name, mention.author_id) == (name, link)


def test_our_own_page():
    ours = "https://acme.example/blog"
    assert hear(LINK, source=ours).from_self
    assert hear(LINK, source=ours, ended=f"{ours}/").from_self
    assert not hear(LINK, source=ours, ended="https://ana.example/post").from_self
    assert not hear(LINK, ended=ours).from_self


def test_links_are_read_from_where_the_page_was_found():
    assert hear("<a href='/charger'>it</a>", ended="https://acme.example/moved").links == (TARGET,)


def test_a_page_without_tls_is_no_link_in_an_alert():
    assert hear(LINK, source="http://ana.example/post").permalink is None


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", f"<meta charset=windows-1252><title>Für</title>{LINK}".encode("cp1252")),
        ("text/html; charset=ISO-8859-1", f"<title>Für</title>{LINK}".encode("latin-1")),
        ("text/html", f"<title>Für</title>{LINK}".encode()),
        ("text/html; charset=klingon", f"<title>Für</title>{LINK}".encode()),
        ("text/html; charset=unicode_escape", f"<title>Für</title>{LINK}".encode()),
        ("text/html; charset=hex", f"<title>Für</title>{LINK}".encode()),
        ("", f"<title>Für</title>{LINK}".encode()),
        ("application/xhtml+xml", f"<title>Für</title>{LINK}".encode()),
        ("text/html;charset='utf-16'", f"<title>Für</title>{LINK}".encode("utf-16")),
    ],
)
def test_charset(content_type, body):
    assert hear(body, content_type).text == "Für"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"url": TARGET, "content": "It burns"}, "It burns"),
        ({"in-reply-to": [TARGET], "name": "N", "content": {"text": "It burns"}}, "It burns"),
        ([[{"deep": TARGET}]], None),
        ({TARGET: 1}, "gone"),
        ({"text": f"see {TARGET}"}, "gone"),
        ({}, "gone"),
    ],
)
def test_json(body, text):
    mention = hear(json.dumps(body), "application/activity+json; charset=utf-8")
    assert mention.text == (text if text != "gone" else None)
    assert mention.action == ("created" if text != "gone" else "deleted")


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_json_that_is_none(body):
    assert hear(body, "application/json").action == "deleted"


@pytest.mark.parametrize(
    ("body", "there"),
    [
        (f"see {TARGET}", True),
        (f"see {TARGET}.", True),
        (f"({TARGET})", True),
        (f"<{TARGET}>\nx", True),
        (f"{TARGET}/more", False),
        (f"{TARGET}s", False),
        (f"{TARGET}#part", False),
        (f"https://t.example/{TARGET}", False),
        ("see", False),
    ],
)
def test_plain_text(body, there):
    mention = hear(body, "text/plain")
    assert (mention.action, mention.text) == (("created", body) if there else ("deleted", None))


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "video/mp4", "x", ";"])
def test_no_page_at_all(content_type):
    assert hear(LINK, content_type).action == ("deleted" if content_type != ";" else "created")


@pytest.mark.parametrize(
    "asked", [None, {}, {"source": SOURCE}, {"source": 7, "target": TARGET}, {"source": "x", "target": "y"}]
)
def test_an_answer_to_nothing(asked):
    with pytest.raises(Unreadable):
        list(webmention.read(Delivery("webmention", "acme", "POST", {}, {}, b"", NOW, asked), frozenset()))


HOSTILE = {
    "tags": "<",
    "open": "<a ",
    "comments": "<!--",
    "marked": "<![",
    "declarations": "<!",
    "instructions": "<?",
    "ends": "</p>",
    "deep": "<div>",
    "deep entries": "<div class='h-entry e-content p-name'>",
    "deep texts": "<div class='e-content'><p class='p-name'>",
    "articles": "<article><main>",
    "bases": "<base href=a/>",
    "links": f"<a class='u-in-reply-to u-photo h-card' href='{TARGET}'>",
    "entities": "&amp",
    "unclosed": "<script>",
    "classes": "<a class='" + "p-x " * 1000 + "'>",
    "unmatched": "<b></i></p></div>",
    "open to the end": "<a b='\"",
    "quotes": '<a b="x >',
    "quotes in turn": "<a b='\">",
    "comments open": "<!-- >",
    "comments nearly closed": "<!-- -- >",
    "ends open": "</p",
    "ends of scripts": "<script></s>",
    "blanks": "<a" + " " * 1000,
    "attributes": "<a a=",
    "sections": "<![CDATA[>",
    "doctypes": "<!DOCTYPE ",
    "surrogates": "&#xD800;&#x110000;&#0;",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_takes_no_longer_than_its_length_says(piece):
    for last in ("", ">"):
        assert_linear(hear, lambda size, last=last: LINK + repeated(piece)(size) + last, 20_000)


def test_only_the_first_base_counts():
    bases = '<base href="https://acme.example/"><base href="https://elsewhere.example/">'
    page = Page(f'{bases}<a href="a">', SOURCE)
    assert page.links == {"https://acme.example/a"}


def test_what_is_kept_of_a_page_is_bounded_in_number_and_in_length():
    base = f'<base href="{SOURCE}?{"a" * 1_900}/">'
    links = "".join(f'<a href="{number}{"b" * 30}">' for number in range(MAX_LINKS + 5_000))
    page = Page(base + '<a href="' + "c" * 3_000 + '">' + links, SOURCE)
    assert len(page.links) == MAX_LINKS
    assert max(map(len, page.links)) <= 2_048


def test_so_many_tags_of_a_page_are_read():
    page = Page("<b></b>" * (MAX_TAGS // 2) + "<a href=/after>", SOURCE)
    assert page.links == set()
    assert Page("<b></b>" * (MAX_TAGS // 2 - 1) + "<a href=/after>", SOURCE).links


@pytest.mark.parametrize("before", ["<b></b>" * MAX_TAGS, "".join(f"<a href={n}>" for n in range(MAX_LINKS))])
def test_a_link_that_may_stand_where_nothing_is_read_is_not_taken_for_gone(before):
    assert hear(before + LINK) == Ignored("a page that is larger than the limit")
