"""Which brand a text is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.mention import BrandMatch
from goodword.reading.matching import Brands


def found(text: str, *terms: str) -> list[str]:
    return [match.because for match in Brands.of_terms({"b": terms}, {}).match(text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("acme", "Acme"),
        ("acme", "I love ACME."),
        ("acme", "#Acme"),
        ("acme", "@acme hello"),
        ("acme", "Acme's new kettle"),
        ("acme", "Acme’s new kettle"),
        ("acme", "(acme)"),
        ("acme", "acme-like"),
        ("acme", "https://acme.com/x"),
        ("acme", "Ａｃｍｅ"),
        ("acme", "𝐀𝐜𝐦𝐞"),
        ("acme", "ac\u200bme"),
        ("Äcmé", "acme"),
        ("acme", "ÁCMÉ"),
        ("acme", "acme❤"),
        ("Straße 9", "STRASSE 9"),
        ("acme spirit", "the Acme  \n Spirit"),
        ("#acme", "so good #ACME!"),
        ("@acme", "cc @Acme"),
        ("AT&T", "my at&amp;t bill"),
        ("C++", "I write c++ daily"),
        ("Yahoo!", "yahoo! mail"),
        ("アクメ", "このアクメ製品"),
        ("삼성", "삼성은 좋다"),
        ("राम", "यह राम।"),
        ("شركة", "هذه شَرِكة"),
    ],
)
def test_it_is_named(term, text):
    assert found(text, term) == [term]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("acme", "acmespirit"),
        ("acme", "superacme"),
        ("acme", "@acme_support"),
        ("acme", "acme2"),
        ("acme", "éacme"),
        ("acme", ""),
        ("#acme", "acme"),
        ("#acme", "#acmefans"),
        ("@acme", "help@acme.com"),
        ("acme spirit", "acme's spirit"),
        ("C++", "c is fine"),
        ("a.c", "abc"),
        ("राम", "रामायण"),
        ("가", "각"),
    ],
)
def test_it_is_not_named(term, text):
    assert found(text, term) == []


def test_the_reason_is_the_longest_term_in_the_spelling_of_the_configuration():
    assert found("buy acme spirit", "acme", "Acme Spirit") == ["Acme Spirit"]
    assert found("#acme", "acme", "#Acme") == ["#Acme"]


def test_the_brand_of_the_source_comes_first_and_every_brand_once():
    brands = Brands.of_terms({"acme": ["acme"], "zeta": ["zeta"]}, {"zeta-facebook": "zeta"})
    assert brands.match("acme and zeta", "zeta-facebook") == (
        BrandMatch("zeta", "source zeta-facebook"),
        BrandMatch("acme", "acme"),
    )
    assert brands.match("acme acme", "elsewhere") == (BrandMatch("acme", "acme"),)


def test_one_text_can_name_two_brands_with_the_same_words():
    brands = Brands.of_terms({"acme": ["acme"], "spirit": ["acme spirit"]}, {})
    assert [match.brand for match in brands.match("acme spirit")] == ["acme", "spirit"]


def test_terms_of_nothing_match_nothing():
    assert Brands.of_terms({"b": ["", " ", "\u200b"]}, {}).match("anything") == ()


@given(st.text(), st.text())
def test_a_term_between_spaces_is_always_found(before, after):
    assert found(f"{before} . acme . {after}", "acme") == ["acme"]
