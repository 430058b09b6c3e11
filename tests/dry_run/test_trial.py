"""A trial: the same mentions under two configurations, the changes, and how many notifications each person gets."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from goodword.config.configuration import Configuration
from goodword.dry_run.load import loads, worst
from goodword.dry_run.trial import Trial, as_stored, changes, play, unhidden
from tests.house.house import CONFIGURATION
from tests.sayings import NOON, scored

QUESTION = {"priority": "P3", "intents": ("question",)}
COMPLAINT = {"priority": "P2", "intents": ("complaint",)}
QUIET = {"mail": "ana@example.com", "sms": "+4915112345678", "timezone": "Asia/Tokyo", "quiet": ["22:00-07:00"]}


def mention_of(external_id, minutes=0, **fields):
    at = NOON + timedelta(minutes=minutes)
    return scored(external_id=external_id, received_at=at, event_at=at, **fields)


def configured(*rules, mutes=(), **people):
    team = CONFIGURATION["teams"]["care"]
    teams = {"care": team | {"people": team["people"] | people}}
    return Configuration.model_validate(CONFIGURATION | {"rules": list(rules), "mutes": list(mutes), "teams": teams})


def trial(mentions, now, new):
    return Trial(mentions, *(play(mentions, each, lambda _: None) for each in (now, new)))


def about(found):
    return [[change.sent.notification.external_id for change in group] for group in found]


def test_what_newly_notifies_what_no_longer_does_and_what_notifies_otherwise():
    mentions = [
        mention_of("question", 0, **QUESTION),
        mention_of("late", 10, **COMPLAINT, kind="comment"),
        mention_of("vip", 20, **COMPLAINT, audience=9_000),
        mention_of("same", 30, **COMPLAINT),
    ]
    new = configured(
        {"name": "vips", "when": {"audience": 9_000}, "priority": "P1", "ring": ["ana"]},
        {"name": "questions", "when": {"intents": ["question"]}, "ring": ["ben"]},
        {"name": "hush", "when": {"platforms": ["x"], "brands": ["acme"]}, "ring": "nobody"},
    )
    mentions[3] = mention_of("same", 30, **COMPLAINT, platform="facebook")
    found = trial(mentions, configured(), new)
    assert about(changes(found.now, found.new)) == [["question"], ["late"], ["vip"]]
    [vip] = changes(found.now, found.new)[2]
    assert (vip.now.notification.priority, vip.now.notification.to) == ("P2", ("ana:mail", "ben:mail"))
    assert (vip.new.notification.priority, vip.new.notification.to) == ("P1", ("ana:mail", "ana:sms"))


def test_the_same_configuration_changes_nothing():
    mentions = [mention_of(str(number), number, **COMPLAINT) for number in range(20)]
    found = trial(mentions, configured(), configured())
    assert about(changes(found.now, found.new)) == [[], [], []]
    assert loads(found.now) == loads(found.new)


def test_a_mention_that_other_rules_judged_when_it_was_heard_is_judged_anew():
    stored = mention_of("1", reasons=("rule old: P1 instead of P3",), rule="old", **QUESTION | {"priority": "P1"})
    found = trial([stored], configured(), configured({"name": "raise", "priority": "P2"}))
    assert found.now.notifications == []
    assert [sent.notification.priority for sent in found.new.notifications if sent.notification.kind == "new"] == ["P2"]


def test_each_rule_holds_at_the_time_when_a_mention_was_heard():
    mute = {"name": "m", "when": {"platforms": ["x"]}, "until": "2026-11-17T12:30Z", "why": "drill"}
    mentions = [mention_of("before", 29, **COMPLAINT), mention_of("after", 30, **COMPLAINT)]
    found = trial(mentions, configured(), configured(mutes=[mute]))
    assert about(changes(found.now, found.new)) == [[], ["before"], []]


def test_loads_are_counted_on_the_clock_of_each_person():
    fire = {"priority": "P1", "intents": ("safety_or_legal",)}
    side = play([mention_of("1", **fire)], configured(ana=QUIET), lambda _: None)
    new = [sent for sent in side.notifications if sent.notification.kind == "new"]
    assert [sent.notification.to for sent in new] == [("ana:mail", "ben:mail", "ana:sms")]
    found = loads(side)
    tokyo = {(sent.at + timedelta(hours=9)).date() for sent in side.notifications}
    assert set(found["ana"].mails) == tokyo
    assert found["ana"].hours[21] >= 1, "noon in London is nine in the evening in Tokyo"
    assert found["ben"].hours[13] >= 1, "and one in Berlin"
    assert len(found["ana"].quiet) == sum((sent.at + timedelta(hours=9)).hour >= 22 for sent in side.notifications)
    assert found["ben"].quiet == []


def test_everybody_is_listed_also_who_is_never_notified():
    assert set(loads(play([mention_of("1", priority="P4")], configured(), lambda _: None))) == {"ana", "ben"}


def test_the_worst_day_is_the_first_of_equal_ones():
    assert worst(Counter()) == (0, None)
    days = Counter({date(2026, 11, 20): 3, date(2026, 11, 18): 3, date(2026, 11, 19): 1})
    assert worst(days) == (3, date(2026, 11, 18))


def test_a_day_is_the_least_that_a_trial_lasts():
    mentions = [mention_of("1"), mention_of("2", 60 * 36)]
    assert trial(mentions[:1], configured(), configured()).days == 1
    assert trial(mentions, configured(), configured()).days == 1.5


def test_events_of_one_item_are_played_once_as_it_stands_after_all_of_them():
    events = [
        mention_of("b", 2, action="edited", text="second"),
        mention_of("a", 5, text="late"),
        mention_of("b", 1, text="first"),
        mention_of("gone", 0, text="was said"),
        mention_of("gone", 9, action="deleted"),
    ]
    assert [(mention.external_id, mention.text) for mention in as_stored(events)] == [("b", "second"), ("a", "late")]


def test_what_we_hid_later_is_played_as_it_was_heard():
    later = scored(action="hidden", **COMPLAINT, reasons=('complaint: "late"',))
    only = scored(action="hidden", reasons=("hidden by us",))
    assert [mention.action for mention in unhidden([later, only, scored()])] == ["created", "hidden", "created"]


def test_progress_is_told():
    days: list[datetime] = []
    play([mention_of("1", **COMPLAINT), mention_of("2", 600, **COMPLAINT)], configured(), days.append)
    assert days == sorted(days)
    assert days[-1] <= NOON + timedelta(minutes=600)
    assert days[0].tzinfo is UTC
