"""Two thousand hostile texts: each gets an answer, and none takes longer than its length allows."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, partial
from random import Random

import pytest

from goodword.mention import Mention, ScoredMention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.reading.touchpoints import Touchpoints
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import LABELS, ReadingScorer
from goodword.sentiment.standard import standard_scorer
from tests.growth import assert_linear
from tests.naming import naming
from tests.sentiment.hostile_texts import KINDS, LONGEST, hostile

TEXTS, BY_STANDARD = 2_000, 150
MOST_ENCODED = 6
"""How many texts of at most 64 pieces the encoder reads for one text. It takes longer than everything else."""
NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
BRANDS = Brands.of_terms({"acme": ["acme"], "zeta": ["zeta"]}, {"acme-x": "acme"})
TOUCHPOINTS = Touchpoints.of_packs(["retail"], {})


def test_the_fast_tier_answers_each():
    answer_all(range(TEXTS), FastScorer)


def test_the_standard_tier_answers_each():
    answer_all((31 * number for number in range(BY_STANDARD)), standard_scorer)


def test_the_standard_tier_asks_the_encoder_a_few_times_at_most(monkeypatch):
    reader, asked = reader_with(standard_scorer), list[str]()
    logits = reader.scorer._encoder.logits
    monkeypatch.setattr(reader.scorer._encoder, "logits", lambda texts: asked.extend(texts) or logits(texts))
    most = 0
    for number in range(BY_STANDARD):
        with naming(f"hostile({37 * number})"):
            asked.clear()
            reader.understand(mention(hostile(37 * number)))
            assert len(asked) <= MOST_ENCODED
            most = max(most, len(asked))
    assert most > 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_fast_tier_takes_no_longer_than_the_length_says(kind):
    reader = reader_with(FastScorer)
    for size in (250, 12_500):  # some read 2,000 characters, some all
        assert_linear(lambda text: reader.understand(mention(text)), partial(KINDS[kind], Random(kind)), size)


def test_they_are_of_all_lengths():
    lengths = [len(hostile(seed)) for seed in range(500)]
    assert min(lengths) == 0
    assert max(lengths) >= LONGEST


@pytest.mark.parametrize("words", ["acme {} and that is all", "{} and acme was nice", "acme was nice. {}"])
def test_of_a_very_long_text_the_beginning_and_the_end_are_read(words):
    danger, filler = "the charger caught fire", "we walked along the river for a while. " * 500
    texts = [words.format(danger) + " " + filler, filler + words.format(danger)]
    assert [reader_with(FastScorer).understand(mention(text)).priority for text in texts] == ["P1", "P1"]


def answer_all(seeds: Iterable[int], make: Callable[[], ReadingScorer]) -> None:
    reader = reader_with(make)
    for seed in seeds:
        with naming(f"hostile({seed})"):
            scored = reader.understand(mention(hostile(seed)))
            assert scored.sentiment.label in (*LABELS, "unsure")
            assert sum(scored.sentiment.probabilities.values()) == pytest.approx(1)
            assert ScoredMention.from_dict(scored.as_dict()) == scored


@cache
def reader_with(make: Callable[[], ReadingScorer]) -> Reader:
    return warmed(make())


def warmed(scorer: ReadingScorer) -> Reader:
    """A reader that has loaded what it loads late: other languages, and the language detection."""
    reader = Reader(BRANDS, scorer, touchpoints=TOUCHPOINTS)
    for text in ("a word", "ein Wort, und noch ein Wort", "acme hates this", "acme caught fire, I will sue"):
        reader.understand(mention(text))
    return reader


def mention(text: str) -> Mention:
    facts = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post", "action": "created"}
    return Mention(**facts, event_at=NOON, received_at=NOON, text=text)
