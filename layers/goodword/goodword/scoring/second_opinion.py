"""Asks a paid scorer about texts that are unsure, or in a language that the models read poorly."""

from collections.abc import Callable, Sequence
from typing import Protocol

from goodword.config.reading import Comprehend
from goodword.mention import ScoredMention, Sentiment
from goodword.reading.reader import whole_text
from goodword.sentiment.scorer import Text

_QUIET = ("hidden", "deleted")

Opinions = dict[Text, Sentiment | None]
"""Texts that were sent, and the answers; None without an answer."""


class Paid(Protocol):
    """A scorer whose answers cost money."""

    name: str

    def score_all(self, texts: Sequence[Text], time_left: Callable[[], bool]) -> Sequence[Sentiment | None]:
        """A sentiment for each; None if the scorer cannot tell or was not asked."""


class ReadAgain(Protocol):
    """Reads a mention again with another scorer's sentiment: `Reader.again`."""

    def __call__(self, scored: ScoredMention, sentiment: Sentiment, model: str) -> ScoredMention:
        """The mention with what follows from that sentiment."""


class SecondOpinion:
    """Asks about the mentions of a batch that are worth it."""

    def __init__(self, scorer: Paid) -> None:
        self._scorer = scorer

    def ask_about(
        self,
        mentions: Sequence[ScoredMention],
        settings: Comprehend | None,
        again: ReadAgain,
        known: Opinions,
        time_left: Callable[[], bool] = lambda: True,
    ) -> list[ScoredMention]:
        """The mentions in their order. Those with a second opinion are new; the others are the same objects.

        Texts in `known` are not sent again, and new answers are added to it: hundreds of reposts cost one request.
        """
        if settings is None:
            return list(mentions)
        texts = {place: _text(mention) for place, mention in enumerate(mentions) if _is_worth_it(mention, settings)}
        different, read = [text for text in dict.fromkeys(texts.values()) if text not in known], list(mentions)
        known.update(zip(different, self._scorer.score_all(different, time_left), strict=True))
        for place, text in texts.items():
            if opinion := known[text]:
                read[place] = again(read[place], opinion, self._scorer.name)
        return read


def _is_worth_it(mention: ScoredMention, settings: Comprehend) -> bool:
    """Whether another person wrote it, it is visible, and it is unsure or in one of those languages."""
    if mention.from_self or mention.action in _QUIET:
        return False
    _, language = _text(mention)
    return mention.sentiment.label == "unsure" or (language or "").partition("-")[0] in settings.languages


def _text(mention: ScoredMention) -> Text:
    return Text(whole_text(mention.title, mention.text), mention.language or mention.lang)
