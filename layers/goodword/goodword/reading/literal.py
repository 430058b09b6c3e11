"""Prepares a text for a model: removes phrases that mean the opposite, which a model reads literally."""

from goodword.reading import negated, slang
from goodword.reading.plain import TAKEN_OUT, bare_text, fold


def literal(text: str) -> str:
    """Without "no complaints" and "this is fire", and folded; unchanged if it has neither."""
    words = fold(bare_text(text))
    rest = slang.without(negated.without(words))
    return text if rest == words else " ".join(rest.replace(TAKEN_OUT, " ").split())
