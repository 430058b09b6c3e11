"""Workflows, pre-commit hooks and the pull request's check: they parse, and what they call exists."""

import re

import pytest
import yaml

from tests.conftest import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = {*re.findall(r"^([a-z0-9]+):", MAKEFILE, re.MULTILINE)}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WRITES = {("release.yml", "publish"): {"id-token"}, ("release.yml", "notes"): {"contents"}}


def read(path):
    return yaml.safe_load(path.read_text())


def jobs(path):
    return read(path)["jobs"].items()


def steps(path):
    return [step for _, job in jobs(path) for step in job.get("steps", ())]


def called(path):
    """The make targets that a workflow calls."""
    lines = [line for step in steps(path) for line in step.get("run", "").splitlines()]
    return [
        word for line in lines if line.startswith("make ") for word in line.split()[1:] if re.match("[a-z0-9]+$", word)
    ]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_calls_targets_that_exist(path):
    assert set(called(path)) <= TARGETS
    scripts = {name for step in steps(path) for name in re.findall(r"\S+\.py\b", step.get("run", ""))}
    assert [name for name in scripts if not (ROOT / name).exists()] == []
    local = [job["uses"] for _, job in jobs(path) if "uses" in job]
    assert [name for name in local if not (ROOT / name).exists()] == []


def test_the_parts_of_the_test_workflow_are_those_of_make_test():
    recipe = re.search(r"^test: .*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)[1]
    parts = {word for word in recipe.split() if word in TARGETS}
    assert {"lint", "unit", "rehearsal"} <= parts
    assert {*called(ROOT / ".github" / "workflows" / "test.yml")} == parts


def test_every_shard_of_the_unit_tests_runs():
    job = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]["unit"]
    shards = job["strategy"]["matrix"]["shard"]
    assert shards == [*range(1, len(shards) + 1)]
    assert [step["run"] for step in job["steps"] if "run" in step] == [
        f"make unit SHARD=${{{{ matrix.shard }}}}/{len(shards)}"
    ]


def test_one_check_stands_for_all_jobs():
    every = dict(jobs(ROOT / ".github" / "workflows" / "test.yml"))
    assert sorted(every.pop("passed")["needs"]) == sorted(every)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_it_needs(path):
    assert read(path)["permissions"] == {"contents": "read"}
    assert read(path)["concurrency"]
    for name, job in jobs(path):
        writes = {what for what, level in job.get("permissions", {}).items() if level == "write"}
        assert writes == WRITES.get((path.name, name), set()), name
        assert "uses" in job or job["timeout-minutes"], name
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert "${{ github.ref_name" not in step.get("run", ""), "anybody can choose a tag's name: pass it by env"


def test_actions_are_pinned_to_a_commit_with_its_version():
    lines = [
        line for path in WORKFLOWS for line in path.read_text().splitlines() if "uses: " in line and "./" not in line
    ]
    assert lines
    assert [line for line in lines if not re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_hooks_have_the_versions_that_make_runs():
    locked = dict(re.findall(r"^([a-z-]+)==(\S+)", (ROOT / "requirements" / "dev.txt").read_text(), re.MULTILINE))
    repos = read(ROOT / ".pre-commit-config.yaml")["repos"]
    pins = {repo["repo"].split("/")[-1].removesuffix("-pre-commit"): repo["rev"] for repo in repos if "rev" in repo}
    assert pins == {name: f"v{locked[name]}" for name in ("ruff", "codespell", "cfn-lint")}
    (own,) = [hook for repo in repos if repo["repo"] == "local" for hook in repo["hooks"]]
    assert own["entry"].split()[0] == ".venv/bin/mypy"


def test_forms_and_settings_of_github_parse():
    papers = [*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml"]
    assert len(papers) >= 6
    assert [path.name for path in papers if not isinstance(read(path), dict)] == []
