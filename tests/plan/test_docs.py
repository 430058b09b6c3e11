"""The docs match the code: platforms, parameters, calls, linked files."""

import re

import pytest

from goodword import connectors
from goodword.__main__ import COMMANDS
from goodword.command.platforms import row
from tests.conftest import ROOT
from tests.house.plan import plan

DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text()
PAPERS = list(
    dict.fromkeys([ROOT / "README.md", *sorted(ROOT.glob("[A-Z]*.md")), *sorted(DOCS.rglob("*.md"))]),
)


def page(name):
    """The text of a page in docs/."""
    return (DOCS / name).read_text()


def rows_under(heading, text):
    """Cells of each row of the tables below that heading of a page, without their headers."""
    part = re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert part, f"there is no section named {heading}"
    rows = re.findall(r"^\| *(.*?) *\|$", part[1], re.MULTILINE)
    return [row.split(" | ") for row in rows[2:]]


def test_the_readme_can_be_read_to_its_end():
    assert len(README.splitlines()) <= 180
    assert len(rows_under("What is measured", README)) <= 12


def test_the_readme_gives_the_prices_and_promises_of_the_pages():
    months = [(row[0], row[-1]) for row in rows_under("A month", page("costs.md"))]
    assert [tuple(row) for row in rows_under("What it costs", README)] == months
    costs = [row[-1] for row in rows_under("The parts", page("costs.md"))]
    [cost] = [row[1] for row in rows_under("What is measured", README) if row[0] == "cost"]
    assert set(re.findall(r"\d+[.]\d+", cost)) <= set(costs)


def test_the_readme_leads_to_each_platform():
    assert [name for name in connectors.every_platform() if f"[{name}](docs/platforms/{name}.md)" not in README] == []


def test_the_platform_table_says_what_the_platforms_say():
    """`goodword platforms --markdown` prints it."""
    text = page("platforms.md")
    assert [row[0] for row in rows_under("Platforms", text)] == sorted(connectors.every_platform())
    assert [name for name in connectors.every_platform() if row(name) not in text.splitlines()] == []


def test_the_index_lists_each_page():
    listed = set(re.findall(r"\]\(([^)#]+)", page("README.md")))
    assert {path.name for path in DOCS.glob("*.md")} - {"README.md"} <= listed


def test_each_command_and_make_target_is_explained():
    text = page("command.md")
    targets = re.findall(r"^([a-z0-9]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    calls = [f"`make {name}`" for name in targets] + [f"`goodword {name}" for name in COMMANDS]
    assert [call for call in calls if call not in text] == []


@pytest.mark.parametrize("name", connectors.every_platform())
def test_each_platform_has_a_page_that_says_what_its_adapter_says(name):
    text, coverage = page(f"platforms/{name}.md"), connectors.coverage(name)
    assert text.startswith("# ")
    rows = {
        "heard": coverage.hears,
        "not heard": coverage.misses,
        "delay": coverage.delay,
        "an edit": coverage.edits,
        "a deletion": coverage.deletion,
    }
    table = ["| | |", "| --- | --- |", *(f"| {what} | {words} |" for what, words in rows.items())]
    assert "\n".join(table) in text, "## What can be heard"
    assert "run live" in text


@pytest.mark.parametrize("name", connectors.every_platform())
def test_coverage_is_short_and_of_one_style(name):
    coverage = connectors.coverage(name)
    for words in (coverage.hears, coverage.misses, coverage.delay, coverage.edits, coverage.deletion):
        assert 3 <= len(words) <= 160
        assert not words.endswith(".")
        assert "|" not in words
        assert "\n" not in words


def test_there_is_no_page_for_a_platform_that_is_gone():
    assert {path.stem for path in (DOCS / "platforms").glob("*.md")} == set(connectors.every_platform())


@pytest.mark.parametrize("name", plan().template["Parameters"])
def test_each_parameter_is_explained_with_its_default(name):
    row = next((row for row in rows_under("Parameters", page("parameters.md")) if f"`{name}`" in row[0]), None)
    assert row, f"{name} is not in the table of docs/parameters.md"
    default = str(plan().template["Parameters"][name]["Default"])
    assert (default or "none") in row[1], f"the default of {name} is {default or 'nothing'}"


def test_no_parameter_is_explained_that_is_gone():
    explained = {
        name for row in rows_under("Parameters", page("parameters.md")) for name in re.findall(r"[A-Z]\w+", row[0])
    }
    assert explained <= set(plan().template["Parameters"])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_links_within_the_repository_lead_somewhere(paper):
    text = paper.read_text()
    links = re.findall(r"\]\((?!https?:|mailto:)([^)]+)", text) + re.findall(r'(?:src|srcset)="([^"]+)', text)
    assert [link for link in links if not _leads_somewhere(paper, *link.partition("#")[::2])] == []


def _leads_somewhere(paper, path, heading):
    target = paper.parent / path if path else paper
    return target.exists() and (not heading or heading in _headings(target.read_text()))


def _headings(text):
    """The anchors that GitHub gives the headings of a page."""
    return {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_no_blank_is_left_to_be_filled(paper):
    assert not re.search(r"@@\w+@@|TODO|FIXME|XXX", paper.read_text())


def test_make_targets_that_the_papers_name_exist():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))
    named = {
        name for paper in PAPERS for name in re.findall(r"(?:^|`)make ([a-z0-9]+)", paper.read_text(), re.MULTILINE)
    }
    assert named <= targets


def test_the_alert_that_is_shown_is_the_alert_that_is_sent() -> None:
    sms, rest = (ROOT / "tests/messages/golden/safety_on_x.txt").read_text().split("\n\n", 1)
    subject, mail = rest.removeprefix("SUBJECT\n").split("\n\nMAIL\n")
    shown = f"```\n{sms.split('\n', 1)[1]}\n```", f"```\nSubject: {subject}\n\n{mail.rstrip()}\n```"
    assert [part for part in shown if part not in page("alerting.md")] == []


def test_the_slow_tests_that_are_explained_are_there():
    named = re.findall(r"^\| `(test_\w+)` \| `(tests/\S+)` \|", page("testing.md"), re.MULTILINE)
    assert len(named) == 20
    assert [test for test, file in named if f"def {test}(" not in (ROOT / file).read_text()] == []
