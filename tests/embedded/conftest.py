"""The one stack that all rehearsal tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded.live import Live, running

BEFORE = "@acme thank you for the lamp"  # sent before the restart


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundle")


@pytest.fixture(scope="session")
def live(home: Path) -> Iterator[Live]:
    """The stack: deployed, used once, stopped, and started again with its stored data."""
    with running(home) as first:
        first.stored("x", first.hears("x", "acme-x", BEFORE))
        first.notification(
            "standard", first.hears("standard", "vega-shop", "The bulb is broken, I am really disappointed")
        )
    with running(home) as second:
        yield second
