"""No test fails because a machine is slow: no test compares a clock reading with a number."""

import ast

import pytest
from hypothesis import settings

from tests.conftest import ROOT

CLOCKS = {"perf_counter", "monotonic", "process_time", "thread_time", "clock_gettime", "time"}
CLOCKS |= {f"{name}_ns" for name in CLOCKS}
ELSEWHERE = {"bench", "embedded"}  # measured times, and waits for another process with a limit
FILES = [file for file in (ROOT / "tests").rglob("*.py") if file.relative_to(ROOT / "tests").parts[0] not in ELSEWHERE]

CASES = {
    "begun = time.monotonic()\nwork()\nassert time.monotonic() - begun < 2": True,
    "from time import perf_counter as now\nbegun = now()\nassert MOST > now() - begun": True,
    "from time import monotonic\ndef took():\n    return monotonic()\nspent = took()\nassert spent < 4 * SECONDS": True,
    "times = []\ntimes.append(time.process_time())\nassert min(times) < 0.5": True,
    "took: float = time.time_ns() - begun\nassert 0 < took": True,
    "if (took := time.thread_time() - begun) > most: raise AssertionError": True,
    "few, many = time.time() - begun, time.time() - begun\nassert many <= 16 * few": False,
    "from datetime import time\nassert shift.begin == time(8)": False,
    "signal.alarm(5)": True,
    "@settings(deadline=5000)\ndef test_it(): ...": True,
    "@settings(deadline=None)\ndef test_it(): ...": False,
    "assert clock.now == 20": False,
    "now = datetime.now(UTC)\nassert house.now == now": False,
}


@pytest.mark.parametrize(("source", "is_one"), CASES.items())
def test_what_is_found(source, is_one):
    assert bool(clocked(ast.parse(source))) is is_one


def test_no_test_compares_a_clock_with_a_number():
    found = {str(file.relative_to(ROOT)): clocked(ast.parse(file.read_text())) for file in FILES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_an_example_of_hypothesis_may_take_its_time():
    assert settings().deadline is None


def clocked(tree):
    """The lines that compare a clock value with something else, or that set a time limit."""
    names = _made_from_a_clock(tree)
    return [node.lineno for node in ast.walk(tree) if _compares(node, names) or _limits(node)]


def _made_from_a_clock(tree):
    """Names of functions and variables in this file that hold, or give, a clock reading."""
    before = None
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
        if alias.name in CLOCKS
    }
    while names != before:
        before = set(names)
        for node in ast.walk(tree):
            names |= _learned(node, before)
    return names


def _learned(node, names):
    match node:
        case ast.Assign(targets=targets, value=value) if _is_clock(value, names):
            return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        case (ast.AnnAssign() | ast.NamedExpr()) as named if named.value and _is_clock(named.value, names):
            return {name.id for name in ast.walk(named.target) if isinstance(name, ast.Name)}
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=args):
            return {name} if any(_is_clock(value, names) for value in args) else set()
        case ast.FunctionDef(name=name):
            given = [item.value for item in ast.walk(node) if isinstance(item, ast.Return) and item.value]
            return {name} if any(_is_clock(value, names) for value in given) else set()
    return set()


def _is_clock(node, names):
    """Whether this expression reads a clock, or a value made from it; `clock.now` is a test's own clock."""
    for part in ast.walk(node):
        match part:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr=name)) if name in CLOCKS:
                return True
            case ast.Name(id=name) if name in names:
                return True
    return False


def _compares(node, names):
    if not isinstance(node, ast.Compare):
        return False
    sides = {_is_clock(side, names) for side in (node.left, *node.comparators)}
    return sides == {True, False}


def _limits(node):
    """Alarms of the operating system, and deadlines of Hypothesis."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="signal"), attr="alarm" | "setitimer")):
            return True
        case ast.Call(func=ast.Name(id="settings"), keywords=given):
            return any(keyword.arg == "deadline" and not _is_none(keyword.value) for keyword in given)
    return False


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None
