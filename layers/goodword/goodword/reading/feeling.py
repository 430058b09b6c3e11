"""The sentiment of a mention about each of its brands, by the author's own words about the brand, without its name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from goodword.mention import BrandMatch, Sentiment
from goodword.reading.literal import literal
from goodword.reading.matching import Brands
from goodword.reading.own_words import OwnWords
from goodword.reading.plain import MAX_CHARACTERS
from goodword.sentiment.attribution import Span, focus, masked, own_words, passage
from goodword.sentiment.scorer import ReadingScorer, Text, unsure

MOST_BRANDS = 3
"""Each of so many brands in a text gets a sentiment of its own; the others get the first one's."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """The sentiment about one brand ("" for none), and the text that it comes from."""

    brand: str
    sentiment: Sentiment
    read: Text
    part: str
    """The same part as written, with the brand's own words, which a model does not read."""
    whole: Text
    """The same part with phrases that mean the opposite ("no problems", "is fire"). `read` lacks them."""

    def all_of(self, text: str) -> list[Text]:
        """The text that was read, and also the full text if that is longer."""
        if len(self.whole.words.split()) >= len(text.split()):
            return [self.whole]
        return [self.whole, self.whole._replace(words=text)]


class Feelings:
    """Reads a text for one brand or several."""

    def __init__(self, brands: Brands, scorer: ReadingScorer, own: OwnWords) -> None:
        self._scorer, self._own = scorer, own
        self._spans = lru_cache(maxsize=4)(brands.spans)  # every brand often reads the same full text

    def read(self, text: str, language: str | None, brands: Sequence[str]) -> list[Feeling]:
        """One for each of the first three brands, in order; without a brand, one for none."""
        own = own_words(text[:MAX_CHARACTERS])
        return [self._about(own, language, brand) for brand in list(brands)[:MOST_BRANDS] or [""]]

    def because(self, feeling: Feeling) -> Sentiment:
        """The same sentiment with the words that decided. Finding them takes longer than everything else."""
        plain = self._scorer.score_all([feeling.read])[0]
        found = replace(plain, because=self._scorer.because(feeling.read, plain))
        return self._own.apply(feeling.part, feeling.brand, found)

    def _about(self, text: str, language: str | None, brand: str) -> Feeling:
        about = focus(text, self._named(text, brand), lambda part: self._scorer.tilt(Text(part, language)))
        part = passage(about, self._named(about, brand))
        unnamed = masked(part, self._named(part, brand))
        words = self._own.masked(unnamed, brand)
        whole = Text(words, language)
        read, sentiment = self._literally(whole)
        return Feeling(brand, self._own.apply(unnamed, brand, sentiment), read, unnamed, whole)

    def _literally(self, whole: Text) -> tuple[Text, Sentiment]:
        """The text to read, and its sentiment. Praise by negation or slang sounds negative to a model: we remove it."""
        sentiment = self._sounds(whole)
        rest = whole._replace(words=literal(whole.words)) if _sounds_bad(sentiment) else whole
        return (whole, sentiment) if rest == whole else (rest, self._sounds(rest))

    def _sounds(self, read: Text) -> Sentiment:
        return self._scorer.score_all([read])[0] if read.words.strip() else unsure()

    def _named(self, text: str, brand: str) -> list[Span]:
        return [(start, end) for start, end, key in self._spans(text) if key == brand] if brand else []


def _sounds_bad(sentiment: Sentiment) -> bool:
    return sentiment.probabilities["negative"] > sentiment.probabilities["positive"]


def with_labels(matches: Sequence[BrandMatch], feelings: Sequence[Feeling]) -> tuple[BrandMatch, ...]:
    """The matches, each with its own label if that differs from the first one's."""
    own = {feeling.brand: feeling.sentiment.label for feeling in feelings[1:]}
    first = feelings[0].sentiment.label
    labels = (own.get(match.brand, first) for match in matches)
    return tuple(
        match if label == first else replace(match, label=label) for match, label in zip(matches, labels, strict=True)
    )
