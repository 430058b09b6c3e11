"""`python -m tests.reading.look_alikes [--half work|check] [--wrong]`: how well look-alikes are read, as Markdown."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from goodword.mention import Mention, ScoredMention
from goodword.reading.matching import Brands
from goodword.reading.reader import Reader
from goodword.sentiment.scorer import ReadingScorer
from goodword.sentiment.standard import standard_scorer
from tests.reading.measure import EXAMPLES

KINDS = ("negated", "slang")
_BRANDS = Brands.of_terms({"acme": ["acme"]}, {})
_NOON = datetime(2025, 6, 3, 12, tzinfo=UTC)


class LookAlike(NamedTuple):
    """A text about acme, and the right reading: `praise`, `calm` (nothing to act on), `complaint` or `danger`."""

    right: str
    text: str


@cache
def look_alikes(kind: str, half: str) -> tuple[LookAlike, ...]:
    lines = (EXAMPLES / f"{kind}-{half}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(LookAlike(*line.split("\t")) for line in lines)


def read(text: str, scorer: ReadingScorer) -> ScoredMention:
    facts = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post", "action": "created"}
    mention = Mention(**facts, event_at=_NOON, received_at=_NOON, text=text)
    return Reader(_BRANDS, scorer).understand(mention)


def is_right(right: str, scored: ScoredMention) -> bool:
    """Praise that is not found is still right if it notifies nobody and is no complaint."""
    if right == "danger":
        return "safety_or_legal" in scored.intents
    if right == "complaint":
        return "complaint" in scored.intents or "safety_or_legal" in scored.intents
    return scored.priority in ("P3", "P4") and "complaint" not in scored.intents


def shares(kind: str, half: str, scorer: ReadingScorer) -> dict[str, float]:
    """The share of right readings, by right reading; `found`: the share of praise that is found."""
    pairs = [(right, read(text, scorer)) for right, text in look_alikes(kind, half)]
    number = Counter(right for right, _ in pairs)
    hits = Counter(right for right, scored in pairs if is_right(right, scored))
    praised = sum("praise" in scored.intents for right, scored in pairs if right == "praise")
    return {**{right: hits[right] / number[right] for right in number}, "found": praised / number["praise"]}


def _wrong(kind: str, half: str, scorer: ReadingScorer) -> Iterator[str]:
    for right, text in look_alikes(kind, half):
        scored = read(text, scorer)
        if not is_right(right, scored):
            yield f"{right:10} {text} -> {scored.priority} {', '.join(scored.reasons)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("work", "check"), default="check")
    parser.add_argument("--wrong", action="store_true", help="say which are read wrongly, too")
    args, scorer = parser.parse_args(), standard_scorer()
    print(f"| kind ({args.half} half, {scorer.name}) | what is right | read rightly |\n| --- | --- | --- |")
    for kind in KINDS:
        for right, share in sorted(shares(kind, args.half, scorer).items()):
            print(f"| {kind} | {'praise, and found as such' if right == 'found' else right} | {share:.2f} |")
    if args.wrong:
        print("", *(line for kind in KINDS for line in _wrong(kind, args.half, scorer)), sep="\n")


if __name__ == "__main__":
    main()
