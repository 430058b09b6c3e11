"""The checks of a release, and its notes."""

import importlib.util
import re

import pytest

from goodword.version import VERSION
from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
release = importlib.util.module_from_spec(spec)
spec.loader.exec_module(release)

CHANGELOG = """\
# Changelog

Format: [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

## [Unreleased]

## [1.1.0] - 2030-02-01

### Added

- A page for each platform.

### Fixed

- See [the guide](docs/guide.md).

## [1.0.0] - 2030-01-01

### Added

- Everything.

[Unreleased]: https://example.com/compare/v1.1.0...HEAD
[1.0.0]: https://example.com/releases/v1.0.0
"""


def test_a_section_is_what_stands_under_its_version():
    assert release.sections(CHANGELOG) == {
        "Unreleased": ("", ""),
        "1.1.0": (
            "2030-02-01",
            "### Added\n\n- A page for each platform.\n\n### Fixed\n\n- See [the guide](docs/guide.md).",
        ),
        "1.0.0": ("2030-01-01", "### Added\n\n- Everything."),
    }


def test_the_tag_of_the_version_with_a_dated_section_may_be_released():
    assert release.faults("v1.1.0", "1.1.0", CHANGELOG) == []


@pytest.mark.parametrize(
    ("tag", "current", "changelog", "says"),
    [
        ("1.1.0", "1.1.0", CHANGELOG, "the tag must be v1.1.0"),
        ("v1.1.1", "1.1.0", CHANGELOG, "goodword/version.py says 1.1.0"),
        ("v1.2.0", "1.2.0", CHANGELOG, "no section for 1.2.0"),
        ("v1.1.0", "1.1.0", CHANGELOG.replace(" - 2030-02-01", ""), "no date for 1.1.0"),
        ("v1.1.0", "1.1.0", CHANGELOG.replace("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n"), "[Unreleased]"),
    ],
)
def test_anything_else_is_refused_with_the_reason(tag, current, changelog, says):
    (fault,) = release.faults(tag, current, changelog)
    assert says in fault


def test_the_version_is_read_without_an_import():
    assert release.version() == VERSION


def test_the_template_leaves_the_version_to_the_release():
    """`make publish` passes it; a second one in template.yaml could differ."""
    assert "SemanticVersion" not in (ROOT / "template.yaml").read_text()
    assert "--semantic-version" in (ROOT / "Makefile").read_text()


def test_the_newest_release_in_the_changelog_is_the_version():
    """While the changelog has only [Unreleased], there is no release yet."""
    changelog = (ROOT / "CHANGELOG.md").read_text()
    cut = [name for name in release.sections(changelog) if re.match(r"\d", name)]
    assert cut[:1] in ([], [VERSION])


def test_the_command_prints_and_refuses(capsys):
    assert release.main(["version"]) == 0
    assert capsys.readouterr().out == f"{VERSION}\n"
    assert release.main(["check", "v0.0.0"]) == 1
    assert "the tag is v0.0.0" in capsys.readouterr().err
    assert release.main(["notes", "0.0.0"]) == 1
    assert release.main(["notes", "1", "2"]) == 2
    assert release.main([]) == 2
