"""The smoke set, tests/data/smoke.tsv: a few invented texts that need no other data.

It shows that nothing is broken, not how well texts are read: the set is small, and its floors are low. The examples
beside this file, and the tweets of ../shared/data, measure how well texts are read.
"""

from functools import cache

import pytest

from goodword.reading.spam import spam
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.languages import language_of
from goodword.sentiment.scorer import LABELS, Text
from goodword.sentiment.standard import standard_scorer
from tests.known_data import smoke_texts
from tests.reading.measure import INTENTS, found_in
from tests.sentiment.measured import best, macro_recall

MACRO_RECALL = {"fast": 0.65, "standard": 0.70}
"""Of the sentiment of the English texts, by tier."""
RIGHT_ELSEWHERE = 0.5
"""The share of texts in other languages with the right sentiment; chance is a third."""
RECALL = 0.5
"""Of each intent, in English."""
PRECISION = 0.5
"""Of all intents together, in English. Many texts could have one more label than they have."""


@cache
def scorer(tier):
    return {"fast": FastScorer, "standard": standard_scorer}[tier]()


@cache
def english():
    return [example for example in smoke_texts() if example.language == "en"]


@cache
def found():
    """For each English text: its intents, and those that are found."""
    sounds = scorer("fast").score_all([Text(example.text, "en") for example in english()])
    return [(example.intents, found_in(example.text, sound)) for example, sound in zip(english(), sounds, strict=True)]


def test_the_set_is_what_it_says():
    texts = smoke_texts()
    assert len({text.text for text in texts}) == len(texts) >= 60
    assert set().union(*(text.intents for text in texts)) == set(INTENTS)
    assert {text.sentiment for text in texts} == set(LABELS)
    assert {text.language for text in texts} >= {"en", "de", "es", "fr", "it", "pt", "ar"}


@pytest.mark.parametrize("tier", MACRO_RECALL)
def test_english_sentiment(tier):
    sounds = scorer(tier).score_all([Text(example.text, "en") for example in english()])
    assert macro_recall(sounds, [example.sentiment for example in english()]) >= MACRO_RECALL[tier]


def test_sentiment_of_other_languages():
    others = [example for example in smoke_texts() if example.language != "en"]
    sounds = scorer("standard").score_all([Text(other.text, other.language) for other in others])
    right = [best(sound) == example.sentiment for example, sound in zip(others, sounds, strict=True)]
    assert sum(right) / len(right) >= RIGHT_ELSEWHERE


@pytest.mark.parametrize("intent", INTENTS)
def test_each_intent_is_found(intent):
    hits = [intent in intents for labelled, intents in found() if intent in labelled]
    assert sum(hits) / len(hits) >= RECALL


def test_most_intents_that_are_found_are_right():
    right = [intent in labelled for labelled, intents in found() for intent in intents]
    assert sum(right) / len(right) >= PRECISION


def test_few_texts_are_taken_for_danger():
    wrong = [labelled for labelled, found_here in found() if "safety_or_legal" in found_here - labelled]
    assert len(wrong) <= 2


def test_no_customer_is_taken_for_spam():
    assert [example.text for example in smoke_texts() if spam(example.text) and "spam" not in example.intents] == []


def test_languages_are_known():
    known = [language_of(example.text) == example.language for example in smoke_texts()]
    assert sum(known) / len(known) >= 0.9
