"""Which touchpoint a text is about."""

import pytest
import yaml
from hypothesis import given

from goodword.reading.touchpoints import CORE, PACKS, Touchpoints, starter
from tests.conftest import ROOT
from tests.growth import assert_linear, repeated
from tests.reading.hostile import HOSTILE

FOLDER = ROOT / "layers" / "goodword" / "goodword" / "reading" / "packs"
EVERYWHERE = [
    *("ad", "website", "app", "order", "delivery", "store", "staff", "product", "price", "billing", "support"),
    "policy",
]
EVERYTHING = Touchpoints.of_packs(PACKS, {})


def touchpoint_of(text: str, **taxonomy: list[str]) -> tuple[str, str] | None:
    return Touchpoints(taxonomy).find(text)


def test_a_word_is_found_whole_whatever_its_case_and_width():
    assert touchpoint_of("Le CAFÉ, and the Ｂar", food=["cafe", "bar"]) == ("food", "cafe, bar")
    assert touchpoint_of("a cardigan", billing=["card"]) is None


def test_a_word_may_be_the_beginning_of_others():
    assert touchpoint_of("it was delivered", delivery=["deliver*"]) == ("delivery", "deliver")
    assert touchpoint_of("it was undelivered", delivery=["deliver*"]) is None


def test_the_longest_phrase_counts_and_hides_the_words_in_it():
    taxonomy = {"staff": ["driver"], "delivery": ["delivery driver"]}
    assert touchpoint_of("the delivery driver waved", **taxonomy) == ("delivery", "delivery driver")
    assert touchpoint_of("the driver waved", **taxonomy) == ("staff", "driver")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("late and cold", "delay"),  # the first of equals
        ("cold and late", "food"),
        ("late, cold, stale", "food"),  # the most words
        ("late late late, cold and stale", "food"),  # a repeated word counts once
        ("a gift card was late", "billing"),  # the highest weight
        ("card, late", "delay"),
        ("card", "billing"),
        ("late courier", "delivery"),
    ],
)
def test_the_most_and_most_telling_words_decide(text, link):
    taxonomy = {
        "delay": ["late"],
        "food": ["cold", "stale"],
        "billing": ["card?", "gift card"],
        "delivery": ["courier!"],
    }
    found = Touchpoints(taxonomy).find(text)
    assert found is not None
    assert found[0] == link


def test_what_nobody_lists_is_about_nothing():
    assert touchpoint_of("hello", food=["cold", "", " ", "*"]) is None
    assert Touchpoints({}).find("hello") is None


def test_a_brands_own_name_speaks_of_nothing():
    points = Touchpoints({"food": ["pizza", "oven"]})
    assert points.find("Pizza Planet has a new oven", ["Pizza Planet", ""]) == ("food", "oven")
    assert points.find("Pizza Planet!", ["pizza planet"]) is None


def test_links_are_not_looked_for_in_addresses_and_handles():
    assert touchpoint_of("see https://acme.example/app and @app", app=["app"]) is None


def test_own_words_count_double_and_may_make_a_link():
    points = Touchpoints.of_packs(["retail"], {"warranty": ["guarantee card"], "delivery": ["milk float"]})
    assert points.find("no guarantee card in the box, the website said so") == ("warranty", "guarantee card")
    assert points.find("the milk float") == ("delivery", "milk float")
    assert {"warranty", "returns", "delivery"} <= set(points.links)


def test_links_that_are_left_out_are_not_found_save_by_own_words():
    assert "ad" not in Touchpoints.of_packs(["retail"], {}, ["ad"]).links
    points = Touchpoints.of_packs(["retail"], {"ad": ["poster girl"]}, ["ad"])
    assert points.find("your advert") is None
    assert points.find("the poster girl") == ("ad", "poster girl")


@pytest.mark.parametrize("pack", [CORE, *PACKS])
def test_a_pack_is_links_with_words_each_said_once(pack):
    content = (FOLDER / f"{pack}.yaml").read_text()
    links = yaml.safe_load(content)
    assert links
    for words in links.values():
        listed = [word.strip() for word in words.split(",")]
        assert all(listed)
        assert len(listed) == len(set(listed))
    assert max(map(len, content.splitlines())) <= 120


def test_every_pack_is_there_and_the_core_has_its_links():
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted([CORE, *PACKS])
    assert list(starter([])) == EVERYWHERE
    assert {"returns", "account", "wait", "room", "baggage"} <= set(starter(PACKS))


@given(HOSTILE)
def test_any_text_has_an_answer(text):
    found = EVERYTHING.find(text)
    assert found is None or found[0] in EVERYTHING.links


@pytest.mark.parametrize("part", ["delivery driver ", "a", "deliver"])
def test_a_hundred_thousand_characters_take_no_longer_than_their_number_says(part):
    for size in (3_000, 12_500):  # 25,000 characters are read
        assert_linear(EVERYTHING.find, repeated(part), size)
