"""What others once read wrongly: invented inputs of that kind, and the shared ones where they are at hand."""

import pytest

from goodword.config.loading import load_yaml
from goodword.scoring.reader_factory import reader
from goodword.sentiment.fast import FastScorer
from tests.platforms.hearing import mention
from tests.reports import report


@pytest.mark.parametrize(
    ("origin", "name", "platform", "words"),
    [
        ("own", "slack-bot-attachments", "slack", "2 stars by Olu\nThe heel fell off at a wedding."),
        ("own", "telegram-rich", "telegram", "The Tidewell tap has been leaking since Sunday"),
        ("own", "discord-forward", "discord", "the season pass vanished after the patch"),
        (
            *("own", "mastodon-quote-poll", "mastodon"),
            "Whose saddle hurts most?\nLarkfield\nHillbrook\nA torn Larkfield saddle",
        ),
        (
            *("shared", "02-slack-bot-attachments", "slack"),
            "1 star by Rita M.\nThe charger got so hot that it melted my table.",
        ),
        ("shared", "10-telegram-rich", "telegram", "My Acme charger caught fire last night"),
        ("shared", "12-discord-forward", "discord", "your charger caught fire"),
        (
            *("shared", "22-mastodon-quote-poll", "mastodon"),
            "Which charger brand is worst?\nAcme\nZeta\nA burnt Acme charger",
        ),
    ],
)
def test_words_outside_the_one_text_field(origin, name, platform, words):
    received = mention(platform, report(origin, f"{name}.json").read_bytes(), {"UOURS"})
    assert words in received.text
    assert not received.from_self


@pytest.mark.parametrize(
    ("origin", "name", "brand", "term"),
    [("own", "bluesky-link-card", "lark", "larkfield"), ("shared", "08-bluesky-link-card", "acme", "acme")],
)
def test_a_brand_that_stands_in_a_link_alone(origin, name, brand, term):
    configuration = load_yaml(report(origin, f"{name}.yaml").read_text())
    post = mention("bluesky", report(origin, f"{name}.json").read_bytes())
    scored = reader(configuration, FastScorer()).read(post)
    assert [(match.brand, match.because) for match in scored.brands] == [(brand, f"{term}, in a link")]
    assert term not in scored.text
