"""Every flow test has a test stack of its own."""

from collections.abc import Iterator

import pytest

from tests.house.house import House, open_house


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened
