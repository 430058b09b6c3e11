"""Amazon Comprehend as a scorer: paid for, asked in batches, and given up at once where it does not answer.

https://docs.aws.amazon.com/comprehend/latest/APIReference/API_BatchDetectSentiment.html
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any, Protocol

from goodword.aws.client import ClientError, client
from goodword.errors import describe
from goodword.mention import Label, Sentiment
from goodword.sentiment.scorer import Text

UNIT = 100  # characters
LEAST_UNITS = 3

AT_ONCE = 25  # texts of one language
MAX_BYTES = 5_000
SECONDS = 2
REST = timedelta(seconds=60)
SURE_FROM = 0.5

_LABELS: dict[str, Label] = {"NEGATIVE": "negative", "NEUTRAL": "neutral", "POSITIVE": "positive"}
_TRADITIONAL = ("zh-tw", "zh-hant", "zh-hk")
_SAYS_SOMETHING = "LNS"  # letters, numbers, symbols and with them emoji


class Budget(Protocol):
    """Who pays."""

    def book(self, units: int, now: datetime) -> bool:
        """Book them before they are asked for; False when the month does not have them. Raises what the SDK raises."""

    def give_back(self, units: int, now: datetime) -> None:
        """They cost nothing: take out of the books what was booked then. Raises what the SDK raises."""


class ComprehendScorer:
    """Says how a text sounds, in the languages that Comprehend reads; None where it cannot or could not say.

    Its four scores become three: what it calls mixed is half negative and half positive. A text that it calls mixed,
    or whose label it gives less than half, is unsure. When a call fails, or the month's money is spent, nothing is
    asked for a minute: whoever waits for an answer has one of their own. `log` gets what happened, and no words of
    anybody's.
    """

    name = "comprehend-2017-11-27"  # the API's; of its models Amazon tells no version

    def __init__(
        self,
        budget: Budget,
        clock: Callable[[], datetime],
        log: Callable[[str, Mapping[str, Any]], None],
    ) -> None:
        self._comprehend = client("comprehend", SECONDS, 1)
        operation = self._comprehend.meta.service_model.operation_model("BatchDetectSentiment")
        self._languages = frozenset(operation.input_shape.members["LanguageCode"].enum)
        self._budget, self._clock, self._log = budget, clock, log
        self._rests_until = datetime.min.replace(tzinfo=UTC)

    def score_all(self, texts: Sequence[Text], time_left: Callable[[], bool] = lambda: True) -> list[Sentiment | None]:
        """How each sounds, in their order. `time_left` is asked before each call. Raises nothing."""
        sent = [_sent(words) for words, _ in texts]
        by_language = defaultdict[str, list[int]](list)
        for place, (_, language) in enumerate(texts):
            if sent[place] and (code := self._code(language)):
                by_language[code].append(place)
        found: list[Sentiment | None] = [None] * len(texts)
        for code, places in by_language.items():
            for batch in batched(places, AT_ONCE, strict=False):
                if not (self._is_up() and time_left()):
                    return found
                for number, sentiment in self._ask(code, [sent[place] for place in batch]).items():
                    found[batch[number]] = sentiment
        return found

    def because(self, _text: Text, _sentiment: Sentiment) -> tuple[str, ...]:
        """Nothing: it does not say which words decided, and to leave them out one by one would be paid each time."""
        return ()

    def _code(self, language: str | None) -> str | None:
        text = (language or "").replace("_", "-").lower()
        code = "zh-TW" if text.startswith(_TRADITIONAL) else text.partition("-")[0]
        return code if code in self._languages else None

    def _is_up(self) -> bool:
        return self._clock() >= self._rests_until

    def _ask(self, code: str, words: list[str]) -> Mapping[int, Sentiment]:
        """The answers by their place; none, and a rest, where there is no money or no answer."""
        try:
            return self._answers(code, words)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was read without it stands
            self._log("Amazon Comprehend does not answer", describe(error) | _code_of(error))
            self._rest()
            return {}

    def _answers(self, code: str, words: list[str]) -> Mapping[int, Sentiment]:
        units, now = sum(map(units_of, words)), self._clock()
        if not self._budget.book(units, now):
            self._rest()
            return {}
        try:
            answer = self._comprehend.batch_detect_sentiment(LanguageCode=code, TextList=words)
        except ClientError:  # refused, and what is refused is not charged; who does not answer may have read it
            self._budget.give_back(units, now)
            raise
        if errors := Counter(str(item.get("ErrorCode")) for item in answer.get("ErrorList", ())):
            self._log("Amazon Comprehend could not read some", {"why": dict(errors)})
        return {item["Index"]: _sentiment(item) for item in answer["ResultList"]}

    def _rest(self) -> None:
        self._rests_until = self._clock() + REST


def units_of(words: str) -> int:
    """What a text is charged as."""
    return max(LEAST_UNITS, -(-len(words) // UNIT))


def _sent(words: str) -> str:
    """As much of it as fits, without NULs and halves of characters; empty when it says nothing."""
    kept = words[:MAX_BYTES].replace("\0", " ").encode(errors="ignore")[:MAX_BYTES].decode(errors="ignore").strip()
    return kept if any(unicodedata.category(character)[0] in _SAYS_SOMETHING for character in kept) else ""


def _sentiment(result: Mapping[str, Any]) -> Sentiment:
    text, scores = result["Sentiment"], result["SentimentScore"]
    whole = sum(scores.values())  # 1, but for rounding
    share = {name.upper(): score / whole for name, score in scores.items()}
    half = share["MIXED"] / 2
    probabilities = {
        "negative": share["NEGATIVE"] + half,
        "neutral": share["NEUTRAL"],
        "positive": share["POSITIVE"] + half,
    }
    return Sentiment(_LABELS.get(text, "unsure") if share[text] >= SURE_FROM else "unsure", probabilities)


def _code_of(error: Exception) -> dict[str, str]:
    return {"why": str(error.response["Error"]["Code"])} if isinstance(error, ClientError) else {}
