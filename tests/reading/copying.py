"""How copies differ from the original, and how many keep the key: `python -m tests.reading.copying FILE`.

FILE has a label, a tab and a text per line, like TweetEval's. It is no test: it takes a minute.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

from goodword.reading.copies import copy_group
from goodword.reading.plain import bare_text, fold

PASSING: dict[str, Callable[[str], str]] = {
    "RT": lambda text: f"RT @someone: {text}",
    "QT": lambda text: f"QT @someone: {text}",
    "a link": lambda text: f"{text} https://t.co/aB3dE9",
    "a tag": lambda text: f"{text} #fail",
    "a handle": lambda text: f"@acme {text}",
    "emoji": lambda text: f"{text} 😡🔥",
    "capitals": lambda text: text.upper(),
    "punctuation": lambda text: re.sub(r"[.,!?;:]+(?=\s|$)", "", text) + "!!",
}
"""Edits that do not change the meaning."""


def edited(text: str, word: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Copies of a text, each with the kind of edit; `word` is one to insert."""
    yield from ((name, edit(text)) for name, edit in PASSING.items())
    words, place = text.split(), chance.randrange(len(text.split()))
    yield "a word behind", f"{text} {word}"
    yield "a word before", f"{word} {text}"
    yield "a word exchanged", " ".join([*words[:place], word, *words[place + 1 :]])
    yield "a word out", " ".join(words[:place] + words[place + 1 :])
    yield "the end cut off", text[: int(len(text) * chance.uniform(0.7, 0.95))].rpartition(" ")[0] + "…"


def main(file: str) -> None:
    chance = random.Random(1)
    texts = list(dict.fromkeys(line.partition("\t")[2].strip('" ') for line in Path(file).read_text().splitlines()))
    kept, made = Counter[str](), Counter[str]()
    for text in chance.sample([text for text in texts if len(text.split()) >= 8], 3_000):
        for name, copy in edited(text, chance.choice(chance.choice(texts).split() or ["so"]), chance):
            made[name] += 1
            kept[name] += copy_group(copy) == copy_group(text)
    for name, number in made.items():
        print(f"{name:18} {kept[name] / number:.3f}")
    groups = defaultdict[str, list[str]](list)
    for text in texts:
        if key := copy_group(text):
            groups[key].append(text)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    grouped = sum(map(len, groups.values()))
    merged = sum(not alike(*pair) for pair in pairs)
    print(f"{grouped} texts, {len(pairs)} pairs share a key, {merged} of them less than half their words:")
    print(f"one in {grouped * (grouped - 1) // 2 // max(1, merged):,} pairs")


def alike(left: str, right: str) -> bool:
    """Whether they share half of their words."""
    first, second = (set(re.findall(r"\w+", fold(bare_text(text)))) for text in (left, right))
    return 2 * len(first & second) >= len(first | second)


if __name__ == "__main__":
    main(sys.argv[1])
