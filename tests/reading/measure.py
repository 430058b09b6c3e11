"""`python -m tests.reading.measure [--half work|check]`: how well the labelled examples are read, as Markdown."""

import argparse
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from goodword.mention import Intent, Sentiment
from goodword.reading.intents import find
from goodword.reading.touchpoints import PACKS, Touchpoints
from goodword.sentiment.scorer import ReadingScorer, Text, unsure
from goodword.sentiment.standard import standard_scorer
from tests.conftest import ROOT

INTENTS: tuple[str, ...] = get_args(Intent)
EXAMPLES = Path(__file__).parent / "examples"
TWEETS = ROOT.parent / "shared" / "data" / "sentiment" / "tweeteval" / "val.tsv"


class Example(NamedTuple):
    """One line of a half; `touchpoint` is None if none fits clearly."""

    trade: str
    intents: frozenset[str]
    touchpoint: str | None
    text: str


class Score(NamedTuple):
    """How well one intent is found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed or 1)


@cache
def examples(half: str) -> tuple[Example, ...]:
    lines = (EXAMPLES / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_example(*line.split("\t")) for line in lines)


def _example(trade: str, intents: str, touchpoint: str, text: str) -> Example:
    labels = frozenset() if intents == "-" else frozenset(intents.split(","))
    return Example(trade, labels, None if touchpoint == "-" else touchpoint, text)


def found_in(text: str, sentiment: Sentiment) -> set[str]:
    return {finding.intent for finding in find(text, sentiment)}


def intent_scores(found: Sequence[set[str]], half: str) -> dict[str, Score]:
    """By intent, from what was found in each example of the half."""
    pairs = list(zip(found, examples(half), strict=True))
    return {
        intent: Score(
            sum(intent in value and intent in pair.intents for value, pair in pairs),
            sum(intent in value and intent not in pair.intents for value, pair in pairs),
            sum(intent not in value and intent in pair.intents for value, pair in pairs),
        )
        for intent in INTENTS
    }


def touchpoint_scores(half: str, *packs: str) -> dict[str, float]:
    """The share of right touchpoints, by trade; with the trade's own pack, or with these."""
    shares = {}
    for trade in PACKS:
        points = Touchpoints.of_packs(packs or [trade], {})
        labelled = [example for example in examples(half) if example.trade == trade and example.touchpoint]
        found = (points.find(example.text) for example in labelled)
        right = sum(bool(value) and value[0] == item.touchpoint for value, item in zip(found, labelled, strict=True))
        shares[trade] = right / len(labelled)
    return shares


def flagged_tweets() -> float | None:
    """The share of TweetEval's validation texts in which the rules find danger, or None without these texts."""
    if not TWEETS.exists():
        return None
    texts = [line.split("\t")[1] for line in TWEETS.read_text(encoding="utf-8").splitlines()]
    return sum("safety_or_legal" in found_in(text, unsure()) for text in texts) / len(texts)


def _tables(half: str, scorer: ReadingScorer) -> Iterator[str]:
    sentiments = scorer.score_all([Text(example.text, "en") for example in examples(half)])
    found = [found_in(example.text, sentiment) for example, sentiment in zip(examples(half), sentiments, strict=True)]
    yield f"| intent ({half} half, {scorer.name}) | precision | recall | examples |\n| --- | --- | --- | --- |"
    for intent, score in intent_scores(found, half).items():
        yield f"| `{intent}` | {score.precision:.2f} | {score.recall:.2f} | {score.right + score.missed} |"
    yield "\n| trade | touchpoint right, with its pack | with all packs |\n| --- | --- | --- |"
    everything = touchpoint_scores(half, *PACKS)
    for trade, share in touchpoint_scores(half).items():
        yield f"| {trade} | {share:.2f} | {everything[trade]:.2f} |"
    if (share := flagged_tweets()) is not None:
        yield f"\nOf TweetEval's validation texts {share:.2%} are flagged as `safety_or_legal` by the rules."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("work", "check"), default="check")
    print("\n".join(_tables(parser.parse_args().half, standard_scorer())))


if __name__ == "__main__":
    main()
