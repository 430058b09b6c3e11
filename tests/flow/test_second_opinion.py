"""Paid reading through the whole stack: unsure mentions get Amazon's reading, or keep ours where Amazon gives none."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from goodword.aws.comprehend import ComprehendScorer
from goodword.mention import ScoredMention
from tests.flow.posts import LATE, post, shop
from tests.house.house import CONFIGURATION, House, open_house

PAID = {"PaidReading": "true"}
WANTED = CONFIGURATION | {"comprehend": {"usd": "1", "languages": ["de"]}}
SCHLECHT = "Acme Lieferung wieder zu spät, wirklich schlecht"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(WANTED, parameters=PAID) as opened:
        yield opened


def german(external_id: str, text: str = SCHLECHT) -> dict[str, object]:
    return post(external_id, text, lang="de")


def stored(house: House, external_id: str) -> ScoredMention:
    found = house.mention("standard", external_id)
    assert found
    return found


def asked(house: House) -> list[list[str]]:
    calls = [call.params for call in house.rooms["score"].calls if call.operation == "comprehend.BatchDetectSentiment"]
    return [list(call["TextList"]) for call in calls]


def test_what_we_are_unsure_of_is_as_amazon_reads_it(house: House) -> None:
    shop(house, german("s1"), post("s2", LATE, lang="en"))
    house.settle()
    assert (stored(house, "s1").sentiment.label, stored(house, "s1").model) == ("negative", ComprehendScorer.name)
    assert stored(house, "s2").model != ComprehendScorer.name
    assert asked(house) == [[SCHLECHT]]


def test_its_word_counts_like_ours(house: House) -> None:
    """By its label it is a complaint, and the team's rules see the label."""
    rule = {"name": "complaints", "when": {"intents": ["complaint"]}, "priority": "P1"}
    house.configure(WANTED | {"rules": [rule]})
    shop(house, german("s1"))
    house.settle()
    found = stored(house, "s1")
    assert "complaint" in found.intents
    assert (found.rule, found.priority) == ("complaints", "P1")
    assert house.people.got("ana:sms")


@pytest.mark.parametrize("fault", ["comprehend.BatchDetectSentiment", "dynamodb.GetItem", "dynamodb.PutItem"])
def test_in_an_outage_ours_stands_and_nobody_waits(house: House, fault: str) -> None:
    with house.faults.on(fault, room="score") as struck:
        for number in range(3):
            shop(house, german(f"s{number}"))
            house.settle()
    assert struck.hits == 1
    assert [stored(house, f"s{number}").sentiment.label for number in range(3)] == ["unsure"] * 3
    house.wait(61)
    shop(house, german("s9"))
    house.settle()
    assert stored(house, "s9").sentiment.label == "negative"


def test_our_own_post_and_what_is_hidden_are_nobodys_business(house: House) -> None:
    shop(house, german("s1") | {"from_self": True}, german("s2") | {"action": "hidden"}, german("s3") | {"text": ""})
    house.settle()
    assert asked(house) == []


def test_what_is_said_a_hundred_times_is_paid_for_once(house: House) -> None:
    shop(house, *(german(f"s{number}") for number in range(100)))
    house.settle()
    assert asked(house) == [[SCHLECHT]]
    assert {stored(house, f"s{number}").sentiment.label for number in range(100)} == {"negative"}


def test_what_several_deliveries_of_a_batch_say_is_paid_for_once(house: House) -> None:
    for number in range(10):
        shop(house, german(f"s{number}"))
    house.settle()
    assert asked(house) == [[SCHLECHT]]
    assert {stored(house, f"s{number}").sentiment.label for number in range(10)} == {"negative"}


def test_at_its_cap_it_stops_is_told_once_and_shows_in_the_report(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    book = {"pk": {"S": "spent"}, "sk": {"S": "Amazon Comprehend#2026-11"}, "type": {"S": "spent"}}
    book |= {"reads": {"N": "9990"}, "micro": {"N": "999000"}, "n": {"N": "1"}}
    house.dynamo.put_item(TableName=house.deployed.names["Table"], Item=book)
    for number in range(6):
        shop(house, german(f"s{number}"))
        house.settle()
        house.wait(61)
    assert len(asked(house)) == 3, "three units each, and ten are left"
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert sum(sum(line["stopped"]) for line in lines if "stopped" in line) == 1
    house.sweep()
    line = house.rooms["alert"].module.composer.health.line(house.now)
    assert "USD (1.00 of it to Amazon Comprehend)" in line
    house.wait(timedelta(days=14).total_seconds())
    shop(house, german("s9"))
    house.settle()
    assert stored(house, "s9").sentiment.label == "negative"


@pytest.mark.parametrize(("configuration", "parameters"), [(WANTED, {}), (CONFIGURATION, PAID)])
def test_it_takes_both_the_stack_and_the_configuration(
    configuration: dict[str, object], parameters: dict[str, str]
) -> None:
    with open_house(configuration, parameters=parameters) as house:
        shop(house, german("s1"))
        house.settle()
        assert asked(house) == []
        assert stored(house, "s1").sentiment.label == "unsure"
        setting = house.deployed.environment["score"]["PAID_READING"]
        assert setting == (house.deployed.names["Table"] if parameters else "false")


def test_without_the_right_to_ask_it_falls_back_too() -> None:
    without = frozenset({("ScoreRole", "comprehend:BatchDetectSentiment")})
    with open_house(WANTED, parameters=PAID, without=without) as house:
        shop(house, german("s1"))
        house.settle()
        assert stored(house, "s1").sentiment.label == "unsure"
        assert house.items("spent")[0]["micro"]["N"] == "0", "a refused call costs nothing"
