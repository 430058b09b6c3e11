"""Inputs of a kind that public bug reports described: invented ones in tests/data, others in ../shared/data."""

from pathlib import Path

import pytest

from tests.known_data import OWN, SHARED


def report(origin: str, name: str) -> Path:
    """The file with that name; one of tests/data must exist, one of ../shared/data may be absent."""
    file = {"own": OWN, "shared": SHARED}[origin] / "reports" / name
    if origin == "shared" and not file.exists():
        pytest.skip("../shared/data is absent")
    return file
