"""`make check`: runs the tests of what changed since main, and prints which tests it leaves to `make test`.

The tests of a file are, nearest first: itself; the one at its mirrored path; those that import it; and fixed tests for
its kind. Imports are followed one step. Slow tests are left out, and all beyond the nearest `MOST` files.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]
PACKAGE = "layers/goodword/"
MOST = 25  # files with tests: with style and types they take less than 90 seconds on two cores
_SLOW_FLOWS = "batches conservation cost desk follow hostile permissions redrive_stream notifications storm tally"
SLOW = ("tests/embedded/", "tests/bench/", "tests/recorded/", "tests/alerting/test_month.py")
SLOW += tuple(f"tests/flow/test_{name}.py" for name in _SLOW_FLOWS.split())
"""Each takes longer than ten seconds; `make test` starts with them, so that no worker is left with one at the end."""
OF_A_KIND = {  # files with this prefix always have these tests
    f"{PACKAGE}goodword/platforms/": ("tests/platforms/test_contract.py",),
    f"{PACKAGE}goodword/connectors/": ("tests/connectors/test_connector_contract.py",),
    f"{PACKAGE}goodword/": ("tests/plan/test_import_rule.py",),
    "functions/": ("tests/flow/test_happy_path.py", "tests/plan/test_import_rule.py"),
    "template.yaml": ("tests/plan/test_template.py", "tests/plan/test_operations.py"),
    "docs/": ("tests/plan/test_docs.py", "tests/plan/test_prose.py"),
    "README.md": ("tests/plan/test_docs.py", "tests/plan/test_prose.py"),
    "docs/pictures/": ("tests/plan/test_pictures.py",),
    "tests/messages/golden/": ("tests/messages/test_golden_alerts.py", "tests/plan/test_pictures.py"),
    "tests/pictures/": ("tests/plan/test_pictures.py",),
    "docs/benchmarks.md": ("tests/bench/test_bench.py",),
    "docs/costs.md": ("tests/flow/test_cost.py",),
    "goodword.yaml": ("tests/config/test_configuration.py",),
    "tests/data/payloads/": ("tests/platforms/test_shared_data.py", "tests/aws/test_items.py"),
    "tests/data/signatures.json": ("tests/platforms/test_shared_data.py",),
    "tests/data/smoke.tsv": ("tests/reading/test_smoke.py",),
    "tests/data/reports/": (
        *("tests/platforms/test_reports.py", "tests/platforms/test_reports_of_meta_and_x.py"),
        *("tests/config/test_never_matches.py", "tests/reading/test_look_alikes.py"),
    ),
}


def main() -> int:
    """The exit code of pytest; 0 when there is nothing to run."""
    changed = changed_files()
    if not changed:
        print("nothing was changed since main: no test to run")
        return 0
    run, left_out, untried = chosen(changed, imports_of_tests())
    print(f"{len(changed)} files changed since main")
    print("tests that run:", *run or ["none"])
    print("left to `make test`:", *left_out or ["none"])
    print("changed, without a known test:", *untried or ["none"])
    return subprocess.call([sys.executable, "-m", "pytest", "-q", "-n", "2", *run], cwd=ROOT) if run else 0


def changed_files() -> list[str]:
    """What differs from the start of this branch on main, committed or not, and new files."""
    main_is = next((name for name in ("main", "origin/main") if _git("rev-parse", "--verify", "-q", name)), "HEAD")
    since = _git("merge-base", "HEAD", main_is) or ["HEAD"]
    return sorted({*_git("diff", "--name-only", since[0]), *_git("ls-files", "--others", "--exclude-standard")})


def chosen(changed: Iterable[str], imports: Mapping[str, frozenset[str]]) -> tuple[list[str], list[str], list[str]]:
    """The files with tests to run, those left out, and the changed files without a known test."""
    of = {name: list(dict.fromkeys(_tests_of(name, imports))) for name in changed}
    nearest = [name for tests in of.values() for name in tests[:1]]
    known = list(dict.fromkeys([*nearest, *(test for tests in of.values() for test in tests)]))
    quick = [name for name in known if not name.startswith(SLOW)]
    slow = [name for name in known if name.startswith(SLOW)]
    return quick[:MOST], [*slow, *quick[MOST:]], [name for name, tests in of.items() if not tests]


def imports_of_tests() -> dict[str, frozenset[str]]:
    """The modules that each file with tests imports."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return {file.relative_to(ROOT).as_posix(): frozenset(_imports(ast.parse(file.read_text()))) for file in files}


def _tests_of(name: str, imports: Mapping[str, frozenset[str]]) -> Iterator[str]:
    path = PurePosixPath(name)
    if name in imports:
        yield name
    yield from (test for test in _mirrored(path) if test in imports)
    module = ".".join(PurePosixPath(name.removeprefix(PACKAGE)).with_suffix("").parts).removesuffix(".__init__")
    if path.suffix == ".py":
        yield from (test for test, modules in imports.items() if module in modules)
    if path.name == "conftest.py":
        yield from (test for test in imports if test.startswith(f"{path.parent}/"))
    for begin, tests in OF_A_KIND.items():
        if name.startswith(begin):
            yield from tests


def _mirrored(path: PurePosixPath) -> Iterator[str]:
    """`goodword/reading/spam.py` -> `tests/reading/test_spam.py`, a function -> `tests/flow/test_<function>.py`."""
    folders = path.parts[3:-1] if path.as_posix().startswith(f"{PACKAGE}goodword/") else ("flow",)
    yield "/".join(("tests", *folders, f"test_{path.stem.lstrip('_')}.py"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _git(*words: str) -> list[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\n")[
        :-1
    ]


if __name__ == "__main__":
    sys.exit(main())
