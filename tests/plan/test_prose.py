"""Pages are short and plain: the length of README.md and of sentences. `make prose` has proselint check the rest."""

import pytest

from tests.conftest import ROOT
from tests.prose import prose, sentences

MOST_LINES = 180
MOST_WORDS = 40
"""Of a sentence; 25 is the rule, and few are longer."""

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/platforms").glob("*.md"))]


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_sentence_is_long(page):
    assert [f"{line}: {words} words: {text}" for _, line, words, text in sentences(page) if words > MOST_WORDS] == []


def test_words_are_counted_by_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.prose.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "# A title\n\nOne `piece of code` counts\nonce. Two\n\n| a | table |\n| - | - |\n\n"
        "- an item\n  with two lines\n- [a link](to/a page.md)\n\n```sh\nmake run\n```\n"
    )
    assert [(line, words) for _, line, words, _ in sentences(page) if words > 1] == [(3, 4), (9, 5), (11, 2)]


def test_only_prose_is_read():
    assert prose("a `b c` [d](e f)\n> g\n<img h> i") == "a ````` [d``````\n```\n``````` i"
