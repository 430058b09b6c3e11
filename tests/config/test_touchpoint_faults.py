"""Touchpoints in a configuration: removed, added, named by rules."""

import pytest

from goodword.config.faults import FaultyConfiguration
from goodword.config.loading import load_yaml

REST = """\
brands: {acme: {terms: [acme], team: care}}
sources: {page: {platform: facebook, accounts: ["1"]}}
teams: {care: {people: {ana: {mail: ana@acme.example}}, rota: [{who: [ana]}]}}
"""


def faults(content: str) -> list[str]:
    try:
        load_yaml(REST + content)
    except FaultyConfiguration as error:
        return [str(fault) for fault in error.faults]
    return []


def rule(touchpoint: str) -> str:
    return f"rules: [{{name: one, when: {{touchpoints: [{touchpoint}]}}}}]\n"


def test_without_the_section_there_are_the_links_of_every_trade_and_of_retail():
    assert faults(rule("delivery")) == []
    assert faults(rule("returns")) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("touchpoints: {without: [adverts]}", '4: touchpoints.without[0]: no such link "adverts"'),
        (rule("baggage"), '4: rules[0].when.touchpoints[0]: no such touchpoint "baggage"'),
        (rule("delivry"), '4: rules[0].when.touchpoints[0]: no such touchpoint "delivry"; did you mean delivery?'),
        (
            "touchpoints: {packs: [travel]}\n" + rule("returns"),
            '5: rules[0].when.touchpoints[0]: no such touchpoint "returns"',
        ),
        (
            "touchpoints: {without: [ad]}\n" + rule("ad"),
            '5: rules[0].when.touchpoints[0]: no such touchpoint "ad"; known: returns, stock',
        ),
        (
            "mutes: [{name: m, when: {touchpoints: [contest]}, until: 2099-01-01, why: contest}]",
            '4: mutes[0].when.touchpoints[0]: no such touchpoint "contest"',
        ),
    ],
)
def test_a_link_that_is_not_there_is_a_fault(content, fault):
    [found] = faults(content)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "content",
    [
        "touchpoints: {packs: [travel]}\n" + rule("baggage"),
        "touchpoints: {words: {contest: [raffle]}}\n" + rule("contest"),
        "touchpoints: {without: [ad], words: {ad: [poster]}}\n" + rule("ad"),
    ],
)
def test_a_link_that_is_there_may_be_asked_for(content):
    assert faults(content) == []


def test_a_pack_that_is_not_there_is_told_once():
    [fault] = faults("touchpoints: {packs: [retial]}\n")
    assert "retail" in fault
