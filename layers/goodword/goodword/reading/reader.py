"""The reader: everything that the function `score` finds out about a mention."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from goodword.mention import BrandMatch, Mention, Priority, ScoredMention, Sentiment
from goodword.reading.copies import copy_group
from goodword.reading.fear import fear
from goodword.reading.feeling import Feelings, with_labels
from goodword.reading.influence import influence, relevance_of
from goodword.reading.intents import Finding, find
from goodword.reading.matching import Brands
from goodword.reading.own_words import OwnWords
from goodword.reading.plain import excerpt
from goodword.reading.priority import prioritise, quiet_because, window_closes
from goodword.reading.roles import Roles
from goodword.reading.touchpoints import Touchpoints
from goodword.sentiment.languages import language_of
from goodword.sentiment.scorer import ReadingScorer, Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What follows from the sentiment of a mention."""

    findings: tuple[Finding, ...]
    priority: Priority
    reasons: tuple[str, ...]


class Reader:
    """Reads mentions by a team's configuration; read-only after construction."""

    def __init__(
        self,
        brands: Brands,
        scorer: ReadingScorer,
        *,
        own_words: OwnWords | None = None,
        roles: Roles | None = None,
        touchpoints: Touchpoints | None = None,
        hurried: bool = False,
    ) -> None:
        """`hurried`: look for the words that decided only if somebody is notified at once."""
        self.scorer, self._hurried = scorer, hurried
        self._brands, self._roles, self._touchpoints = brands, roles or Roles({}), touchpoints
        self._feelings = Feelings(brands, scorer, own_words or OwnWords({}))

    def read(self, mention: Mention) -> ScoredMention | None:
        """The scored mention, or None if it is about none of your brands.

        A deletion is always read: it has no text to find a brand in, and applies to the stored mention. Your own posts
        are read too: an answer seldom names the brand, but we need it to find the case that it answers.
        """
        scored = self.understand(mention)
        return scored if scored.brands or mention.action == "deleted" else None

    def understand(self, mention: Mention) -> ScoredMention:
        """The same, whether or not it is about one of your brands."""
        text = whole_text(mention.title, mention.text)
        language = language_of(text, mention.lang)
        matches = self._brands.match(text, mention.source, language, mention.platform, mention.links)
        text = excerpt(text)
        if mention.from_self and mention.source not in self._brands.source_brands:
            matches += self._others(matches)
        feelings = self._feelings.read(text, language, [match.brand for match in matches])
        role = self._roles.role_of(mention)
        scored = ScoredMention(
            **{field.name: getattr(mention, field.name) for field in fields(Mention)},
            brands=with_labels(matches, feelings),
            sentiment=feelings[0].sentiment,
            touchpoint=self._touchpoint(text, [match.because for match in matches]),
            language=language,
            role=role,
            influence=influence(mention, role=role, relevance=relevance_of(mention, matches, self._brands.kinds)),
            copies=copy_group(text),
            priority="P4",
            model=self.scorer.name,
        )
        reading = self._follow(scored, feelings[0].sentiment, feelings[0].all_of(text))
        notified = reading.priority == "P1" if self._hurried else reading.priority != "P4"
        return _with(scored, self._feelings.because(feelings[0]) if notified else feelings[0].sentiment, reading)

    def again(self, scored: ScoredMention, sentiment: Sentiment, model: str) -> ScoredMention:
        """The mention with what follows from another scorer's sentiment."""
        return replace(_with(scored, sentiment, self._follow(scored, sentiment, self._whole(scored))), model=model)

    def _whole(self, scored: ScoredMention) -> list[Text]:
        return [Text(excerpt(whole_text(scored.title, scored.text)), scored.language)]

    def _follow(self, scored: ScoredMention, sentiment: Sentiment, read: Sequence[Text]) -> Reading:
        """Intents and priority. A model looks for danger in `read` if no rule has found any."""
        text = excerpt(whole_text(scored.title, scored.text))
        kinds = [self._brands.kinds[match.brand] for match in scored.brands]
        quiet = quiet_because(from_self=scored.from_self, action=scored.action, kinds=kinds)
        findings = find(text, sentiment, scored.rating)
        if not any(finding.intent == "safety_or_legal" for finding in findings):
            findings = (*fear(self.scorer, read), *findings)
        priority, reasons = prioritise(
            findings, sentiment, quiet=quiet, role=scored.role or "customer", window_closes=window_closes(scored)
        )
        return Reading(findings, priority, reasons)

    def _touchpoint(self, text: str, names: Sequence[str]) -> str | None:
        found = self._touchpoints.find(text, names) if self._touchpoints else None
        return found[0] if found else None

    def _others(self, matches: Sequence[BrandMatch]) -> tuple[BrandMatch, ...]:
        """Every other brand of yours: what you write in a thread may be about any of them, whichever it names."""
        named = {match.brand for match in matches}
        return tuple(BrandMatch(brand, "own voice") for brand in self._brands.keys if brand not in named)


def _with(scored: ScoredMention, sentiment: Sentiment, reading: Reading) -> ScoredMention:
    return replace(
        scored,
        sentiment=sentiment,
        intents=tuple(finding.intent for finding in reading.findings),
        priority=reading.priority,
        reasons=reading.reasons,
    )


def whole_text(title: str | None, text: str | None) -> str:
    """Title and text as one; empty without either."""
    return "\n".join(part for part in (title, text) if part)
