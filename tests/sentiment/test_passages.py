"""Which words of a text are read, and whose they are."""

import pytest
from hypothesis import given

from goodword.sentiment.attribution import MOST_WORDS, focus, masked, own_words, passage
from tests.reading.hostile import HOSTILE


def spans(text, name):
    at = text.lower().find(name.lower())
    return [(at, at + len(name))] if at >= 0 else []


def tilt(part):
    return ("love" in part or "great" in part) - ("hate" in part or "awful" in part)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("so true! RT @jo: acme is the worst", "so true!"),
        ("> acme is awful\nI disagree completely", "I disagree completely"),
        ('"@jo: acme is the worst" no, they helped me', "no, they helped me"),
        ("RT @jo: acme is the worst", "RT @jo: acme is the worst"),
        ("plain words", "plain words"),
        ('they said "we will call you" and never did', 'they said "we will call you" and never did'),
    ],
)
def test_quoted_and_reposted_words_are_not_the_authors(text, own):
    assert " ".join(own_words(text).split()) == own


@pytest.mark.parametrize(("name", "part"), [("Android", "hate Android"), ("iPhone", "love iPhone")])
@pytest.mark.parametrize(
    "text", ["I hate Android, love iPhone", "hate Android but I love iPhone", "love iPhone. hate Android."]
)
def test_two_opinions_are_told_apart(text, name, part):
    found = focus(text, spans(text, name), tilt)
    assert name in found
    assert tilt(found) == (1 if "love" in part else -1)


def test_one_opinion_is_read_whole():
    text = "I love Acme, and the shop is great"
    assert focus(text, spans(text, "Acme"), tilt) == text
    assert focus(text, [], tilt) == text


def test_a_name_says_nothing():
    assert masked("War Zone is out", [(0, 8)]) == "@user is out"
    assert masked("a War Zone", [(2, 10), (2, 5)]) == "a @user"


def test_of_a_long_text_the_sentences_about_the_brand_are_read():
    filler = "We walked along the river for a while and then had lunch somewhere nice. "
    text = filler * 20 + "The Acme charger is awful. " + filler * 20 + "Never again!"
    read = passage(text, spans(text, "Acme"))
    assert "The Acme charger is awful." in read
    assert "Never again!" in read
    assert len(read.split()) <= MOST_WORDS


def test_a_short_text_is_read_as_it_is():
    assert passage("short  text", []) == "short  text"


@given(HOSTILE)
def test_any_text_has_a_passage(text):
    assert len(passage(own_words(text), [(0, 3)]).split()) <= MOST_WORDS
    assert isinstance(focus(text, [(0, 3)], tilt), str)
