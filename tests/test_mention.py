"""The public JSON of a mention: every field is written and read back."""

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from goodword.mention import Mention, ScoredMention, instant, iso
from tests.sayings import NOON, mentions, scored


@given(mentions)
def test_json_and_back(mention):
    assert ScoredMention.from_dict(json.loads(json.dumps(mention.as_dict()))) == mention


@given(mentions)
def test_every_field_is_written_also_when_the_platform_did_not_say(mention):
    assert set(mention.as_dict()) == {field.name for field in fields(ScoredMention)}


def test_fields_of_another_version_are_ignored_and_missing_ones_have_their_default():
    data = scored(text="Hi").as_dict() | {"mood": "from a later version"}
    del data["touchpoint"]
    assert ScoredMention.from_dict(data) == scored(text="Hi")


def test_a_plain_mention_reads_what_a_scored_one_wrote():
    mention = scored(text="Hi", media=("https://a.example/1.jpg",))
    plain = Mention.from_dict(mention.as_dict())
    assert type(plain) is Mention
    assert (plain.text, plain.media) == (mention.text, mention.media)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-17T12:00:00Z", NOON),
        ("2026-11-17T12:00:00", NOON),
        ("2026-11-17T13:00:00+01:00", NOON),
        ("2026-11-17T12:00:00.250Z", NOON + timedelta(milliseconds=250)),
    ],
)
def test_instants_are_read_as_utc(written, moment):
    assert instant(written) == moment
    assert instant(written).tzinfo is UTC


def test_instants_are_written_in_utc_with_z():
    berlin = timezone(timedelta(hours=1))
    assert iso(datetime(2026, 11, 17, 13, tzinfo=berlin)) == "2026-11-17T12:00:00Z"
    assert iso(NOON + timedelta(milliseconds=5)) == "2026-11-17T12:00:00.005Z"


def test_made_at_falls_back_to_the_event():
    assert scored().made_at == NOON
    assert scored(created_at=NOON - timedelta(days=1)).made_at == NOON - timedelta(days=1)


def test_filed_under_the_first_brand():
    assert scored().brand == "acme"


@pytest.mark.parametrize(
    ("facts", "notifies", "muted"),
    [
        ({"priority": "P1"}, True, False),
        ({"priority": "P2", "rule": "vips"}, True, False),
        ({"priority": "P3"}, False, False),
        ({"priority": "P4", "asked": True}, True, False),
        ({"priority": "P1", "rule": "mute:campaign"}, False, True),
        ({"priority": "P2", "rule": "mute"}, True, False),
    ],
)
def test_what_may_notify(facts, notifies, muted):
    assert (scored(**facts).notifies, scored(**facts).muted) == (notifies, muted)


def test_frozen():
    with pytest.raises(AttributeError):
        scored().text = "other"
