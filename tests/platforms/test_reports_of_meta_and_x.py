"""What others once read wrongly of Meta's products and of X: the shared inputs, where they are at hand."""

import pytest

from goodword.config.loading import load_yaml
from goodword.scoring.reader_factory import reader
from goodword.sentiment.fast import FastScorer
from tests.conftest import SHARED
from tests.platforms.hearing import mention

REPORTS = SHARED / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/data is absent")

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
    ("name", "platform", "words", "priority"),
    [
        ("01-whatsapp-flow", "whatsapp", "Poor\nthe charger caught fire and burnt my hand", "P1"),
        ("13-x-retweet-truncated", "x", BURNT, "P1"),
        ("20-messenger-postback", "instagram", "I want my money back", "P2"),
    ],
)
def test_the_words_are_heard_and_read(name, platform, words, priority):
    heard = mention(platform, (REPORTS / f"{name}.json").read_bytes())
    assert heard.text.endswith(words)
    scored = reader(load_yaml(CONFIGURATION), FastScorer()).read(heard)
    assert scored.priority == priority
