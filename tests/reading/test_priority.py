"""How soon a person must look. Another finding never lowers the priority, and there is always a reason."""

from datetime import timedelta
from inspect import signature
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.mention import Intent, Role
from goodword.messages.why import by_itself, otherwise
from goodword.reading.intents import Finding
from goodword.reading.priority import CLOSES_SOON, prioritise, quiet_because
from tests.messages.scenarios import alert
from tests.sayings import SENTIMENTS, scored

WINDOW = "a reply window closes within 2 h"
INTENTS = get_args(Intent)
NEUTRAL = SENTIMENTS["neutral"]
OUR_OWN = {"employee": "by an employee", "brand": "by the brand"}

findings = st.lists(st.sampled_from(INTENTS), max_size=5, unique=True).map(
    lambda expected: [Finding(intent, f'{intent}: "so"') for intent in expected]
)
roles = st.sampled_from(get_args(Role))
windows = st.none() | st.timedeltas(timedelta(hours=-3), timedelta(hours=30))
sentiments = st.sampled_from(list(SENTIMENTS.values()))
whats = st.fixed_dictionaries({"role": roles, "window_closes": windows})


@pytest.mark.parametrize(
    ("intent", "priority"),
    [
        ("safety_or_legal", "P1"),
        ("complaint", "P2"),
        ("needs_help", "P2"),
        ("would_not_return", "P2"),
        ("question", "P3"),
        ("praise", "P3"),
        ("pre_purchase", "P3"),
        ("wish", "P4"),
        ("would_return", "P4"),
        ("spam", "P4"),
    ],
)
def test_what_each_intent_comes_to(intent, priority):
    assert prioritise([Finding(intent, "because")], NEUTRAL) == (priority, ("because",))


def test_nothing_found_is_p4_without_reasons():
    assert prioritise([], SENTIMENTS["negative"]) == ("P4", ())


def test_the_deciding_reason_comes_first_and_the_feeling_last():
    found = [Finding("praise", "praise"), Finding("complaint", "complaint"), Finding("wish", "wish")]
    expected = ("complaint", WINDOW, "praise", "wish", "negative 0.50")
    assert prioritise(found, SENTIMENTS["negative"], window_closes=timedelta(hours=1)) == ("P2", expected)


@given(findings, sentiments, whats)
def test_every_reason_is_named_once(found, sentiment, what):
    _, reasons = prioritise(found, sentiment, **what)
    assert {finding.reason for finding in found} <= set(reasons)
    assert len(set(reasons)) == len(reasons)


@given(findings, st.sampled_from(INTENTS), sentiments, whats)
def test_one_more_finding_never_makes_it_less_urgent_but_for_spam(found, intent, sentiment, what):
    more = [*found, Finding(intent, "one more")]
    before, _ = prioritise(found, sentiment, **what)
    after, reasons = prioritise(more, sentiment, **what)
    if intent != "spam":
        assert after <= before
    elif all(finding.intent != "safety_or_legal" for finding in found):
        assert after == "P4"
        assert what["role"] in OUR_OWN or reasons[0] in ("one more", 'spam: "so"')
    else:
        assert after == before == "P1"


@given(findings, sentiments, roles, windows, windows)
def test_an_open_window_that_closes_sooner_is_never_less_urgent(found, sentiment, role, first, other):
    if first and other and min(first, other) > timedelta():
        sooner, _ = prioritise(found, sentiment, role=role, window_closes=min(first, other))
        later, _ = prioritise(found, sentiment, role=role, window_closes=max(first, other))
        assert sooner <= later


@given(findings, st.permutations(range(5)), sentiments, whats)
def test_the_order_of_findings_decides_nothing(found, order, sentiment, what):
    other = [found[place] for place in order if place < len(found)]
    priority, reasons = prioritise(found, sentiment, **what)
    again, others = prioritise(other, sentiment, **what)
    assert (priority, set(reasons)) == (again, set(others))


@given(findings, sentiments, whats)
def test_danger_is_p1_whoever_says_it(found, sentiment, what):
    assert prioritise([*found, Finding("safety_or_legal", "danger")], sentiment, **what)[0] == "P1"


@given(findings, sentiments, st.sampled_from(list(OUR_OWN)), windows)
def test_our_own_people_notify_nobody_without_danger(found, sentiment, role, window):
    calm = [finding for finding in found if finding.intent != "safety_or_legal"]
    priority, reasons = prioritise(calm, sentiment, role=role, window_closes=window)
    assert priority == "P4"
    assert (reasons[:1] == (OUR_OWN[role],)) == bool(reasons)


@given(findings, sentiments, whats, st.sampled_from(["own voice", "about a competitor"]))
def test_what_is_quiet_is_p4_for_one_reason(found, sentiment, what, quiet):
    assert prioritise(found, sentiment, quiet=quiet, **what) == ("P4", (quiet,))


@pytest.mark.parametrize(
    ("closes", "priority", "reasons"),
    [
        (None, "P4", ()),
        (timedelta(hours=24), "P4", ()),
        (CLOSES_SOON, "P2", (WINDOW,)),
        (timedelta(minutes=1), "P2", (WINDOW,)),
        (timedelta(), "P4", ()),  # closed: nobody can answer any more
        (timedelta(hours=-1), "P4", ()),
    ],
)
def test_a_window_about_to_close(closes, priority, reasons):
    assert prioritise([], NEUTRAL, window_closes=closes) == (priority, reasons)


def test_how_far_a_post_carries_is_nothing_that_priority_knows_of():
    assert set(signature(prioritise).parameters) == {"findings", "sentiment", "quiet", "role", "window_closes"}


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"from_self": True, "action": "hidden", "kinds": ["competitor"]}, "own voice"),
        ({"from_self": False, "action": "hidden", "kinds": ["brand"]}, "hidden by us"),
        ({"from_self": False, "action": "created", "kinds": ["competitor"]}, "about a competitor"),
        ({"from_self": False, "action": "created", "kinds": ["category"]}, "about a category"),
        ({"from_self": False, "action": "created", "kinds": ["category", "competitor"]}, "about a competitor"),
        ({"from_self": False, "action": "edited", "kinds": ["competitor", "brand"]}, None),
        ({"from_self": False, "action": None}, None),
    ],
)
def test_why_nobody_need_look(about, why):
    assert quiet_because(**about) == why


@given(findings, sentiments, whats, st.sampled_from([(), ("brand",), ("competitor",), ("category",)]), st.booleans())
def test_alerts_know_the_same_priority(found, sentiment, what, kinds, own):
    quiet = quiet_because(from_self=own, action="created", kinds=kinds)
    priority, reasons = prioritise(found, sentiment, quiet=quiet, **what)
    intents = tuple(finding.intent for finding in found)
    assert by_itself(scored(intents=intents, reasons=reasons, role=what["role"], from_self=own)) == priority


def test_an_alert_says_that_the_window_is_why():
    question = alert(priority="P2", intents=("question",), reasons=(WINDOW, 'question: "how?"'))
    assert otherwise(question) == [
        "Without its closing reply window, and with no other complaint, request for help, sign of danger or legal"
        " threat, it would have notified nobody."
    ]
