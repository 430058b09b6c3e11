"""The linear models of the fast tier: logistic regression over hashed words, pairs and runs of letters."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from goodword.sentiment.features import BUCKETS, denials, pair_bucket, tokens, word_buckets
from goodword.sentiment.linear import kind_of
from training.data import EXAMPLES, LANGUAGES, Data, Examples, Labelled, examples

ENGLISH_LETTERS, OTHER_LETTERS = (4,), (3, 4, 5)
_KINDS = 4  # kinds of words in the lexicon: good or bad, and each denied
_HALF = 0.5  # the lexicon's numbers go up to 4; halved, they train as fast as the rest


def english(data: Data, out: Path) -> None:
    """Negative, neutral, positive and danger. VADER's lexicon has words that the tweets lack."""
    lexicon = SentimentIntensityAnalyzer().lexicon
    train = data.train()
    model = LogisticRegression(C=0.02, max_iter=120, tol=1e-3, class_weight="balanced")
    model.fit(
        sparse.hstack([_matrix(train.texts, ENGLISH_LETTERS), _known(train.texts, lexicon)]).tocsr(), train.labels
    )
    danger, danger_bias = _danger(train)
    weights, kinds = np.vstack([model.coef_[:, :BUCKETS], danger]), model.coef_[:, BUCKETS:] * _HALF
    bias, columns = [*model.intercept_, danger_bias], ("negative", "neutral", "positive", "danger")
    write(out, weights, bias, columns, ENGLISH_LETTERS, lexicon, np.vstack([kinds, np.zeros(_KINDS)]).T)


def others(data: Data, out: Path) -> None:
    """Seven languages in one model, with some English for what they share: emoticons, emoji, loan words.

    They have few texts. So we also train on validation, after we chose and measured everything without it.
    """
    parts = [data.language(code, part) for code in LANGUAGES for part in ("train", "val")]
    tweets = _balanced(data.train(), 5_000)
    texts = [text for part in (*parts, tweets) for text in part.texts]
    labels = [label for part in (*parts, tweets) for label in part.labels]
    counts = [1.0] * sum(len(part.texts) for part in parts) + [0.3] * len(tweets.texts)
    model = LogisticRegression(C=0.03, max_iter=60, tol=1e-2)
    model.fit(_matrix(texts, OTHER_LETTERS), labels, sample_weight=counts)
    columns = ("negative", "neutral", "positive")
    write(out, model.coef_, list(model.intercept_), columns, OTHER_LETTERS, {}, np.zeros((_KINDS, 3)))


def write(
    out: Path,
    weights: np.ndarray,
    bias: Sequence[float],
    columns: Sequence[str],
    letters: Sequence[int],
    lexicon: dict[str, float],
    kinds: np.ndarray,
) -> None:
    """Write the file that `goodword.sentiment.linear` reads."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    whole = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    head = {
        "columns": columns,
        "letters": letters,
        "scale": round(scale, 9),
        "bias": [round(float(bia), 6) for bia in bias],
        "kinds": [[round(float(item), 6) for item in kind] for kind in kinds],
        "lexicon": lexicon,
    }
    out.write_bytes(json.dumps(head, separators=(",", ":")).encode() + b"\n" + whole.tobytes())


def _danger(train: Labelled) -> tuple[np.ndarray, float]:
    """Trained on invented examples, and on tweets, which are rarely about danger to a customer."""
    known, tweets = examples(*EXAMPLES), random.Random(0).sample(train.texts, 9_000)
    labels = [*_is_danger(known), *[0] * len(tweets)]
    counts = [1.0] * len(known.texts) + [0.5] * len(tweets)
    model = LogisticRegression(C=0.3, max_iter=300, class_weight="balanced")
    model.fit(_matrix([*known.texts, *tweets], ENGLISH_LETTERS), labels, sample_weight=counts)
    return model.coef_, float(model.intercept_[0])


def _is_danger(known: Examples) -> list[int]:
    return [int("safety_or_legal" in intents) for intents in known.intents]


def _matrix(texts: Sequence[str], letters: Sequence[int]) -> sparse.csr_matrix:
    rows = [list(_buckets(text, letters)) for text in texts]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    found = np.array([item for row in rows for item in row])
    matrix = sparse.csr_matrix((np.ones(len(found), np.float32), found, starts), shape=(len(texts), BUCKETS))
    matrix.sum_duplicates()
    return matrix


def _buckets(text: str, letters: Sequence[int]) -> Iterator[int]:
    words, before = tokens(text), "^"
    for word, denied in zip(words, denials(words), strict=True):
        yield from word_buckets(word, denied, letters)
        yield pair_bucket(before, word.lower())
        before = word.lower()
    yield pair_bucket(before, "$")


def _known(texts: Sequence[str], lexicon: dict[str, float]) -> sparse.csr_matrix:
    """Per text, the lexicon's sums for its words: good, bad, denied good and denied bad."""
    rows = np.zeros((len(texts), _KINDS), np.float32)
    for row, text in zip(rows, texts, strict=True):
        words = tokens(text)
        for word, denied in zip(words, denials(words), strict=True):
            if value := lexicon.get(word.lower()):
                row[kind_of(value, denied=denied)] += value * _HALF
    return sparse.csr_matrix(rows)


def _balanced(labelled: Labelled, each: int) -> Labelled:
    draw = random.Random(1)
    places = [[at for at, label in enumerate(labelled.labels) if label == which] for which in range(3)]
    chosen = [at for place in places for at in draw.sample(place, min(each, len(place)))]
    return Labelled([labelled.texts[at] for at in chosen], [labelled.labels[at] for at in chosen])
