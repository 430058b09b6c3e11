"""Fixtures for the tests of an owner's commands."""

from collections.abc import Iterator

import pytest

from tests.owner import Owner, deployed


@pytest.fixture
def owner() -> Iterator[Owner]:
    with deployed() as opened:
        yield opened
