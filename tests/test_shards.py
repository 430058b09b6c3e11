from types import SimpleNamespace

import pytest

from tests import conftest
from tests.shards import dealt, shard

TESTS = {"tests/flow/long.py": 3, "tests/flow/longer.py": 1, "a.py": 10, "b.py": 6, "c.py": 4, "d.py": 1}


def test_each_file_is_in_one_shard_and_none_is_left_out():
    found = dealt(TESTS, 3, ["tests/flow/"])
    assert found.keys() == TESTS.keys()
    assert {*found.values()} == {1, 2, 3}


def test_every_run_deals_alike_whatever_the_order_of_collection():
    assert dealt(dict(reversed(TESTS.items())), 4, ["tests/flow/"]) == dealt(TESTS, 4, ["tests/flow/"])


def test_slow_files_are_dealt_in_turn_and_the_others_by_the_number_of_their_tests():
    found = dealt(TESTS, 2, ["tests/flow/"])
    assert (found["tests/flow/long.py"], found["tests/flow/longer.py"]) == (1, 2)
    assert [name for name in "abcd" if found[f"{name}.py"] == 1] == ["a", "d"]


def test_a_shard_is_written_as_one_of_so_many():
    assert shard("2/4") == (2, 4)
    assert shard("1/1") == (1, 1)


@pytest.mark.parametrize("text", ["", "2", "0/4", "5/4", "a/4", "2/", "-1/4", "1/2/3"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="the second of four"):
        shard(text)


def test_pytest_runs_one_shard_and_names_the_rest_deselected():
    left_out = []
    config = SimpleNamespace(
        getoption=lambda name: {"--shard": (2, 2)}[name],
        hook=SimpleNamespace(pytest_deselected=lambda items: left_out.extend(items)),
    )
    names = ["a.py::one", "a.py::two[a::b]", "b.py::one", "c.py::one", "c.py::two"]
    items = [SimpleNamespace(nodeid=name) for name in names]
    conftest.pytest_collection_modifyitems(config, items)
    assert [test.nodeid for test in items] == ["c.py::one", "c.py::two"]
    assert [test.nodeid for test in left_out] == ["a.py::one", "a.py::two[a::b]", "b.py::one"]
