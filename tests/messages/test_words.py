"""Texts for bands, counts and languages."""

from datetime import timedelta

import pytest

from goodword.messages.languages import language
from goodword.messages.words import audience, colleague, contacts, local, span
from tests.messages.scenarios import NOW


@pytest.mark.parametrize(
    ("followers", "band"),
    [
        (-1, "fewer than 100 followers"),
        (0, "fewer than 100 followers"),
        (99, "fewer than 100 followers"),
        (100, "100 to 1,000 followers"),
        (999, "100 to 1,000 followers"),
        (1_000, "1,000 to 10,000 followers"),
        (10_000, "10,000 to 100,000 followers"),
        (99_999, "10,000 to 100,000 followers"),
        (100_000, "100,000 to 1 million followers"),
        (1_000_000, "1 million to 10 million followers"),
        (9_999_999, "1 million to 10 million followers"),
        (10_000_000, "10 million or more followers"),
        (2**53, "10 million or more followers"),
    ],
)
def test_an_audience_is_a_band(followers: int, band: str) -> None:
    assert audience(followers) == band


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        (0, "First mention by this author."),
        (1, "Wrote once before."),
        (2, "Wrote 2 times before."),
        (100, "Wrote 100 times before."),
        (101, "Wrote more than 100 times before."),
    ],
)
def test_earlier_contacts_are_counted_up_to_a_hundred(earlier: int, sentence: str) -> None:
    assert contacts(earlier) == sentence


@pytest.mark.parametrize(
    ("key", "name"),
    [("ben", "ben"), ("ben-2", "ben-2"), (None, "a colleague"), ("", "a colleague"), ("a\nWHO: b", "a WHO b")],
)
def test_a_colleague_goes_by_their_key(key: str | None, name: str) -> None:
    assert colleague(key) == name


def test_a_long_key_is_bounded() -> None:
    assert colleague("b" * 32) == "b" * 20


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Wo bleibt mein Paket", "de", "German"),
        ("Cadê meu pedido", "pt-BR", "Portuguese"),
        ("Where is it", "EN_us", "English"),
        ("Where is it", None, None),
        ("Where is it", "und", None),
        ("Asan na po yung order ko", "fil", None),  # not Finnish
        ("зарядка загорелась, model X", "en", "Cyrillic"),
        ("зарядка", "ru", "Russian"),
        ("my зарядка caught fire", "en", "English"),
        ("充電器が燃えた", "en", "Japanese"),
        ("🔥 12:30", "en", None),
        ("", "en", None),
    ],
)
def test_a_language_is_named_by_letters_first_and_by_the_platform_where_they_are_latin(
    text: str, lang: str | None, name: str | None
) -> None:
    assert language(text, lang) == name


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", "", "Europe", "x" * 300])
def test_a_zone_that_is_none_is_read_as_utc(zone: str) -> None:
    assert local(NOW, zone) == NOW
    assert local(NOW, zone).tzname() == "UTC"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "1 min"), (12, "12 min"), (179, "179 min"), (180, "3 h"), (4_320, "3 d")]
)
def test_a_span_is_short(minutes: int, words: str) -> None:
    assert span(timedelta(minutes=minutes)) == words
