"""Words that mean the opposite in context: praise by negation, and slang about a device."""

from functools import cache
from time import process_time

import pytest

from goodword.reading import negated, slang
from goodword.reading.intents import find
from goodword.reading.literal import literal
from goodword.sentiment.scorer import ReadingScorer, unsure
from goodword.sentiment.standard import standard_scorer
from tests.reading.look_alikes import KINDS, is_right, look_alikes, read, shares
from tests.reports import report

FLOORS = {
    ("negated", "praise"): 0.88,
    ("negated", "found"): 0.72,
    ("negated", "complaint"): 0.70,
    ("slang", "praise"): 0.82,
    ("slang", "found"): 0.72,
    ("slang", "calm"): 0.75,
    ("slang", "danger"): 0.93,
}
"""The share of right readings on the half that no rule was written for, slightly below the measurements."""


@cache
def scorer() -> ReadingScorer:
    return standard_scorer()


@cache
def shares_of(kind):
    return shares(kind, "check", scorer())


@pytest.mark.parametrize(("kind", "right"), FLOORS)
def test_look_alikes_are_read_as_well_as_is_stated(kind, right):
    assert shares_of(kind)[right] >= FLOORS[kind, right]


def test_no_text_stands_in_both_halves():
    texts = [text for kind in KINDS for half in ("work", "check") for _, text in look_alikes(kind, half)]
    assert len(texts) == len(set(texts)) == 338


@pytest.mark.parametrize(
    "text",
    [
        "no problems ever with acme",
        "acme: all good, no complaints",
        "acme, very satisfied, no bad experiences",
        "from acme: nothing broken, nothing missing, nothing late",
        "I have yet to find a fault with my acme drill",
        "none of my three acme laptops ever broke",
        "not once has acme been late",
        "nobody at acme was rude",
        "acme isn't slow and isn't expensive",
        "Keine Probleme mit acme",
        "aucun problème avec acme",
        "nunca he tenido problemas con acme",
        "nessun problema con acme",
        "nenhum problema com a acme",
    ],
)
def test_a_denied_complaint_is_none(text):
    scored = read(text, scorer())
    assert is_right("praise", scored), scored.reasons
    assert scored.sentiment.label != "negative"


@pytest.mark.parametrize(
    "text",
    [
        "acme never fails to disappoint",
        "no problem is ever solved at acme",
        "none of the problems were fixed by acme",
        "acme didn't fix any of the issues",
        "never had such a bad meal as at acme",
        "I couldn't be more disappointed in acme",
        "nothing but problems with acme",
        "nobody at acme answers the phone",
        "acme has no problem charging me twice",
        "not happy with acme",
        "no, never, never again acme",
        "never had a problem with acme until the app broke again",
        "no issues for two years, then acme's fridge died after a week",
    ],
)
def test_a_negation_that_complains_is_a_complaint(text):
    assert "complaint" in read(text, scorer()).intents


@pytest.mark.parametrize(
    "text",
    [
        "the acme charger slaps, absolute fire",
        "that acme keyboard is fire and the charger too",
        "acme's ad is fire 🔥",
        "my phone blew up after I posted about acme",
        "your kettle is the bomb @acme",
        "acme toaster: killer deal",
        "acme battery life is insane",
        "the acme headset is sick 🔥",
        "this acme speaker blew my mind",
        "shockingly good kettle, acme",
        "acme laptop smokes the competition",
        "shut up and take my money @acme",
        "an acme drill at that price is a steal",
    ],
)
def test_slang_beside_a_device_is_praise(text):
    scored = read(text, scorer())
    assert (scored.intents, scored.priority) == (("praise",), "P3"), scored.reasons


@pytest.mark.parametrize(
    "text",
    [
        "the acme blender caught fire",
        "my acme charger is on fire 🔥🔥🔥",
        "my acme charger was on fire today",
        "smoke came out of the acme toaster, fire 🔥",
        "it's literally on fire 🔥 not in a good way @acme, my charger",
        "burnt my hand on the acme kettle, lit",
        "this acme thing set my kitchen on fire 😂",
        "loved my acme blender, killer deal, until it caught fire",
        "acme charger is fire... as in it was on fire",
        "acme toaster is lit: flames two feet high",
        "acme speaker is sick but it gave me an electric shock",
        "acme battery is insane, it exploded in my hand",
        "acme phone blew up in my pocket",
        "the acme shelf just dropped and hit my son",
        "acme ladder is sick, it collapsed under me",
        "it caught fire charger and all, acme",
    ],
)
def test_what_happened_is_danger_whatever_stands_beside_it(text):
    scored = read(text, scorer())
    assert scored.priority == "P1", scored.reasons


def test_a_text_without_such_words_stays_as_it_was_written():
    assert literal("My parcel is LATE, café!") == "My parcel is LATE, café!"
    assert literal("No problems with the café") == "with the cafe"


def test_of_two_negations_the_complaint_counts():
    words = "no issues at first, and nobody answers now"
    assert negated.praise(words) is None
    assert negated.without(words) == words
    assert negated.complaint(words) == "nobody answers"


def test_slang_is_none_where_something_happened():
    assert slang.praise("this charger is fire") == "is fire"
    assert slang.praise("this charger is fire, it burned my desk") is None


@pytest.mark.parametrize("piece", ["not ", "never had a ", "nobody at ", "is so so ", "phone's ", "new phone ", "🔥 "])
def test_the_time_grows_no_faster_than_the_text(piece):
    def least(text):
        return min(_time_of(text) for _ in range(5))

    assert least(piece * 800) <= 16 * least(piece * 100)


def _time_of(text):
    begun = process_time()
    negated.without(slang.without(text))
    negated.praise(text)
    return process_time() - begun


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("own", "reading-negated.txt"),
        ("own", "reading-slang-fire.txt"),
        ("shared", "47-reading-negated.txt"),
        ("shared", "48-reading-slang-fire.txt"),
    ],
)
def test_what_public_reports_brought_is_read_rightly(origin, name):
    scored = [read(line, scorer()) for line in report(origin, name).read_text(encoding="utf-8").splitlines()]
    assert [each.text for each in scored if not is_right("praise", each)] == []


def test_slang_is_no_danger_for_rules_alone():
    assert "safety_or_legal" not in {found.intent for found in find("this charger is straight fire", unsure())}
