"""The merge: in any order and any number, the result is the same."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from goodword.aws.dynamodb_items import mention_item, read_memory
from goodword.mention import BrandMatch
from goodword.mention_merge import MergedMention, has_content, merge, version
from tests.sayings import NOON, events_of_one_item, scored

memories = st.lists(events_of_one_item, min_size=1, max_size=3).map(
    lambda events: reduce(merge, map(MergedMention.of, events))
)


@given(memories, memories)
def test_commutative(first, other):
    assert merge(first, other) == merge(other, first)


@given(memories, memories, memories)
def test_associative(first, second, third):
    assert merge(merge(first, second), third) == merge(first, merge(second, third))


@given(memories, memories)
def test_idempotent(first, other):
    both = merge(first, other)
    assert merge(both, first) == merge(both, other) == merge(both, both) == both


@given(st.lists(events_of_one_item, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_ends_the_same(events, chance):
    again = events + chance.choices(events, k=3)
    chance.shuffle(again)
    assert reduce(merge, map(MergedMention.of, again)) == reduce(merge, map(MergedMention.of, events))


@given(st.lists(events_of_one_item, min_size=1, max_size=6))
def test_newest_state_newest_content(events):
    merged = reduce(merge, map(MergedMention.of, events)).mention
    newest = max(events, key=version)
    assert (merged.action, merged.event_at) == (newest.action, newest.event_at)
    speaking = [event for event in events if has_content(event)]
    if speaking:
        spoke_last = max(speaking, key=version)
        assert (merged.text, merged.title, merged.rating) == (spoke_last.text, spoke_last.title, spoke_last.rating)


@given(st.lists(events_of_one_item, min_size=1, max_size=6))
def test_what_any_event_knows_is_known(events):
    merged = reduce(merge, map(MergedMention.of, events)).mention
    for name in ("author_id", "author_name", "audience", "created_at", "root_id"):
        known = {getattr(event, name) for event in events} - {None}
        assert getattr(merged, name) in (known or {None})


@given(st.lists(events_of_one_item, min_size=1, max_size=6))
def test_the_link_is_that_of_the_newest_event_that_has_one(events):
    merged = reduce(merge, map(MergedMention.of, events)).mention
    linked = [event for event in events if event.permalink]
    assert merged.permalink == (max(linked, key=version).permalink if linked else None)


def test_an_old_link_does_not_come_back_with_what_has_none():
    """What is stored between two events keeps the version of its link."""
    first = scored(text="a", permalink="https://z.example/old")
    second = scored(text="b", permalink="https://a.example/new", event_at=NOON + timedelta(minutes=2))
    third = scored(text="c", event_at=NOON + timedelta(minutes=3))
    stored = read_memory(mention_item(merge(MergedMention.of(second), MergedMention.of(third)), expires=1, revision=1))
    assert merge(stored, MergedMention.of(first)).mention.permalink == "https://a.example/new"


def test_links_are_read_and_not_remembered():
    mention = scored()
    linked = replace(mention, links=("https://acme.example",))
    assert version(linked) == version(mention), "what was stored before mentions had links keeps its version"
    assert MergedMention.of(linked) == MergedMention.of(mention)


def test_edit_before_its_creation():
    created = scored(text="Slow.", author_id="7", root_id="post", created_at=NOON, priority="P4")
    edited = scored(action="edited", text="On fire!", event_at=NOON + timedelta(minutes=5), priority="P1")
    merged = merge(MergedMention.of(edited), MergedMention.of(created)).mention
    assert (merged.text, merged.priority, merged.action) == ("On fire!", "P1", "edited")
    assert (merged.author_id, merged.root_id, merged.created_at) == ("7", "post", NOON)


def test_hide_keeps_the_words_it_hides():
    created = scored(text="On fire!", priority="P1", intents=("safety_or_legal",))
    hidden = scored(action="hidden", event_at=NOON + timedelta(minutes=1))
    merged = merge(MergedMention.of(created), MergedMention.of(hidden)).mention
    assert (merged.text, merged.priority, merged.action) == ("On fire!", "P1", "hidden")
    assert merged.intents == ("safety_or_legal",)


def test_what_the_rules_said_goes_with_the_words_they_were_about():
    created = scored(text="Slow.", audience=9, rule="vips", trace=("vips: won",), asked=True)
    edited = scored(action="edited", text="Slow!", event_at=NOON + timedelta(minutes=5), trace=("vips: no, audience",))
    hidden = scored(action="hidden", event_at=NOON + timedelta(minutes=9))
    merged = merge(MergedMention.of(created), MergedMention.of(edited))
    assert (merged.mention.rule, merged.mention.trace, merged.mention.asked) == (None, ("vips: no, audience",), False)
    assert merge(merged, MergedMention.of(hidden)).mention.trace == ("vips: no, audience",)
    assert merge(MergedMention.of(created), MergedMention.of(hidden)).mention.rule == "vips"


def test_heard_again_under_other_rules_the_first_judgement_stays():
    first = scored(text="Hello", priority="P1", rule="vips", reasons=("rule vips: P1 instead of P3",))
    again = scored(text="Hello", priority="P3", received_at=NOON + timedelta(hours=1))
    assert merge(MergedMention.of(first), MergedMention.of(again)) == MergedMention.of(first)


def test_a_version_says_nothing_of_what_earlier_releases_could_not_read():
    assert version(scored(text="hi", recipient_id="7")) == version(scored(text="hi"))


def test_same_event_heard_again_later_changes_nothing():
    first = scored(text="Hello")
    again = scored(
        text="Hello", source="other", received_at=NOON + timedelta(hours=1), brands=(BrandMatch("new", "new"),)
    )
    assert merge(MergedMention.of(first), MergedMention.of(again)) == MergedMention.of(first)


def test_newer_means_the_platforms_clock_then_rank_then_a_digest():
    later = version(scored(event_at=NOON + timedelta(milliseconds=1)))
    ranked = [version(scored(action=action)) for action in ("created", "edited", "deleted")]
    assert ranked == sorted(ranked)
    assert ranked[-1] < later
    assert version(scored(text="a")) != version(scored(text="b"))
    assert version(scored(action="hidden"))[:15] == version(scored(action="edited"))[:15]


@given(st.integers(0, 10**6))
def test_version_keeps_every_millisecond(milliseconds):
    event_at = NOON + timedelta(milliseconds=milliseconds)
    assert version(scored(event_at=event_at))[:14] == f"{int(NOON.timestamp()) * 1000 + milliseconds:014d}"
