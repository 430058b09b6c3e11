"""The reader: everything that score wants to know about a mention."""

from dataclasses import dataclass, fields, replace

from goodword.mention import BrandMatch, Intent, Mention, Priority, ScoredMention, Sentiment
from goodword.reading.intents import find
from goodword.reading.matching import Brands
from goodword.reading.priority import prioritise
from goodword.reading.sentiment import Scorer


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, whichever brand it is about."""

    sentiment: Sentiment
    intents: tuple[Intent, ...]
    priority: Priority
    reasons: tuple[str, ...]


class Reader:
    """Reads mentions that are about one of the brands."""

    def __init__(self, brands: Brands, scorer: Scorer) -> None:
        self._brands = brands
        self._scorer = scorer

    def read(self, mention: Mention) -> ScoredMention | None:
        """The mention as read; None when it is about no brand of ours. The touchpoint is not read yet.

        A deletion is always read: it carries no text to find a brand in, and applies to whatever was kept. Our own
        voice too: an answer seldom names the brand, and is looked at to find the case that it answers.
        """
        text = whole_text(mention.title, mention.text)
        brands = self.brands(text, mention.source, platform=mention.platform)
        if mention.from_self and mention.source not in self._brands.source_brands:
            brands += self._others(brands)
        if not brands and mention.action != "deleted":
            return None
        quiet = why_quiet(from_self=mention.from_self, action=mention.action)
        reading = self.understand(text, rating=mention.rating, quiet=quiet)
        heard = {field.name: getattr(mention, field.name) for field in fields(Mention)}
        return ScoredMention(
            **heard,
            brands=brands,
            sentiment=reading.sentiment,
            intents=reading.intents,
            priority=reading.priority,
            reasons=reading.reasons,
            model=self._scorer.name,
        )

    def brands(
        self, text: str, source: str | None = None, language: str | None = None, platform: str | None = None
    ) -> tuple[BrandMatch, ...]:
        """Which of our brands the text, or the source it came by, is about."""
        return self._brands.match(text, source, language, platform)

    def _others(self, brands: tuple[BrandMatch, ...]) -> tuple[BrandMatch, ...]:
        """Every other brand of ours: what we say in a thread may be about any of them, whatever it names."""
        named = {match.brand for match in brands}
        return tuple(BrandMatch(brand, "own voice") for brand in self._brands.keys if brand not in named)

    def understand(self, text: str, *, rating: float | None = None, quiet: str | None = None) -> Reading:
        """How it sounds, what it wants and how soon; the deciding words are looked for only where somebody will act."""
        sentiment = self._scorer.score(text)
        findings = find(text, sentiment, rating)
        priority, reasons = prioritise(findings, sentiment, quiet=quiet)
        if priority != "P4":
            sentiment = replace(sentiment, because=self._scorer.because(text))
        return Reading(sentiment, tuple(finding.intent for finding in findings), priority, reasons)


def why_quiet(*, from_self: bool, action: str | None) -> str | None:
    """Why nobody need look, whatever it says; None when somebody may have to."""
    return "own voice" if from_self else "hidden by us" if action == "hidden" else None


def whole_text(title: str | None, text: str | None) -> str:
    """Title and text as one; empty when there is neither."""
    return "\n".join(part for part in (title, text) if part)
