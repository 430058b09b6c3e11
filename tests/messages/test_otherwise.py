"""Removes the words that the sentence names and reads the text again: what the sentence says must be true."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting.routing import recipients
from goodword.alerting.rules import judge
from goodword.config.configuration import Configuration
from goodword.mention import Mention, ScoredMention
from goodword.messages.why import by_itself, otherwise
from goodword.reading.matching import Brands
from goodword.reading.plain import bare_text, fold
from goodword.reading.reader import Reader
from goodword.sentiment.fast import FastScorer
from tests.messages.scenarios import NOW, alert, mention

READER = Reader(Brands.of_terms({"acme": ["acme"]}, {"acme-x": "acme"}), FastScorer())
PIECES = (
    *("it caught fire", "the battery exploded", "I will call my lawyer", "smell of burning", "gas leak", "is unsafe"),
    *("did not", "no", "never", "without", "my heart is on fire", "like a house on fire", "fire sale", "the"),
    *("worst service ever", "never again", "still waiting for my refund", "broken", "rude staff", "not a scam"),
    *("please help me", "where is my order", "asap", "can't log in", "help yourself", "locked out"),
    *("I love it", "thank you", "is it open?", "how much is it", "amazing", "terrible, awful, I hate it", "sad"),
    *(".", "!", "?", "@acme", "🔥", "https://x.com/a", "and", "'t catch fire", "is", "charger", "smoking", '"'),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map(" ".join)
RATINGS = st.none() | st.sampled_from([0, 1.0, 2, 3, 5])
CALMER = {  # what the sentence excludes -> the intents that go with it
    "sign of danger or legal threat": {"safety_or_legal"},
    "complaint, request for help, sign of danger or legal threat": {"safety_or_legal", "complaint", "needs_help"},
}
_SENTENCE = re.compile(
    r"(?:Without (?P<signs>.+), and with no other|With no) (?P<kinds>[a-z, ]+), it would"
    r" (?P<then>have notified on-call by mail at most|have been P2 at most|have notified nobody)"
    r"(?P<unless>, unless a rule says otherwise)?(?P<also>: it is .+ too)?\."
)


def read(text: str, rating: float | None = None) -> ScoredMention:
    facts: dict[str, Any] = {"platform": "x", "source": "acme-x", "external_id": "1", "kind": "post"}
    found = READER.read(Mention(**facts, action="created", text=text, rating=rating, event_at=NOW, received_at=NOW))
    assert found
    return found


def sentence_for(found: ScoredMention, **fields: Any) -> str | None:
    sentences = otherwise(replace(alert(**{"priority": found.priority, "rule": found.rule} | fields), mention=found))
    assert len(sentences) < 2
    return sentences[0] if sentences else None


def taken_away(text: str, words: str) -> str:
    """The text without those words, normalised as the rules compare it."""
    return fold(bare_text(text)).replace(words.removesuffix("..."), " ~ ")


@given(TEXTS, RATINGS)
def test_taking_the_words_away_makes_it_as_quiet_as_the_sentence_says(text: str, rating: float | None) -> None:
    found = read(text, rating)
    sentence = sentence_for(found)
    assert (sentence is None) == (found.priority in ("P3", "P4"))
    if sentence is None:
        return
    match = _SENTENCE.fullmatch(sentence)
    assert match
    left, stars, again = text, rating, found
    for _ in range(20):  # one sign after the other: the sentence names the first and covers the rest
        reasons = [reason for reason in again.reasons if _about(reason) in CALMER[match["kinds"]]]
        if not reasons:
            break
        for reason in reasons:
            quoted = re.fullmatch(r'\w+: "(.*)"', reason)
            stars = None if ": rated" in reason else stars
            if quoted:
                left = taken_away(left, quoted[1])
            elif ": sounds" in reason:
                left = " ".join(word for word in left.split() if word.strip(".,!?'\"") not in again.sentiment.because)
                left = left if again.sentiment.because else ""
        again = read(left, stars)
    assert not set(again.intents) & CALMER[match["kinds"]]
    assert (
        again.priority >= {"have notified on-call by mail at most": "P2", "have notified nobody": "P3"}[match["then"]]
    )


@given(TEXTS, RATINGS)
def test_what_is_named_was_found(text: str, rating: float | None) -> None:
    found = read(text, rating)
    match = _SENTENCE.fullmatch(sentence_for(found) or "")
    if not match:
        return
    assert not match["unless"]
    words = fold(bare_text(text)).replace('"', "'")
    quoted = re.findall(r'"([^"]+?)(?:\.\.\.)?"', match["signs"])
    assert all(part.removesuffix("?") in words for part in quoted)
    low = found.priority == "P2" and rating is not None and rating <= 2
    assert ("its rating of" in match["signs"]) == low
    also = match["also"] or ""
    assert ("a complaint" in also) == ("complaint" in found.intents and found.priority == "P1")
    assert ("a request for help" in also) == ("needs_help" in found.intents and found.priority == "P1")


@given(TEXTS, RATINGS, st.booleans(), st.sampled_from(["created", "edited", "hidden"]))
def test_the_priority_before_any_rule_is_the_readers(text: str, rating: float | None, own: bool, action: Any) -> None:
    facts: dict[str, Any] = {
        "platform": "x",
        "source": "acme-x",
        "external_id": "1",
        "kind": "post",
        "rating": rating,
    }
    found = READER.read(
        Mention(**facts, action=action, text=text, from_self=own, event_at=NOW, received_at=NOW),
    )
    assert found
    assert by_itself(found) == found.priority


RULES = (
    {"name": "vips", "when": {"audience": 1_000}, "priority": "P1"},
    {"name": "thanks", "when": {"intents": ["praise"], "priority": ["P3"]}, "ring": ["ana"]},
    {"name": "same", "when": {"platforms": ["x"]}},
    {"name": "calm", "when": {"priority": ["P1"]}, "priority": "P2"},
    {"name": "never", "when": {"platforms": ["facebook"]}, "priority": "P1"},
)
PEOPLE = {"ana": {"mail": "ana@example.com", "sms": "+4915112345678"}}


def configured(*rules: dict[str, Any]) -> Configuration:
    brands = {"acme": {"terms": ["acme"], "team": "care"}}
    sources = {"acme-x": {"platform": "x", "brand": "acme", "accounts": ["1"]}}
    teams = {"care": {"people": PEOPLE}}
    return Configuration.model_validate({"brands": brands, "sources": sources, "teams": teams, "rules": rules})


@given(TEXTS, st.sampled_from([None, 10, 5_000]), st.permutations(RULES), st.integers(0, 5))
def test_with_rules_the_sentence_is_about_no_rule_or_leaves_them_room(
    text: str, followers: int | None, rules: list[dict[str, Any]], count: int
) -> None:
    received = replace(read(text), audience=followers)
    judged = judge(received, configured(*rules[:count]), NOW)
    without = recipients(judge(received, configured(), NOW), configured(), NOW) if received.priority < "P3" else ()
    if not judged.notifies:
        return
    sentence = sentence_for(judged)
    if sentence and (match := re.fullmatch(r"Without a rule, it would have (notified .*?)(, as .*)?\.", sentence)):
        assert judged.rule
        assert (
            match[1]
            == {
                ("ana:mail", "ana:sms"): "notified on-call at once",
                ("ana:mail",): "notified on-call by mail at most",
                (): "notified nobody",
            }[without]
        )
        assert bool(match[2]) == (without == ("ana:mail",))
    else:
        match = _SENTENCE.fullmatch(sentence or "")
        assert match
        assert bool(match["unless"]) == bool(judged.trace) == bool(count)
        assert judged.priority == received.priority


def test_the_default_of_these_tests_notifies_for_what_the_reader_notifies_for() -> None:
    given_by_hand = mention()
    found = read(str(given_by_hand.text))
    assert (found.intents[0], found.priority) == (given_by_hand.intents[0], given_by_hand.priority)
    assert found.reasons[0] == given_by_hand.reasons[0]


def _about(reason: str) -> str:
    names = {"safety": "safety_or_legal", "danger": "safety_or_legal", "legal": "safety_or_legal"}
    return (names | {"complaint": "complaint", "help": "needs_help"}).get(reason.split(":")[0], "")
