"""Where things are, and one line at the end that says how much of the shared data was tried."""

import gc
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests import shards
from tests.changed import SLOW

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"

# By itself it allows an example 200 ms, and tries others each time: then a gate fails on a change that is innocent.
settings.register_profile("goodword", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("goodword")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is loaded: threads that wait count as work


@cache
def shared_payloads():
    """Real payloads with the facts in them; empty where ../shared/data is absent."""
    index = SHARED / "payloads" / "index.json"
    return json.loads(index.read_text())["fixtures"] if index.exists() else []


@cache
def shared_vectors():
    """Known answers for signatures and handshakes; empty where ../shared/data is absent."""
    vectors = SHARED / "signatures.json"
    return json.loads(vectors.read_text())["vectors"] if vectors.exists() else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if shared := item.get_closest_marker("shared_data"):
        report.user_properties.append(("shared_data", shared.args[0]))
    return report


def pytest_addoption(parser):
    parser.addoption("--shard", type=shards.shard, metavar="2/4", help="run the second of four parts of the tests")


def pytest_collection_modifyitems(config, items):
    """The long ones first: whoever is done early takes small ones from the end of another's list."""
    if config.getoption("--shard"):
        number, of = config.getoption("--shard")
        files = [item.nodeid.partition("::")[0] for item in items]
        dealt = shards.dealt(Counter(files), of, SLOW)
        mine = [dealt[file] == number for file in files]
        config.hook.pytest_deselected(items=[item for item, kept in zip(items, mine, strict=True) if not kept])
        items[:] = [item for item, kept in zip(items, mine, strict=True) if kept]
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))


def pytest_configure(config):
    config.addinivalue_line("markers", "shared_data(kind): tries something out of ../shared/data")


def pytest_terminal_summary(terminalreporter):
    passed = Counter(
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", [])
        if name == "shared_data"
    )
    if not SHARED.exists():
        terminalreporter.write_line("shared data: skipped, ../shared/data is absent")
    elif passed:
        terminalreporter.write_line(
            f"shared data: {passed['payload']} real payloads and {passed['vector']} vectors passed"
        )


def pytest_collection_finish():
    """What is loaded by now stays: the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
