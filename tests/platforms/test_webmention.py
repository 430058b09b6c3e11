"""Webmention's oddities: a form of two addresses, of which the second must be ours."""

from urllib.parse import urlencode

import pytest

from goodword.errors import BadHandshake, BadSignature, Unreadable
from goodword.platforms import webmention
from goodword.platforms.contract import Delivery, Lookup, Secrets
from tests.platforms.hearing import RECEIVED, hear

OURS = Secrets({"known": ("https://acme.example", "https://shop.example/acme/", "acme charger")})
SOURCE, TARGET = "https://ana.example/post", "https://acme.example/charger"


def verify(source=SOURCE, target=TARGET, known=OURS, body=None):
    body = urlencode({"source": source, "target": target}).encode() if body is None else body
    webmention.verify(Delivery("webmention", "acme", "POST", {}, {}, body, RECEIVED), known, RECEIVED)


@pytest.mark.parametrize(
    "target",
    [
        "https://acme.example",
        "https://acme.example/",
        "http://acme.example/x",
        "HTTPS://ACME.example/x",
        "https://acme.example:443/x",
        "https://acme.example./x",
        "https://acme.example/x?y=1#part",
        "https://shop.example/acme",
        "https://shop.example/acme/",
        "https://shop.example/acme/x",
        "https://shop.example/acme?x=1",
    ],
)
def test_a_page_of_ours(target):
    verify(target=target)


@pytest.mark.parametrize(
    "target",
    [
        "https://other.example/",
        "https://www.acme.example/",
        "https://acme.example.evil.example/",
        "https://evil.example/https://acme.example/",
        "https://acme.example@evil.example/",
        "https://acme.example:8443/",
        "https://shop.example/",
        "https://shop.example/acmeister",
        "https://shop.example/ACME/",
        "ftp://acme.example/",
        "//acme.example/",
        "acme.example",
        "https://",
        "https://[::1",
        "https://acme.example:x/",
        "https://acme.example/\\x",
        "https://acme.example/ x",
        "https://acme.example/" + "x" * 2100,
        "",
    ],
)
def test_no_page_of_ours(target):
    with pytest.raises(BadHandshake):
        verify(target=target)


@pytest.mark.parametrize(
    "source", ["", "ana.example", "mailto:a@b.example", "javascript:x", "http://", "https://a\nb/"]
)
def test_a_source_that_is_no_page(source):
    with pytest.raises(BadHandshake):
        verify(source=source)


@pytest.mark.parametrize("source", [TARGET, f"{TARGET}#part", "https://ACME.example:443/charger"])
def test_a_page_that_mentions_itself(source):
    with pytest.raises(BadHandshake, match="same page"):
        verify(source=source)
    verify(source="https://acme.example/other")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"source=https%3A%2F%2Fana.example%2F",
        b'{"source": "https://ana.example/", "target": "https://acme.example/"}',
        b"source=https://a.example/&source=https://b.example/&target=https://acme.example/",
        b"source=https://a.example/&target=https://acme.example/&target=https://acme.example/x",
        b"&".join([b"a=b"] * 100),
        b"\xff" * 100,
    ],
)
def test_no_form(body):
    with pytest.raises(BadHandshake):
        verify(body=body)
    with pytest.raises(Unreadable):
        hear("webmention", body)


@pytest.mark.parametrize("known", [(), ("",), ("acme charger",), ("acme.example",)])
def test_no_site_of_ours_is_known(known):
    with pytest.raises(BadSignature):
        verify(known=Secrets({"known": known}))


def test_it_asks_for_a_visit_and_claims_nothing():
    body = urlencode({"source": SOURCE, "target": f"{TARGET}#part", "vouch": "https://x.example/"}).encode()
    [lookup] = hear("webmention", body)
    assert lookup == Lookup(
        function="visit", asked={"what": "source", "source": SOURCE, "target": f"{TARGET}#part"}, claim=None
    )


def test_the_longest_site():
    sites = ["https://acme.example", "https://acme.example/blog", "https://acme.example/b"]
    assert webmention.site_of("http://acme.example/blog/1", sites) == "https://acme.example/blog"
    assert webmention.site_of("http://acme.example/blogger", sites) == "https://acme.example"
    assert webmention.site_of("http://other.example/", sites) is None
