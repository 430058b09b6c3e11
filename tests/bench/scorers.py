"""Scorers: how well each reads tweets that it was not trained on, how soon it is ready, and how much memory it uses."""

import json
import sys
from collections.abc import Sequence
from typing import NamedTuple

from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from goodword.mention import Sentiment
from goodword.sentiment.fast import FastScorer
from goodword.sentiment.scorer import LABELS
from goodword.sentiment.standard import StandardScorer
from tests.bench.cold import run
from tests.bench.reading import FAST, MODEL, STANDARD, TEXTBLOB, VADER
from tests.conftest import SHARED
from tests.sentiment.measured import macro_f1, macro_recall, tweets

TWEETS = SHARED / "sentiment" / "tweeteval" / "val.tsv"
MOST_MEGABYTES = 180
"""The limit for the memory of each tier's process."""

_LEANS = 0.05  # the threshold of VADER's makers for a positive compound; also used for TextBlob's polarity

_TEXT = "from goodword.sentiment.scorer import Text"
_FRESH = {  # import, constructor, how it reads a text
    VADER: (
        "from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer",
        "SentimentIntensityAnalyzer()",
        "made.polarity_scores(text)",
    ),
    TEXTBLOB: ("from textblob import TextBlob", "TextBlob", "made(text).sentiment"),
    FAST: (f"{_TEXT}; from goodword.sentiment.fast import FastScorer", "FastScorer()", "made.score(Text(text))"),
    STANDARD: (
        f"{_TEXT}; from goodword.sentiment.standard import standard_scorer",
        "standard_scorer()",
        "made.score(Text(text))",
    ),
}
_READING = """
{imports}
import json, sys, time
begun = time.process_time()
made = {made}
text = "a word"
{read}
taken = time.process_time() - begun
for text in json.load(sys.stdin):
    {read}
print(taken)
"""
# A process reports at least the memory of its parent, so a small one runs in between.
_BETWEEN = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
_A_MEGABYTE = 1024**2 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


class Fresh(NamedTuple):
    """Seconds until the first word was read, without imports; the most megabytes that the process used."""

    seconds: float
    megabytes: float


class Quality(NamedTuple):
    """Macro recall and macro F1, 0 to 1."""

    recall: float
    f1: float


def fresh(text: Sequence[str], sweep: int = 3) -> dict[str, Fresh]:
    """Each scorer in new processes that read these texts: the least seconds, the least memory."""
    programs = {
        what: _READING.format(imports=imports, made=made, read=read) for what, (imports, made, read) in _FRESH.items()
    }
    return {what: _least([_fresh(program, text) for _ in range(sweep)]) for what, program in programs.items()}


def quality() -> dict[str, Quality]:
    """For each scorer on TweetEval's validation texts; empty if these are not present."""
    if not TWEETS.exists():
        return {}
    texts, labels = tweets(TWEETS)
    vader = SentimentIntensityAnalyzer()
    found = {
        VADER: [_leaning(vader.polarity_scores(text.words)["compound"]) for text in texts],
        TEXTBLOB: [_leaning(TextBlob(text.words).sentiment.polarity) for text in texts],
        FAST: FastScorer().score_all(texts),
        STANDARD: StandardScorer(MODEL).score_all(texts),
    }
    return {what: Quality(macro_recall(answers, labels), macro_f1(answers, labels)) for what, answers in found.items()}


def _fresh(program: str, text: Sequence[str]) -> Fresh:
    seconds, most = run(_BETWEEN, program, stdin=json.dumps(text)).split()
    return Fresh(float(seconds), int(most) / _A_MEGABYTE)


def _least(taken: Sequence[Fresh]) -> Fresh:
    return Fresh(*map(min, zip(*taken, strict=True)))


def _leaning(polarity: float) -> Sentiment:
    label = LABELS[1 + (polarity >= _LEANS) - (polarity <= -_LEANS)]
    return Sentiment(label, {other: float(other == label) for other in LABELS})
