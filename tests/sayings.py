"""Mentions for tests: one plain default, and every possible mention, for hypothesis."""

from datetime import UTC, datetime, timedelta
from typing import get_args

from hypothesis import strategies as st

from goodword.mention import BrandMatch, Intent, ScoredMention, Sentiment

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)

LABELS = ("negative", "neutral", "positive", "unsure")
# Pairs of hundredths, as the table stores them.
SENTIMENTS = {
    label: Sentiment(label, {"negative": 0.5, "neutral": 0.3, "positive": 0.2}, ("slow",)) for label in LABELS
}


def scored(**fields):
    """A plain scored mention; pass the fields that matter to the test."""
    facts = {
        "platform": "x",
        "source": "acme-x",
        "external_id": "1",
        "kind": "post",
        "action": "created",
        "event_at": NOON,
        "received_at": NOON + timedelta(seconds=1),
        "brands": (BrandMatch("acme", "@acme"),),
        "sentiment": SENTIMENTS["neutral"],
        "priority": "P4",
        "model": "vader-1",
    }
    return ScoredMention(**facts | fields)


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe_words = st.none() | words
instants = st.integers(0, 10**7).map(lambda ms: NOON + timedelta(milliseconds=ms))
ratings = st.none() | st.sampled_from([0, 1, 5, 4.5])
intents = st.lists(st.sampled_from(get_args(Intent)), max_size=3, unique=True).map(tuple)

mentions = st.builds(
    scored,
    external_id=words,
    kind=st.sampled_from(["comment", "mention", "post", "review", "message", "share"]),
    action=st.sampled_from(["created", "edited", "hidden"]),
    text=maybe_words,
    title=maybe_words,
    lang=maybe_words,
    author_id=maybe_words,
    author_name=maybe_words,
    author_handle=maybe_words,
    audience=st.none() | st.integers(0, 10**9),
    created_at=st.none() | instants,
    event_at=instants,
    received_at=instants,
    parent_id=maybe_words,
    root_id=maybe_words,
    account_id=maybe_words,
    recipient_id=maybe_words,
    from_self=st.booleans(),
    rating=ratings,
    permalink=maybe_words,
    media=st.lists(words, max_size=3).map(tuple),
    brands=st.lists(
        st.builds(BrandMatch, words, words, st.none() | st.sampled_from(LABELS)), min_size=1, max_size=3
    ).map(tuple),
    sentiment=st.sampled_from(list(SENTIMENTS.values())),
    intents=intents,
    touchpoint=maybe_words,
    language=st.sampled_from([None, "en", "de"]),
    role=st.sampled_from([None, "media"]),
    influence=st.none() | st.integers(0, 100),
    copies=maybe_words,
    priority=st.sampled_from(["P1", "P2", "P3", "P4"]),
    reasons=st.lists(words, max_size=3).map(tuple),
    rule=maybe_words,
    trace=st.lists(words, max_size=3).map(tuple),
    asked=st.booleans(),
    model=words,
)

# Few values each, so that two events often share one value and often differ in another.
few_words = st.sampled_from([None, "one", "two"])
events_of_one_item = st.builds(
    scored,
    action=st.sampled_from(["created", "edited", "hidden"]),
    source=st.sampled_from(["acme-x", "acme-x-2"]),
    event_at=st.integers(0, 3).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    received_at=st.integers(4, 6).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    text=few_words,
    title=few_words,
    author_id=few_words,
    author_name=few_words,
    audience=st.sampled_from([None, 0, 7]),
    created_at=st.sampled_from([None, NOON]),
    root_id=few_words,
    permalink=few_words,
    from_self=st.booleans(),
    rating=st.sampled_from([None, 0, 5]),
    brands=st.sampled_from([(BrandMatch("acme", "@acme"),), (BrandMatch("zenith", "source"),)]),
    priority=st.sampled_from(["P1", "P4"]),
    recipient_id=few_words,
    rule=few_words,
    trace=st.sampled_from([(), ("vips: won",)]),
    asked=st.booleans(),
)
