"""No retired word is used, in code or in prose: see docs/glossary.md."""

import re

import pytest

from tests.conftest import ROOT
from tests.words import RETIRED, VAGUE, places, places_in

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()


def test_no_retired_word_is_used():
    """`python -m tests.words` lists them, with what to write instead."""
    assert [str(place) for place in places()] == []


@pytest.mark.parametrize("word", RETIRED)
def test_a_retired_word_is_found_wherever_it_is(word):
    sources = (f"{word} = 1", f"x_{word}_y = 1", f"# the {word}", f'"""The {word}."""', f"f'{{x}} {word} y'")
    assert [places_in("x.py", source) for source in sources if not places_in("x.py", source)] == []
    assert places_in("x.md", f"The {word} of it")


@pytest.mark.parametrize("word", sorted(VAGUE))
def test_a_vague_name_is_found_as_a_name_only(word):
    assert places_in("x.py", f"{word} = 1")
    assert not places_in("x.py", f'"""What somebody {word}."""')


def test_stored_names_and_keys_stay():
    assert not places_in("x.py", 'item["rung"], item["trouble"]\nrule = """ring: [ana]"""')
    assert not places_in("x.md", "`ring: [ana]` in goodword.yaml")


def test_the_glossary_is_short_and_tells_what_is_retired():
    rows = re.findall(r"^\| (?!Word |---)(.+?) \| .+ \| (.*) \|$", GLOSSARY, re.MULTILINE)
    assert 20 <= len(rows) <= 40
    retired = {word for _, words in rows for word in re.findall(r"\w+", words)}
    assert retired & RETIRED.keys() >= {"ring", "bell", "trouble", "drawer", "notebook", "purse", "setback", "errand"}
