"""Words that mean something only near each other."""

import pytest
from hypothesis import given

from goodword.reading import hazards
from goodword.reading.together import Neighbours, Together
from tests.reading.hostile import HOSTILE

GROUPS = {
    "soup": "soup stew fish_cake",
    "metal": "screw bolt let_go",
    "shop": "shop your",
    "news": "match",
    "alone": "salmonella",
}
RULES = (
    Together("soup metal", 4),
    Together("soup soup", 3),
    Together("alone", 0, near="shop"),
)


def found(text: str, *rules: Together) -> list[str]:
    neighbours = Neighbours(GROUPS, rules or RULES, unless="news")
    return [text[match.first.start : match.last.end] for match in neighbours.find(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("a screw in my soup", "screw in my soup"),
        ("the soup had a screw", "soup had a screw"),
        ("the soup's screws", "soup's screws"),
        ("fish cake, bolt", "fish cake, bolt"),
        ("it let go, the stew", "let go, the stew"),
        ("stew or soup", "stew or soup"),
        ("salmonella at your shop", "salmonella"),
        ("screw. soup", "screw. soup"),  # the end of a sentence counts as three words
    ],
)
def test_words_that_stand_together_are_found(text, quoted):
    assert found(text) == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "a screw",
        "soup",
        "screw one two three four soup",
        "screw. a b soup",
        "let it go, the stew",
        "fish and cake, bolt",
        "salmonella",
        f"salmonella {'and ' * 31} your",
        "a screw in my soup at the match",
    ],
)
def test_words_that_do_not_are_not(text):
    assert found(text) == []


def test_a_word_is_not_beside_itself():
    assert found("the soup", Together("soup soup", 3)) == []
    assert found("salmonella", Together("alone", 0, near="alone")) == []


def test_what_it_means_is_the_rules_to_say():
    neighbours = Neighbours(GROUPS, [Together("soup metal", 4, means="legal")], unless="news")
    assert [match.rule.means for match in neighbours.find("soup screw")] == ["legal"]


def test_every_rule_of_danger_names_groups_that_there_are():
    named = {name for rule in hazards.RULES for name in (*rule.groups.split(), rule.near) if name}
    assert named | {hazards.ELSEWHERE} <= hazards.GROUPS.keys()
    assert set(hazards.GROUPS) - named == {hazards.ELSEWHERE}


@given(HOSTILE)
def test_any_text_is_read(text):
    for item in Neighbours(hazards.GROUPS, hazards.RULES, unless=hazards.ELSEWHERE).find(text.casefold()):
        assert 0 <= item.first.start <= item.last.start < item.last.end
