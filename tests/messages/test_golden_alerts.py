"""The exact text that people read: tests/messages/golden/<scenario>.txt.

After you change the wording: `GOLDEN=write pytest tests/messages/test_golden_alerts.py`, then read the diff.
"""

import os
from pathlib import Path

import pytest

from goodword.messages import Rendered, render
from goodword.messages.gsm7 import septets
from goodword.messages.sms import on_a_phone
from tests.messages.scenarios import SCENARIOS

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", SCENARIOS)
def test_reads_as_agreed(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    found = _page(render(SCENARIOS[name], "Goodword"))
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(found, encoding="utf-8", newline="")
    assert found == golden.read_bytes().decode()


def test_a_phone_shows_the_name_in_capitals_and_that_is_what_is_counted() -> None:
    assert on_a_phone("fire", "Goodword") == "GOODWORD> fire"
    text = render(SCENARIOS["very_long"], "ß").sms
    assert text is not None
    assert septets(on_a_phone(text, "ß")) <= 160, "capital ß is two letters"


def test_every_golden_file_has_its_scenario() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SCENARIOS)


def _page(alert: Rendered) -> str:
    assert alert.sms is not None
    sent = on_a_phone(alert.sms, "Goodword")
    return f"SMS {septets(sent)}/160\n{sent}\n\nSUBJECT\n{alert.subject}\n\nMAIL\n{alert.email}"
