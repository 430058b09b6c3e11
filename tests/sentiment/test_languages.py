"""Which language a text is in, and how well we read it."""

import pytest
from hypothesis import given

from goodword.sentiment.languages import language_of, quality_of
from tests.conftest import SHARED
from tests.reading.hostile import HOSTILE

UMSAB = SHARED / "sentiment" / "umsab"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order? It should have been here on Monday", "en"),
        ("lol that sucks", "en"),
        ("Wo bleibt mein Paket, das sollte am Montag da sein", "de"),
        ("ya no vuelvo a comprar en esta tienda", "es"),
        ("bhai ye kya hai, mera order kab aayega", "hi"),
        ("मेरा ऑर्डर कहाँ है", "hi"),
        ("أين طلبي؟ لم يصل بعد", "ar"),
        ("日本語のテストです", "ja"),
        ("Waar is mijn pakket gebleven?", "nl"),
        ("@someone https://example.com/deutsch 😂", None),
        ("", None),
        ("!", None),
    ],
)
def test_a_text_has_a_language(text, language):
    assert language_of(text) == language


def test_what_the_platform_says_counts_where_the_words_tell_little():
    assert language_of("Super", "de-DE") in ("de", "en")
    assert language_of("The delivery never came and nobody answers", "de") == "en"


def test_how_well_each_is_read():
    assert [quality_of(language) for language in ("en", None, "de", "hi", "nl", "ja")] == [
        "full",
        "full",
        "basic",
        "basic",
        "none",
        "none",
    ]


@given(HOSTILE)
def test_any_text_has_an_answer(text):
    assert quality_of(language_of(text)) in ("full", "basic", "none")


@pytest.mark.skipif(not UMSAB.exists(), reason="../shared/data/sentiment is absent")
@pytest.mark.parametrize(
    ("name", "code", "least"),
    [
        ("english", "en", 0.99),
        ("german", "de", 0.85),
        ("spanish", "es", 0.95),
        ("french", "fr", 0.95),
        ("arabic", "ar", 0.95),
    ],
)
def test_tweets_are_known_by_their_language(name, code, least):
    texts = [line.split("\t", 1)[1] for line in (UMSAB / f"{name}_val.tsv").read_text("utf-8").split("\n") if line]
    assert sum(language_of(text) == code for text in texts) / len(texts) >= least
