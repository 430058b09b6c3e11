"""A brand's own words mean what its list says: what the model reads, and what follows."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodword.mention import Sentiment
from goodword.reading.own_words import MOST, STEP, OwnWords
from goodword.reading.plain import MAX_CHARACTERS
from tests.growth import assert_linear, repeated
from tests.reading.hostile import HOSTILE

LISTS = {
    "acme": {
        "negative": ("bricked", "War", "no-show"),
        "neutral": ("War Zone", "Killer App", "戦争"),
        "positive": ("sick", "Ürün"),
    },
    "zeta": {"negative": (), "neutral": (), "positive": ()},
    "torn": {"negative": ("sick", "mid"), "neutral": ("mid",), "positive": ("sick",)},
}
OWN = OwnWords(LISTS)
EVEN = Sentiment("unsure", dict.fromkeys(("negative", "neutral", "positive"), 1 / 3))
FAIR = Sentiment("neutral", {"negative": 0.2, "neutral": 0.5, "positive": 0.3}, ("fine",))


def odds(sentiment: Sentiment, label: str) -> float:
    return math.log(sentiment.probabilities[label]) - math.log1p(-sentiment.probabilities[label])


# ---- What the model reads -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("War Zone is fun", "it is fun"),
        ("I play WAR  zone, and war zone!!", "I play it, and it!!"),
        ("my W\u200bár Zo\u0301ne.", "my it."),
        ("(War\n\tZone)", "(it)"),
        ("Ｗａｒ Ｚｏｎｅ", "it"),
        ("the killer app", "the it"),
        ("戦争は最高", "itは最高"),
        ("War Zones, warzone, post-war zoned", "it Zones, warzone, post-it zoned"),
        ("this is war", "this is it"),
        ("bricked, and sick", "it, and it"),
        ("bricks, sickness, a warden", None),
        ("", None),
    ],
)
def test_a_word_of_their_own_is_taken_out_of_what_the_model_reads(text: str, read: str | None) -> None:
    assert OWN.masked(text, "acme") == (text if read is None else read)
    assert OWN.masked(text, "zeta") == OWN.masked(text, "unheard-of") == text


def test_what_follows_the_longest_text_is_left_as_it_is() -> None:
    text = "War Zone " * 5_000
    read = OWN.masked(text, "acme")
    assert read.startswith("it it it ")
    assert read.endswith(text[MAX_CHARACTERS + 9 :])


# ---- What follows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label", "because"),
    [
        ("this thing is SICK", "positive", ("sick", "fine")),
        ("bricked", "negative", ("bricked", "fine")),
        ("a no-show", "negative", ("no-show", "fine")),
        ("urun", "positive", ("Ürün", "fine")),
        ("War Zone", "neutral", ("fine",)),
        ("War in War Zone", "negative", ("War", "fine")),
        ("sickly, homesick", "neutral", ("fine",)),
    ],
)
def test_a_word_decides_and_says_so(text: str, label: str, because: tuple[str, ...]) -> None:
    sentiment = OWN.apply(text, "acme", FAIR)
    assert (sentiment.label, sentiment.because) == (label, because)


@pytest.mark.parametrize(
    ("text", "moved"), [("sick", 1), ("sick, sick, sick", 1), ("sick ürün", 2), ("sick ürün bricked", 2)]
)
def test_each_word_moves_the_log_odds_once_and_all_together_so_far_at_most(text: str, moved: int) -> None:
    lists = {"acme": {**LISTS["acme"], "positive": ("sick", "Ürün", "lit")}}
    for own, words in ((OWN, text), (OwnWords(lists), f"{text} lit" if moved == 2 else text)):
        received = own.apply(words, "acme", FAIR)
        step = received.probabilities["positive"] / received.probabilities["neutral"] / (0.3 / 0.5)
        assert math.log(step) == pytest.approx(min(STEP * moved, MOST))
        if "bricked" not in words:
            assert odds(received, "positive") - odds(FAIR, "positive") == pytest.approx(min(STEP * moved, MOST))


def test_where_nothing_could_be_read_the_list_is_heard_and_may_be_torn() -> None:
    assert OWN.apply("sick", "acme", EVEN).label == "positive"
    between = Sentiment("neutral", {"negative": 0.25, "neutral": 0.5, "positive": 0.25})
    torn = OWN.apply("sick but bricked", "acme", between)
    assert torn.label == "unsure"
    assert set(torn.because) == {"sick", "bricked"}


def test_a_word_that_was_ruled_out_can_be_moved_and_nothing_is_certain() -> None:
    certain = Sentiment("negative", {"negative": 1.0, "neutral": 0.0, "positive": 0.0})
    sentiment = OWN.apply("sick ürün", "acme", certain)
    assert sentiment.label == "negative"
    assert 0 < sentiment.probabilities["positive"] < 0.001


def test_of_a_word_in_two_lists_the_kinder_list_counts() -> None:
    assert OWN.apply("sick", "torn", FAIR).label == "positive"
    assert OWN.apply("mid", "torn", FAIR) == FAIR
    assert OWN.masked("mid", "torn") == "it"


def test_no_more_words_decide_than_a_mention_names() -> None:
    sentiment = OWN.apply("sick", "acme", Sentiment("neutral", FAIR.probabilities, tuple("abcde")))
    assert sentiment.because == ("sick", *"abcd")


def test_without_a_word_of_its_own_a_text_sounds_as_it_did() -> None:
    assert OWN.apply("nothing of the kind", "acme", FAIR) is FAIR
    assert OWN.apply("sick", "zeta", FAIR) is FAIR
    assert OWN.apply("sick", "unheard-of", FAIR) is FAIR


# ---- Any text -------------------------------------------------------------------------------------------------------

SHARES = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda parts: [part / sum(parts) for part in parts])


@given(
    HOSTILE | st.lists(st.sampled_from(["sick", "War", "Zone", "bricked", "戦争", "\u0301", "#", " "])).map("".join),
    SHARES,
)
@example("War Zone\x00", [1 / 3] * 3)
@example("\u202eWar\ud800 Zone", [1 / 3] * 3)
def test_probabilities_stay_a_distribution_and_only_whole_words_go(text: str, shares: list[float]) -> None:
    before = Sentiment("unsure", dict(zip(EVEN.probabilities, shares, strict=True)))
    sentiment = OWN.apply(text, "acme", before)
    assert math.isclose(sum(sentiment.probabilities.values()), 1)
    assert all(0 < part < 1 for part in sentiment.probabilities.values())
    assert sentiment.label == "unsure" or sentiment.probabilities[sentiment.label] == max(
        sentiment.probabilities.values()
    )
    read = OWN.masked(text, "acme")
    assert OWN.masked(read, "acme") == read or "it" in read


@pytest.mark.parametrize(
    "part", ["War Zone ", "War ", "w", "戦", "戦争", "\u0301", "ﷺ", "#War@", "\x00", "😡", "sick-"]
)
def test_long_texts_take_no_longer_than_their_length_says(part: str) -> None:
    many = {"acme": {"neutral": tuple(f"war {number}" for number in range(200)) + LISTS["acme"]["neutral"]}}
    own = OwnWords(many)
    for size in (3_000, 12_500):  # 25,000 characters are read
        assert_linear(lambda text: own.apply(own.masked(text, "acme"), "acme", EVEN), repeated(part), size)
