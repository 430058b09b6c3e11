"""The papers say what the house does: platforms, parameters, calls, files that are linked."""

import re

import pytest

from goodword import connectors
from goodword.command.platforms import row
from tests.conftest import ROOT
from tests.house.plan import plan

README = (ROOT / "README.md").read_text()
DEPLOYING = README + "".join(path.read_text() for path in (ROOT / "docs").glob("deploy*.md"))
PAPERS = [ROOT / "README.md", *sorted(ROOT.glob("[A-Z]*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def table_under(heading):
    """First cells of the table that stands under that heading of the README."""
    part = re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", README, re.MULTILINE | re.DOTALL)
    assert part, f"README has no part named {heading}"
    rows = re.findall(r"^\| *(.*?) *\|", part[1], re.MULTILINE)
    return [row.strip("`") for row in rows[2:]]


def test_the_platform_table_says_what_the_platforms_say():
    """`goodword platforms --markdown` prints it."""
    assert sorted(table_under("Platforms")) == sorted(connectors.every_platform())
    assert [name for name in connectors.every_platform() if row(name) not in README.splitlines()] == []


@pytest.mark.parametrize("name", connectors.every_platform())
def test_each_platform_has_a_page_that_says_what_its_adapter_says(name):
    page, said = (ROOT / "docs" / "platforms" / f"{name}.md").read_text(), connectors.coverage(name)
    assert page.startswith("# ")
    rows = {
        "heard": said.hears,
        "not heard": said.misses,
        "delay": said.delay,
        "an edit": said.edits,
        "a deletion": said.deletion,
    }
    table = ["| | |", "| --- | --- |", *(f"| {what} | {words} |" for what, words in rows.items())]
    assert "\n".join(table) in page, "## What can be heard"
    assert "run live" in page


@pytest.mark.parametrize("name", connectors.every_platform())
def test_coverage_is_short_and_of_one_style(name):
    said = connectors.coverage(name)
    for words in (said.hears, said.misses, said.delay, said.edits, said.deletion):
        assert 3 <= len(words) <= 160
        assert not words.endswith(".")
        assert "|" not in words
        assert "\n" not in words


def test_there_is_no_page_for_a_platform_that_is_gone():
    assert {page.stem for page in (ROOT / "docs" / "platforms").glob("*.md")} == set(connectors.every_platform())


@pytest.mark.parametrize("name", plan().template["Parameters"])
def test_each_parameter_is_explained_with_its_default(name):
    row = next((line for line in DEPLOYING.splitlines() if line.startswith("|") and f"`{name}`" in line), None)
    assert row, f"{name} is in no table of README.md or docs/deploy*.md"
    default = str(plan().template["Parameters"][name]["Default"])
    assert (default or "none") in row, f"the default of {name} is {default or 'nothing'}"


def test_no_parameter_is_explained_that_is_gone():
    told = {name for cell in table_under("Parameters") for name in re.findall(r"[A-Z]\w+", cell)}
    assert told <= set(plan().template["Parameters"])


@pytest.mark.parametrize("paper", dict.fromkeys(PAPERS), ids=lambda paper: paper.name)
def test_links_within_the_repository_lead_somewhere(paper):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", paper.read_text())
    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", dict.fromkeys(PAPERS), ids=lambda paper: paper.name)
def test_no_blank_is_left_to_be_filled(paper):
    assert not re.search(r"@@\w+@@|TODO|FIXME|XXX", paper.read_text())


def test_make_targets_that_the_papers_name_exist():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))
    named = {
        name for paper in PAPERS for name in re.findall(r"(?:^|`)make ([a-z0-9]+)", paper.read_text(), re.MULTILINE)
    }
    assert named <= targets


def test_the_readme_shows_the_alert_that_is_sent() -> None:
    sms, rest = (ROOT / "tests/messages/golden/safety_on_x.txt").read_text().split("\n\n", 1)
    subject, mail = rest.removeprefix("SUBJECT\n").split("\n\nMAIL\n")
    shown = f"```\n{sms.split('\n', 1)[1]}\n```", f"```\nSubject: {subject}\n\n{mail.rstrip()}\n```"
    assert [part for part in shown if part not in README] == []


def test_the_slow_tests_that_are_explained_are_there():
    named = re.findall(
        r"^\| `(test_\w+)` \| `(tests/\S+)` \|", (ROOT / "docs" / "testing.md").read_text(), re.MULTILINE
    )
    assert len(named) == 20
    assert [test for test, file in named if f"def {test}(" not in (ROOT / file).read_text()] == []
