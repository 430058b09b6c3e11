"""What is counted of a mention, for any mention."""

from collections import Counter

from hypothesis import given

from goodword.aws.dynamodb_items import from_dynamo, mention_item, to_dynamo, tombstone_item
from goodword.mention_merge import MergedMention
from goodword.stats.facts import COUNTED, DIMENSIONS, Tally, facts, read_tally
from tests.sayings import mentions


@given(mentions)
def test_the_facts_of_an_item_are_those_of_its_mention(mention):
    found = facts(mention_item(MergedMention.of(mention), 1, 1))
    if mention.from_self:
        assert found is None
        return
    assert (found.brand, found.minute) == (mention.brand, f"{mention.received_at:%Y-%m-%dT%H:%M}")
    counted = [("platform", mention.platform), ("priority", mention.priority), ("sentiment", mention.sentiment.label)]
    counted += [("intent", intent) for intent in mention.intents]
    counted += [("touchpoint", mention.touchpoint)] if mention.touchpoint else []
    assert Counter(found.counts) == Counter(counted)


@given(mentions)
def test_the_attributes_that_are_read_are_all_that_is_needed(mention):
    item = mention_item(MergedMention.of(mention), 1, 1)
    assert facts({name: item[name] for name in COUNTED if name in item}) == facts(item)


@given(mentions)
def test_a_tombstone_counts_for_nothing(mention):
    assert facts(tombstone_item(MergedMention.of(mention), 1)) is None
    assert facts(None) is None


@given(mentions, mentions)
def test_a_tally_is_read_as_it_was_written_and_sums_are_sums(first, other):
    both = [found for mention in (first, other) if (found := facts(mention_item(MergedMention.of(mention), 1, 1)))]
    tallies = [Tally(Counter(found.counts)) for found in both]
    together = sum(tallies, Tally())
    assert together.total == len(both)
    assert read_tally(from_dynamo(to_dynamo(together.as_plain()))) == together
    for dimension in DIMENSIONS:
        assert sum(together.by(dimension).values()) == sum(sum(tally.by(dimension).values()) for tally in tallies)
