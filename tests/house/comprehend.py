"""Amazon Comprehend's BatchDetectSentiment, which moto lacks: checks its input strictly and gives simple answers.

https://docs.aws.amazon.com/comprehend/latest/APIReference/API_BatchDetectSentiment.html
"""

import json
from collections.abc import Mapping
from typing import Any

from moto.core.exceptions import JsonRESTError

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW")
_AT_ONCE, _BYTES = 25, 5_000
_SCORES = {
    "NEGATIVE": (0.9, 0.04, 0.02, 0.04),
    "POSITIVE": (0.02, 0.04, 0.9, 0.04),
    "MIXED": (0.2, 0.05, 0.15, 0.6),
    "NEUTRAL": (0.04, 0.9, 0.02, 0.04),
}
"""Negative, neutral, positive, mixed."""


def batch_detect_sentiment(self: Any) -> str:
    """Replaces moto's `ComprehendResponse`."""
    return json.dumps(answer(json.loads(self.body)))


def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Comprehend's answer. A text with the word `unreadable` ends up in the list of errors."""
    texts = asked["TextList"]
    if asked["LanguageCode"] not in LANGUAGES:
        raise JsonRESTError("UnsupportedLanguageException", "no such language")
    if not 1 <= len(texts) <= _AT_ONCE:
        raise JsonRESTError("BatchSizeLimitExceededException", "too many, or none")
    if not all(text.strip() and len(text.encode()) <= _BYTES and "\0" not in text for text in texts):
        raise JsonRESTError("InvalidRequestException", "a text is empty, too long or not text")
    bad = [place for place, text in enumerate(texts) if "unreadable" in text]
    return {
        "ResultList": [_result(place, text) for place, text in enumerate(texts) if place not in bad],
        "ErrorList": [
            {"Index": place, "ErrorCode": "INTERNAL_SERVER_ERROR", "ErrorMessage": texts[place]} for place in bad
        ],
    }


def _result(place: int, text: str) -> dict[str, Any]:
    bad, good = "schlecht" in text or "bad" in text, "gut" in text or "good" in text
    label = "MIXED" if bad and good else "NEGATIVE" if bad else "POSITIVE" if good else "NEUTRAL"
    names = ("Negative", "Neutral", "Positive", "Mixed")
    return {"Index": place, "Sentiment": label, "SentimentScore": dict(zip(names, _SCORES[label], strict=True))}
