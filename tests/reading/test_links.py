"""A brand in a link is found as if it were typed out; nothing else reads links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.reading.matching import Brands, BrandSpec
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer
from tests.platforms.hearing import mention

ACME = {"terms": ("acme", "Acme Charger"), "handles": ("acme_help",), "hashtags": ("LoveAcme",)}


def found(*links, text="never again", **spec):
    return [match.because for match in Brands([BrandSpec(key="b", **spec or ACME)], {}).match(text, links=links)]


@pytest.mark.parametrize(
    "link",
    [
        "https://acme.example/shop",
        "https://www.ACME.example",
        "shop.example/acme",
        "https://shop.example/products/acme-65w",
        "https://shop.example/products/old_acme_65w",
        "https://shop.example/find?q=my%20acme%20lamp",
        "https://shop.example/find?q=my+acme+lamp",
        "https://away.example/?to=https%3A%2F%2Facme.example%2Fshop",
        "https://shop.example/#acme",
        "Acme: the shop",
        "#acme",
        "#MyAcme",
    ],
)
def test_a_term_in_a_link(link):
    assert found(link) == ["acme, in a link"]


def test_names_of_several_words():
    assert found("https://shop.example/acme-charger", terms=("Acme Charger",)) == ["Acme Charger, in a link"]
    assert found("https://shop.example/caf%C3%A9-%C3%A9lan", terms=("Cafe Élan",)) == ["Cafe Élan, in a link"]
    assert found("acme", "charger", terms=("Acme Charger",)) == [], "one link ends where the next begins"
    assert found("charger", text="my acme", terms=("Acme Charger",)) == [], "and the text ends before them"


@pytest.mark.parametrize(
    "link",
    [
        "@acme_help",
        "https://mastodon.example/@Acme_Help",
        "https://x.com/acme_help",
        "https://www.instagram.com/acme_help/?hl=en",
        "https://t.me/acme_help",
        "https://www.linkedin.com/company/acme_help",
    ],
)
def test_a_handle_in_a_link(link):
    assert found(link, handles=("acme_help",)) == ["@acme_help, in a link"]


@pytest.mark.parametrize(
    "link", ["https://acmespirit.example", "https://x.com/acme_helper", "https://shop.example/acme_help", "ac me", ""]
)
def test_what_is_not_named_in_a_link(link):
    assert found(link, terms=("acme",) if "help" not in link else (), handles=("acme_help",)) == []


def test_the_text_comes_first_and_an_exclusion_looks_at_both():
    assert found("https://acme.example", text="my acme lamp") == ["acme"]
    assert found("https://shop.example/acme-climbing", terms=("acme",), exclude=("climbing",)) == []
    assert found("https://acme.example", text="a lamp", queries=("acme AND lamp",)) == ["query: acme AND lamp"]


@given(st.lists(st.text(max_size=60), max_size=20))
def test_any_links_can_be_looked_through(links):
    found(*links)


def test_a_link_is_looked_through_for_the_brand_alone():
    reader = Reader(Brands([BrandSpec(key="acme", **ACME)], {}), FastScorer())
    item = {"external_id": "1", "text": "lovely weather"}
    hidden = reader.read(mention("standard", item | {"links": ["https://acme.example/fire-burnt-scam-lawsuit"]}))
    shown = reader.read(mention("standard", item | {"text": "lovely weather", "links": ["https://acme.example"]}))
    assert [match.because for match in hidden.brands] == ["acme, in a link"]
    for name in ("text", "sentiment", "intents", "priority", "copies", "touchpoint", "language"):
        assert getattr(hidden, name) == getattr(shown, name), name
    assert reader.read(mention("standard", item)) is None
