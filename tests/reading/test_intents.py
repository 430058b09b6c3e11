"""Complaints, calls for help, questions and praise, and their look-alikes."""

import pytest

from goodword.mention import Sentiment
from goodword.reading.intents import STRONG, find

FLAT = Sentiment("neutral", {"negative": 0.2, "neutral": 0.6, "positive": 0.2})


def intents(text: str, sentiment: Sentiment = FLAT, rating: float | None = None) -> set[str]:
    return {finding.intent for finding in find(text, sentiment, rating)}


@pytest.mark.parametrize(
    "text",
    [
        "Late again",
        "my parcel never arrived",
        "It doesn't work",
        "stopped working after two days",
        "I want a refund",
        "you charged me twice",
        "worst hotel ever",
        "total waste of money",
        "never buying from you again",
        "wrong size, no reply",
        "the app keeps crashing",
        "Still waiting for an answer",
        "your driver was rude",
        "what a joke",
        "I cancelled my subscription",
    ],
)
def test_a_complaint(text):
    assert "complaint" in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "no complaints from me",
        "can't complain",
        "not bad at all",
        "never disappoints",
        "it was not late",
        "arrived on Monday without any delay",
        "better late than never",
        "this broke the internet",
        "I will never use anything else",
        "the latest model",
        "https://acme.example/worst?late=again",
    ],
)
def test_no_complaint(text):
    assert "complaint" not in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "please help",
        "can someone help me",
        "I can't log in",
        "where is my order",
        "I'm locked out of my account",
        "please fix the checkout",
        "how do I return these shoes",
        "any update on my refund",
        "please call me back",
        "I need support",
    ],
)
def test_a_call_for_help(text):
    assert "needs_help" in intents(text)


@pytest.mark.parametrize(
    "text",
    ["thanks for your help", "I can't help but smile", "no help needed", "happy to help", "help yourself to a coffee"],
)
def test_no_call_for_help(text):
    assert "needs_help" not in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do you ship to Canada?",
        "do you ship to Canada",
        "@acme is this vegan",
        "Nice. What time do you open",
        "does anyone know the price",
        "any idea when it is back",
        "wondering if it comes in blue",
        "これはいくらですか？",
        "cuanto cuesta ?",
        "هل هو متوفر؟",
    ],
)
def test_a_question(text):
    assert "question" in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "What a great day",
        "How lovely",
        "When I got home it was there",
        "can't wait",
        "see https://acme.example/x?utm_source=mail",
        "see acme.example/x?utm=1",
        "?",
        "I know what is good",
    ],
)
def test_no_question(text):
    assert "question" not in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "I love it",
        "Thank you so much",
        "best coffee in town",
        "highly recommend",
        "great service",
        "never disappoints",
        "this made my day",
        "works like a charm",
        "10/10",
        "could not be happier",
        "can't recommend enough",
    ],
)
def test_praise(text):
    assert "praise" in intents(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks for nothing",
        "no thanks",
        "thanks in advance",
        "I would love a reply",
        "not impressed",
        "I don't recommend it",
        "not the best",
        "best before May",
        "it used to be great",
        "never been happy with it",
    ],
)
def test_no_praise(text):
    assert "praise" not in intents(text)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (0, "complaint"),
        (1, "complaint"),
        (2, "complaint"),
        (3, None),
        (4, "praise"),
        (5, "praise"),
        (6, None),
        (-1, None),
    ],
)
def test_stars_speak_without_words(rating, expected):
    assert intents("", rating=rating) == ({expected} if expected else set())


def test_a_rating_is_its_own_reason():
    assert [finding.reason for finding in find("", FLAT, 1.0)] == ["complaint: rated 1 of 5"]


@pytest.mark.parametrize(("label", "intent"), [("negative", "complaint"), ("positive", "praise")])
def test_strong_feeling_alone_is_enough(label, intent):
    def felt(strength: float) -> Sentiment:
        rest = dict.fromkeys({"negative", "neutral", "positive"} - {label}, (1 - strength) / 2)
        return Sentiment(label, {**rest, label: strength})

    assert intents("hmm", felt(STRONG)) == {intent}
    assert intents("hmm", felt(STRONG - 0.01)) == set()


def test_a_long_reason_is_cut():
    [finding] = find("and " * 100 + "when is it?", FLAT)
    assert finding.reason.startswith('question: "and and')
    assert len(finding.reason) == len('question: ""') + 60
