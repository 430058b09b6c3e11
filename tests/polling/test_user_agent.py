import tomllib

from goodword.connectors.contract import VERSION
from goodword.polling import user_agent
from tests.conftest import ROOT


def test_it_says_who_we_are_and_where_to_complain():
    assert user_agent("https://hear.example/webhooks") == f"goodword/{VERSION} (+https://hear.example/webhooks)"


def test_the_version_is_the_packages():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION
