"""Mentions without words are stored and logged by kind; words hidden in a link are read and not stored."""

import json
from typing import Any

import pytest

from tests.flow.posts import shop
from tests.house.house import House


def line_of(log: str) -> dict[str, Any]:
    """The one tally line of score."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    [found] = [line for line in lines if line.get("service") == "score"]
    return found


def test_it_is_kept_and_counted_by_its_kind(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    link = {"external_id": "4", "text": "never again", "links": ["https://shop.example/acme-lamp"]}
    shop(
        house,
        {"external_id": "1"},
        {"external_id": "2", "kind": "review"},
        {"external_id": "3", "kind": "review"},
        link,
    )
    capfd.readouterr()
    house.settle()
    line = line_of(capfd.readouterr().out)
    assert line["wordless"] == {"standard mention": 1, "standard review": 2}
    assert line["scored"] == 4
    assert [house.mention("standard", name).text for name in "1234"] == [None, None, None, "never again"]
    assert house.mention("standard", "4").links == ()
    [item] = [item for item in house.items("mention") if item["pk"]["S"].endswith("#4")]
    assert "shop.example" not in json.dumps(item)
