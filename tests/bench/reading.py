"""Reading: the time that a text takes, in total and by part, compared with common word lists."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import goodword_model
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from goodword.config.configuration import Configuration
from goodword.mention import Mention
from goodword.reading.reader import Reader
from goodword.scoring import reader_factory
from goodword.sentiment.encoder import Encoder
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.languages import language_of
from goodword.sentiment.normalise import worded
from goodword.sentiment.scorer import ReadingScorer, Text
from goodword.sentiment.standard import StandardScorer
from tests.bench.repeats import side_by_side
from tests.house.house import CONFIGURATION
from tests.reading.measure import TWEETS, examples

VADER, TEXTBLOB = "VADER", "TextBlob"
FAST, STANDARD, ENCODER = "the fast tier", "the standard tier", "the standard tier's encoder alone"

MODEL = Path(goodword_model.__path__[0])
_NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def texts() -> list[str]:
    """Every fourth of TweetEval's validation texts, if present; otherwise examples that no rule was written from."""
    if not TWEETS.exists():
        return [example.text for example in examples("check")]
    return [line.partition("\t")[2] for line in TWEETS.read_text("utf-8").splitlines()[::4]]


def reading(text: Sequence[str], sweep: int = 3) -> dict[str, float]:
    """Seconds per text, by what is done with it; all with the same texts, one after the other."""
    works = _works(text)
    each = side_by_side(*(partial(_with_all, work, text) for work in works.values()), sweep=sweep)
    return {what: seconds / len(text) for what, seconds in zip(works, each, strict=True)}


def _works(texts: Sequence[str]) -> Mapping[str, Callable[[str], object]]:
    vader, fast, standard, encoder = SentimentIntensityAnalyzer(), FastScorer(), StandardScorer(MODEL), Encoder(MODEL)
    configuration = Configuration.from_json(json.dumps(CONFIGURATION).encode())
    sounds = {text: standard.score(Text(text, "en")) for text in texts}
    return {
        VADER: vader.polarity_scores,
        TEXTBLOB: lambda text: TextBlob(text).sentiment,
        FAST: lambda text: fast.score(Text(text, "en")),
        ENCODER: lambda text: encoder.logits([worded(text)]),
        STANDARD: lambda text: standard.score(Text(text, "en")),
        "the words that decided, by the standard tier": lambda text: standard.because(Text(text, "en"), sounds[text]),
        "its language": language_of,
        "its brands": reader_factory.brands(configuration).match,
        "its touchpoint": reader_factory.touchpoints(configuration).find,
        "all of it, with the fast tier": _understanding(configuration, fast),
        "all of it, with the standard tier": _understanding(configuration, standard),
    }


def _understanding(configuration: Configuration, scorer: ReadingScorer) -> Callable[[str], object]:
    reader: Reader = reader_factory.reader(configuration, scorer)
    facts = {"platform": "facebook", "source": "acme-facebook", "kind": "comment", "action": "created"}
    return lambda text: reader.understand(Mention(**facts, external_id="1", event_at=_NOW, received_at=_NOW, text=text))


def _with_all(work: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        work(text)
