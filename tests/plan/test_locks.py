"""Each environment is locked: every package at one version, with its hashes, and without a trace of its origin."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = ("layers/dependencies/requirements.txt", "layers/model/layer/requirements.txt")
ENVIRONMENTS = tuple(f"requirements/{name}.txt" for name in ("dev", "ministack", "run", "sam", "uv"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock):
    """Package -> the version in that lock, and how many hashes it has."""
    entries = re.findall(r"^(\S+)==([^\s;]+)(.*(?:\n +--hash=\S+.*)*)", (ROOT / lock).read_text(), re.MULTILINE)
    return {plain(name): (version, rest.count("--hash=sha256:")) for name, version, rest in entries}


def asked(lines):
    """(package, version) of each requirement with an exact version; version None for any other."""
    for line in lines:
        if found := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(?:==(\S+))?", line):
            yield plain(found[1]), found[2]


@pytest.mark.parametrize("lock", [*LAYERS, *ENVIRONMENTS])
def test_every_package_has_one_version_and_a_hash(lock):
    text = (ROOT / lock).read_text()
    names = [plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)", text, re.MULTILINE)]
    assert sorted(names) == sorted(locked(lock)), "`make lock`"
    assert names
    assert [name for name, (_, hashes) in locked(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", [*LAYERS, *ENVIRONMENTS])
def test_no_lock_names_a_registry_or_a_folder(lock):
    assert re.findall(r"://|^-|^ +-(?!-hash=sha256:)|@ ", (ROOT / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        ("requirements/dev.txt", [extra for extra in EXTRAS["dev"] if not extra.startswith("goodword")]),
        ("requirements/run.txt", EXTRAS["run"]),
        *((lock, (ROOT / lock).with_suffix(".in").read_text().splitlines()) for lock in LAYERS),
        *((lock, (ROOT / lock).with_suffix(".in").read_text().splitlines()) for lock in ENVIRONMENTS[1:2]),
        *((lock, (ROOT / lock).with_suffix(".in").read_text().splitlines()) for lock in ENVIRONMENTS[3:]),
    ],
)
def test_a_lock_holds_what_was_asked_for(lock, lines):
    versions = {name: version for name, (version, _) in locked(lock).items()}
    expected = list(asked(lines))
    assert expected
    assert [name for name, version in expected if versions.get(name) != (version or versions.get(name, "none"))] == []


@pytest.mark.parametrize("lock", [*LAYERS, "requirements/run.txt"])
def test_tests_run_with_the_versions_that_are_deployed(lock):
    tried = locked("requirements/dev.txt")
    assert [name for name, pinned in locked(lock).items() if tried.get(name) != pinned] == []


def test_the_package_depends_on_what_the_layers_hold():
    files = PROJECT["tool"]["setuptools"]["dynamic"]["dependencies"]["file"]
    assert files == [lock.removesuffix("txt") + "in" for lock in LAYERS]


def test_every_environment_is_installed_by_hash():
    makefile = (ROOT / "Makefile").read_text()
    installs = re.findall(r"\$\(call INSTALL,(\S+?)\) (.*?)(?: \\$| && touch)", makefile, re.MULTILINE)
    unlocked = [place for place, what in installs if "--require-hashes" not in what and "--no-deps" not in what]
    assert unlocked == [".tools/train"], "docs/releasing.md says that only `make train` is not locked"
    assert len(installs) >= 4
