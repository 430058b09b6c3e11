"""Ten thousand texts that nobody means well: each is answered, and none takes long."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache

import pytest

from goodword.mention import Mention, ScoredMention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.reading.touchpoints import Touchpoints
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import LABELS, ReadingScorer
from goodword.sentiment.standard import standard_scorer
from tests.sentiment.hostile_texts import LONGEST, hostile

TEXTS, CHUNK = 10_000, 500
BY_STANDARD, A_FEW = 300, 50
MOST_SECONDS = 0.05
ENCODED = 0.01  # seconds: what the bench lets the encoder take for a text, on a machine that does nothing else
NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
BRANDS = Brands.of_terms({"acme": ["acme"], "zeta": ["zeta"]}, {"acme-x": "acme"})
TOUCHPOINTS = Touchpoints.of_packs(["retail"], {})


@pytest.mark.parametrize("start", range(0, TEXTS, CHUNK))
def test_the_fast_tier_answers_each_soon(start):
    answer_all(range(start, start + CHUNK), FastScorer, lambda _: MOST_SECONDS)


@pytest.mark.parametrize("start", range(0, BY_STANDARD, A_FEW))
def test_the_standard_tier_answers_each_soon(start):
    answer_all((31 * number for number in range(start, start + A_FEW)), standard_scorer, as_busy_as_it_is)


def test_they_are_of_all_lengths():
    lengths = [len(hostile(seed)) for seed in range(500)]
    assert min(lengths) == 0
    assert max(lengths) >= LONGEST


@pytest.mark.parametrize("words", ["acme {} and that is all", "{} and acme was nice", "acme was nice. {}"])
def test_of_a_very_long_text_the_beginning_and_the_end_are_read(words):
    danger, filler = "the charger caught fire", "we walked along the river for a while. " * 500
    said = [words.format(danger) + " " + filler, filler + words.format(danger)]
    assert [reader_with(FastScorer).understand(mention(text)).priority for text in said] == ["P1", "P1"]


def answer_all(seeds: Iterable[int], make: Callable[[], ReadingScorer], most: Callable[[ReadingScorer], float]) -> None:
    reader = reader_with(make)
    for seed in seeds:
        said = mention(hostile(seed))
        scored, seconds = timed(reader, said)
        if seconds > MOST_SECONDS:  # once more, by one that has never seen it: the machine may have been busy
            other = warmed(make())
            seconds = min(seconds, timed(other, said)[1])
            assert seconds <= most(other.scorer), f"text {seed} takes {seconds * 1e3:.0f} ms"
        assert scored.sentiment.label in (*LABELS, "unsure")
        assert sum(scored.sentiment.probabilities.values()) == pytest.approx(1)
        assert ScoredMention.from_dict(scored.as_dict()) == scored


def as_busy_as_it_is(scorer) -> float:
    """The seconds that a text may take now: more where the encoder alone takes longer than the bench lets it."""
    longest = "it broke again . " * 40
    begun = time.process_time()
    scorer._encoder.logits([longest])
    return MOST_SECONDS * max(1, (time.process_time() - begun) / ENCODED)


@cache
def reader_with(make: Callable[[], ReadingScorer]) -> Reader:
    return warmed(make())


def warmed(scorer: ReadingScorer) -> Reader:
    """A reader that has loaded what it loads late: other languages, and what tells them apart."""
    reader = Reader(BRANDS, scorer, touchpoints=TOUCHPOINTS)
    for text in ("a word", "ein Wort, und noch ein Wort", "acme hates this", "acme caught fire, I will sue"):
        reader.understand(mention(text))
    return reader


def timed(reader: Reader, said: Mention) -> tuple[ScoredMention, float]:
    begun = time.process_time()
    scored = reader.understand(said)
    return scored, time.process_time() - begun


def mention(text: str) -> Mention:
    facts = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post", "action": "created"}
    return Mention(**facts, event_at=NOON, received_at=NOON, text=text)
