"""Which tests `make check` runs for a change."""

import pytest

from tests import changed
from tests.changed import MOST, OF_A_KIND, SLOW, chosen, imports_of_tests
from tests.conftest import ROOT

IMPORTS = imports_of_tests()
READING = "layers/goodword/goodword/reading"


def run_for(*names):
    return chosen(names, IMPORTS)[0]


@pytest.mark.parametrize(
    ("name", "tests"),
    [
        ("tests/reading/test_spam.py", ["tests/reading/test_spam.py"]),
        (f"{READING}/spam.py", ["tests/reading/test_spam.py"]),
        ("layers/goodword/goodword/platforms/html_text.py", ["tests/platforms/test_html.py"]),
        ("layers/goodword/goodword/platforms/line.py", ["tests/platforms/test_line.py"]),
        ("layers/goodword/goodword/platforms/line.py", ["tests/platforms/test_contract.py"]),
        (
            "layers/goodword/goodword/config/on_call.py",
            ["tests/config/test_on_call.py", "tests/plan/test_import_rule.py"],
        ),
        ("functions/visit/visit.py", ["tests/flow/test_visit.py", "tests/flow/test_happy_path.py"]),
        ("template.yaml", ["tests/plan/test_template.py"]),
        ("docs/operations.md", ["tests/plan/test_docs.py"]),
        ("tests/growth.py", ["tests/test_growth.py", "tests/reading/test_matching.py"]),
        ("tests/messages/scenarios.py", ["tests/messages/test_golden_alerts.py"]),
        ("tests/polling/conftest.py", ["tests/polling/test_poller.py"]),
    ],
)
def test_it_has_these(name, tests):
    assert set(tests) <= set(run_for(name))


def test_its_own_test_comes_before_those_that_only_import_it():
    assert run_for(f"{READING}/spam.py", f"{READING}/intents.py")[:2] == [
        "tests/reading/test_spam.py",
        "tests/reading/test_intents.py",
    ]


def test_what_is_slow_is_left_out_and_named():
    run, left_out, _ = chosen(["tests/flow/test_storm.py", "functions/desk/desk.py"], IMPORTS)
    assert {"tests/flow/test_storm.py", "tests/flow/test_desk.py"} <= set(left_out)
    assert not set(run) & set(left_out)


def test_of_what_everybody_imports_so_many_run_and_the_rest_is_named():
    run, left_out, _ = chosen(["layers/goodword/goodword/mention.py", "tests/conftest.py"], IMPORTS)
    assert len(run) == MOST
    assert left_out


def test_what_has_no_test_is_named():
    assert chosen(["LICENSE"], IMPORTS) == ([], [], ["LICENSE"])


def test_a_clean_tree_is_said(monkeypatch, capsys):
    monkeypatch.setattr(changed, "changed_files", list)
    assert changed.main() == 0
    assert "nothing was changed since main" in capsys.readouterr().out


def test_what_is_named_is_there():
    assert [name for name in SLOW if not (ROOT / name).exists()] == []
    assert [name for tests in OF_A_KIND.values() for name in tests if name not in IMPORTS] == []
    assert [name for name in OF_A_KIND if not (ROOT / name).exists()] == []
