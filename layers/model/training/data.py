"""Training data: public tweets, invented examples, and your team's corrections. Test splits are never read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from goodword.sentiment.normalise import worded

HERE = Path(__file__).parent
WORK = HERE.parents[2] / "tests" / "reading" / "examples" / "work.tsv"
EXAMPLES = (WORK, HERE / "examples" / "danger.tsv", HERE / "examples" / "ordinary.tsv")
LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "hi": "hindi",
    "it": "italian",
    "pt": "portuguese",
}
INTENTS = (
    *("safety_or_legal", "complaint", "needs_help", "question", "praise"),
    *("pre_purchase", "wish", "would_return", "would_not_return", "spam"),
)


class Labelled(NamedTuple):
    """Texts as the models read them, each with 0 negative, 1 neutral or 2 positive."""

    texts: list[str]
    labels: list[int]


class Examples(NamedTuple):
    """Texts as the models read them, each with its intents."""

    texts: list[str]
    intents: list[frozenset[str]]


@dataclass(frozen=True)
class Data:
    """The location of the data: a folder with `tweeteval/` and `umsab/`, and an optional file of corrections."""

    folder: Path
    corrections: Path | None = None

    def train(self) -> Labelled:
        """TweetEval's training texts without those that its validation repeats; corrections count three times."""
        known = set(self.val().texts)
        pairs = [pair for pair in _labelled(self.folder / "tweeteval" / "train.tsv") if pair[0] not in known]
        own = list(_labelled(self.corrections)) if self.corrections else []
        return _columns([*pairs, *own * 3])

    def val(self) -> Labelled:
        """TweetEval's validation texts: for choices, never for training."""
        return _columns(_labelled(self.folder / "tweeteval" / "val.tsv"))

    def language(self, code: str, part: str) -> Labelled:
        """UMSAB's `train` or `val` texts of a language. The English ones are TweetEval's validation: we skip them."""
        return _columns(_labelled(self.folder / "umsab" / f"{LANGUAGES[code]}_{part}.tsv"))


def examples(*files: Path) -> Examples:
    """Invented texts: trade, intents, touchpoint, text, separated by tabs."""
    rows = [line.split("\t") for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return Examples([worded(row[3]) for row in rows], [frozenset(row[1].split(",")) - {"-"} for row in rows])


def _labelled(file: Path) -> Iterator[tuple[str, int]]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        label, tab, text = line.partition("\t")
        if tab:
            yield worded(text), int(label)


def _columns(pairs: Iterator[tuple[str, int]] | list[tuple[str, int]]) -> Labelled:
    pairs = list(pairs)
    return Labelled([text for text, _ in pairs], [label for _, label in pairs])
