import pytest

from tests.polling.small_world import SmallWorld, install


@pytest.fixture
def toy(monkeypatch):
    return install(monkeypatch)


@pytest.fixture
def world(toy):
    return SmallWorld()
