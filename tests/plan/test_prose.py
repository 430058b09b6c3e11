"""Pages are short and plain: the length of README.md and of sentences. `make prose` has proselint check the rest."""

import pytest

from tests import prose
from tests.conftest import ROOT

MOST_LINES = 180
MOST_WORDS = 25
"""Of a sentence: a longer one is split."""

PAGES = [page for page in prose.PAGES if page.parent.name != "decisions"]


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_sentence_is_long(page):
    assert [
        f"{line}: {words} words: {text}" for _, line, words, text in prose.sentences(page) if words > MOST_WORDS
    ] == []


def test_words_are_counted_by_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(prose, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "# A title\n\nOne `piece of code` counts\nonce. Two\n\n| a | table |\n| - | - |\n\n"
        "- an item\n  with two lines\n- [a link](to/a page.md)\n\n```sh\nmake run\n```\n"
    )
    assert [(line, words) for _, line, words, _ in prose.sentences(page) if words > 1] == [(3, 4), (9, 5), (11, 2)]


def test_each_rule_that_is_off_has_a_reason():
    assert [rule for rule, reason in prose.OFF.items() if len(reason.split()) < 3] == []


def test_only_prose_is_read():
    assert prose.prose("a `b c` [d](e f)\n> g\n<img h> i") == "a ````` [d``````\n```\n``````` i"
