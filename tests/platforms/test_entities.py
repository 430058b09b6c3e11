"""Entities are decoded once, and only where the platform says that its texts are escaped."""

import re

import pytest

from goodword import platforms
from goodword.mention import Mention
from goodword.reading.matching import Brands
from tests.conftest import ROOT
from tests.platforms.hearing import hear

WRITTEN = "Tom &amp; Jerry &lt;3 &amp;lt;b&amp;gt;"
DECODED = "Tom & Jerry <3 &lt;b&gt;"
ESCAPED = {"mastodon", "slack", "x", "youtube"}
"""HTML; three characters, by their documentation; and XML. Every other text is what the person typed."""

PUSHED = [name for name in platforms.names() if name not in {"google_business", "trustpilot", "webmention"}]
"""The others push ids only."""


def texts_of(name):
    """What is heard when the sample event says this in the middle of its words."""
    sample = next(ROOT.glob(f"events/{name}.*")).read_text(encoding="utf-8")
    words = next(
        mention.text for mention in hear(name, sample.encode()) if isinstance(mention, Mention) and mention.text
    )
    piece = max(re.split(r"[^A-Za-z ]", words), key=len)
    return [
        mention.text for mention in hear(name, sample.replace(piece, WRITTEN).encode()) if isinstance(mention, Mention)
    ]


@pytest.mark.parametrize("name", PUSHED)
def test_entities_are_decoded_as_the_platform_says(name):
    expected = DECODED if name in ESCAPED else WRITTEN
    assert any(expected in (text or "") for text in texts_of(name))


def test_no_reader_decodes_again():
    brands = Brands.of_terms({"acme": ["<acme>"]}, {})
    assert brands.match("an <acme> tag")
    assert not brands.match("how to write &lt;acme&gt;")
