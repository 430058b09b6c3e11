"""Rules: each condition, their order, mutes and when they end, and the trace of what happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.alerting.rules import MAX_TRACE, as_read, judge
from goodword.config.configuration import Configuration
from goodword.mention import BrandMatch
from tests.house.house import CONFIGURATION
from tests.sayings import NOON, mentions, scored

COMPLAINT = {"priority": "P2", "intents": ("complaint", "question"), "reasons": ('complaint: "late"', "negative 0.9")}


def rules(*given_rules, mutes=()):
    named = [{"name": f"r{place}"} | rule for place, rule in enumerate(given_rules)]
    return Configuration.model_validate(CONFIGURATION | {"rules": named, "mutes": list(mutes)})


def mute(name="campaign", **fields):
    return {"name": name, "when": {"platforms": ["x"]}, "until": "2026-11-30", "why": "competition"} | fields


def outcome(configuration, now=NOON, **fields):
    judged = judge(scored(**COMPLAINT | fields), configuration, now)
    return judged.rule, judged.priority, judged.trace


# ---- conditions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "meets", "misses", "why"),
    [
        ({"priority": ["P1", "P2"]}, {"priority": "P2"}, {"priority": "P3"}, "priority"),
        ({"intents": ["praise", "question"]}, {}, {"intents": ("complaint",)}, "intent"),
        ({"intents": ["praise"]}, {"intents": ("praise",)}, {"intents": ()}, "intent"),
        ({"brands": ["acme"]}, {}, {"brands": (BrandMatch("zeta", "z"), BrandMatch("acme", "a"))}, "brand"),
        ({"platforms": ["x", "facebook"]}, {"platform": "facebook"}, {"platform": "instagram"}, "platform"),
        ({"touchpoints": ["delivery"]}, {"touchpoint": "delivery"}, {"touchpoint": "product"}, "touchpoint"),
        ({"touchpoints": ["delivery"]}, {"touchpoint": "delivery"}, {}, "touchpoint not read"),
        ({"audience": 10}, {"audience": 10}, {"audience": 9}, "audience"),
        ({"audience": 10}, {"audience": 11}, {}, "audience not known"),
        ({"audience": 0}, {"audience": 0}, {}, "audience not known"),
    ],
)
def test_each_condition(when, meets, misses, why):
    configuration = rules({"name": "vips", "when": when})
    assert outcome(configuration, **meets)[0] == "vips"
    assert outcome(configuration, **misses) == (None, misses.get("priority", "P2"), (f"vips: no, {why}",))


def test_all_conditions_must_hold():
    configuration = rules({"when": {"platforms": ["x"], "audience": 100, "intents": ["complaint"]}})
    assert outcome(configuration, audience=100)[0] == "r0"
    assert outcome(configuration, audience=99)[0] is None
    assert outcome(configuration, audience=100, platform="facebook")[0] is None
    assert outcome(configuration, audience=100, intents=("praise",))[0] is None


def test_no_condition_fits_everything():
    assert outcome(rules({"cool_down": 5})) == ("r0", "P2", ("r0: won",))


# ---- order and effects of a rule -----------------------------------------------------------------------------------


def test_the_first_that_fits_wins_and_the_rest_are_not_tried():
    configuration = rules({"when": {"platforms": ["facebook"]}}, {"priority": "P1"}, {"priority": "P3"})
    assert outcome(configuration) == ("r1", "P1", ("r0: no, platform", "r1: won, P2 to P1"))


def test_a_rule_looks_at_what_was_read_not_at_what_another_rule_made_of_it():
    configuration = rules({"when": {"priority": ["P3"]}, "priority": "P2"}, {"when": {"priority": ["P2"]}})
    assert outcome(configuration, priority="P3")[:2] == ("r0", "P2")


def test_a_changed_priority_is_the_first_reason_and_the_words_stay_behind_it():
    judged = judge(scored(**COMPLAINT), rules({"name": "vips", "priority": "P1"}), NOON)
    assert judged.reasons == ("rule vips: P1 instead of P2", 'complaint: "late"', "negative 0.9")


def test_the_same_priority_needs_no_reason():
    judged = judge(scored(**COMPLAINT), rules({"priority": "P2"}), NOON)
    assert (judged.rule, judged.reasons) == ("r0", COMPLAINT["reasons"])


@pytest.mark.parametrize(
    ("rule", "priority", "asked", "trace"),
    [
        ({"ring": ["ana"]}, "P3", True, "r0: won, asks to notify"),
        ({"ring": "owners"}, "P4", True, "r0: won, asks to notify"),
        ({"ring": ["ana"], "priority": "P3"}, "P2", True, "r0: won, P2 to P3, asks to notify"),
        ({"ring": ["ana"], "priority": "P2"}, "P3", False, "r0: won, P3 to P2"),
        ({"ring": ["ana"]}, "P1", False, "r0: won"),
        ({"ring": "nobody"}, "P3", False, "r0: won, notifies nobody"),
        ({"by": ["mail"]}, "P3", False, "r0: won"),
    ],
)
def test_a_rule_may_ask_for_what_notifies_nobody_by_itself(rule, priority, asked, trace):
    judged = judge(scored(priority=priority), rules(rule), NOON)
    assert (judged.asked, judged.trace) == (asked, (trace,))
    assert judged.notifies is (asked or judged.priority in ("P1", "P2"))


def test_without_rules_nothing_is_added():
    assert judge(scored(**COMPLAINT), rules(), NOON) == scored(**COMPLAINT)


@pytest.mark.parametrize("quiet", [{"from_self": True}, {"action": "hidden"}, {"action": "deleted", "brands": ()}])
def test_our_own_post_and_what_is_hidden_or_gone_are_never_judged(quiet):
    mention = scored(priority="P4", **quiet)
    assert judge(mention, rules({"priority": "P1"}, mutes=[mute()]), NOON) == mention


# ---- mutes ---------------------------------------------------------------------------------------------------------


def test_a_mute_wins_over_every_rule():
    configuration = rules({"priority": "P1"}, mutes=[mute()])
    judged = judge(scored(**COMPLAINT), configuration, NOON)
    assert (judged.rule, judged.priority, judged.asked) == ("mute:campaign", "P2", False)
    assert (judged.muted, judged.notifies) == (True, False)
    assert judged.trace == ("campaign: muted until 2026-11-30",)
    assert judged.reasons == COMPLAINT["reasons"]


def test_a_mute_that_does_not_fit_leaves_it_to_the_next_and_to_the_rules():
    configuration = rules(
        {"priority": "P1"}, mutes=[mute("a", when={"platforms": ["facebook"]}), mute("b", when={"audience": 5})]
    )
    assert outcome(configuration) == (
        "r0",
        "P1",
        ("a: no, platform", "b: no, audience not known", "r0: won, P2 to P1"),
    )


def test_p1_is_muted_only_by_a_mute_that_names_it():
    anything, named = mute("campaign"), mute("drill", when={"platforms": ["x"], "priority": ["P1", "P2"]})
    others = mute("others", when={"priority": ["P2", "P3"]})
    assert outcome(rules(mutes=[anything]), priority="P1") == (None, "P1", ("campaign: no, P1",))
    assert outcome(rules(mutes=[others]), priority="P1")[0] is None
    assert outcome(rules(mutes=[anything, named]), priority="P1")[0] == "mute:drill"
    assert outcome(rules(mutes=[named]), priority="P1", platform="facebook")[0] is None


@pytest.mark.parametrize(
    ("now", "muted"),
    [
        (datetime(2026, 11, 19, 23, 59, 59, 999_999, tzinfo=UTC), False),
        (datetime(2026, 11, 20, tzinfo=UTC), True),
        (datetime(2026, 11, 29, 23, 59, 59, 999_999, tzinfo=UTC), True),
        (datetime(2026, 11, 30, tzinfo=UTC), False),
    ],
)
def test_a_mute_holds_from_its_first_instant_to_before_its_last(now, muted):
    configuration = rules(mutes=[mute(**{"from": "2026-11-20"})])
    assert judge(scored(**COMPLAINT), configuration, now).muted is muted


def test_a_mute_out_of_its_time_leaves_no_trace():
    assert outcome(rules(mutes=[mute()]), now=NOON + timedelta(days=60)) == (None, "P2", ())


def test_a_mute_in_the_middle_of_a_day_says_when_it_ends():
    trace = outcome(rules(mutes=[mute(until="2026-11-18T18:30+01:00")]))[2]
    assert trace == ("campaign: muted until 2026-11-18 17:30 UTC",)


# ---- the trace -----------------------------------------------------------------------------------------------------


def test_a_long_trace_keeps_its_ends_and_counts_the_middle():
    missed = [{"when": {"platforms": ["facebook"]}} for _ in range(40)]
    trace = outcome(rules(*missed, {"priority": "P1"}))[2]
    assert len(trace) == MAX_TRACE
    assert (trace[0], trace[-2], trace[-1]) == ("r0: no, platform", "34 more: no", "r40: won, P2 to P1")


def test_eight_entries_need_no_counting():
    missed = [{"when": {"platforms": ["facebook"]}} for _ in range(MAX_TRACE)]
    assert outcome(rules(*missed))[2] == tuple(f"r{place}: no, platform" for place in range(MAX_TRACE))


# ---- any input -----------------------------------------------------------------------------------------------------

CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "priority": st.lists(st.sampled_from(["P1", "P2", "P3", "P4"]), min_size=1, unique=True),
        "intents": st.lists(st.sampled_from(["complaint", "praise"]), min_size=1, unique=True),
        "platforms": st.sampled_from([["x"], ["facebook"]]),
        "touchpoints": st.just(["delivery"]),
        "audience": st.sampled_from([0, 1000]),
    },
)
RULES = st.lists(
    st.fixed_dictionaries(
        {"when": CONDITIONS},
        optional={
            "priority": st.sampled_from(["P1", "P2", "P3", "P4"]),
            "ring": st.sampled_from(["owners", "nobody", ["ana"]]),
        },
    ),
    max_size=12,
).map(lambda listed: [{"name": f"r{place}"} | rule for place, rule in enumerate(listed)])
MUTES = st.lists(
    st.builds(
        lambda when, start, days: {
            "name": f"m{start}",
            "when": {"platforms": ["x"]} | when,
            "from": f"2026-11-{start:02}",
            "until": f"2026-11-{start + days:02}",
            "why": "quiet",
        },
        CONDITIONS,
        st.integers(10, 19),
        st.integers(1, 9),
    ),
    max_size=3,
    unique_by=lambda mute: mute["name"],
)


@given(mentions, RULES, MUTES)
def test_whatever_is_said_is_judged_once_and_for_all(mention, given_rules, given_mutes):
    configuration = Configuration.model_validate(CONFIGURATION | {"rules": given_rules, "mutes": given_mutes})
    plain = replace(mention, rule=None, trace=(), asked=False)
    judged = judge(plain, configuration, NOON)
    assert judge(judged, configuration, NOON) == judge(plain, configuration, NOON) == judged
    assert as_read(judged) == plain
    names = {"r" + str(place) for place in range(12)} | {f"mute:m{start}" for start in range(10, 20)}
    assert judged.rule is None or judged.rule in names
    assert len(judged.trace) <= MAX_TRACE
    assert sum(map(len, judged.trace)) < 300, "only our own names and words, for any text"
    assert not (judged.muted and judged.asked)
    if plain.priority == "P1" and judged.muted:
        assert any("P1" in mute["when"].get("priority", ()) for mute in given_mutes)
    if judged.rule is None:
        assert (judged.priority, judged.reasons) == (plain.priority, plain.reasons)
