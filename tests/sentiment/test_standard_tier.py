"""The tier in service: encoder and linear model together, or the linear model alone if it is sure."""

import re
from pathlib import Path

import goodword_model
import pytest

from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import LABELS, MAX_BECAUSE, Text
from goodword.sentiment.standard import StandardScorer, standard_scorer
from tests.conftest import SHARED
from tests.sentiment.measured import macro_f1, macro_recall, tweets

VAL = SHARED / "sentiment" / "tweeteval" / "val.tsv"
SCORER = StandardScorer(Path(goodword_model.__file__).parent)

PLAIN = (
    "I love my new kettle, it is brilliant",
    "third time the parcel went missing, I am so tired of this",
    "honestly the nicest staff, they made my day",
    "the app logs me out every morning and support just shrugs",
    "what a waste of an evening, the food was cold and the waiter rude",
    "so happy with this, thank you",
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (PLAIN[0], "positive"),
        (PLAIN[1], "negative"),
        (PLAIN[2], "positive"),
        (PLAIN[4], "negative"),
        ("The shop opens at nine on Monday", "neutral"),
        ("not bad at all, I am impressed", "positive"),
    ],
)
def test_english_is_read(text, label):
    shares = SCORER.score(Text(text, "en")).probabilities
    assert max(shares, key=shares.__getitem__) == label


def test_it_answers_as_the_fast_tier_where_that_is_sure():
    text = Text("I love it, amazing, thank you so much!", "en")
    assert SCORER.score(text).probabilities == FastScorer().score(text).probabilities


def test_what_the_encoder_never_saw_is_left_to_the_fast_tier():
    for text in (Text("das ist schrecklich", "de"), Text("最高です", "ja"), Text("", None)):
        assert SCORER.score(text) == FastScorer().score(text)
        assert SCORER.danger(text) == 0


@pytest.mark.parametrize("words", PLAIN)
def test_without_the_words_that_decided_it_sounds_otherwise(words):
    text = Text(words, "en")
    sentiment = SCORER.score(text)
    found = SCORER.because(text, sentiment)
    assert len(found) <= MAX_BECAUSE
    if sentiment.label == "unsure":
        assert found == ()
        return
    left = words
    for word in found:
        left = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", left, flags=re.IGNORECASE)
    lost = sentiment.probabilities[sentiment.label] - SCORER.score(Text(left, "en")).probabilities[sentiment.label]
    assert not found or lost >= 0.1


def test_danger_without_the_words_of_danger():
    subtle = "is it normal that the plug goes brown and smells when the heater is on? baby sleeps in that room"
    assert SCORER.danger(Text(subtle, "en")) > 0.5
    assert SCORER.danger(Text("what a killer show last night, the drummer was on fire", "en")) < 0.5


def test_it_is_the_one_in_service_where_the_layer_is_there():
    assert standard_scorer().name == SCORER.name
    assert SCORER.name.startswith("standard-")


@pytest.mark.skipif(not VAL.exists(), reason="../shared/data/sentiment is absent")
def test_it_reads_tweets_that_it_has_not_learnt_from():
    """73.9 recall and 71.2 F1 when it was trained, on every fourth of the validation texts, unweighted."""
    texts, labels = tweets(VAL)
    found = SCORER.score_all(texts[::4])
    assert macro_recall(found, labels[::4]) > 0.71
    assert macro_f1(found, labels[::4]) > 0.68


@pytest.mark.skipif(not VAL.exists(), reason="../shared/data/sentiment is absent")
def test_it_is_unsure_of_a_quarter_and_mostly_right_about_the_rest():
    texts, labels = tweets(VAL)
    found = SCORER.score_all(texts[1::4])
    sure = [
        (sentiment.label, label)
        for sentiment, label in zip(found, labels[1::4], strict=True)
        if sentiment.label != "unsure"
    ]
    right = sum(item == label for item, label in sure) / len(sure)
    in_all = sum(
        max(LABELS, key=sentiment.probabilities.__getitem__) == label
        for sentiment, label in zip(found, labels[1::4], strict=True)
    )
    assert len(sure) / len(found) > 0.7
    assert right > in_all / len(found) + 0.05
