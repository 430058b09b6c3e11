"""What the author wants, by plain English rules. Each finding quotes the words that matched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from goodword.mention import Intent, Sentiment
from goodword.reading import buying, danger, hazards, negated, slang, staying, terms, wants
from goodword.reading.plain import TAKEN_OUT, bare_text, fold
from goodword.reading.spam import spam
from goodword.reading.together import Neighbours

STRONG = 0.7
"""From this probability on, sentiment alone makes a complaint or praise. On TweetEval val, 0.93 of those positives are
right, and 0.62 of those negatives. Negatives are more common in posts to brands, and a missed complaint costs more than
a wrong one."""

_MOST_READ, _MOST_READ_FOR_DANGER = 2_000, 8_000
"""Only so many of the up to 25,000 characters of a post are read: a slower one would delay all others."""

_LONGEST_QUOTE = 60
_LONGEST_QUESTION, _MOST_MARKS = 400, 20
# What a rule can begin with. A row of other characters then costs one step each, not hundreds.
_BEGINS = r"(?='?\w|[👏💛😍🥰👍🙌❤💯🔥😋🤩★⭐])"
_SENTENCE_ENDS = re.compile(r"[.!?;:\n]+ ?")
_MARK = re.compile(r"\w[^\w?]{0,3}\?(?![\w=&])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One intent and its reason, in words for a person: `safety: "caught fire"`."""

    intent: Intent
    reason: str


def find(text: str, sentiment: Sentiment, rating: float | None = None) -> tuple[Finding, ...]:
    """At most one finding per intent, the most urgent first. `rating` is out of five; any other value is ignored."""
    whole = fold(bare_text(text))[
        : min(_MOST_READ_FOR_DANGER, 2 * len(text))
    ]  # one character may fold into eighteen letters
    words = whole[:_MOST_READ]
    advertised = _quoted("spam", "spam", spam(text))
    literal = slang.without(whole)
    plain = literal[:_MOST_READ]
    danger, staying = _danger(literal), _staying(plain)
    asked = (
        None if advertised or _is(staying, "would_not_return") else _quoted("question", "question", _question(words))
    )
    complaint = _complaint(plain, sentiment, rating) or _unhappy(staying)
    praise = _praise(words, sentiment, rating, complaint) or _glad(staying, sentiment)
    if not complaint and not danger:
        praise = praise or _quoted("praise", "praise", negated.praise(words) or slang.praise(words))
    findings = (
        danger,
        complaint,
        _quoted("needs_help", "help", _first(_HELP, _NO_HELP_NEEDED, words)),
        asked,
        None if advertised else praise,
        _quoted("pre_purchase", "might buy", _first(_PRE_PURCHASE, _BOUGHT, words)),
        _quoted("wish", "wish", _first(_WISH, _GRANTED, words)),
        staying,
        advertised,
    )
    return tuple(finding for finding in findings if finding)


def _danger(words: str) -> Finding | None:
    safety = _quoted("safety_or_legal", "safety", _first(_SAFETY, _HARMLESS, words))
    legal = _quoted("safety_or_legal", "legal", _first(_LEGAL, _HARMLESS, words))
    return safety or legal or _hazard(_HARMLESS.sub(TAKEN_OUT, words))


def _hazard(words: str) -> Finding | None:
    for rule, first, last in _HAZARDS.find(words):
        between = words[first.start : last.end]
        if TAKEN_OUT not in between and not _denied(words, first.start) and not _denied(words, last.start):
            return _quoted("safety_or_legal", rule.means, between)
    return None


def _complaint(words: str, sentiment: Sentiment, rating: float | None) -> Finding | None:
    if rating is not None and 0 <= rating <= 2:
        return Finding("complaint", f"complaint: rated {rating:g} of 5")
    if found := negated.complaint(words) or _first(_COMPLAINT, _CONTENT, negated.without(words)):
        return _quoted("complaint", "complaint", found)
    return _strong("complaint", "negative", sentiment)


def _praise(words: str, sentiment: Sentiment, rating: float | None, complaint: Finding | None) -> Finding | None:
    """Praise in a text that reads like a complaint is ironic and does not count: "cheers, two hours late"."""
    if rating is not None and 4 <= rating <= 5:
        return Finding("praise", f"praise: rated {rating:g} of 5")
    if complaint and not _sounds_glad(sentiment):
        return None
    if found := _first(_PRAISE, _FAINT_PRAISE, words):
        return _quoted("praise", "praise", found)
    return _strong("praise", "positive", sentiment)


def _staying(words: str) -> Finding | None:
    if never := _first(_WOULD_NOT_RETURN, _STILL, words):
        return _quoted("would_not_return", "would not return", never)
    return _quoted("would_return", "would return", _first(_WOULD_RETURN, _GOING, words))


def _unhappy(staying: Finding | None) -> Finding | None:
    """An author who leaves complains."""
    leaves = _is(staying, "would_not_return")
    return Finding("complaint", "complaint: would not return") if leaves else None


def _glad(staying: Finding | None, sentiment: Sentiment) -> Finding | None:
    happy = _is(staying, "would_return") and _sounds_glad(sentiment)
    return Finding("praise", "praise: would return") if happy else None


def _sounds_glad(sentiment: Sentiment) -> bool:
    return sentiment.probabilities["positive"] >= sentiment.probabilities["negative"]


def _is(finding: Finding | None, intent: Intent) -> bool:
    return finding is not None and finding.intent == intent


def _strong(intent: Intent, label: str, sentiment: Sentiment) -> Finding | None:
    probability = sentiment.probabilities[label]
    return Finding(intent, f"{intent}: sounds {label}") if probability >= STRONG else None


def _question(words: str) -> str | None:
    """The first question that is no request: "could you ring me?" asks for help, not for an answer."""
    for mark in islice(_MARK.finditer(words), _MOST_MARKS):
        before = words[max(0, mark.end() - _LONGEST_QUESTION) : mark.end() - 1]
        if not _FAVOUR.search(asked := _SENTENCE_ENDS.split(before)[-1].strip(" \"'-")):
            return f"{asked}?"
    if _MARK.search(words):
        return None
    openings = (_OPENING.match(sentence) for sentence in _SENTENCE_ENDS.split(words) if not _FAVOUR.match(sentence))
    found = next((opening for opening in openings if opening), None) or _QUESTION.search(words)
    return found.group() if found else None


def _quoted(intent: Intent, name: str, words: str | None) -> Finding | None:
    return Finding(intent, f'{name}: "{short(words)}"') if words else None


def short(words: str) -> str:
    """The words as a reason quotes them: at most 60 characters."""
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 3]}..."


def _first(pattern: re.Pattern[str], harmless: re.Pattern[str], words: str) -> str | None:
    """The first match outside harmless phrases and negations: "did not catch fire" is no fire."""
    if not pattern.search(words):  # the usual case; the harmless phrases are the slowest part
        return None
    plain = harmless.sub(TAKEN_OUT, words)
    return next((match.group() for match in pattern.finditer(plain) if not _denied(plain, match.start())), None)


def _denied(words: str, start: int) -> bool:
    return bool(_DENIAL.search(words[max(0, start - 60) : start]))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_BEGINS}(?:{'|'.join(patterns)})(?!\w)")


_SAFETY, _LEGAL, _HARMLESS = _any_of(danger.SAFETY), _any_of(danger.LEGAL), _any_of(danger.HARMLESS)
_HAZARDS = Neighbours(hazards.GROUPS, hazards.RULES, unless=hazards.ELSEWHERE)
_COMPLAINT, _CONTENT = _any_of(terms.COMPLAINT), _any_of(terms.CONTENT)
_HELP, _NO_HELP_NEEDED = _any_of(wants.HELP), _any_of(wants.NO_HELP_NEEDED)
_PRAISE, _FAINT_PRAISE = _any_of(terms.PRAISE), _any_of(terms.FAINT_PRAISE)
_PRE_PURCHASE, _BOUGHT = _any_of(buying.PRE_PURCHASE), _any_of(buying.BOUGHT)
_WISH, _GRANTED = _any_of(buying.WISH), _any_of(buying.GRANTED)
_WOULD_RETURN, _GOING = _any_of(staying.WOULD_RETURN), _any_of(staying.GOING)
_WOULD_NOT_RETURN, _STILL = _any_of(staying.WOULD_NOT_RETURN), _any_of(staying.STILL)
_FAVOUR = _any_of(wants.FAVOUR)
_OPENING, _QUESTION = _any_of(wants.QUESTION_OPENINGS), _any_of(wants.QUESTION)
_DENIAL = re.compile(rf"(?:(?<!\w){terms.NOT}|n't) (?:{terms.BETWEEN} ){{0,3}}$")
