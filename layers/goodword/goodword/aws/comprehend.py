"""Amazon Comprehend as a scorer: paid for, called in batches, and skipped at once when it does not answer.

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
    """The monthly budget that pays."""

    def book(self, units: int, now: datetime) -> bool:
        """Book the units before the call; False when the budget does not cover them. Raises what the SDK raises."""

    def give_back(self, units: int, now: datetime) -> None:
        """Cancel the booking made at `now`, as the units cost nothing. Raises what the SDK raises."""


class ComprehendScorer:
    """The sentiment of a text, in the languages that Comprehend reads; None where it has no answer.

    Its four scores become three: mixed counts half as negative and half as positive. A text is unsure when its label
    is mixed, or has a score below one half. After a failed call, or once the month's budget is spent, the scorer pauses
    for a minute: callers have a sentiment of their own. `log` gets what happened, but no text of a person.
    anybody's.
    """

    name = "comprehend-2017-11-27"  # the version of the API; Amazon publishes none for the models

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
        """The sentiment of each, in their order. `time_left` is called before each request. Raises nothing."""
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
        """Nothing: it does not say which words decided, and testing them one by one would cost money each time."""
        return ()

    def _code(self, language: str | None) -> str | None:
        tag = (language or "").replace("_", "-").lower()
        code = "zh-TW" if tag.startswith(_TRADITIONAL) else tag.partition("-")[0]
        return code if code in self._languages else None

    def _is_up(self) -> bool:
        return self._clock() >= self._rests_until

    def _ask(self, code: str, words: list[str]) -> Mapping[int, Sentiment]:
        """The answers by position; none for the rest, when the budget is spent or Comprehend does not answer."""
        try:
            return self._answers(code, words)
        except Exception as error:  # noqa: BLE001 - whatever it is, callers have their own sentiment
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
        except ClientError:  # a refused request is free; one without an answer may be billed
            self._budget.give_back(units, now)
            raise
        if errors := Counter(str(error.get("ErrorCode")) for error in answer.get("ErrorList", ())):
            self._log("Amazon Comprehend could not read some", {"why": dict(errors)})
        return {result["Index"]: _sentiment(result) for result in answer["ResultList"]}

    def _rest(self) -> None:
        self._rests_until = self._clock() + REST


def units_of(words: str) -> int:
    """The units that a text is billed as."""
    return max(LEAST_UNITS, -(-len(words) // UNIT))


def _sent(words: str) -> str:
    """The part of it that fits, without NULs and half characters; empty when it has no content."""
    kept = words[:MAX_BYTES].replace("\0", " ").encode(errors="ignore")[:MAX_BYTES].decode(errors="ignore").strip()
    return kept if any(unicodedata.category(character)[0] in _SAYS_SOMETHING for character in kept) else ""


def _sentiment(result: Mapping[str, Any]) -> Sentiment:
    label, scores = result["Sentiment"], result["SentimentScore"]
    whole = sum(scores.values())  # 1, apart from rounding
    share = {name.upper(): score / whole for name, score in scores.items()}
    half = share["MIXED"] / 2
    probabilities = {
        "negative": share["NEGATIVE"] + half,
        "neutral": share["NEUTRAL"],
        "positive": share["POSITIVE"] + half,
    }
    return Sentiment(_LABELS.get(label, "unsure") if share[label] >= SURE_FROM else "unsure", probabilities)


def _code_of(error: Exception) -> dict[str, str]:
    return {"why": str(error.response["Error"]["Code"])} if isinstance(error, ClientError) else {}
