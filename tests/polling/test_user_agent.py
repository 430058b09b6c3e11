import tomllib

from goodword.polling import user_agent
from goodword.version import VERSION
from tests.conftest import ROOT


def test_it_says_who_we_are_and_where_to_complain():
    assert user_agent("https://hear.example/webhooks") == f"goodword/{VERSION} (+https://hear.example/webhooks)"


def test_the_version_is_written_in_one_place():
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" not in pyproject["project"]
    assert pyproject["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "goodword.version.VERSION"}
    sources = [*(ROOT / "layers" / "goodword").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
    assert [path.name for path in sources if f'"{VERSION}"' in path.read_text()] == ["version.py"]
