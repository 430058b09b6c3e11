"""What others once read wrongly of Meta's products and of X: invented inputs, and the shared ones where they are."""

import pytest

from goodword.config.loading import load_yaml
from goodword.scoring.reader_factory import reader
from goodword.sentiment.fast import FastScorer
from tests.platforms.hearing import mention
from tests.reports import report

BURNT = "Acme charger caught fire next to my bed"
CONFIGURATION = """
brands:
  acme: { name: Acme, terms: [acme], team: care }
sources:
  acme: { platform: whatsapp, brand: acme }
teams:
  care: { people: { ana: { mail: ana@acme.example } } }
"""


@pytest.mark.parametrize(
    ("origin", "name", "platform", "words", "priority"),
    [
        ("own", "whatsapp-flow", "whatsapp", "Bad\nthe boiler exploded and hurt my father", "P1"),
        ("own", "x-retweet-truncated", "x", "halfway down the Larkfield battery exploded and burnt my leg", "P1"),
        ("own", "messenger-postback", "instagram", "I want a refund", "P2"),
        ("shared", "01-whatsapp-flow", "whatsapp", "Poor\nthe charger caught fire and burnt my hand", "P1"),
        ("shared", "13-x-retweet-truncated", "x", BURNT, "P1"),
        ("shared", "20-messenger-postback", "instagram", "I want my money back", "P2"),
    ],
)
def test_the_words_are_heard_and_read(origin, name, platform, words, priority):
    received = mention(platform, report(origin, f"{name}.json").read_bytes())
    assert received.text.endswith(words)
    scored = reader(load_yaml(CONFIGURATION), FastScorer()).read(received)
    assert scored.priority == priority
