"""Polling feeds: only new or changed entries are passed on, no needless fetch, and no entity is read."""

import codecs
from datetime import timedelta

import pytest

from goodword import connectors
from goodword.connectors._feed_body import feed_in
from goodword.connectors.contract import Response, digest
from goodword.errors import Unreadable
from goodword.mention import Mention
from goodword.platforms.contract import Delivery, Ignored
from tests.connectors.apis import rss as model
from tests.connectors.drive import NOW, ask, hear, later, walk
from tests.growth import assert_linear

SIDE = connectors.load("rss")
RECENT, OLD = NOW - timedelta(minutes=20), NOW - timedelta(days=40)


def asked(url=model.ATOM, **given):
    return ask("feed", value=url, **given)


def go(given, api):
    cursor, passed, requests = walk("rss", SIDE.FEEDS["feed"].steps(given), api)
    return cursor, hear(passed), requests


def texts_by_id(items):
    return {mention.external_id: mention.text for mention in items if isinstance(mention, Mention)}


def read(body, url=model.RSS, **more):
    """The mentions from a feed that was polled before."""
    api = model.Api(NOW)
    api.feeds[url] = body.encode() if isinstance(body, str) else body
    return go(asked(url, cursor={"told": ""} | more), api)[1]


def item(inner, version="2.0"):
    return f'<rss version="{version}"><channel><item>{inner}</item></channel></rss>'


def test_the_first_time_only_what_is_recent():
    for url, entry in zip((model.ATOM, model.RSS), model.EXPECTS.items(), strict=True):
        cursor, received, [request] = go(asked(url), model.Api(NOW))
        assert texts_by_id(received) == dict([entry])
        assert request.follow
        assert len(cursor["told"].split()) == 2, "the old one is remembered, so that it is not new tomorrow"


def test_what_has_no_date_is_remembered_and_not_told_at_first():
    api, given = model.Api(NOW), asked(model.RSS)
    api.feeds[model.RSS] = model.rss([("a", "first", None)])
    cursor, received, _ = go(given, api)
    assert received == [Ignored("nothing new in the feed")]
    api.feeds[model.RSS] = model.rss([("b", "second", None), ("a", "first", None)])
    _, received, _ = go(later(given, cursor), api)
    assert list(texts_by_id(received).values()) == ["second"]


def test_a_feed_that_did_not_change():
    api, given = model.Api(NOW), asked()
    cursor, _, _ = go(given, api)
    again, received, [request] = go(later(given, cursor), api)
    assert request.headers["If-None-Match"] == cursor["etag"]
    assert request.headers["If-Modified-Since"] == "Fri, 20 Nov 2026 08:40:00 GMT"
    assert (again, received) == (cursor, [Ignored("the feed has not changed")])


def test_only_what_is_new_or_changed_goes_on():
    api, given = model.Api(NOW), asked()
    first = [("urn:x:1", "<p>one</p>", OLD), ("urn:x:2", "two", OLD)]
    api.feeds[model.ATOM] = model.atom(first)
    cursor, _, _ = go(given, api)
    api.feeds[model.ATOM] = model.atom([("urn:x:3", "three", OLD), ("urn:x:1", "<p>won</p>", OLD), first[1]])
    cursor, received, _ = go(later(given, cursor), api)
    within = f"{digest(model.ATOM)}:urn:x:"
    assert texts_by_id(received) == {f"{within}3": "three", f"{within}1": "won"}
    api.feeds[model.ATOM] += b"<!-- built anew -->"
    assert go(later(given, cursor), api)[1] == [Ignored("nothing new in the feed")]


def test_an_edit_is_newer_than_what_it_replaces():
    [edited] = read(model.atom([("urn:x:1", "one", OLD)], updated=RECENT), model.ATOM)
    assert (edited.action, edited.created_at, edited.event_at) == ("edited", OLD, RECENT)
    [created] = read(model.atom([("urn:x:1", "one", OLD)]), model.ATOM)
    assert (created.action, created.event_at) == ("created", OLD)
    [undated] = read(item("<guid>1</guid><title>t</title>"))
    assert (undated.created_at, undated.event_at) == (None, NOW)


def test_a_change_that_the_feed_dates_to_the_beginning_is_newer_than_what_was_told():
    api, given = model.Api(NOW), asked(model.RSS)
    api.feeds[model.RSS] = model.rss([("a", "It works.", RECENT)])
    cursor, [first], _ = go(given, api)
    api.feeds[model.RSS] = model.rss([("a", "It burns.", RECENT)])
    _, [changed], _ = go(later(given, cursor), api)
    assert (first.action, changed.action, changed.text) == ("created", "edited", "It burns.")
    assert (changed.created_at, changed.event_at) == (first.created_at, NOW)


def test_an_entry_in_full():
    entry = read(model.Api(NOW).feeds[model.ATOM], model.ATOM)[0]
    assert (entry.kind, entry.title, entry.author_name, entry.lang) == ("post", "A lamp", "Mira", "en")
    assert entry.permalink == "https://blog.lamps.example/77"
    assert entry.text == "We put the acme lamp & its charger on the bench."
    enclosed = item('<guid>1</guid><enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/>')
    assert read(enclosed)[0].media == ("https://a.example/1.mp3",)


def test_ids_of_two_feeds_never_meet():
    body = item("<guid>4711</guid><title>t</title>")
    [here], [there] = read(body), read(body, "https://other.example/feed")
    assert here.external_id.endswith(":4711")
    assert here.external_id != there.external_id
    assert len(read(item(f"<guid>https://alerts.example/{'x' * 3000}</guid><title>t</title>"))[0].external_id) < 40
    assert read(item("<link>/1</link><title>t</title>"))[0].external_id == "https://alerts.example/1"
    [named], [again] = (read(item("<title>nothing but a title</title>")) for _ in range(2))
    assert named.external_id == again.external_id


@pytest.mark.parametrize(
    ("own", "everywhere"),
    [
        ("https://alerts.example/1", True),
        ("http://WWW.Alerts.example/1", True),
        ("tag:alerts.example,2026:1", True),
        ("https://blog.lamps.example/77", False),
        ("https://alerts.example.evil.example/1", False),
        ("https://www.alerts.example@evil.example/1", False),
        ("https://evil.example@alerts.example/1", False),
        ("https://alerts.example:8443/1", False),
        ("https:/alerts.example/1", False),
        ("ftp://alerts.example/1", False),
        ("//alerts.example/1", False),
        ("tag:blog.lamps.example,2026:77", False),
        ("tag:mira@alerts.example,2026:1", False),
        ("tag:,2026:1", False),
        ("urn:alerts.example:1", False),
        ("urn:uuid:1", False),
        ("https://[", False),
    ],
)
def test_an_id_is_believed_only_on_the_host_of_its_feed(own, everywhere):
    [entry] = read(item(f"<guid>{own}</guid><title>t</title>"))
    assert entry.external_id == (own if everywhere else f"{digest(model.RSS)}:{own}")


def test_a_feed_cannot_speak_in_the_place_of_another():
    blog = read(model.Api(NOW).feeds[model.ATOM], model.ATOM)
    forged = read(model.atom([(model.BLOGGED, "We love the acme lamp.", RECENT)]), "https://evil.example/feed")
    assert not texts_by_id(blog).keys() & texts_by_id(forged).keys()


def test_what_was_told_under_a_name_that_is_not_believed_any_more_is_not_told_again():
    body = model.rss([("https://news.example/1", "It burns.", RECENT)])
    before = digest("https://news.example/1")[:8] + digest("Acme It burns.")  # as every release stored it
    cursor = {"told": before}
    assert read(body, **cursor) == [Ignored("nothing new in the feed")]
    [changed] = read(body.replace(b"burns", b"smokes"), **cursor)
    assert (changed.action, changed.text) == ("edited", "It smokes.")


@pytest.mark.parametrize(
    ("accounts", "ours"),
    [
        ({"https://alerts.example"}, True),
        ({"https://alerts.example/acme.rss"}, True),
        ({"https://alerts.example/blog/", "https://acme.example"}, False),
        ({"https://alerts"}, False),
        ({"Mira", "alerts.example"}, False),
        (set(), False),
    ],
)
def test_a_post_is_our_own_where_its_feed_lies_on_our_site(accounts, ours):
    body = item("<guid>1</guid><title>t</title><author>Mira</author>").encode()
    about = {"what": "feed", "url": model.RSS, "told": ""}
    [entry] = SIDE.read(Delivery("rss", "acme", "POST", {}, {}, body, NOW, about), frozenset(accounts))
    assert (entry.from_self, entry.author_name) == (ours, "Mira")


SHARED = "https://alerts.example/?p="  # as a broken template writes it for every entry


def board(*entries):
    """A feed whose entries all have one id: (link, title)."""
    rows = (
        f"<item><guid isPermaLink='false'>{SHARED}</guid><link>{a}</link><title>{b}</title></item>" for a, b in entries
    )
    return f'<rss version="2.0"><channel>{"".join(rows)}</channel></rss>'.encode()


A, B, C = (("https://b.example/a", "a review"), ("https://b.example/b", "a fire"), ("https://b.example/c", "a thank"))


def polls(*bodies):
    """The mentions at each poll of one feed that was polled before: (external id, title, action)."""
    api, given, by_poll = model.Api(NOW), asked(model.RSS, cursor={"told": ""}), []
    for body in bodies:
        api.feeds[model.RSS] = body
        cursor, received, _ = go(given, api)
        by_poll.append([(item.external_id, item.title, item.action) for item in received if isinstance(item, Mention)])
        given = later(given, cursor)
    return by_poll


def test_one_id_for_two_entries_is_two_mentions_that_stay_what_they_are():
    first, again, shorter, single = polls(board(A, B), board(B, A), board(B), board(A))
    assert [title for _, title, _ in first] == ["a review", "a fire"]
    assert len({name for name, _, _ in first}) == 2
    assert (again, shorter, single) == ([], [], [])


def test_an_entry_that_was_told_keeps_its_name_when_a_second_one_takes_its_id():
    first, second, both, third = polls(board(A), board(A, B), board(B, A), board(C, B))
    assert first == [(SHARED, "a review", "created")]
    [(name, title, action)] = second
    assert (name != SHARED, title, action) == (True, "a fire", "created")
    assert both == []
    assert [(title, action) for _, title, action in third] == [("a thank", "created")]


def test_an_entry_that_kept_the_id_is_edited_under_it():
    changed = (A[0], "a better review")
    *_, edited, alone = polls(board(A), board(A, B), board(changed, B), board(changed))
    assert edited == [(SHARED, "a better review", "edited")]
    assert alone == []


def test_an_edit_of_an_entry_with_a_shared_id_is_no_third_mention():
    first, edited = polls(board(A, B), board((A[0], "a better review"), B))
    names = {title: name for name, title, _ in first}
    assert edited == [(names["a review"], "a better review", "edited")]


@pytest.mark.parametrize(
    "ids",
    [
        ("<guid></guid>", "<guid/>"),
        ("", ""),
        ("<guid> </guid>", "<guid>\n</guid>"),
        ("<guid>0</guid>", "<guid>0</guid>"),
        ('<guid isPermaLink="true">https://b.example/</guid>', '<guid isPermaLink="true">https://b.example/</guid>'),
        ("<guid>tag:b.example,2026:post</guid>", "<guid>tag:b.example,2026:post</guid>"),
    ],
)
def test_two_links_are_two_mentions_whatever_the_ids_are(ids):
    rows = "".join(
        f"<item>{own}<link>https://b.example/{n}</link><title>t{n}</title></item>" for n, own in enumerate(ids)
    )
    received = read(f'<rss version="2.0"><channel>{rows}</channel></rss>')
    assert len({mention.external_id for mention in received}) == 2


def test_two_entries_of_atom_with_one_id():
    rows = "".join(
        f'<entry><id>urn:x:1</id><title>t{n}</title><link href="https://b.example/{n}"/></entry>' for n in "ab"
    )
    received = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{rows}</feed>')
    assert len({mention.external_id for mention in received}) == 2


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("<title>tea &amp;amp; &amp;lt;b&amp;gt;</title>", "tea &amp; &lt;b&gt;"),
        ('<title type="text"><![CDATA[tea &amp; cake]]></title>', "tea &amp; cake"),
        ('<title type="html">tea &amp;amp; &amp;lt;b&amp;gt;</title>', "tea & <b>"),
        ('<title type="html">&lt;b&gt;tea&lt;/b&gt; &amp;amp;amp;</title>', "tea &amp;"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><i>tea</i> &amp;amp; </div></title>',
            "tea &amp;",
        ),
    ],
)
def test_atom_says_whether_a_text_is_escaped(inner, title):
    [entry] = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id>{inner}</entry></feed>')
    assert entry.title == title


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("AT&amp;amp;amp;T", "AT&amp;T"),
        ("<![CDATA[AT&#038;T]]>", "AT&T"),
        ("<![CDATA[&amp;lt;b&amp;gt; in <i>HTML</i>]]>", "&lt;b&gt; in HTML"),
    ],
)
def test_rss_is_html_in_xml(written, read_as):
    [entry] = read(item(f"<guid>1</guid><title>{written}</title><description>{written}</description>"))
    assert (entry.title, entry.text) == (read_as, read_as)


FEED = item("<guid>1</guid><title>Lämpchen</title><description>&lt;/rss&gt;<![CDATA[</rss>]]></description>")
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'


@pytest.mark.parametrize(
    "behind",
    [
        "<!-- Performance: " + "cache hit; " * 500 + "-->",
        "<!-- Performance: " + "cache hit; " * 50_000 + "-->",
        "<!-- cut off " + "x" * 5000,
        "<script>document.write('</rss>')</script>" * 200,
        "<!-- the end of </rss> and of </feed> -->" * 200,
        "\n<br />\n<b>Warning</b>: Undefined variable in <b>/www/feed.php</b>",
        "\0" * 5000,
        "<html><body>" + "<p>unclosed" * 1000,
        "&nbsp;" * 2000,
        "\x1b\x02" * 3000,
    ],
    ids=lambda junk: repr(junk[:20]),
)
def test_what_stands_behind_the_end_of_a_feed_is_cut_off(behind):
    for body in (FEED, DECLARED + FEED):
        [entry] = read(body + "\n" + behind)
        assert (entry.external_id[-2:], entry.title) == (":1", "Lämpchen")


@pytest.mark.parametrize(
    "before", ["\n\n", " ", "\ufeff", "\ufeff\n", "\ufeff\ufeff", "<b>Warning</b>: x\n", "<!-- a -->"]
)
def test_what_stands_before_a_feed_is_cut_off(before):
    large = item("<guid>1</guid><title>Lämpchen</title>" + f"<description>{'acme ' * 100_000}</description>")
    for body in (FEED, large):
        [entry] = read(before + DECLARED + body)
        assert entry.title == "Lämpchen"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_the_end_is_found_in_other_encodings(encoding):
    body = '\ufeff<?xml version="1.0"?>' + FEED + f"<!-- {'cache hit; ' * 1000} -->"
    [entry] = read((body if encoding != "utf-16" else body[1:]).encode(encoding))
    assert entry.title == "Lämpchen"


def test_a_feed_that_is_no_xml_is_read_up_to_its_last_end():
    [entry] = read(item("<guid>1</guid><title>Tea & cake</title>") + "<!-- cache -->" * 1000)
    assert entry.title == "Tea & cake"


@pytest.mark.parametrize("notice", ["[deleted by user]", "[ Removed by Reddit ]"])
def test_what_a_site_took_away_is_a_deletion(notice):
    api, given = model.Api(NOW), asked(model.RSS, cursor={"told": ""})
    api.feeds[model.RSS] = item("<guid>1</guid><title>acme burns</title><author>mira</author>").encode()
    cursor, [received], _ = go(given, api)
    api.feeds[model.RSS] = item(f"<guid>1</guid><title>{notice}</title><author>mira</author>").encode()
    _, [gone], _ = go(later(given, cursor), api)
    assert (gone.external_id, gone.action) == (received.external_id, "deleted")
    assert (gone.text, gone.title, gone.author_name, gone.permalink) == (None, None, None, None)


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://a.example/1", "https://a.example/1"),
        ("http://a.example/1", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("/2026/1", "https://alerts.example/2026/1"),
        ("//evil.example/1", "https://evil.example/1"),
        ("https://a.example/[", "https://a.example/["),
        ("https://[", None),
    ],
)
def test_links_are_safe(link, kept):
    [entry] = read(item(f"<guid>1</guid><link>{link}</link>"))
    assert entry.permalink == kept


@pytest.mark.parametrize("how", ["utf-8", "utf-16"])
def test_entities_are_refused(how):
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(Unreadable, match="entities"):
        read((bomb + item("<guid>1</guid><title>&a;&b;</title>")).encode(how))


def test_other_encodings_are_read():
    declared = '<?xml version="1.0" encoding="{}"?>' + item("<guid>1</guid><title>Lämpchen</title>")
    for name in ("utf-8", "iso-8859-1", "utf-16"):
        assert read(declared.format(name).encode(name))[0].title == "Lämpchen"
    assert read(codecs.BOM_UTF8 + declared.format("utf-8").encode())[0].title == "Lämpchen"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"/etc/passwd",
        b"<html><body>log in</body></html>",
        b"{}",
        b"\xff\xfe",
        b"<rss><channel><item>",
    ],
)
def test_what_is_no_whole_feed_is_asked_for_again(body):
    steps = SIDE.FEEDS["feed"].steps(asked())
    next(steps)
    with pytest.raises(Unreadable):
        steps.send(Response(200, {}, body))


def test_a_giant_is_refused():
    with pytest.raises(Unreadable, match="larger"):
        read(item("<guid>1</guid><title>t</title>") + " " * 2_000_000)


def test_a_feed_that_is_gone_is_left_to_the_room():
    assert next(SIDE.FEEDS["feed"].steps(asked())).also == {304}


def test_a_feed_without_entries_is_no_mistake():
    assert read('<rss version="2.0"><channel><title>t</title></channel></rss>') == [Ignored("nothing new in the feed")]


def test_two_hundred_are_read_the_newest_ones():
    many = [(f"urn:x:{number}", f"post {number}", OLD + timedelta(hours=number)) for number in range(300)]
    for order in (1, -1):
        received = read(model.atom(many[::order]), model.ATOM)
        assert {mention.text for mention in received} == {f"post {number}" for number in range(100, 300)}


@pytest.mark.parametrize("part", ["&lt;", "&lt;!--", "&lt;p&gt;", "&amp;amp;", "<![CDATA[<a ]]>"])
def test_hostile_markup_takes_no_longer_than_its_length_says(part):
    def feed(parts):
        return item(f"<guid>1</guid><description>{part * parts}</description>")

    assert_linear(read, feed, 3_000)


def test_a_large_feed_that_is_no_xml_takes_nobodys_time():
    """A lenient parser would take seconds, in a function that has other work."""
    body = b"<rss><channel>" + b"<a <a " * 100_000 + b"</channel></rss>"
    delivery = Delivery("rss", "acme", "POST", {}, {}, body, NOW, {"what": "feed", "url": "https://a.example/feed"})
    with pytest.raises(Unreadable, match="not XML"):
        list(connectors.load("rss").read(delivery, frozenset()))


def rss_of(inside):
    return f'<rss version="2.0"><channel>{inside}</channel></rss>'.encode()


ATTRIBUTES = " ".join(f"a{number}='1'" for number in range(200))


@pytest.mark.parametrize(
    "inside",
    [
        f"<item {ATTRIBUTES}><title>t</title></item>",
        f"<item {ATTRIBUTES}><title>t</title>",
        f"<item {ATTRIBUTES.replace("='1'", ' ')}><title>t</title>",
        "<a>" * 101 + "</a>" * 101,
        "<item></item>" * 30_001,
        "<item>" * 60_002,
    ],
    ids=["attributes", "attributes, no XML", "bare attributes", "levels", "elements", "elements, no XML"],
)
def test_a_feed_that_holds_more_than_any_has_is_refused(inside):
    with pytest.raises(Unreadable, match="holds too much"):
        feed_in(rss_of(inside))


def test_a_long_text_behind_a_stray_bracket_is_no_tag():
    body = rss_of("<item><title>1 < 2 " + "and so on = " * 500 + "<b></title></item>")
    assert feed_in(body) == body


@pytest.mark.parametrize("name", ["utf-7", "UTF-7", "cp037", "unicode_escape", "utf-8' encoding='utf-7", ""])
def test_an_encoding_that_could_hide_markup_is_refused(name):
    for declared in (f"<?xml version='1.0' encoding='{name}'?>", f"<?xml {' ' * 500}encoding = '{name}' ?>"):
        with pytest.raises(Unreadable, match="encoding"):
            feed_in(declared.encode() + rss_of("+ADwAIQ-ENTITY a"))


@pytest.mark.parametrize("name", ["UTF-8", "utf8", "iso-8859-1", "Windows-1252", "us-ascii", "GB2312", "Shift_JIS"])
def test_the_encodings_of_feeds_are_read(name):
    body = f'<?xml version="1.0" encoding="{name}"?>'.encode() + rss_of("<item><title>t</title></item>")
    assert [mention.title for mention in read(body)] == ["t"]
