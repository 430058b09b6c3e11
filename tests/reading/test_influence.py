"""Influence grows with followers, relevance and closeness, and notifies nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting.incident_key import incident_key_of
from goodword.mention import BrandMatch
from goodword.messages.why import by_itself
from goodword.reading.influence import influence, relevance_of
from tests.sayings import mentions, scored

RELEVANCES = ("category", "source", "named")
followers = st.none() | st.integers(-10, 10**10)
contacts = st.integers(-1, 1_000)


def influence_of(audience=None, relevance="named", earlier=0, role="customer", **author):
    return influence(scored(audience=audience, **author), role=role, relevance=relevance, earlier=earlier)


def test_the_ends_of_the_scale():
    assert influence_of(0) == influence_of(None) == 5
    assert influence_of(10**7, earlier=100) == influence_of(10**10, earlier=10**6) == 100
    assert influence_of(0, "category") < influence_of(0, "source") < influence_of(0)


@pytest.mark.parametrize("audience", [100, 1_000, 10_000, 100_000])
def test_ten_times_the_followers_are_ten_points(audience):
    assert influence_of(10 * audience) - influence_of(audience) == pytest.approx(10, abs=1)


@given(followers, st.sampled_from(RELEVANCES), contacts)
def test_between_nothing_and_a_hundred(audience, relevance, earlier):
    assert 0 <= influence_of(audience, relevance, earlier) <= 100


@given(followers, followers, st.sampled_from(RELEVANCES), contacts)
def test_more_followers_are_never_less(first, other, relevance, earlier):
    fewer, more = sorted((first or 0, other or 0))
    assert influence_of(fewer, relevance, earlier) <= influence_of(more, relevance, earlier)


@given(followers, st.sampled_from(RELEVANCES), contacts, contacts)
def test_more_contacts_are_never_less(audience, relevance, first, other):
    assert influence_of(audience, relevance, min(first, other)) <= influence_of(audience, relevance, max(first, other))


@given(followers, contacts)
def test_more_relevance_is_never_less(audience, earlier):
    by_relevance = [influence_of(audience, relevance, earlier) for relevance in RELEVANCES]
    assert by_relevance == sorted(by_relevance)


@given(followers, st.sampled_from(RELEVANCES), contacts, st.sampled_from(["employee", "brand"]))
def test_our_own_people_and_bots_have_none(audience, relevance, earlier, role):
    assert influence_of(audience, relevance, earlier, role) == 0
    assert influence_of(audience, relevance, earlier, author_handle="acme_news_bot") == 0


@given(mentions, st.integers(0, 100), st.integers(0, 100))
def test_it_is_never_alone_a_reason_to_wake_somebody(mention, first, other):
    little, much = replace(mention, influence=first), replace(mention, influence=other)
    assert little.notifies == much.notifies
    assert by_itself(little) == by_itself(much)
    assert incident_key_of(little) == incident_key_of(much)


@pytest.mark.parametrize(
    ("brands", "relevance"),
    [
        ([BrandMatch("acme", "@acme")], "named"),
        ([BrandMatch("acme", "source acme-x")], "source"),
        ([BrandMatch("acme", "source acme-x"), BrandMatch("zeta", "zeta")], "named"),
        ([BrandMatch("kettles", "kettle")], "category"),
        ([BrandMatch("kettles", "kettle"), BrandMatch("acme", "source acme-x")], "source"),
        ([], "category"),
    ],
)
def test_how_a_mention_is_about_us(brands, relevance):
    kinds = {"acme": "brand", "kettles": "category", "rival": "competitor"}
    assert relevance_of(scored(source="acme-x"), brands, kinds) == relevance
