"""YouTube's oddities: WebSub's handshake and its four methods, Atom with hostile XML, tombstones, nine digits."""

import hashlib
import hmac
from datetime import timedelta

import pytest

from goodword.errors import BadHandshake, BadSignature, UnknownSource, Unreadable
from goodword.platforms import youtube
from goodword.platforms.contract import Broken, Delivery, Ignored, Secrets
from tests.platforms.hearing import RECEIVED, at, hear, mention

CHANNEL = "UCb0lampReviewsDaily0000"
TOPIC = f"https://www.youtube.com/xml/feeds/videos.xml?channel_id={CHANNEL}"
SECRETS = Secrets({"hub_secret": ("s3cret",)}).beside(known=(CHANNEL, "acme lamp"))
ENTRY = {
    "id": "<id>yt:video:aC3mE_l4mp5</id>",
    "video": "<yt:videoId>aC3mE_l4mp5</yt:videoId>",
    "channel": f"<yt:channelId>{CHANNEL}</yt:channelId>",
    "title": "<title>Lamps &amp; chargers</title>",
    "link": '<link rel="alternate" href="https://www.youtube.com/watch?v=aC3mE_l4mp5"/>',
    "author": f"<author><name>Reviews</name><uri>https://www.youtube.com/channel/{CHANNEL}</uri></author>",
    "published": "<published>2026-11-20T08:00:00+00:00</published>",
    "updated": "<updated>2026-11-20T08:00:21.552394234+00:00</updated>",
}
GONE = (
    '<at:deleted-entry ref="yt:video:aC3mE_l4mp5" when="2026-11-20T09:34:19.642702+00:00">'
    '<link href="https://www.youtube.com/watch?v=aC3mE_l4mp5"/><at:by><name>Reviews</name>'
    f"<uri>https://www.youtube.com/channel/{CHANNEL}</uri></at:by></at:deleted-entry>"
)


def entry(**more):
    return f"<entry>{''.join((ENTRY | more).values())}</entry>"


def feed(*entries, head=""):
    spaces = 'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    return f'{head}<feed {spaces} xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'.encode()


def asked(**query):
    named = {f"hub.{name}": value for name, value in query.items()}
    return youtube.challenge(Delivery("youtube", "acme", "GET", {}, named, b"", RECEIVED), SECRETS)


@pytest.mark.parametrize("topic", [TOPIC, TOPIC.replace("/xml", "")])
def test_a_subscription_that_we_want(topic):
    answer = asked(mode="subscribe", topic=topic, challenge="14<b>", lease_seconds="432000")
    assert (answer.status, answer.body, answer.content_type) == (200, "14<b>", "text/plain")


@pytest.mark.parametrize(
    ("mode", "topic"),
    [
        ("unsubscribe", TOPIC),
        ("Subscribe", TOPIC),
        ("subscribe", TOPIC + "x"),
        ("subscribe", TOPIC + "&x=1"),
        ("subscribe", TOPIC.replace("https", "http")),
        ("subscribe", TOPIC.replace("www.youtube.com", "www.youtube.com.evil.example")),
        ("subscribe", f"https://evil.example/?{TOPIC}"),
        ("subscribe", TOPIC.replace(CHANNEL, "acme lamp")),
        ("subscribe", TOPIC.replace(CHANNEL, "UC_somebody_else_0000000")),
        ("subscribe", CHANNEL),
    ],
)
def test_a_subscription_that_nobody_asked_for(mode, topic):
    with pytest.raises(UnknownSource) as refusal:
        asked(mode=mode, topic=topic, challenge="14")
    assert refusal.value.status == 404


def test_nobody_known_is_nobody_wanted():
    query = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "14"}
    with pytest.raises(UnknownSource):
        youtube.challenge(Delivery("youtube", "acme", "GET", {}, query, b"", RECEIVED), Secrets())


def test_a_denial_is_only_received():
    assert asked(mode="denied", topic=TOPIC, reason="<script>").body == ""


@pytest.mark.parametrize("missing", ["mode", "topic", "challenge"])
def test_half_a_handshake(missing):
    query = {"mode": "subscribe", "topic": TOPIC, "challenge": "14"} | {missing: ""}
    with pytest.raises(BadHandshake):
        asked(**query)


def signed(method, body=b"<feed/>", secret=b"s3cret"):
    return f"{method}={hmac.new(secret, body, method).hexdigest()}"


def verify(header, body=b"<feed/>"):
    youtube.verify(
        Delivery("youtube", "acme", "POST", {"x-hub-signature": header}, {}, body, RECEIVED), SECRETS, RECEIVED
    )


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_each_method_of_websub(method):
    verify(signed(method))
    for forged in (signed(method, secret=b"another"), signed(method, body=b"<feed></feed>"), signed(method)[:-2]):
        with pytest.raises(BadSignature):
            verify(forged)


@pytest.mark.parametrize("method", ["md5", "sha224", "sha3_256", "SHA1", "", "blake2b", "sha-1"])
def test_any_other_method(method):
    known = method if method in hashlib.algorithms_available else "sha1"
    with pytest.raises(BadSignature):
        verify(f"{method}={hmac.new(b's3cret', b'<feed/>', known).hexdigest()}")


def test_an_upload():
    received = mention("youtube", feed(entry()))
    assert (received.kind, received.action, received.external_id, received.root_id) == (
        "post",
        "created",
        *["aC3mE_l4mp5"] * 2,
    )
    assert (received.text, received.title, received.author_name) == ("Lamps & chargers", None, "Reviews")
    assert (received.author_id, received.account_id, received.from_self) == (CHANNEL, CHANNEL, False)
    assert received.created_at == at(1_795_161_600)
    assert received.event_at == received.created_at + timedelta(seconds=21, microseconds=552_394)
    assert mention("youtube", feed(entry()), {CHANNEL}).from_self


@pytest.mark.parametrize(
    ("published", "updated", "action"),
    [
        ("2015-03-09T19:05:24.552394234+00:00", "2015-03-09T19:05:24.552394234+00:00", "created"),
        ("2015-03-06T21:40:57+00:00", "2015-03-09T19:05:24.552394234+00:00", "edited"),
        ("2026-11-20T08:00:00+00:00", "2026-11-20T08:00:59+00:00", "created"),
        ("2026-11-20T08:00:00+00:00", "2026-11-20T07:00:00+00:00", "created"),
        ("2026-11-20T08:00:00+00:00", "", "created"),
        ("", "2026-11-20T08:00:00+00:00", "created"),
    ],
)
def test_new_or_renamed_by_its_times(published, updated, action):
    times = {"published": f"<published>{published}</published>", "updated": f"<updated>{updated}</updated>"}
    received = mention("youtube", feed(entry(**times)))
    assert received.action == action
    assert received.event_at >= (received.created_at or received.event_at)


def test_created_in_whole_seconds_as_the_data_api_has_it():
    times = {"published": "<published>2015-03-09T19:05:24.552394234+00:00</published>"}
    assert mention("youtube", feed(entry(**times))).created_at == at(1_425_927_924)


def test_a_video_that_is_gone():
    received = mention("youtube", feed(GONE), {CHANNEL})
    assert (received.kind, received.action, received.external_id, received.text) == (
        "post",
        "deleted",
        "aC3mE_l4mp5",
        None,
    )
    assert (received.author_id, received.author_name, received.from_self) == (CHANNEL, "Reviews", True)
    assert received.event_at == at(1_795_167_259.642702)
    assert (received.created_at, received.permalink) == (None, None)


def test_entries_repeat():
    parsed = hear("youtube", feed(entry(), GONE, entry(video="<yt:videoId>second_vid0</yt:videoId>")))
    assert [(mention.external_id, mention.action) for mention in parsed] == [
        ("aC3mE_l4mp5", "created"),
        ("aC3mE_l4mp5", "deleted"),
        ("second_vid0", "created"),
    ]


def test_without_the_elements_of_youtube():
    received = mention("youtube", feed(entry(video="", channel="")))
    assert (received.external_id, received.author_id) == ("aC3mE_l4mp5", CHANNEL)
    bare = mention("youtube", feed("<entry><id>yt:video:x</id></entry>"))
    assert (bare.external_id, bare.event_at, bare.author_id, bare.text) == ("x", RECEIVED, None, None)


@pytest.mark.parametrize(
    "bad",
    [
        "<entry/>",
        entry(video="", id="<id>yt:playlist:5</id>"),
        entry(video="", id="<id>yt:video:</id>"),
        entry(published="<published>yesterday</published>"),
        '<at:deleted-entry ref="yt:channel:5"/>',
        "<at:deleted-entry/>",
        '<at:deleted-entry ref="yt:video:5" when="soon"/>',
    ],
)
def test_a_bad_entry_leaves_its_neighbours(bad):
    parsed = hear("youtube", feed(bad, entry()))
    assert [type(item).__name__ for item in parsed] == ["Broken", "Mention"]
    assert isinstance(parsed[0].item, dict), "it goes to quarantine as JSON"


@pytest.mark.parametrize(
    ("link", "good"),
    [
        ("https://www.youtube.com/watch?v=aC3mE_l4mp5", True),
        ("http://www.youtube.com/watch?v=aC3mE_l4mp5", True),
        ("https://www.youtube.com/shorts/aC3mE_l4mp5", True),
        ("https://www.youtube.com/watch?v=anotherOne0", False),
        ("javascript:alert(1)", False),
        ("https://evil.example/watch?v=aC3mE_l4mp5", False),
    ],
)
def test_a_link_only_to_this_video(link, good):
    assert mention("youtube", feed(entry(link=f'<link rel="alternate" href="{link}"/>'))).permalink == (
        link if good else None
    )


def test_a_feed_without_entries():
    assert hear("youtube", feed()) == [Ignored("a feed without entries")]
    assert hear("youtube", feed("<title>t</title><unknown/>")) == [Ignored("a feed without entries")]


LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
OUTSIDE = '<!DOCTYPE feed [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, "<!DOCTYPE feed>", '<!DOCTYPE feed SYSTEM "http://evil.example/d">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_any_encoding(head, encoding):
    body = feed(entry(), head=head).decode().encode(encoding)
    with pytest.raises(Unreadable):
        hear("youtube", body)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_fine(encoding):
    assert mention("youtube", feed(entry()).decode().encode(encoding)).text == "Lamps & chargers"


def test_blank_lines_before_the_declaration_are_fine():
    assert mention("youtube", b"\r\n \n" + feed(entry())).text == "Lamps & chargers"


@pytest.mark.parametrize("encoding", ["zip", "utf-7", "nonsense", "shift_jis", "utf-32", "idna"])
def test_an_encoding_that_is_none(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(Unreadable):
        hear("youtube", feed(entry(), head=head))


@pytest.mark.parametrize(
    "body",
    [
        b"<a>" * 1_000_000,
        b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry/>" * 300_000 + b"</feed>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>&undefined;</feed>",
        b"<rss/>",
        b"<feed/>",
        b'{"entry": []}',
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
        b"\xff\xfe<",
    ],
    ids=lambda body: body[:20],
)
def test_not_a_feed(body):
    with pytest.raises(Unreadable):
        hear("youtube", body)


def test_ten_megabytes_of_a_title():
    received = mention("youtube", feed(entry(title=f"<title>{'x' * 10_000_000}</title>")))
    assert len(received.text) == 25_000


def test_a_person_s_text_stands_in_no_reason():
    parsed = hear("youtube", feed(entry(published="<published>my secret</published>")))
    assert isinstance(parsed[0], Broken)
    assert "secret" not in parsed[0].reason
