"""Complaints, calls for help, questions and praise, and their look-alikes."""

import pytest

from goodword.mention import Sentiment
from goodword.reading.intents import STRONG, find
from tests.growth import assert_linear, repeated

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


CUSTOM = {
    "pre_purchase": [
        "thinking of getting the red one",
        "before I order: does it fold?",
        "waiting for the price to drop, it's in my basket",
        "torn between this tent and the other",
    ],
    "wish": [
        "please bring back the mango one",
        "would be great if it had a dark mode",
        "when are you opening in Cork?",
        "I wish there was a smaller size",
    ],
    "would_return": [
        "we'll be back next summer",
        "can't wait to order again",
        "not the last time we eat here",
        "renewed for another year",
    ],
    "would_not_return": [
        "never setting foot in there again",
        "that was my last order",
        "switching to a competitor",
        "I've closed my account",
    ],
    "spam": ["You are today's lucky winner, pay only shipping"],
}


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in CUSTOM.items() for text in texts])
def test_what_custom_there_may_be(intent, text):
    found = [finding for finding in find(text, FLAT) if finding.intent == intent]
    assert len(found) == 1
    assert found[0].reason.split(": ")[1].strip('"') in text.lower() or found[0].reason.endswith('..."')


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("pre_purchase", "I bought it yesterday and it broke"),
        ("pre_purchase", "worth every penny"),
        ("wish", "I wish you all a happy new year"),
        ("wish", "please fix this"),
        ("would_return", "when will the servers come back"),
        ("would_return", "I am returning the shoes"),
        ("would_not_return", "how do I cancel my order?"),
        ("would_not_return", "last time we came it was lovely"),
        ("would_not_return", "I will never use anything else"),
        ("spam", "I won a prize at your shop, thank you"),
    ],
)
def test_no_such_custom(intent, text):
    assert intent not in intents(text)


def test_who_leaves_complains_and_does_not_come_back():
    found = intents("That's me done. Cancelled my membership, won't be back.")
    assert {"complaint", "would_not_return"} <= found
    assert "would_return" not in found


def test_who_comes_back_is_glad_unless_it_sounds_otherwise():
    assert intents("see you next week") >= {"would_return", "praise"}
    cross = Sentiment("negative", {"negative": 0.6, "neutral": 0.3, "positive": 0.1})
    assert "praise" not in intents("see you next week", cross)


def test_a_favour_asked_for_is_no_question():
    assert intents("could you ring me back about my order?") == {"needs_help"}


def test_thanks_in_a_complaint_that_sounds_like_one_is_no_praise():
    cross = Sentiment("negative", {"negative": 0.6, "neutral": 0.3, "positive": 0.1})
    assert "praise" not in intents("Two hours late, the food was cold. Great job.", cross)


def test_an_advertisement_asks_and_praises_nothing():
    found = intents("Want free followers? Best prices, DM me for amazing promo deals!")
    assert "spam" in found
    assert found & {"question", "praise"} == set()


@pytest.mark.parametrize("part", ["not ", "I ", "a?", "so ", "is my "])
def test_a_hundred_thousand_characters_take_no_longer_than_their_number_says(part):
    for size in (250, 1_000, 12_500):  # 2,000 characters are read for most, 8,000 for danger
        assert_linear(intents, repeated(part), size)


@pytest.mark.parametrize(
    ("rating", "intent"),
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
def test_stars_speak_without_words(rating, intent):
    assert intents("", rating=rating) == ({intent} if intent else set())


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
