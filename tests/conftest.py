"""Paths, and a final line that counts the known payloads and signatures that were tried."""

import gc
import os
from collections import Counter

import pytest
from hypothesis import settings

from tests import shards
from tests.changed import SLOW
from tests.known_data import ROOT, SHARED

__all__ = ["ROOT", "SHARED"]

# By default it allows an example 200 ms, and picks new examples each time: then an innocent change can fail.
settings.register_profile("goodword", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("goodword")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is loaded: waiting threads count as work


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if known := item.get_closest_marker("known_data"):
        report.user_properties.append(("known_data", known.args))
    return report


def pytest_addoption(parser):
    parser.addoption("--shard", type=shards.shard, metavar="2/4", help="run the second of four parts of the tests")


def pytest_collection_modifyitems(config, items):
    """Long tests first: a worker that finishes early takes small ones from the end of another's list."""
    if config.getoption("--shard"):
        number, of = config.getoption("--shard")
        files = [test.nodeid.partition("::")[0] for test in items]
        dealt = shards.dealt(Counter(files), of, SLOW)
        mine = [dealt[file] == number for file in files]
        config.hook.pytest_deselected(items=[test for test, kept in zip(items, mine, strict=True) if not kept])
        items[:] = [test for test, kept in zip(items, mine, strict=True) if kept]
    items.sort(key=lambda test: not test.nodeid.startswith(SLOW))


def pytest_configure(config):
    known = "known_data(origin, kind): tries something out of tests/data (own) or ../shared/data (shared)"
    config.addinivalue_line("markers", known)


def pytest_terminal_summary(terminalreporter):
    passed: Counter[tuple[str, str]] = Counter(
        tuple(value)
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", [])
        if name == "known_data"
    )
    if not passed:
        return
    own = f"{passed['own', 'payload']} invented payloads and {passed['own', 'vector']} vectors passed"
    real = f"{passed['shared', 'payload']} real payloads and {passed['shared', 'vector']} vectors passed"
    terminalreporter.write_line(f"known data: {own}; {real if SHARED.exists() else '../shared/data is absent'}")


def pytest_collection_finish():
    """Keep what is loaded by now: the garbage collector need not scan it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
