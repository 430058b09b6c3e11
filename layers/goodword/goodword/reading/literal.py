"""What a model is to read of a text: without the words that say the opposite, which it takes for what they are."""

from goodword.reading import negated, slang
from goodword.reading.plain import TAKEN_OUT, bare_text, fold


def literal(text: str) -> str:
    """Without "no complaints" and "this is fire", folded as rules compare it; as written where it has neither."""
    words = fold(bare_text(text))
    rest = slang.without(negated.without(words))
    return text if rest == words else " ".join(rest.replace(TAKEN_OUT, " ").split())
