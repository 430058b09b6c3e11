"""What others once read wrongly: the shared inputs of that kind, where they are at hand."""

import pytest

from goodword.config.loading import load_yaml
from goodword.scoring.reader_factory import reader
from goodword.sentiment.fast import FastScorer
from tests.conftest import SHARED
from tests.platforms.hearing import mention

REPORTS = SHARED / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/data is absent")


@pytest.mark.parametrize(
    ("name", "platform", "words"),
    [
        ("02-slack-bot-attachments", "slack", "1 star by Rita M.\nThe charger got so hot that it melted my table."),
        ("10-telegram-rich", "telegram", "My Acme charger caught fire last night"),
        ("12-discord-forward", "discord", "your charger caught fire"),
        ("22-mastodon-quote-poll", "mastodon", "Which charger brand is worst?\nAcme\nZeta\nA burnt Acme charger"),
    ],
)
def test_words_outside_the_one_text_field(name, platform, words):
    heard = mention(platform, (REPORTS / f"{name}.json").read_bytes(), {"UOURS"})
    assert words in heard.text
    assert not heard.from_self


def test_a_brand_that_stands_in_a_link_alone():
    configuration = load_yaml((REPORTS / "08-bluesky-link-card.yaml").read_text())
    post = mention("bluesky", (REPORTS / "08-bluesky-link-card.json").read_bytes())
    scored = reader(configuration, FastScorer()).read(post)
    assert [(match.brand, match.because) for match in scored.brands] == [("acme", "acme, in a link")]
    assert "acme" not in scored.text
